"""Which calls a reader wants to see. The address of the page holds the choice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Self

from roadmaps.accounts.models import Helix
from roadmaps.calls.models import Call
from roadmaps.calls.words import CallState
from roadmaps.foundation.sentences import N_
from roadmaps.foundation.word_forms import words_in
from roadmaps.plan.filters import Offer


@dataclass(frozen=True)
class CallFilter:
    """One value each, or an empty one for all. What an address says that is no such value is left out of account."""

    state: str = ""
    fund: str = ""
    helix: str = ""
    area: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """The choice that an address holds."""
        values = {one.name: str(asked.get(one.name, "")).strip()[:200] for one in fields(cls)}
        for name, words in (("state", CallState), ("helix", Helix)):
            if values[name] not in set(words):
                values[name] = ""
        return cls(**values)

    @property
    def chosen(self) -> dict[str, str]:
        """What an address must hold to make the same choice again."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def of_calls(self, calls: Iterable[Call], on: date) -> list[Call]:
        """The calls that the reader wants to see."""
        return [call for call in calls if self._lets_through(call, on)]

    def _lets_through(self, call: Call, on: date) -> bool:
        return (
            self.state in {"", call.state_on(on)}
            and (not self.fund or _same(self.fund, call.fund))
            and (not self.helix or not call.applicants or self.helix in call.applicants)
            and (not self.area or not call.areas or self.area in {area.slug for area in call.areas})
        )


def offers_in(calls: Sequence[Call], chosen: CallFilter, on: date, language: str, *, is_county: bool) -> list[Offer]:
    """What there is to choose among: what the list holds, so that no choice leads to an empty page by itself."""
    states = {call.state_on(on) for call in calls}
    funds = {call.fund: call.fund for call in sorted(calls, key=lambda one: one.fund.casefold())}
    areas = {area.slug: area for call in calls for area in call.areas} if is_county else {}
    in_order = sorted(areas.values(), key=lambda area: area.position)
    helix = [one for one in Helix if any(one in call.applicants for call in calls)]
    offers = [
        Offer("state", N_("State"), [(one.value, one.label) for one in CallState if one in states], are_messages=True),
        Offer("fund", N_("Who pays"), list(funds.items())),
        Offer("helix", N_("Who may apply"), [(one.value, one.label) for one in helix], are_messages=True),
        Offer("area", N_("Strength area"), [(area.slug, area.name_in(language)) for area in in_order]),
    ]
    return [one for one in offers if len(one.choices) > 1 or (one.choices and one.name in chosen.chosen)]


def _same(one: str, other: str) -> bool:
    return [each.word for each in words_in(one)] == [each.word for each in words_in(other)]
