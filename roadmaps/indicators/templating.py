"""What the templates of this room may ask."""

from flask import Flask

from roadmaps.indicators.words import number_of, value_in_words
from roadmaps.roadmap import policy


def teach(app: Flask) -> None:
    """Give templates the words."""
    app.jinja_env.globals.update(value_in_words=value_in_words, number_of=number_of, may_read_roadmap=policy.may_read)
