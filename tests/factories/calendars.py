"""A plan with dates of every sort, and calendars read as a program would read them."""

from datetime import date
from uuid import UUID

from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.calendars.gathering import Wanted, entries_for
from roadmaps.calendars.models import CalendarLink, Scope
from roadmaps.calendars.rules import make_link
from tests.factories.roadmap import AT

TODAY = date(2026, 11, 21)


def a_link(
    session: Session, actor: Actor, scope: Scope = Scope.ALL, about_id: UUID | None = None
) -> tuple[CalendarLink, str]:
    """A link of the actor's, and the address of its file."""
    link, token = make_link(session, scope, about_id, at=AT, actor=actor)
    session.flush()
    return link, f"/calendars/{token}.ics"


def events_in(body: bytes) -> dict[str, Event]:
    """The entries of a file by their summaries."""
    calendar = Calendar.from_ical(body)
    return {str(event["summary"]): event for event in calendar.events}


def days_of(event: Event) -> tuple[str, str]:
    """The first day, and the first that is not covered any more."""
    return event["dtstart"].dt.isoformat(), event["dtend"].dt.isoformat()


def told(session: Session, *, viewer: Actor | None = None, **wanted: UUID | None) -> list[str]:
    """The summaries of what a calendar would show, in plain English."""
    entries = entries_for(session, Wanted(**wanted), viewer=viewer, language="en", on=TODAY)
    return [str(one.summary) for one in entries]
