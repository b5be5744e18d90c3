"""The words of the field, explained in plain language, and marked where a text first uses them."""

from datetime import timedelta

from flask import Flask

from roadmaps.glossary import policy
from roadmaps.glossary.advising import PACE, advice_notes
from roadmaps.glossary.advising import pages as advice_pages
from roadmaps.glossary.commands import explain_words
from roadmaps.glossary.doors import MARKERS, marks_are_shown, words_marker
from roadmaps.glossary.lookup import called
from roadmaps.glossary.marking import Markers
from roadmaps.glossary.rules import bring_start_set
from roadmaps.glossary.views import pages
from roadmaps.glossary.writing_views import pages as writing_pages

__all__ = ["register"]

# Once in the life of an installation. A larger set gets another name.
START_SET, ONCE = "the first words of the glossary", timedelta(days=365_000)


def register(app: Flask) -> None:
    """Open the doors of this room."""
    app.extensions[MARKERS] = Markers()
    app.extensions["chores"].add(START_SET, lambda session, at: bring_start_set(session, at=at), every=ONCE)
    app.cli.add_command(explain_words)
    app.jinja_env.globals.update(
        may_write_glossary=policy.may_write_glossary,
        words_marker=words_marker,
        words_are_marked=marks_are_shown,
        called_term=called,
        advice_notes=advice_notes,
    )
    app.extensions["limits"].add(PACE, by_account="200 per 10 minutes")
    app.register_blueprint(advice_pages)
    app.register_blueprint(pages)
    app.register_blueprint(writing_pages)
