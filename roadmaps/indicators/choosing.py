"""Which indicators a reader wants to see. The address of the page holds the choice, so that it can be sent to others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

from roadmaps.foundation.sentences import N_
from roadmaps.indicators.followed import Followed
from roadmaps.indicators.policy import responsible_for
from roadmaps.indicators.states import Standing
from roadmaps.plan.filters import Offer


@dataclass(frozen=True)
class IndicatorFilter:
    """One value each, or an empty one for all. What an address says that is no such value is left out of account."""

    area: str = ""
    state: str = ""
    organisation: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """The choice that an address holds."""
        values = {one.name: str(asked.get(one.name, "")).strip()[:100] for one in fields(cls)}
        if values["state"] not in set(Standing):
            values["state"] = ""
        return cls(**values)

    @property
    def chosen(self) -> dict[str, str]:
        """What an address must hold to make the same choice again."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def among(self, indicators: Sequence[Followed]) -> list[Followed]:
        """Those that the reader wants to see."""
        return [
            one
            for one in indicators
            if self.area in {"", one.roadmap.area.slug}
            and self.state in {"", one.judged.standing.value}
            and self.organisation in {"", str(responsible_for(one.block))}
        ]


def offers_among(indicators: Sequence[Followed], *, language: str) -> list[Offer]:
    """What there is to choose among: only what some indicator has."""
    areas = {one.roadmap.area.slug: one.roadmap.area.name_in(language) for one in indicators}
    held = {one.judged.standing for one in indicators}
    organisations = {(one.responsible, str(responsible_for(one.block))) for one in indicators if one.responsible}
    offers = [
        Offer("area", N_("Strength area"), list(areas.items())),
        Offer("state", N_("State"), [(one.value, one.label) for one in Standing if one in held], are_messages=True),
        Offer("organisation", N_("Responsible"), [(key, name) for name, key in sorted(organisations)]),
    ]
    return [offer for offer in offers if len(offer.choices) > 1]


def counts_of(indicators: Sequence[Followed]) -> list[tuple[Standing, int]]:
    """How many indicators stand in which way, the worst first; ways in which none stands are left out."""
    standings = [one.judged.standing for one in indicators]
    return [(one, standings.count(one)) for one in Standing if one in standings]
