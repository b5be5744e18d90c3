"""The pages of the site itself: home, what this is, accessibility, privacy, health, and finding a link by its name."""

from flask import Flask

from roadmaps.site.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room."""
    app.register_blueprint(pages)
