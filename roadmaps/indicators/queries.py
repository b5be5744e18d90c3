"""What can be asked about readings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.indicators import policy
from roadmaps.indicators.chart import Measured
from roadmaps.indicators.models import Reading, Sex
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.revisions.states import BlockState, current_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_with_history

# Of what a reading is, besides its value: indicator, period, municipality and sex.
Key = tuple[UUID, str, str | None, str]


def key_of(reading: Reading) -> Key:
    """What only one standing reading is of."""
    return reading.indicator_id, reading.period, reading.municipality, reading.sex


def last_of_each(indicator_ids: Iterable[UUID], at: datetime | None = None) -> Select[Reading]:
    """The end of each chain of corrections, also where it says that the reading has been taken back.

    Oldest period first; of one period the whole county first, and all before men and women.

    :param at: the moment as of which it is asked; None for now
    """
    newer = aliased(Reading)
    known = [] if at is None else [Reading.recorded_at <= at]
    corrected = (
        [newer.corrects_id == Reading.id] if at is None else [newer.corrects_id == Reading.id, newer.recorded_at <= at]
    )
    return (
        select(Reading)
        .where(
            Reading.indicator_id.in_(set(indicator_ids)),
            *known,
            ~select(newer.id).where(*corrected).exists(),
        )
        .order_by(Reading.last_on, Reading.first_on, func.coalesce(Reading.municipality, ""), Reading.sex.desc())
    )


def standing_of(indicator_ids: Iterable[UUID], at: datetime | None = None) -> Select[Reading]:
    """The readings that stand (or stood): neither corrected nor taken back; oldest period first."""
    return last_of_each(indicator_ids, at).where(Reading.value.is_not(None))


def standing_readings(session: Session, indicator_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[Reading]]:
    """The readings that stand, by indicator, oldest period first. One query; indicators without any are left out."""
    found: dict[UUID, list[Reading]] = defaultdict(list)
    for reading in session.scalars(standing_of(indicator_ids)):
        found[reading.indicator_id].append(reading)
    return dict(found)


def standing_totals(session: Session, indicator_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[Measured]]:
    """What stands of the county as a whole and of all, by indicator, oldest period first: what charts and states need.

    One query, and no rows with a life of their own: a roadmap may have thousands of readings.
    """
    found: dict[UUID, list[Measured]] = defaultdict(list)
    totals = standing_of(indicator_ids).where(Reading.municipality.is_(None), Reading.sex == Sex.ALL.value)
    columns = totals.with_only_columns(Reading.indicator_id, Reading.period, Reading.last_on, Reading.value)
    for indicator_id, period, last_on, value in session.execute(columns):
        if value is not None:
            found[indicator_id].append(Measured(period, last_on, value))
    return dict(found)


def last_by_key(session: Session, indicator_ids: Iterable[UUID]) -> Mapping[Key, Reading]:
    """The end of each chain by what it is of; one that is taken back is there too. One query."""
    return {key_of(reading): reading for reading in session.scalars(last_of_each(indicator_ids))}


def every_reading_of(indicator_id: UUID) -> Select[Reading]:
    """Every row ever recorded for the indicator, corrected ones too, in the order of recording."""
    return select(Reading).where(Reading.indicator_id == indicator_id).order_by(Reading.recorded_at, Reading.id)


def find_indicator(session: Session, indicator_id: UUID, actor: Actor | None) -> tuple[Roadmap, BlockState]:
    """The indicator as it is now, also one that has been removed, with its roadmap.

    :raises NotFound: when there is none, or it is not for the actor to see
    """
    history_id = session.scalar(select(Block.history_id).where(Block.id == indicator_id, Block.kind == "indicator"))
    roadmap = roadmap_with_history(session, history_id) if history_id else None
    indicator = current_block(session, indicator_id) if roadmap else None
    if roadmap is None or indicator is None or not policy.may_read(actor, roadmap, indicator):
        raise NotFound
    return roadmap, indicator


def every_indicator(session: Session) -> list[tuple[Roadmap, BlockState]]:
    """Every living indicator of the roadmaps whose areas are not archived, whoever asks. One query."""
    rows = session.execute(
        select(Roadmap, BlockVersion)
        .join(Block, Block.history_id == Roadmap.history_id)
        .join(BlockVersion, (BlockVersion.block_id == Block.id) & (BlockVersion.number == Block.current))
        .where(Block.kind == "indicator", BlockVersion.is_removed.is_(False))
        .order_by(Roadmap.id, Block.id)
    )
    return [(roadmap, BlockState.of(version, "indicator")) for roadmap, version in rows if not roadmap.area.is_archived]


def find_reading(session: Session, reading_id: UUID, actor: Actor | None) -> tuple[Roadmap, BlockState, Reading]:
    """A reading with its indicator and roadmap.

    :raises NotFound: when there is none, or its indicator is not for the actor to see
    """
    reading = session.get(Reading, reading_id)
    if reading is None:
        raise NotFound
    return *find_indicator(session, reading.indicator_id, actor), reading


def newer_than(session: Session, reading: Reading) -> Reading | None:
    """The reading that stands instead of this one; None while it is the last of its chain."""
    return session.scalar(select(Reading).where(Reading.corrects_id == reading.id))


def corrected_among(session: Session, readings: Iterable[Reading]) -> set[UUID | None]:
    """Which of these readings others stand instead of, by their ids. One query."""
    ids = [reading.id for reading in readings]
    return set(session.scalars(select(Reading.corrects_id).where(Reading.corrects_id.in_(ids))))
