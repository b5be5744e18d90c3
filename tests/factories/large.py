"""A roadmap of the size that a region might come to have: many activities over ten years, with all that belongs to them."""

from datetime import date
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import Change, Place
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Direction, FundingState, IndicatorType, Level, Municipality, Part, Status
from tests.factories.accounts import an_organisation
from tests.factories.roadmap import AT, Plan, a_plan

FIRST_YEAR, YEARS = 2021, 10


def a_large_plan(
    session: Session, *, activities: int = 300, goals: int = 30, indicators: int = 60, is_public: bool = True
) -> Plan:
    """The roadmap, the same every time: goals, activities with organisations, milestones and dependencies, indicators."""
    plan = a_plan(session, is_public=is_public)
    chance = Random(2050)
    organisations = [an_organisation(session, f"Organisation {number:02}").id for number in range(1, 25)]
    goal_ids = [new_id() for _ in range(goals)]
    activity_ids = [new_id() for _ in range(activities)]
    changes = [
        Change(one, 0, kind="goal", content={"title": f"Mål {number}", "horizon": 2030}, place=Place())
        for number, one in enumerate(goal_ids, 1)
    ]
    for number, one in enumerate(activity_ids, 1):
        earlier = activity_ids[max(0, number - 10) : number - 1]
        changes.append(_activity(one, number, chance.choice(goal_ids), earlier, chance))
        changes += _under(one, organisations, chance)
    changes += [_indicator(number, chance.choice(goal_ids), organisations, chance) for number in range(indicators)]
    rules.write_blocks(session, plan.roadmap, changes, actor=plan.editor, at=AT)
    take_recorded(session)
    return plan


def _activity(block_id: UUID, number: int, goal: UUID, earlier: list[UUID], chance: Random) -> Change:
    year = FIRST_YEAR + chance.randrange(YEARS)
    start, end = chance.choice(
        [
            (f"{year}", f"{year + 1}"),
            (f"{year}-Q{chance.randint(1, 4)}", f"{year + 1}-Q{chance.randint(1, 4)}"),
            (f"{year}-{chance.randint(1, 12):02}", f"{year + 1}"),
            (date(year, 3, 14).isoformat(), date(year + 1, 9, 30).isoformat()),
            (f"{year}", None),
            (None, None),
        ]
    )
    content = {
        "title": f"Aktivitet {number} för {'mer ' * (number % 5)}förädling",
        "goal": str(goal),
        "start": start,
        "end": end,
        "status": chance.choice(list(Status)).value,
        "level": chance.choice([*Level, None]),
        "funding_state": chance.choice([*FundingState, None]),
        "places": chance.sample(list(Municipality), chance.randint(0, 3)),
        "depends_on": [str(one) for one in chance.sample(earlier, min(len(earlier), chance.choice([0, 0, 0, 1, 2])))],
    }
    return Change(block_id, 0, kind="activity", content=content, place=Place())


def _under(activity: UUID, organisations: list[UUID], chance: Random) -> list[Change]:
    taking_part = chance.sample(organisations, chance.randint(0, 4))
    parts = [Part.LEADS, Part.TAKES_PART, Part.CONSULTED, Part.INFORMED]
    changes = [
        Change(
            new_id(),
            0,
            kind="responsibility",
            content={"organisation": str(organisation), "part": part.value},
            place=Place(activity),
        )
        for organisation, part in zip(taking_part, parts, strict=False)
    ]
    for number in range(chance.choice([0, 0, 1, 2])):
        content = {
            "title": f"Milstolpe {number + 1}",
            "due": f"{FIRST_YEAR + chance.randrange(YEARS)}-Q{chance.randint(1, 4)}",
            "is_reached": chance.random() < 0.4,
        }
        changes.append(Change(new_id(), 0, kind="milestone", content=content, place=Place(activity)))
    return changes


def _indicator(number: int, goal: UUID, organisations: list[UUID], chance: Random) -> Change:
    baseline = chance.randint(5, 400)
    content = {
        "title": f"Indikator {number + 1}",
        "indicator_type": chance.choice(list(IndicatorType)).value,
        "measures": str(goal),
        "unit": chance.choice(["företag", "procent", "MWh", ""]),
        "baseline": str(baseline),
        "baseline_year": FIRST_YEAR,
        "target": str(baseline * 2),
        "target_year": FIRST_YEAR + YEARS,
        "direction": Direction.UP.value,
        "frequency": chance.choice(["quarterly", "yearly", None]),
        "responsible": str(chance.choice(organisations)),
    }
    return Change(new_id(), 0, kind="indicator", content=content, place=Place())
