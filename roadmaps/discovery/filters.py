"""Which findings a reader wants to see. The address of the page holds the choice."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from sqlalchemy import Select

from roadmaps.accounts.models import Helix
from roadmaps.discovery.models import Finding
from roadmaps.discovery.queries import is_joined
from roadmaps.discovery.words import Sort, Way
from roadmaps.foundation.sentences import N_
from roadmaps.plan.filters import Offer
from roadmaps.roadmap.kinds.choices import Municipality, choices

JOINED, LOOSE = "joined", "loose"


@dataclass(frozen=True)
class FindingFilter:
    """One value each, or an empty one for all. What an address says that is no such value is left out of account."""

    sort: str = ""
    helix: str = ""
    municipality: str = ""
    way: str = ""
    part: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """The choice that an address holds."""
        known = {
            "sort": {*Sort},
            "helix": {*Helix},
            "municipality": {*Municipality},
            "way": {*Way},
            "part": {JOINED, LOOSE},
        }
        values = {one.name: str(asked.get(one.name, "")).strip() for one in fields(cls)}
        return cls(**{name: value if value in known[name] else "" for name, value in values.items()})

    @property
    def chosen(self) -> dict[str, str]:
        """What an address must hold to make the same choice again."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def applied_to(self, found: Select[Finding]) -> Select[Finding]:
        """The findings that the reader wants to see."""
        for name in ("sort", "helix", "municipality", "way"):
            if value := getattr(self, name):
                found = found.where(getattr(Finding, name) == value)
        if self.part:
            found = found.where(is_joined() if self.part == JOINED else ~is_joined())
        return found


def offers() -> list[Offer]:
    """What there is to choose among."""
    return [
        Offer("sort", N_("What it is"), [(one.value, one.label) for one in Sort], are_messages=True),
        Offer("helix", N_("Part of society"), [(one.value, one.label) for one in Helix], are_messages=True),
        Offer("municipality", N_("Where in the county"), list(choices(Municipality).items()), are_messages=True),
        Offer("way", N_("How it came in"), [(one.value, one.label) for one in Way], are_messages=True),
        Offer("part", N_("Candidate"), [(JOINED, N_("Part of one")), (LOOSE, N_("Part of none"))], are_messages=True),
    ]
