"""Keeping what Kolada says beside what is there already. The site does it by itself, so no person is named.

Nothing is overwritten: a figure that Kolada has changed corrects the reading. Where people have corrected or taken back
what Kolada said, their word stands for as long as Kolada says the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import record
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import say
from roadmaps.indicators import rules
from roadmaps.indicators.events import ReadingCorrected, ReadingRecorded
from roadmaps.indicators.kolada.failures import SourceFailed
from roadmaps.indicators.kolada.format import Figure
from roadmaps.indicators.kolada.places import asked_for, place_of
from roadmaps.indicators.models import Origin, Reading, Sex, SourceFetch
from roadmaps.indicators.numbers import within_limits
from roadmaps.indicators.queries import Key, last_by_key
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap

SOURCE = "kolada"
# How far back to look where the indicator does not say when it began.
YEARS_BACK = 10


@dataclass(frozen=True)
class Words:
    """What is written beside the figures, in the language of the roadmaps."""

    source: str
    reason: str


@dataclass(frozen=True)
class Planned:
    """What the figures would do. `left_out` are those that Kolada withholds or lacks; `kept` those that people changed."""

    new: Sequence[tuple[Key, Decimal]] = ()
    corrections: Sequence[tuple[Reading, Decimal]] = ()
    same: int = 0
    kept: int = 0
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether Kolada said nothing at all that could be used."""
        return not (self.new or self.corrections or self.same or self.kept)


NOTHING = Planned()


def check_fetchable(indicator: BlockState) -> None:
    """:raises Invalid: when there is nothing to ask Kolada for."""
    if not indicator.content["kolada_id"] or indicator.is_removed:
        raise Invalid(say("The indicator has no number in Kolada, so there is nothing to fetch."))


def years_of(indicator: BlockState, *, since: int | None, today: date) -> list[int]:
    """The years to ask for: since the one that is asked, or the baseline's, up to this one."""
    first = since or indicator.content["baseline_year"] or today.year - YEARS_BACK
    return list(range(min(int(first), today.year), today.year + 1))


def plan(session: Session, indicator: BlockState, figures: Sequence[Figure], *, today: date) -> Planned:
    """What these figures would do for the indicator at this moment. Nothing is written."""
    known = last_by_key(session, [indicator.id])
    fetched = _last_fetched(session, indicator.id)
    new: list[tuple[Key, Decimal]] = []
    corrections: list[tuple[Reading, Decimal]] = []
    same = kept = left_out = 0
    for key, value in _wanted(indicator, figures, today).items():
        standing = known.get(key)
        if value is None:
            left_out += 1
        elif standing is None:
            new.append((key, value))
        elif standing.value == value:
            same += 1
        elif standing.origin is not Origin.KOLADA and (standing.is_taken_back or fetched.get(key) == value):
            kept += 1
        else:
            corrections.append((standing, value))
    return Planned(new, corrections, same, kept, left_out)


def keep(
    session: Session,
    roadmap: Roadmap,
    indicator: BlockState,
    figures: Sequence[Figure],
    *,
    words: Words,
    asked_by: UUID | None,
    at: datetime,
) -> tuple[Planned, SourceFetch]:
    """Write what is new, and correct what Kolada has changed; all of one indicator, or none."""
    rules.hold(session, roadmap)
    planned = plan(session, indicator, figures, today=day_of(at))
    for key, value in planned.new:
        reading = _row(roadmap, key, value, words.source, at)
        session.add(reading)
        record(session, ReadingRecorded(reading.id, indicator.id, roadmap.id, roadmap.area_id, None, at))
    for earlier, value in planned.corrections:
        newer = _row(roadmap, _key(earlier), value, words.source, at)
        newer.corrects_id, newer.reason, newer.note = earlier.id, words.reason, earlier.note
        session.add(newer)
        event = ReadingCorrected(
            newer.id, earlier.id, indicator.id, roadmap.id, roadmap.area_id, words.reason, False, None, at
        )
        record(session, event)
    fetch = _fetch(indicator, asked_by, at)
    fetch.added, fetch.corrected = len(planned.new), len(planned.corrections)
    fetch.unchanged, fetch.left_out = planned.same + planned.kept, planned.left_out
    session.add(fetch)
    session.flush()
    return planned, fetch


def note_failure(
    session: Session, indicator: BlockState, failed: SourceFailed, *, asked_by: UUID | None, at: datetime
) -> SourceFetch:
    """Remember that nothing came, and why."""
    fetch = _fetch(indicator, asked_by, at)
    fetch.failure, fetch.detail = failed.failure, failed.detail
    session.add(fetch)
    session.flush()
    return fetch


def last_fetch(session: Session, indicator_id: UUID) -> SourceFetch | None:
    """The newest attempt to fetch the indicator's readings."""
    return session.scalar(
        select(SourceFetch)
        .where(SourceFetch.indicator_id == indicator_id)
        .order_by(SourceFetch.fetched_at.desc(), SourceFetch.id.desc())
        .limit(1)
    )


def last_good_fetch(session: Session, indicator_id: UUID) -> SourceFetch | None:
    """The newest attempt that went well."""
    return session.scalar(
        select(SourceFetch)
        .where(SourceFetch.indicator_id == indicator_id, SourceFetch.failure == "")
        .order_by(SourceFetch.fetched_at.desc(), SourceFetch.id.desc())
        .limit(1)
    )


def _wanted(indicator: BlockState, figures: Sequence[Figure], today: date) -> Mapping[Key, Decimal | None]:
    """The figures that the indicator is read by, the last where one is told twice."""
    places = set(asked_for(by_municipality=indicator.content["by_municipality"]))
    sexes = set(Sex) if indicator.content["by_sex"] else {Sex.ALL}
    return {
        (indicator.id, str(figure.year), place_of(figure.place), figure.sex): _usable(figure.value)
        for figure in figures
        if figure.place in places and figure.sex in sexes and figure.year <= today.year
    }


def _usable(value: Decimal | None) -> Decimal | None:
    """The value as readings keep it; None where it has more digits than they can."""
    try:
        return None if value is None else within_limits(value)
    except Fault:
        return None


def _last_fetched(session: Session, indicator_id: UUID) -> Mapping[Key, Decimal | None]:
    """What Kolada said last, by what it is of."""
    rows = session.scalars(
        select(Reading)
        .where(Reading.indicator_id == indicator_id, Reading.origin == Origin.KOLADA)
        .order_by(Reading.recorded_at, Reading.id)
    )
    return {_key(row): row.value for row in rows}


def _key(reading: Reading) -> Key:
    return reading.indicator_id, reading.period, reading.municipality, reading.sex


def _row(roadmap: Roadmap, key: Key, value: Decimal, source: str, at: datetime) -> Reading:
    indicator_id, year, municipality, sex = key
    period = read_partial_date(year)
    return Reading(
        id=new_id(),
        indicator_id=indicator_id,
        roadmap_id=roadmap.id,
        period=str(period),
        first_on=period.first,
        last_on=period.last,
        municipality=municipality,
        sex=sex,
        value=value,
        source=source,
        recorded_at=at,
        origin=Origin.KOLADA,
    )


def _fetch(indicator: BlockState, asked_by: UUID | None, at: datetime) -> SourceFetch:
    return SourceFetch(
        id=new_id(),
        indicator_id=indicator.id,
        source=SOURCE,
        number_there=indicator.content["kolada_id"],
        fetched_at=at,
        person_id=asked_by,
    )
