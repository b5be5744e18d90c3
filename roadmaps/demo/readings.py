"""The demo's readings: what the responsible organisations have read of their indicators, and corrected."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.models import Origin, Sex
from roadmaps.indicators.numbers import read_number
from roadmaps.indicators.rules import correct_reading, record_readings
from roadmaps.roadmap.models import Roadmap


def make_readings(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """Let every reading be recorded on its day, and corrected where it was."""
    told = content("readings.toml")
    for indicator in told["indicators"]:
        indicator_id = world.blocks[indicator["roadmap"], indicator["block"]]
        for reading in indicator["readings"]:
            _record(
                session, world, roadmaps[indicator["roadmap"]], indicator_id, {**indicator, **reading}, told["note"]
            )


def _record(
    session: Session, world: World, roadmap: Roadmap, indicator_id: UUID, told: dict[str, Any], note: str
) -> None:
    total, *_parts = record_readings(
        session,
        roadmap,
        list(_new(indicator_id, told, note)),
        actor=world.actor(session, told["by"], told["on"]),
        at=moment(told["on"]),
        origin=Origin.BY_HAND,
    )
    if correction := told.get("correction"):
        correct_reading(
            session,
            total,
            read_number(correction["value"]),
            reason=correction["reason"],
            actor=world.actor(session, told["by"], correction["on"]),
            at=moment(correction["on"]),
        )


def _new(indicator_id: UUID, told: dict[str, Any], note: str) -> Iterator[NewReading]:
    """The whole first, then its parts."""
    values = [
        (told["value"], None, Sex.ALL),
        *((value, code, Sex.ALL) for code, value in told.get("places", {}).items()),
        *((told[name], None, sex) for name, sex in (("women", Sex.WOMEN), ("men", Sex.MEN)) if name in told),
    ]
    for value, municipality, sex in values:
        yield NewReading(
            indicator_id, told["period"], read_number(value), municipality, sex.value, told["source"], note
        )
