"""Who acts, as plain values: what every policy takes, whichever door the act comes in by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """A person at this moment. Built by `areas.actors.load_actor`; nobody (None) stands for an anonymous reader.

    `organisations` are those that the person acts for today, `acting_for_id` the one chosen. `roles` maps an area to
    the roles held there today, and `mutes` an area (None: everywhere) to the last day on which the person may not write.
    """

    person_id: UUID
    name: str
    organisations: tuple[tuple[UUID, str], ...] = ()
    acting_for_id: UUID | None = None
    is_coordinator: bool = False
    roles: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    language: str = "sv"
    mutes: Mapping[UUID | None, date] = field(default_factory=dict)

    @property
    def acting_for_name(self) -> str | None:
        """The name of the organisation that the person acts for now."""
        return dict(self.organisations).get(self.acting_for_id) if self.acting_for_id else None

    def has(self, area_id: UUID, *roles: str) -> bool:
        """Whether the person holds one of these roles in the area today."""
        return not self.roles.get(area_id, frozenset()).isdisjoint(roles)

    def muted_until(self, area_id: UUID) -> date | None:
        """The last day on which the person may not write in the area; None for somebody who may."""
        return max((self.mutes[one] for one in (area_id, None) if one in self.mutes), default=None)
