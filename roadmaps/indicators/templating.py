"""What the templates of this room may ask."""

from flask import Flask

from roadmaps.indicators.words import number_of, value_in_words


def teach(app: Flask) -> None:
    """Give templates the words."""
    app.jinja_env.globals.update(value_in_words=value_in_words, number_of=number_of)
