"""How readings come in, and how they are corrected. Nothing is ever overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.indicators import policy
from roadmaps.indicators.checking import LONGEST_NOTE, LONGEST_SOURCE, NewReading, faults_in
from roadmaps.indicators.events import ReadingCorrected, ReadingRecorded
from roadmaps.indicators.models import Origin, Reading
from roadmaps.indicators.numbers import within_limits
from roadmaps.indicators.queries import corrected_among, find_indicator
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap


class ReadingsRefused(Invalid):
    """None of the readings was recorded. `rows` maps the place in the list to what is wrong, by field."""

    def __init__(self, rows: Mapping[int, Mapping[str, Sentence]]) -> None:
        first = next(iter(rows.values()))
        super().__init__(say("Some of what you wrote needs another look."), first)
        self.rows = rows


def record_reading(
    session: Session,
    roadmap: Roadmap,
    new: NewReading,
    *,
    actor: Actor,
    at: datetime,
    origin: Origin = Origin.BY_HAND,
) -> Reading:
    """Keep one reading; see `record_readings`."""
    return record_readings(session, roadmap, [new], actor=actor, at=at, origin=origin)[0]


def record_readings(
    session: Session,
    roadmap: Roadmap,
    readings: Sequence[NewReading],
    *,
    actor: Actor,
    at: datetime,
    origin: Origin,
) -> list[Reading]:
    """Keep readings of indicators of one roadmap, all of them or none.

    :raises NotAllowed: when the actor may not record for one of the indicators
    :raises NotFound: when one of the indicators is not in the roadmap
    :raises ReadingsRefused: telling each faulty row, as when there is a reading of the period already
    """
    indicators = indicators_of(session, roadmap, readings, actor)
    hold(session, roadmap)
    if faults := faults_in(session, indicators, readings, at=at):
        raise ReadingsRefused(faults)
    rows = [_row(roadmap, indicators[new.indicator_id], new, actor, at, origin) for new in readings]
    session.add_all(rows)
    session.flush()
    for row in rows:
        record(
            session,
            ReadingRecorded(row.id, row.indicator_id, roadmap.id, roadmap.area_id, actor.person_id, at),
        )
    return rows


def check_readings(
    session: Session, roadmap: Roadmap, readings: Sequence[NewReading], *, actor: Actor, at: datetime
) -> Mapping[int, Mapping[str, Sentence]]:
    """What would be wrong with each row, by its place in the list and by field, without recording anything.

    :raises NotAllowed: as `record_readings` does
    """
    return faults_in(session, indicators_of(session, roadmap, readings, actor), readings, at=at)


@dataclass(frozen=True)
class Correction:
    """What a reading should have said. No value takes it back; a source or note of None keeps what it says."""

    reading: Reading
    value: Decimal | None
    source: str | None = None
    note: str | None = None

    @property
    def new_source(self) -> str:
        """The source of the newer reading."""
        return self.reading.source if self.source is None else " ".join(self.source.split())

    @property
    def new_note(self) -> str:
        """The note of the newer reading."""
        return self.reading.note if self.note is None else self.note.strip()


def correct_reading(
    session: Session,
    reading: Reading,
    value: Decimal | None,
    *,
    reason: str,
    source: str | None = None,
    note: str | None = None,
    actor: Actor,
    at: datetime,
    origin: Origin = Origin.BY_HAND,
) -> Reading:
    """Let a newer reading stand instead of this one; None as value takes the reading back.

    :param source: None keeps what the corrected reading says; so does a note of None

    :raises NotAllowed: when the actor may not record for the indicator
    :raises Invalid: when there is no reason or no change, or somebody else has corrected it meanwhile
    """
    roadmap, _indicator = find_indicator(session, reading.indicator_id, actor)
    correction = Correction(reading, value, source, note)
    return correct_readings(session, roadmap, [correction], reason=reason, actor=actor, at=at, origin=origin)[0]


def correct_readings(
    session: Session,
    roadmap: Roadmap,
    corrections: Sequence[Correction],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
    origin: Origin,
) -> list[Reading]:
    """Let newer readings stand instead of these, of one roadmap and for one reason; all of them or none.

    :raises NotAllowed: when the actor may not record for one of the indicators
    :raises Invalid: as `correct_reading` does, at the first that cannot be corrected
    """
    earlier = [one.reading for one in corrections]
    indicators = indicators_of(session, roadmap, earlier, actor)
    hold(session, roadmap)
    superseded = corrected_among(session, earlier)
    for one in corrections:
        _check_correction(one, reason, is_superseded=one.reading.id in superseded)
    newer = [_newer(one, indicators[one.reading.indicator_id], reason, actor, at, origin) for one in corrections]
    session.add_all(newer)
    session.flush()
    for row, old in zip(newer, earlier, strict=True):
        facts = row.reason, row.is_taken_back, actor.person_id, at
        record(session, ReadingCorrected(row.id, old.id, row.indicator_id, roadmap.id, roadmap.area_id, *facts))
    return newer


def hold(session: Session, roadmap: Roadmap) -> None:
    """Let others who record readings in the same roadmap wait, and see what is recorded here."""
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())


def indicators_of(
    session: Session, roadmap: Roadmap, readings: Sequence[NewReading] | Sequence[Reading], actor: Actor
) -> dict[UUID, BlockState]:
    """The indicators that the readings are of, each one for the actor to record.

    :raises NotAllowed: when one of them is not
    :raises Invalid: when one of them is not in this roadmap
    """
    indicators: dict[UUID, BlockState] = {}
    for indicator_id in dict.fromkeys(new.indicator_id for new in readings):
        found, indicator = find_indicator(session, indicator_id, actor)
        if found.id != roadmap.id:
            raise Invalid(say("The indicator is not in this roadmap."))
        check_allowed(roadmap, indicator, actor)
        indicators[indicator_id] = indicator
    return indicators


def check_allowed(roadmap: Roadmap, indicator: BlockState, actor: Actor) -> None:
    """:raises NotAllowed: with the reason, when the actor may not record for the indicator."""
    if policy.may_record(actor, roadmap, indicator):
        return
    if not roadmap.state.is_open_for_comments or roadmap.area.is_archived:
        raise NotAllowed(say("The roadmap is closed, so it takes no more readings."))
    raise NotAllowed(
        say("Readings are recorded by those who write in the roadmap and by the organisation that is responsible.")
    )


def _row(
    roadmap: Roadmap, indicator: BlockState, new: NewReading, actor: Actor, at: datetime, origin: Origin
) -> Reading:
    period = read_partial_date(new.period)
    return Reading(
        id=new_id(),
        indicator_id=indicator.id,
        roadmap_id=roadmap.id,
        period=str(period),
        first_on=period.first,
        last_on=period.last,
        municipality=new.municipality,
        sex=new.sex,
        value=within_limits(new.value),
        source=" ".join(new.source.split()),
        note=new.note.strip(),
        person_id=actor.person_id,
        organisation_id=_for_whom(indicator, actor),
        recorded_at=at,
        origin=origin,
    )


def _for_whom(indicator: BlockState, actor: Actor) -> UUID | None:
    """The responsible organisation where the actor is one of its people, otherwise the one acted for now."""
    responsible = policy.responsible_for(indicator)
    return responsible if responsible in dict(actor.organisations) else actor.acting_for_id


def _newer(
    correction: Correction, indicator: BlockState, reason: str, actor: Actor, at: datetime, origin: Origin
) -> Reading:
    reading, value = correction.reading, correction.value
    return Reading(
        id=new_id(),
        indicator_id=reading.indicator_id,
        roadmap_id=reading.roadmap_id,
        period=reading.period,
        first_on=reading.first_on,
        last_on=reading.last_on,
        municipality=reading.municipality,
        sex=reading.sex,
        value=None if value is None else within_limits(value),
        source=correction.new_source,
        note=correction.new_note,
        corrects_id=reading.id,
        reason=reason.strip(),
        person_id=actor.person_id,
        organisation_id=_for_whom(indicator, actor),
        recorded_at=at,
        origin=origin,
    )


def _check_correction(correction: Correction, reason: str, *, is_superseded: bool) -> None:
    reading, value = correction.reading, correction.value
    faults: dict[str, Sentence] = {}
    if not reason.strip():
        faults["reason"] = say("Say why, so that everyone can understand it.")
    if len(reason) > LONGEST_NOTE:
        faults["reason"] = say("This is too long here.")
    if len(correction.new_source) > LONGEST_SOURCE:
        faults["source"] = say("This is too long here.")
    if len(correction.new_note) > LONGEST_NOTE:
        faults["note"] = say("This is too long here.")
    try:
        if value is not None:
            within_limits(value)
    except Fault as fault:
        faults["value"] = fault.sentence
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    if is_superseded:
        raise Invalid(say("This reading has been corrected already. Correct the newer one instead."))
    if (value, correction.new_source, correction.new_note) == (reading.value, reading.source, reading.note):
        raise Invalid(say("This is what the reading says already, so there is nothing to correct."))
