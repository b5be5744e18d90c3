"""In which language a roadmap is read. A room above knows of other languages than the roadmap's own, and has the words."""

from collections.abc import Callable, Sequence
from typing import cast
from uuid import UUID

from flask import current_app, g, request
from sqlalchemy.orm import Session

from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.written import SOURCE
from roadmaps.web.language import locale
from roadmaps.web.work import reading

ASKED = "in"
Languages = Callable[[Session], Sequence[str]]
Wording = Callable[[Session, Roadmap, State, str], State]


class Wordings:
    """The languages in which texts are read; a room above fills it when it registers."""

    def __init__(self) -> None:
        self._languages: Languages = lambda _session: (SOURCE,)
        self._wording: Wording = lambda _session, _roadmap, state, _language: state

    def provide(self, *, languages: Languages, wording: Wording) -> None:
        """Let texts be read in more languages than the one that they are written in.

        :param languages: `(session)`: the codes of all of them, that of the roadmap first
        :param wording: `(session, roadmap, state, language)`: the state with `Written` words, as far as there are some
        """
        self._languages, self._wording = languages, wording

    def languages(self, session: Session) -> Sequence[str]:
        """The codes of the languages, that of the roadmap first."""
        return self._languages(session)

    def state_in(self, session: Session, roadmap: Roadmap, state: State, language: str) -> State:
        """The state as it is read in the language, made once a page; the state itself in the roadmap's own."""
        if language == SOURCE:
            return state
        known: dict[tuple[UUID, int, str], State] = g.setdefault("worded_states", {})
        key = roadmap.id, state.number, language
        if key not in known:
            known[key] = self._wording(session, roadmap, state, language)
        return known[key]


def wordings() -> Wordings:
    """The application's."""
    return cast(Wordings, current_app.extensions["wordings"])


def language_to_read() -> str:
    """The language that the address asks for; or else that of the page, where texts are read in it; or the roadmap's."""
    asked = request.args.get(ASKED) or locale()
    return asked if asked == SOURCE or asked in wordings().languages(reading()) else SOURCE
