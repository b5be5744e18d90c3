"""Reading the marks, and moving them: one statement each, for all marks that an act or a page is about."""

import secrets
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from roadmaps.freshness.models import ChangeMark

SITE = "site"
# Who people are, for whom they act and what they may: moved with the mark of the site, and by nothing else.
RIGHTS = "rights"
# Each reader has one of so many marks, together with others: what is kept tells nothing of who was here.
READERS = 256
_NEVER = 0
_IN_COMMON = ChangeMark.name.in_([SITE, RIGHTS]) | ChangeMark.name.like("area:%")
_OF_STRANGER = select(ChangeMark.name, ChangeMark.mark).where(_IN_COMMON)
_OF_READER = select(ChangeMark.name, ChangeMark.mark).where(_IN_COMMON | (ChangeMark.name == bindparam("own")))
_OF_ONE = select(ChangeMark.mark).where(ChangeMark.name == bindparam("name"))
# Both databases read it alike, and nothing of the unit of work needs to know of these rows.
_MOVE = text(
    "INSERT INTO change_marks (name, mark) VALUES (:name, :mark) ON CONFLICT (name) DO UPDATE SET mark = :mark"
)


def of_area(area_id: UUID) -> str:
    """The name of the mark of an area."""
    return f"area:{area_id.hex}"


def of_reader(person_id: UUID) -> str:
    """The name of the mark that the person shares with some others, for what is only theirs to see."""
    return f"reader:{person_id.int % READERS}"


def marks_for(session: Session, person_id: UUID | None) -> dict[str, int]:
    """Where the marks are that a reader's pages can depend on: of the site, of rights, of every area, and the reader's own."""
    if person_id is None:
        return {SITE: _NEVER, RIGHTS: _NEVER} | {row.name: row.mark for row in session.execute(_OF_STRANGER)}
    own = of_reader(person_id)
    found = {row.name: row.mark for row in session.execute(_OF_READER, {"own": own})}
    return {SITE: _NEVER, RIGHTS: _NEVER, own: _NEVER} | found


def mark_of(session: Session, name: str) -> int:
    """Where one mark is."""
    return session.scalar(_OF_ONE, {"name": name}) or _NEVER


def move(session: Session, names: Collection[str]) -> None:
    """Give each a new place. In the same order everywhere, so that no two units of work wait for each other."""
    if names:
        session.execute(_MOVE, [{"name": name, "mark": secrets.randbits(63)} for name in sorted(names)])
