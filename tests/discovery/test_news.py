"""Those who follow an area are told of what came in and of what was decided, as far as they may read it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery.words import CandidateState
from roadmaps.following.news import happened
from tests.factories.discovery import a_candidate, a_finding, an_unread_finding, decided
from tests.factories.roadmap import AT, Plan, a_plan

DAY = timedelta(days=1)


def told(session: Session, plan: Plan, viewer: Actor | None = None) -> list[str]:
    found = happened(session, [plan.roadmap], since=AT - DAY, upto=AT + DAY, viewer=viewer)
    return sorted(str(one.sentence) for one in found if one.sort == "discovery")


def test_what_can_be_read_by_all_and_what_was_decided_is_news(session: Session) -> None:
    plan = a_plan(session)
    an_unread_finding(plan, "Oläst")

    decided(plan, a_candidate(plan, a_finding(plan, "Fjällmat"), title="Mat"), CandidateState.CHOSEN_AWAY)

    assert told(session, plan) == ["A candidate was chosen away: “Mat”", "Idea told: “Fjällmat”"]


def test_it_is_no_news_for_those_who_may_not_read_it(session: Session) -> None:
    plan = a_plan(session, is_public=False)
    decided(plan, a_candidate(plan), CandidateState.RESTING)

    assert told(session, plan) == []
    assert len(told(session, plan, plan.editor)) == 2
