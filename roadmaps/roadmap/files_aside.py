"""Files that somebody has sent in for a roadmap, put aside until their sender has seen what they would do.

What a file holds is for the room that takes it. That it is one person's, lasts for a day and cannot fill the table is the
same for all of them. No Flask.
"""

from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.database import Id, ShortText
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.models import Roadmap

LASTS = timedelta(days=1)
LONGEST_NAME = 200


class FileAside:
    """The columns that every such table has. Only the person who has sent the file sees it."""

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    filename: Mapped[ShortText]
    made_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]


F = TypeVar("F", bound=FileAside)


def put_aside(session: Session, file: F, *, at: datetime, most: int) -> F:
    """Keep the file; those that are too old go, and of the person's others no more stay than make `most` with it."""
    table = type(file)
    forget_old(session, table, at)
    older = session.scalars(
        select(table)
        .where(table.person_id == file.person_id)
        .order_by(table.made_at.desc(), table.id.desc())
        .offset(most - 1)
    )
    for one in older:
        session.delete(one)
    file.filename = " ".join(file.filename.split())[:LONGEST_NAME]
    session.add(file)
    session.flush()
    return file


def forget_old(session: Session, table: type[FileAside], at: datetime) -> None:
    """Forget the files that nobody has confirmed in time."""
    session.execute(delete(table).where(table.made_at <= at - LASTS))


def find_aside(session: Session, table: type[F], roadmap: Roadmap, file_id: UUID, *, actor: Actor, at: datetime) -> F:
    """A file that the actor has sent for this roadmap in the last day.

    :raises NotFound: when there is none, or somebody else has sent it
    """
    file = session.scalar(
        select(table).where(
            table.id == file_id,
            table.roadmap_id == roadmap.id,
            table.person_id == actor.person_id,
            table.made_at > at - LASTS,
        )
    )
    if file is None:
        raise NotFound(say("There is no such file any more. A file that is not confirmed is kept for a day."))
    return file
