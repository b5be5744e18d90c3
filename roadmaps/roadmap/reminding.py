"""Reminding those who lead of what was to happen next, so that no roadmap is forgotten in the state that it was left in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_coordinators
from roadmaps.areas.models import Area
from roadmaps.areas.queries import leaders_of
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import record
from roadmaps.roadmap.events import NextStepDue
from roadmaps.roadmap.models import NextStepReminder, PhaseChange, Roadmap
from roadmaps.roadmap.phases import Phase

# How long to wait before saying it again. A pause is looked at now and then even when its day lies far ahead.
AGAIN = timedelta(days=28)
PAUSED_SO_LONG = timedelta(days=91)


def is_next_step_due(roadmap: Roadmap, today: date) -> bool:
    """Whether the day of the next step has come, and nobody has told since how it went."""
    return roadmap.next_on is not None and roadmap.next_on <= today and roadmap.state is not Phase.CLOSED


def remind_of_next_steps(session: Session, at: datetime) -> None:
    """Record for each of those who lead a roadmap what was to happen next, when it is time to say so, or to say it again.

    Where nobody leads the area, those are the coordinators.
    """
    today = day_of(at)
    roadmaps = select(Roadmap).join(Area).where(Area.archived_at.is_(None), Roadmap.phase != Phase.CLOSED.value)
    for roadmap in session.scalars(roadmaps).unique():
        if not _is_time(session, roadmap, today):
            continue
        session.add(NextStepReminder(roadmap_id=roadmap.id, reminded_at=at))
        for person in _who_leads(session, roadmap, today):
            record(session, _due(roadmap, person, at))


def _is_time(session: Session, roadmap: Roadmap, today: date) -> bool:
    """Once when the day has come, then every fourth week; a pause also every third month before that."""
    told = session.scalar(select(func.max(PhaseChange.changed_at)).where(PhaseChange.roadmap_id == roadmap.id))
    reminders = select(func.max(NextStepReminder.reminded_at)).where(NextStepReminder.roadmap_id == roadmap.id)
    reminded = session.scalar(reminders.where(NextStepReminder.reminded_at > told) if told else reminders)
    if is_next_step_due(roadmap, today):
        return reminded is None or day_of(reminded) < (roadmap.next_on or today) or today - day_of(reminded) >= AGAIN
    last = reminded or told
    return roadmap.state is Phase.PAUSED and last is not None and today - day_of(last) >= PAUSED_SO_LONG


def _who_leads(session: Session, roadmap: Roadmap, today: date) -> Iterable[Person]:
    leading = [grant.person for grant in session.scalars(leaders_of(roadmap.area_id, today))]
    found = leading or session.scalars(active_coordinators()).all()
    return {person.id: person for person in found}.values()


def _due(roadmap: Roadmap, person: Person, at: datetime) -> NextStepDue:
    return NextStepDue(
        roadmap_id=roadmap.id,
        area_id=roadmap.area_id,
        person_id=person.id,
        phase=roadmap.phase,
        since=roadmap.phase_since,
        next_step=roadmap.next_step,
        next_on=roadmap.next_on,
        at=at,
    )
