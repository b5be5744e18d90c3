"""Telling the people of responsible organisations which readings are to be made: seldom, and all in one letter."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Membership, Organisation, Person
from roadmaps.accounts.queries import counts_on
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import record
from roadmaps.indicators.events import DueReading, ReadingsDue
from roadmaps.indicators.followed import Followed, follow
from roadmaps.indicators.models import ReadingReminder
from roadmaps.indicators.policy import responsible_for
from roadmaps.indicators.queries import every_indicator
from roadmaps.indicators.states import Standing

PAUSE = timedelta(days=14)
# Person, indicator, period, and whether it was overdue.
Told = tuple[UUID, UUID, str, bool]


def remind_of_readings(session: Session, at: datetime) -> None:
    """Record for each person what is to be read, where there is something new to say and the last letter is old enough.

    Of each reading one is told at most twice: when its period is over, and when it is overdue. A letter names everything
    that waits, also what was told before.
    """
    today = day_of(at)
    due = [one for one in follow(session, every_indicator(session), today=today) if one.judged.is_due]
    people = _people_of(session, {named for one in due if (named := responsible_for(one.block))}, today)
    lately = _told_since(session, at - PAUSE)
    told = _told_of(session, [one.id for one in due])
    for person_id, organisations in sorted(people.items()):
        own = [one for one in due if responsible_for(one.block) in organisations]
        new = [one for one in own if _key(person_id, one) not in told]
        if not new or person_id in lately:
            continue
        for one in new:
            session.add(_reminder(person_id, one, at))
        record(session, ReadingsDue(person_id, tuple(map(_due_reading, sorted(own, key=_by_day))), at))


def _people_of(session: Session, organisation_ids: set[UUID], today: date) -> Mapping[UUID, set[UUID]]:
    """The active people of these organisations, each with those that they act for."""
    people: dict[UUID, set[UUID]] = defaultdict(set)
    rows = session.execute(
        select(Membership.person_id, Membership.organisation_id)
        .join(Person, Person.id == Membership.person_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.organisation_id.in_(organisation_ids),
            counts_on(today),
            Person.deactivated_at.is_(None),
            Organisation.archived_at.is_(None),
        )
    )
    for person_id, organisation_id in rows:
        people[person_id].add(organisation_id)
    return people


def _told_since(session: Session, moment: datetime) -> set[UUID]:
    newest = func.max(ReadingReminder.reminded_at)
    query = select(ReadingReminder.person_id).group_by(ReadingReminder.person_id).having(newest > moment)
    return set(session.scalars(query))


def _told_of(session: Session, indicator_ids: Sequence[UUID]) -> set[Told]:
    rows = session.scalars(select(ReadingReminder).where(ReadingReminder.indicator_id.in_(indicator_ids)))
    return {(row.person_id, row.indicator_id, row.period, row.is_overdue) for row in rows}


def _key(person_id: UUID, one: Followed) -> Told:
    period = one.judged.awaited.period if one.judged.awaited else ""
    return person_id, one.id, period, one.judged.standing is Standing.OVERDUE


def _reminder(person_id: UUID, one: Followed, at: datetime) -> ReadingReminder:
    _person, indicator_id, period, is_overdue = _key(person_id, one)
    return ReadingReminder(
        person_id=person_id, indicator_id=indicator_id, period=period, is_overdue=is_overdue, reminded_at=at
    )


def _due_reading(one: Followed) -> DueReading:
    assert one.judged.awaited is not None
    return DueReading(
        indicator_id=one.id,
        title=one.title,
        area=one.roadmap.area.name,
        period=one.judged.awaited.in_words,
        due_on=one.judged.awaited.due_on,
        is_overdue=one.judged.standing is Standing.OVERDUE,
    )


def _by_day(one: Followed) -> tuple[date, str]:
    assert one.judged.awaited is not None
    return one.judged.awaited.due_on, one.title
