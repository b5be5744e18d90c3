"""What the blocks of a roadmap say in other languages, and where a translation has fallen behind the text."""

from flask import Flask

from roadmaps.foundation.sentences import N_
from roadmaps.translating.gathering import state_in
from roadmaps.translating.panels import hang
from roadmaps.translating.queries import codes_used, name_of
from roadmaps.translating.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels in the pages below, and let roadmaps be read in other languages."""
    app.register_blueprint(pages)
    app.extensions["wordings"].provide(languages=codes_used, wording=state_in)
    within = ("translating.show", "translating.save")
    app.extensions["ways"].add("process.views", N_("Translation"), "translating.index", order=70, within=within)
    hang(app.extensions["slots"])
    app.jinja_env.globals.update(language_name=name_of)
