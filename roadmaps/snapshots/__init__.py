"""Frozen versions of a roadmap: cited, downloaded, compared, checked, and brought in again elsewhere."""

from flask import Flask

from roadmaps.snapshots.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room."""
    app.register_blueprint(pages)
