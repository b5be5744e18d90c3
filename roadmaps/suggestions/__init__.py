"""Proposed edits of a roadmap: written with a motive and sources, discussed, kept fitting while the text moves on, and
decided in whole or in part.
"""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.revisions.text_diff import fold
from roadmaps.suggestions.files_used import in_suggestions
from roadmaps.suggestions.listeners import wire
from roadmaps.suggestions.pages import places_in
from roadmaps.suggestions.panels import hang
from roadmaps.suggestions.views import pages

__all__ = ["register", "wire"]


def register(app: Flask) -> None:
    """Open the doors of this room and hang its panels in the pages below."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(places_in=places_in, fold_pieces=fold)
    app.extensions["ways"].add("roadmap.views", N_("Suggestions"), "suggestions.index", order=65)
    app.extensions["file_uses"].append(in_suggestions)
    hang(app.extensions["slots"])
