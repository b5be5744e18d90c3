"""The history of a report, told to those who help with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.follow_up.kinds import REPORT
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import told_to
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence
from roadmaps.revisions.models import Revision
from roadmaps.revisions.sentences import sentence_of
from roadmaps.revisions.states import current

MOST_TOLD = 8


@dataclass(frozen=True)
class Entry:
    """One revision: when, by whom and for whom, and what. `more` counts the blocks that are not told one by one."""

    number: int
    written_at: datetime
    who: str
    sentences: Sequence[Sentence]
    more: int


def history_of(session: Session, report: FollowUp, reader: Actor) -> list[tuple[date, list[Entry]]]:
    """Every revision of the report by day, the newest first, without what the reader may not read."""
    tells, state = told_to(session, report, reader), current(session, report.history)
    closed = {str(one.id) for one in (*state, *state.removed.values()) if not tells(one)}
    rows = session.execute(
        select(Revision, Person.name, Organisation.name)
        .outerjoin(Person, Person.id == Revision.person_id)
        .outerjoin(Organisation, Organisation.id == Revision.organisation_id)
        .where(Revision.history_id == report.history_id)
        .order_by(Revision.number.desc())
    )
    entries = [_entry(revision, person, place, closed) for revision, person, place in rows]
    by_day = groupby(entries, key=lambda one: day_of(one.written_at))
    return [(day, list(those)) for day, those in by_day]


def _entry(revision: Revision, person: str | None, organisation: str | None, closed: Collection[str]) -> Entry:
    facts = [one for one in revision.facts if one["block"] not in closed]
    return Entry(
        number=revision.number,
        written_at=revision.written_at,
        who=", ".join(filter(None, (person, organisation))),
        sentences=[sentence_of(fact, REPORT) for fact in facts[:MOST_TOLD]],
        more=max(0, len(facts) - MOST_TOLD),
    )
