"""Which activities a reader wants to see. The address of a page holds the choice, so that it can be sent to others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self
from uuid import UUID

from roadmaps.foundation.sentences import N_
from roadmaps.plan.rows import Plan, PlannedActivity, Share
from roadmaps.roadmap.kinds.choices import LABELS, FundingState, Level, Municipality, Status

Choice = tuple[str, str]


@dataclass(frozen=True)
class PlanFilter:
    """One value each, or an empty one for all. What an address says that is no such value is left out of account."""

    area: str = ""
    organisation: str = ""
    municipality: str = ""
    goal: str = ""
    status: str = ""
    funding: str = ""
    level: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """The choice that an address holds."""
        known = {"municipality": Municipality, "status": Status, "funding": FundingState, "level": Level}
        values = {one.name: str(asked.get(one.name, "")).strip()[:100] for one in fields(cls)}
        for name, words in known.items():
            if values[name] not in set(words):
                values[name] = ""
        for name in ("organisation", "goal"):
            values[name] = _identity(values[name])
        return cls(**values)

    @property
    def chosen(self) -> dict[str, str]:
        """What an address must hold to make the same choice again."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def lets_through(self, activity: PlannedActivity) -> bool:
        """Whether the reader wants to see the activity."""
        content = activity.block.content
        return (
            self.area in {"", activity.area.slug}
            and self.status in {"", content["status"]}
            and self.funding in {"", content["funding_state"] or ""}
            and self.level in {"", content["level"] or ""}
            and self.goal in {"", content["goal"] or ""}
            and (not self.municipality or self.municipality in content["places"])
            and (not self.organisation or self.organisation in {str(one.organisation_id) for one in _taken(activity)})
        )

    def of_plan(self, plan: Plan) -> list[PlannedActivity]:
        """The activities of the plan that the reader wants to see."""
        return [activity for activity in plan.activities if self.lets_through(activity)]


@dataclass(frozen=True)
class Offer:
    """One list to choose from: the field's name, its label, and values with their names.

    `are_messages` tells that the names are catalogue messages; otherwise they are somebody's own words.
    """

    name: str
    label: str
    choices: Sequence[Choice]
    are_messages: bool = False


def offers_in(plan: Plan, chosen: PlanFilter, language: str) -> list[Offer]:
    """What there is to choose among: what the plan holds, so that no choice leads to an empty page by itself.

    What an address has chosen is offered too, so that the page never hides by what it has narrowed its rows.
    """
    activities = plan.activities
    organisations = {(one.organisation, str(one.organisation_id)) for each in activities for one in _taken(each)}
    if (name := _name_of(chosen.organisation, plan)) is not None:
        organisations.add((name, chosen.organisation))
    goals = {str(each.goal.id): str(each.goal.content["title"]) for each in activities if each.goal}
    contents = [each.block.content for each in activities]
    places = {place for content in contents for place in content["places"]}
    offers = [
        Offer(
            "area",
            N_("Strength area"),
            [] if plan.area else [(one.area.slug, one.area.name_in(language)) for one in plan.areas],
        ),
        Offer("organisation", N_("Organisation"), [(key, name) for name, key in sorted(organisations)]),
        Offer("goal", N_("Goal"), list(goals.items())),
        _offer("municipality", N_("Municipality"), Municipality, places | {chosen.municipality}),
        _offer("status", N_("Status"), Status, {content["status"] for content in contents} | {chosen.status}),
        _offer(
            "funding",
            N_("Is it funded?"),
            FundingState,
            {content["funding_state"] for content in contents} | {chosen.funding},
        ),
        _offer("level", N_("Level in the pyramid"), Level, {content["level"] for content in contents} | {chosen.level}),
    ]
    return [offer for offer in offers if len(offer.choices) > 1 or offer.name in chosen.chosen]


def _name_of(organisation: str, plan: Plan) -> str | None:
    """What an organisation that somebody has chosen is called today."""
    return plan.areas[0].organisations.get(UUID(organisation)) if organisation and plan.areas else None


def _taken(activity: PlannedActivity) -> list[Share]:
    """The parts that organisations have in it: whoever declined to lead has none."""
    return [one for one in activity.shares if not one.is_declined]


def _offer(name: str, label: str, words: type[StrEnum], held: Collection[str]) -> Offer:
    return Offer(name, label, [(str(one), text) for one, text in LABELS[words].items() if str(one) in held], True)


def _identity(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""
