"""What rooms above have dates for: they bring their own entries to the calendars, and this room does not know them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.calendars.entries import Entry
from roadmaps.calendars.gathering import Wanted

Source = Callable[..., Iterable[Entry]]


class CalendarSources:
    """Who has entries; filled by the rooms when they register."""

    def __init__(self) -> None:
        self._sources: list[Source] = []

    def add(self, source: Source) -> None:
        """Take entries from `source(session, wanted, *, viewer, language, on)`: what the viewer may see on the day."""
        self._sources.append(source)

    def entries(
        self, session: Session, wanted: Wanted, *, viewer: Actor | None, language: str, on: date
    ) -> Iterator[Entry]:
        """All of them."""
        for source in self._sources:
            yield from source(session, wanted, viewer=viewer, language=language, on=on)
