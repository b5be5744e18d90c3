"""The interface for programs: what people read and do on pages, as JSON, by the same rules."""

from datetime import timedelta

from flask import Flask, g, request

from roadmaps.api import documents, resources
from roadmaps.api.bases import as_problem
from roadmaps.api.callers import READING, WRITING, keep_pace_of_programs
from roadmaps.api.operations import pages
from roadmaps.api.repeating import forget_answers
from roadmaps.revisions.changes import WriteConflict
from roadmaps.web.language import LANGUAGES
from roadmaps.web.problems import describe_refusals
from roadmaps.web.programs import is_for_programs

__all__ = ["register", "resources"]

# Once for all applications of a process.
pages.before_request(keep_pace_of_programs)


def register(app: Flask) -> None:
    """Open the doors of this room."""
    limits = app.extensions["limits"]
    limits.add(READING, by_account="1200 per minute")
    limits.add(f"{READING} that is nobody", by_address="600 per minute")
    limits.add(WRITING, by_account="300 per minute")
    describe_refusals(app, WriteConflict, as_problem)
    app.extensions["chores"].add("forget what programs were answered", forget_answers, every=timedelta(hours=6))
    app.before_request(_as_programs_ask)
    app.register_blueprint(pages)
    app.register_blueprint(documents.pages)
    # Nobody is known here by what a browser sends along by itself, so that another site's form can do nothing.
    app.extensions["csrf"].exempt(pages)
    app.extensions["slots"].hang("layout.footer", documents.way_to_docs, order=90)


def _as_programs_ask() -> None:
    """Programs choose the language by what they ask for, and not by a cookie."""
    if is_for_programs():
        g.forced_language = request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
