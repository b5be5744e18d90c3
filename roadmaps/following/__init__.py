"""Following what one cares about, and learning what has changed in it since one was here."""

from flask import Flask

from roadmaps.following import news_panels
from roadmaps.following.feed_views import news
from roadmaps.following.listeners import wire
from roadmaps.following.panels import hang
from roadmaps.following.views import pages

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    app.register_blueprint(news)
    hang(app.extensions["slots"])
    news_panels.hang(app.extensions["slots"])
