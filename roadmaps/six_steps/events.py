"""What this room announces."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class LapBegun(Event):
    """An area has gone into a new lap of the six steps."""

    lap_id: UUID
    area_id: UUID
    number: int
    actor_id: UUID


@dataclass(frozen=True)
class StepTold(Event):
    """Those who lead an area have told of a step; `turn` is a value of `steps.Turn`."""

    mark_id: UUID
    area_id: UUID
    step: str
    turn: str
    actor_id: UUID


@dataclass(frozen=True)
class MarkTakenBack(Event):
    """What had been told of a step does not count any more."""

    mark_id: UUID
    area_id: UUID
    actor_id: UUID
