"""Where the marks are, asked for once a request; and what holds as long as one of them stays where it is."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from uuid import UUID

from flask import current_app, g
from sqlalchemy.orm import Session

from roadmaps.freshness.marks import SITE, mark_of, marks_for
from roadmaps.web.work import reading

V = TypeVar("V")
# Whoever changes the database by hand moves no marks.
HOLDS_SECONDS = 60
MOST = 2000


def marks_now(person_id: UUID | None) -> dict[str, int]:
    """Those that pages for the person, or for a stranger, can depend on; read before anything that is shown."""
    if g.get("marks_are_of") != (person_id,):
        g.marks, g.marks_are_of = marks_for(reading(), person_id), (person_id,)
    found: dict[str, int] = g.marks
    return found


class WhileItStays(Generic[V]):
    """Answers that are remembered until a mark moves, for a minute at the most."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._known: dict[Hashable, tuple[int, float, V]] = {}

    def of(self, key: Hashable, person_id: UUID | None, find: Callable[[], V]) -> V:
        """The answer to the question `key`; `find` finds it."""
        return self._of(key, lambda: marks_now(person_id)[self.name], find)

    def of_this_moment(self, session: Session, key: Hashable, find: Callable[[], V]) -> V:
        """The same in a unit of work, by where the mark is now that nobody else can move it."""
        return self._of(key, lambda: mark_of(session, self.name), find)

    def _of(self, key: Hashable, where_is_it: Callable[[], int], find: Callable[[], V]) -> V:
        if not current_app.extensions["kept_pages"].is_on:
            return find()
        mark, moment = where_is_it(), time.monotonic()
        known = self._known.get(key)
        if known is None or known[0] != mark or known[1] <= moment:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[key] = (mark, moment + HOLDS_SECONDS, find())
        return known[2]


class WhileSiteStays(WhileItStays[V]):
    """The same until anything changes on the site."""

    def __init__(self) -> None:
        super().__init__(SITE)
