"""What must be true of readings before they are kept, looked at for many of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.indicators.models import Sex
from roadmaps.indicators.numbers import plain, within_limits
from roadmaps.indicators.queries import Key, last_by_key
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import Municipality
from roadmaps.roadmap.values import number_in_words

LONGEST_SOURCE = 200
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class NewReading:
    """A reading that somebody wants to record. `period` may be spelled in any way that dates of plans may be."""

    indicator_id: UUID
    period: str
    value: Decimal
    municipality: str | None = None
    sex: str = Sex.ALL.value
    source: str = ""
    note: str = ""


def faults_in(
    session: Session, indicators: Mapping[UUID, BlockState], readings: Sequence[NewReading], *, at: datetime
) -> dict[int, dict[str, Sentence]]:
    """What is wrong with each row, by its place in the list and by field. One query."""
    known = {key: reading.value for key, reading in last_by_key(session, indicators).items()}
    faults: dict[int, dict[str, Sentence]] = defaultdict(dict)
    today = day_of(at)
    for place, new in enumerate(readings):
        found = faults[place]
        found |= _faults_of_form(indicators[new.indicator_id], new)
        key, fault = _period(new, today)
        if fault:
            found["period"] = fault
        elif key in known:
            found["period"] = _already(known[key])
        if key:
            known.setdefault(key, new.value)
    return {place: found for place, found in faults.items() if found}


def faults_of(indicator: BlockState, new: NewReading, *, today: date) -> dict[str, Sentence]:
    """What is wrong with a reading by itself, by field, whatever has been recorded before."""
    _key, fault = _period(new, today)
    return _faults_of_form(indicator, new) | ({"period": fault} if fault else {})


def _faults_of_form(indicator: BlockState, new: NewReading) -> dict[str, Sentence]:
    faults: dict[str, Sentence] = {}
    try:
        within_limits(new.value)
    except Fault as fault:
        faults["value"] = fault.sentence
    if new.municipality is not None:
        if new.municipality not in set(Municipality):
            faults["municipality"] = say("This is none of the county's municipalities.")
        elif not indicator.content["by_municipality"]:
            faults["municipality"] = say("The indicator is not read by municipality.")
    if new.sex not in set(Sex):
        faults["sex"] = say("Choose one of the alternatives.")
    elif new.sex != Sex.ALL and not indicator.content["by_sex"]:
        faults["sex"] = say("The indicator is not read by sex.")
    if len(new.source) > LONGEST_SOURCE:
        faults["source"] = say("This is too long here.")
    if len(new.note) > LONGEST_NOTE:
        faults["note"] = say("This is too long here.")
    if indicator.is_removed:
        faults["period"] = say("The indicator has been removed from the roadmap, so it takes no new readings.")
    return faults


def _period(new: NewReading, today: date) -> tuple[Key | None, Sentence | None]:
    try:
        period = read_partial_date(new.period)
    except Fault as fault:
        return None, fault.sentence
    if period.first > today:
        return None, say("The period has not begun yet.")
    return (new.indicator_id, str(period), new.municipality, new.sex), None


def _already(value: Decimal | None) -> Sentence:
    if value is None:
        return say("The reading of this period has been taken back. Correct that one instead.")
    return say(
        "There is a reading of this period already: %(value)s. Correct that one instead.",
        value=number_in_words(plain(value)),
    )
