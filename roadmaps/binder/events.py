"""What this room announces. An area of None is the whole county."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class CriterionJudged(Event):
    """Somebody has judged how far a criterion is fulfilled; `criterion` and `judged` are values of `criteria`."""

    area_id: UUID | None
    criterion: str
    judged: str
    actor_id: UUID


@dataclass(frozen=True)
class BinderFrozen(Event):
    """An edition of the binder can be handed over."""

    edition_id: UUID
    area_id: UUID | None
    number: int
    actor_id: UUID
