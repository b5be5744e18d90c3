"""Reading the journal is an act too, and leaves its line."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.audit import policy
from roadmaps.audit.events import AuditFetched, AuditRead
from roadmaps.foundation.clock import beginning_of, day_of
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.journal.models import JournalLine
from roadmaps.journal.queries import lines_about


def has_read_today(session: Session, area_id: UUID | None, *, actor: Actor, at: datetime) -> bool:
    """Whether the line of today's reading has been written."""
    read = select(JournalLine.number).where(
        JournalLine.person_id == actor.person_id,
        JournalLine.at >= beginning_of(day_of(at)),
        JournalLine.number.in_(lines_about("event", "audit.AuditRead")),
    )
    about = lines_about("area", str(area_id)) if area_id else None
    read = read.where(JournalLine.number.in_(about)) if about is not None else read
    return bool(session.scalar(select(exists(read))))


def note_reading(session: Session, area: Area | None, *, actor: Actor, at: datetime) -> None:
    """Tell that somebody reads the journal, of everything or of one area.

    :raises NotAllowed: when the actor may not
    """
    _check(area, actor)
    record(session, AuditRead(actor.person_id, area.id if area else None, at))


def note_fetching(session: Session, area: Area | None, lines: int, *, actor: Actor, at: datetime) -> None:
    """Tell that somebody has taken lines home.

    :raises NotAllowed: when the actor may not
    """
    _check(area, actor)
    record(session, AuditFetched(actor.person_id, area.id if area else None, lines, at))


def _check(area: Area | None, actor: Actor) -> None:
    may = policy.may_read_audit(actor) if area is None else policy.may_read_audit_of(actor, area)
    if not may:
        raise NotAllowed(say("Only coordinators, and in their own area those who lead it, can read this."))
