"""What was said at a meeting goes the way through discovery, and those who were there see what became of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.discovery import rules
from roadmaps.discovery.models import Finding
from roadmaps.discovery.words import CandidateState, Way
from roadmaps.meetings.models import Input
from roadmaps.meetings.rules import plan_meeting
from roadmaps.meetings.rules.settling import decline
from roadmaps.meetings.words import Fate
from tests.browsing import Browser
from tests.factories.discovery import a_candidate, decided, told
from tests.factories.meetings import Held, a_meeting_held, facts
from tests.factories.roadmap import AT, a_plan

WORDS = "Råvaran åker ur länet, för ingen ensam har råd med lokaler."


def taken_in(held: Held, said: Input) -> Finding:
    return rules.take_in(
        held.session, held.plan.roadmap, told(WORDS), said=said, note="Till upptäckten.", actor=held.leader, at=AT
    )


def test_what_was_said_is_on_its_way_and_then_worked_in(session: Session) -> None:
    held = a_meeting_held(session)
    said, goal = held.say(WORDS), held.plan.add("goal", "Mer mat")
    candidate = a_candidate(held.plan, taken_in(held, said))
    assert (said.fate, said.reason) == (Fate.IN_PROGRESS, "Till upptäckten.")

    decided(held.plan, candidate, CandidateState.PRIORITISED)
    rules.tie(session, candidate, goal, actor=held.leader, at=AT)

    assert (said.fate, said.block_id) == (Fate.WORKED_IN, goal)


def test_what_was_chosen_away_is_declined_there_with_the_same_reasons(session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say(WORDS)

    decided(held.plan, a_candidate(held.plan, taken_in(held, said)), CandidateState.CHOSEN_AWAY, "För dyrt.")

    assert (said.fate, said.reason) == (Fate.DECLINED, "För dyrt.")


def test_long_reasons_are_told_at_the_meeting_as_far_as_there_is_room(session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say(WORDS)

    decided(held.plan, a_candidate(held.plan, taken_in(held, said)), CandidateState.CHOSEN_AWAY, "För dyrt. " * 300)

    assert said.fate is Fate.DECLINED
    assert said.reason.endswith("…")


def test_what_is_taken_up_again_is_on_its_way_there_once_more_and_then_worked_in(session: Session) -> None:
    held = a_meeting_held(session)
    said, goal = held.say(WORDS), held.plan.add("goal", "Mer mat")
    candidate = decided(held.plan, a_candidate(held.plan, taken_in(held, said)), CandidateState.CHOSEN_AWAY)

    decided(held.plan, candidate, CandidateState.CONSIDERED, "Nu finns pengar.")

    assert (said.fate, said.reason) == (Fate.IN_PROGRESS, "Nu finns pengar.")
    decided(held.plan, candidate, CandidateState.PRIORITISED)
    rules.tie(session, candidate, goal, actor=held.leader, at=AT)
    assert (said.fate, said.block_id) == (Fate.WORKED_IN, goal)


def test_what_was_declined_at_the_meeting_itself_is_not_taken_up_with_the_candidate(session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say(WORDS)
    candidate = a_candidate(held.plan, taken_in(held, said))
    decline(session, said, reason="Redan gjort.", actor=held.leader, at=AT - timedelta(hours=1))
    decided(held.plan, candidate, CandidateState.CHOSEN_AWAY)

    decided(held.plan, candidate, CandidateState.CONSIDERED)

    assert (said.fate, said.reason) == (Fate.DECLINED, "Redan gjort.")


def test_it_is_not_declined_while_another_candidate_carries_it(session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say(WORDS)
    finding = taken_in(held, said)
    a_candidate(held.plan, finding)

    decided(held.plan, a_candidate(held.plan, finding), CandidateState.CHOSEN_AWAY)

    assert said.fate is Fate.IN_PROGRESS


def test_what_was_settled_at_the_meeting_stays_so(session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say(WORDS)
    decline(session, said, reason="Redan gjort.", actor=held.leader, at=AT)

    taken_in(held, said)

    assert (said.fate, said.reason) == (Fate.DECLINED, "Redan gjort.")


def test_it_is_taken_in_from_the_page_of_the_meeting(session: Session, client: Browser) -> None:
    held = a_meeting_held(session)
    said = held.say(WORDS)
    client.sign_in(held.plan.person(held.leader))
    page = f"/meetings/{held.meeting.id}"
    [way] = [href for one in client.page(page).css("a") if "taking-in" in (href := str(one.attributes["href"]))]

    assert client.page(way).css_first("[name=title]").attributes["value"] == WORDS
    client.post(way, data={"sort": "need", "title": WORDS})

    [finding] = session.scalars(select(Finding))
    assert (finding.way, finding.input_id) == (Way.MEETING, said.id)
    assert f"/findings/{finding.id}" in client.page(page).html
    assert held.meeting.title in client.page(f"/findings/{finding.id}").css_first("main").text()


def test_what_was_said_for_the_whole_county_is_taken_in_by_whoever_leads_an_area(
    session: Session, client: Browser
) -> None:
    held = a_meeting_held(session)
    county = plan_meeting(session, facts(is_open=True), area=None, actor=held.leader, at=AT)
    said = Held(session, held.plan, county).say(WORDS)
    address = f"/meetings/{county.id}"
    assert "taking-in" not in client.page(address).html
    client.sign_in(held.plan.person(held.leader))

    [way] = [href for one in client.page(address).css("a") if "taking-in" in (href := str(one.attributes["href"]))]
    client.post(way, data={"sort": "need", "title": WORDS})

    [finding] = session.scalars(select(Finding))
    assert (finding.roadmap_id, finding.input_id) == (held.plan.roadmap.id, said.id)
    assert said.fate is Fate.IN_PROGRESS


@pytest.mark.parametrize("sort", ["input", "comment"])
def test_what_was_said_elsewhere_is_not_found(session: Session, client: Browser, sort: str) -> None:
    held, other = a_meeting_held(session), a_plan(session)
    said = held.say(WORDS)
    client.sign_in(other.person(other.leader))

    assert client.get(f"/areas/{other.slug}/discovery/taking-in?{sort}={said.id}").status_code == 404
