"""The words of the field, explained in plain language."""

from flask import Flask

from roadmaps.glossary import policy
from roadmaps.glossary.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room."""
    app.jinja_env.globals["may_write_glossary"] = policy.may_write_glossary
    app.register_blueprint(pages)
