"""Comment threads beside the blocks and passages of a roadmap: asked, answered and closed with a word about what came of it."""

from flask import Flask

from roadmaps.discussion import comment_views
from roadmaps.discussion.anchoring import wire
from roadmaps.discussion.files_used import in_comments
from roadmaps.discussion.panels import hang
from roadmaps.discussion.views import pages
from roadmaps.foundation.sentences import N_

__all__ = ["comment_views", "register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    app.extensions["ways"].add("roadmap.views", N_("Threads"), "discussion.index", order=70)
    app.extensions["file_uses"].append(in_comments)
    hang(app.extensions["slots"])
