"""Which conflicts a reader of the register wants to see. The address of the page holds the choice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from roadmaps.conflicts.rows import RegisteredConflict
from roadmaps.foundation.sentences import N_
from roadmaps.plan.filters import Offer
from roadmaps.roadmap.kinds.choices import LABELS, ConflictState, ConflictType

OVERDUE = "overdue"


@dataclass(frozen=True)
class ConflictFilter:
    """One value each, or an empty one for all. What an address says that is no such value is left out of account."""

    state: str = ""
    type: str = ""
    owner: str = ""
    area: str = ""
    review: str = ""
    goal: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """The choice that an address holds."""
        known: Mapping[str, Collection[str]] = {
            "state": set(ConflictState),
            "type": set(ConflictType),
            "review": {OVERDUE},
        }
        values = {one.name: str(asked.get(one.name, "")).strip()[:100] for one in fields(cls)}
        for name, words in known.items():
            if values[name] not in words:
                values[name] = ""
        return cls(**{**values, "owner": _identity(values["owner"]), "goal": _identity(values["goal"])})

    @property
    def chosen(self) -> dict[str, str]:
        """What an address must hold to make the same choice again."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def of_register(self, conflicts: Sequence[RegisteredConflict], on: date) -> list[RegisteredConflict]:
        """The conflicts that the reader wants to see; whether a review is overdue is told by the day."""
        return [one for one in conflicts if self._lets_through(one) and (not self.review or one.is_overdue(on))]

    def _lets_through(self, one: RegisteredConflict) -> bool:
        return (
            self.state in {"", one.state}
            and self.type in {"", one.type or ""}
            and self.owner in {"", str(one.owner_id)}
            and (not self.area or self.area in {area.slug for area in one.areas})
            and (not self.goal or UUID(self.goal) in one.goal_ids)
        )


def offers_in(conflicts: Sequence[RegisteredConflict], chosen: ConflictFilter, on: date, language: str) -> list[Offer]:
    """What there is to choose among: only what the register holds, so that no choice leads to an empty page by itself.

    What has been chosen can always be chosen away.
    """
    areas = {area.slug: area for one in conflicts for area in one.areas}
    owners = {str(one.owner_id): one.owner for one in conflicts if one.owner}
    goals = {str(stand.goal_id): str(stand.name) for one in conflicts for stand in one.stands if stand.goal_id}
    in_order = sorted(areas.values(), key=lambda area: area.position)
    overdue = [(OVERDUE, N_("Review is overdue"))] if any(one.is_overdue(on) for one in conflicts) else []
    offers = [
        _offer("state", N_("State"), ConflictState, {one.state for one in conflicts}),
        _offer("type", N_("What it is about"), ConflictType, {one.type for one in conflicts}),
        Offer("owner", N_("Owner"), sorted(owners.items(), key=lambda owner: owner[1])),
        Offer("area", N_("Strength area"), [(area.slug, area.name_in(language)) for area in in_order]),
        Offer("goal", N_("Goal"), sorted(goals.items(), key=lambda goal: goal[1])),
    ]
    found = [offer for offer in offers if len(offer.choices) > 1 or (offer.choices and offer.name in chosen.chosen)]
    return [*found, Offer("review", N_("Next review"), overdue, are_messages=True)] if overdue else found


def _offer(name: str, label: str, words: type[StrEnum], held: set[StrEnum | None]) -> Offer:
    return Offer(name, label, [(str(one), text) for one, text in LABELS[words].items() if one in held], True)


def _identity(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""
