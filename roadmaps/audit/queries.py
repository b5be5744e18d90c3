"""The lines that somebody wants to see."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.audit.filters import AuditFilter
from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.errors import NotFound
from roadmaps.journal.models import JournalLine, JournalMark
from roadmaps.journal.queries import lines_about
from roadmaps.roadmap.models import Roadmap

MOST_PEOPLE = 50
ONE_DAY = timedelta(days=1)


def lines(session: Session, wanted: AuditFilter, area: Area | None = None) -> Select[JournalLine]:
    """Those that fit, newest first; only those about the area, if one is given."""
    found = select(JournalLine).order_by(JournalLine.number.desc())
    if area is not None:
        found = found.where(_about_area(session, area))
    if wanted.who:
        found = found.where(_by(session, wanted.who))
    if wanted.room:
        events = select(JournalMark.number).where(
            JournalMark.sort == "event", JournalMark.value.startswith(f"{wanted.room}.", autoescape=True)
        )
        doors = JournalLine.door.startswith(f"{wanted.room}.", autoescape=True)
        found = found.where(or_(JournalLine.number.in_(events), doors))
    if wanted.entrance:
        found = found.where(JournalLine.entrance == wanted.entrance)
    if wanted.outcome:
        found = found.where(JournalLine.outcome == wanted.outcome)
    if wanted.thing:
        those = select(JournalMark.number).where(JournalMark.value == str(wanted.thing))
        found = found.where(or_(JournalLine.number.in_(those), JournalLine.sign_in_id == wanted.thing))
    if wanted.from_on:
        found = found.where(JournalLine.at >= beginning_of(wanted.from_on))
    if wanted.until_on:
        found = found.where(JournalLine.at < beginning_of(wanted.until_on + ONE_DAY))
    return found


def find_line(session: Session, number: int, area: Area | None = None) -> JournalLine:
    """One line.

    :raises NotFound: when there is none, or it is not about the area
    """
    query = select(JournalLine).where(JournalLine.number == number)
    found = session.scalar(query if area is None else query.where(_about_area(session, area)))
    if found is None:
        raise NotFound
    return found


def areas_of_roadmaps(session: Session, roadmap_ids: set[UUID]) -> dict[UUID, UUID]:
    """In which area each of these roadmaps lies."""
    if not roadmap_ids:
        return {}
    return dict(session.execute(select(Roadmap.id, Roadmap.area_id).where(Roadmap.id.in_(roadmap_ids))).all())


def _about_area(session: Session, area: Area) -> ColumnElement[bool]:
    roadmaps = session.scalars(select(Roadmap.id).where(Roadmap.area_id == area.id))
    about = [lines_about("area", str(area.id)), *(lines_about("roadmap", str(one)) for one in roadmaps)]
    return or_(*(JournalLine.number.in_(one) for one in about))


def _by(session: Session, who: str) -> ColumnElement[bool]:
    """Who acted: by name or by identity."""
    people = select(Person.id).where(Person.name.icontains(who, autoescape=True)).limit(MOST_PEOPLE)
    try:
        return JournalLine.person_id == UUID(who)
    except ValueError:
        found = session.scalars(people).all()
        return JournalLine.person_id.in_(found) if found else false()
