"""What the pages of this room show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import person_names
from roadmaps.privacy import policy, queries
from roadmaps.privacy.erasing import pseudonym_of
from roadmaps.privacy.gathering import gathered
from roadmaps.privacy.holds import holds_on
from roadmaps.privacy.models import Erasure, Treatment
from roadmaps.privacy.periods import PERIODS, Period, before, count_due, days_kept
from roadmaps.privacy.register import Fate, Kept
from roadmaps.privacy.showing import address_of

# Who has been gone for so long may be forgotten, if nothing speaks against it.
LEFT_LONG_AGO = timedelta(days=2 * 365)


@dataclass(frozen=True)
class Class:
    """One class of data as the list shows it: how long it is kept, what is due, and before which moment."""

    period: Period
    days: int
    before: datetime
    counts: dict[str, int]

    @property
    def due(self) -> int:
        """How many rows."""
        return sum(self.counts.values())


def looked_into(session: Session, erasure: Erasure, *, actor: Actor, at: datetime, on: date) -> dict[str, Any]:
    """Everything about one erasure."""
    places = queries.places_of(session, erasure)
    decided = {one.place: one.treatment for one in queries.decisions_on(session, erasure)}
    parts = gathered(session, queries.subject_of(session, erasure)) if erasure.is_open else []
    is_alone = queries.is_alone(session, erasure, actor)
    acted = {erasure.begun_by_id, erasure.proposed_by_id, erasure.done_by_id, erasure.stopped_by_id, erasure.person_id}
    return {
        "erasure": erasure,
        "names": person_names(session, {one for one in acted if one}),
        "pseudonym": pseudonym_of(session, erasure.person_id),
        "holds": holds_on(session, erasure.person_id, on=on) if erasure.person_id and erasure.is_open else [],
        "going": [(one.entry, len(one.rows)) for one in parts if one.rows and _goes(one.entry)],
        "staying": [(one.entry, len(one.rows)) for one in parts if one.rows and not _goes(one.entry)],
        "places": [(one, decided.get(one.id)) for one in places if not one.is_frozen],
        "frozen": Counter(one.table for one in places if one.is_frozen).total(),
        "addresses": {one.id: address_of(one) for one in places},
        "treatments": list(Treatment),
        "may_propose": policy.may_propose(actor, erasure),
        "may_confirm": policy.may_confirm(actor, erasure, is_alone=is_alone, at=at),
        "may_stop": policy.may_stop(actor, erasure),
        "alone_from": erasure.proposed_at + policy.ALONE_AFTER if erasure.proposed_at and is_alone else None,
    }


def classes(session: Session, at: datetime) -> Sequence[Class]:
    """Every class of data with what is due of it."""
    days = days_kept(session)
    found = []
    for key, period in PERIODS.items():
        moment = before(period, days[key], at)
        found.append(Class(period, days[key], moment, count_due(session, period, moment)))
    return found


def left_long_ago(session: Session, at: datetime) -> Sequence[Person]:
    """Those who were shut out long ago and whose data is still here."""
    query = select(Person).where(Person.deactivated_at < at - LEFT_LONG_AGO).order_by(Person.deactivated_at)
    return [one for one in session.scalars(query) if not queries.is_erased(session, one.id)]


def _goes(entry: Kept) -> bool:
    return entry.fate == Fate.GOES
