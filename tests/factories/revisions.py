"""A small sort of history for tests of the engine: notes, and lists that they may lie in and point at."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, model_validator
from sqlalchemy.orm import Session

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import Author, Change, Place
from roadmaps.revisions.kinds import TOP, Kind, KindTable
from roadmaps.revisions.models import History, Revision
from roadmaps.revisions.write import write

WHEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NOBODY = Author(None, None)


class Shelf(Kind):
    """Notes lie on it."""

    name: ClassVar[str] = "shelf"
    label: ClassVar[str] = "Shelf"
    plural: ClassVar[str] = "Shelves"
    parents: ClassVar[tuple[str, ...]] = (TOP, "shelf")

    title: Annotated[str, Field(min_length=1), Ask(label="Title")]


class Note(Kind):
    """Has a field of every sort that merges in its own way."""

    name: ClassVar[str] = "note"
    label: ClassVar[str] = "Note"
    plural: ClassVar[str] = "Notes"
    parents: ClassVar[tuple[str, ...]] = (TOP, "shelf")

    title: Annotated[str, Field(min_length=1), Ask(label="Title")]
    text: Annotated[str, Ask(label="Text", widget="prose")] = ""
    places: Annotated[list[str], Ask(label="Places", widget="checkboxes")] = []
    about: Annotated[UUID | None, Ask(label="About", widget="reference", refers_to=("note",))] = None
    first: Annotated[int, Ask(label="From", widget="year")] = 0
    last: Annotated[int, Ask(label="To", widget="year")] = 9999

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise Fault(say("It ends before it begins."))
        return self


KINDS = KindTable([Shelf, Note])


def a_history(session: Session) -> History:
    """An empty history."""
    history = History(id=new_id(), subject="test", current=0)
    session.add(history)
    session.flush()
    return history


def a_note(
    session: Session, history: History, title: str = "En not", *, place: Place | None = None, **facts: object
) -> UUID:
    """A note in the history, and its id."""
    change = Change(new_id(), 0, kind="note", content={"title": title, **facts}, place=place)
    put(session, history, [change])
    return change.block_id


def a_shelf(session: Session, history: History, title: str = "En hylla", *, place: Place | None = None) -> UUID:
    """A shelf in the history, and its id."""
    change = Change(new_id(), 0, kind="shelf", content={"title": title}, place=place)
    put(session, history, [change])
    return change.block_id


def put(session: Session, history: History, changes: Sequence[Change], *, summary: str = "") -> Revision | None:
    """Write changes by nobody in particular."""
    return write(session, history, changes, kinds=KINDS, author=NOBODY, at=WHEN, summary=summary)


def edit(session: Session, history: History, block_id: UUID, based_on: int, **facts: object) -> Revision | None:
    """Change some fields of one block."""
    return put(session, history, [Change(block_id, based_on, content=facts)])
