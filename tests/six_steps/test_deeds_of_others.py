"""What other rooms have done is told in the steps, and what one may not know of is not."""

from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery.words import CandidateState
from roadmaps.roadmap.models import Roadmap
from roadmaps.six_steps.deeds import Deed, Sort, deeds_of
from roadmaps.six_steps.steps import Step
from tests.factories.calls import a_call
from tests.factories.discovery import a_candidate, a_finding, an_unread_finding, decided
from tests.factories.meetings import a_meeting, a_meeting_held
from tests.factories.neighbours import a_mirror, a_tie, the_data
from tests.factories.roadmap import AT, a_plan


def _found(session: Session, roadmap: Roadmap, sort: Sort, actor: Actor | None = None) -> list[Deed]:
    return [one for one in deeds_of(session, [roadmap], is_county=True, actor=actor, at=AT) if one.sort is sort]


def test_meetings_that_are_not_open_are_told_to_those_who_may_know(session: Session):
    held = a_meeting_held(session, is_public=False, is_open=False)
    roadmap = held.plan.roadmap

    assert _found(session, roadmap, Sort.MEETING) == []
    assert len(_found(session, roadmap, Sort.MEETING, held.plan.leader)) == 1


def test_a_meeting_ahead_comes_next_in_governance(session: Session):
    planned = a_meeting(session)

    [deed] = _found(session, planned.plan.roadmap, Sort.MEETING)

    assert deed.on > AT.date()
    assert deed.sort.steps == (Step.GOVERNANCE,)
    assert deed.address == f"/meetings/{planned.meeting.id}"


def test_what_nobody_has_read_yet_is_not_told(session: Session):
    plan = a_plan(session)
    an_unread_finding(plan, "Väntar")
    a_finding(plan, "Läst")

    [deed] = _found(session, plan.roadmap, Sort.FINDING)

    assert deed.count == 1
    assert "Läst" in str(deed.sentence)


def test_each_decision_on_a_candidate_is_told_also_when_it_was_made_anew(session: Session):
    plan = a_plan(session)
    candidate = a_candidate(plan, title="Kursen")
    decided(plan, candidate, CandidateState.CHOSEN_AWAY)
    decided(plan, candidate, CandidateState.CONSIDERED)
    decided(plan, candidate, CandidateState.PRIORITISED)

    told = sorted(str(one.sentence) for one in _found(session, plan.roadmap, Sort.DECISION))

    assert told == ["Styrgruppen decided not to go for “Kursen”.", "Styrgruppen decided to go for “Kursen”."]


def test_a_call_is_told_when_it_opens_and_when_it_closes_in_the_areas_that_it_names(session: Session):
    plan, other = a_plan(session), a_plan(session)
    a_call(session, plan.others["coordinator"], plan.roadmap.area)

    assert len(_found(session, plan.roadmap, Sort.CALL)) == 2
    assert _found(session, other.roadmap, Sort.CALL) == []


def test_a_neighbour_is_told_to_everyone_only_when_it_is_public_there(session: Session):
    plan = a_plan(session)
    for_us = a_mirror(session, plan.leader, the_data(number=None), area_id=plan.roadmap.area_id, region="För oss")
    a_mirror(session, plan.leader, area_id=plan.roadmap.area_id, region="För alla")
    a_tie(session, plan.roadmap, plan.add("activity", "Kursen"), for_us, plan.leader)

    assert ["För alla" in str(one.sentence) for one in _found(session, plan.roadmap, Sort.NEIGHBOUR)] == [True]
    assert len(_found(session, plan.roadmap, Sort.NEIGHBOUR, plan.leader)) == 3


def test_every_address_leads_to_a_door(session: Session, app: Flask):
    plan = a_meeting(session).plan
    coordinator = plan.others["coordinator"]
    activity = plan.add("activity", "Kursen")
    plan.add("need", "Ett")
    plan.add("need", "Två")
    decided(plan, a_candidate(plan), CandidateState.PRIORITISED)
    a_call(session, coordinator, plan.roadmap.area)
    mirror = a_mirror(session, plan.leader, area_id=plan.roadmap.area_id)
    a_tie(session, plan.roadmap, activity, mirror, plan.leader)

    deeds = deeds_of(session, [plan.roadmap], is_county=True, actor=coordinator, at=AT + timedelta(days=1))

    doors = app.url_map.bind("localhost")
    assert all(doors.match(one.address.partition("?")[0], method="GET") for one in deeds)
    assert {Sort.MEETING, Sort.DECISION, Sort.CALL, Sort.NEIGHBOUR, Sort.NEED, Sort.POST} <= {one.sort for one in deeds}
