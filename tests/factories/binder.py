"""A plan with a binder, and short words for what is put into it."""

from datetime import date

from roadmaps.binder import rules
from roadmaps.binder.criteria import Criterion, Judged
from roadmaps.binder.models import BinderEdition, Exhibit, Judgement
from tests.factories.roadmap import AT, Plan


def a_judgement(
    plan: Plan,
    criterion: Criterion = Criterion.ANALYSIS,
    judged: Judged = Judged.PARTLY,
    words: str = "Det mesta finns.",
) -> Judgement:
    """What the leader has judged."""
    return rules.judge(plan.session, plan.roadmap.area, criterion, judged, words=words, actor=plan.leader, at=AT)


def an_exhibit(
    plan: Plan, title: str = "Uppdraget", criterion: Criterion = Criterion.ANALYSIS, **facts: object
) -> Exhibit:
    """What the leader has put in."""
    return rules.put_in(
        plan.session,
        plan.roadmap.area,
        criterion,
        title=title,
        dated_on=date(2026, 3, 2),
        **{"link": "https://www.example.org/uppdrag", **facts},
        actor=plan.leader,
        at=AT,
    )


def an_edition(plan: Plan, *, is_public: bool = True, title: str = "God styrning 2026") -> BinderEdition:
    """One that the leader has frozen, with nothing in it."""
    return rules.freeze(
        plan.session,
        plan.roadmap.area,
        {"version": 1, "language": "sv", "on": "2026-11-21", "criteria": []},
        title=title,
        language="sv",
        roadmap=plan.roadmap,
        exhibits=[],
        is_public=is_public,
        actor=plan.leader,
        at=AT,
    )
