"""What the templates of this room may ask."""

from flask import Flask

from roadmaps.indicators.schedule import day_in_words
from roadmaps.indicators.words import rounded, value_in_words


def teach(app: Flask) -> None:
    """Give templates the words."""
    app.jinja_env.globals.update(value_in_words=value_in_words, rounded_value=rounded, day_in_words=day_in_words)
