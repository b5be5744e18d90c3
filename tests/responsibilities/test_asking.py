"""Whom the site asks, about what, and when it does not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.responsibilities.models import About
from roadmaps.responsibilities.queries import latest_questions
from roadmaps.responsibilities.rounds import round_of
from roadmaps.responsibilities.rules import answer_question, ask_again, ask_for_leads, ask_for_statuses, set_interval
from roadmaps.roadmap.phases import Phase
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role
from tests.factories.responsibilities import LATER, Lead, a_lead, asked_for_lead, letters_after
from tests.factories.roadmap import AT

WEEKS = timedelta(weeks=1)


@pytest.fixture
def lead(session: Session) -> Lead:
    return a_lead(session)


def question_about(lead: Lead, about: About = About.PART):
    block = lead.part if about is About.PART else lead.activity
    return latest_questions(lead.session, [lead.plan.roadmap.id], about).get((block, lead.organisation.id))


def test_everyone_who_acts_for_the_organisation_is_asked_once(session: Session, lead: Lead) -> None:
    colleague = a_person(session)
    a_membership(session, colleague, lead.organisation)

    first, second = (letters_after(session, ask_for_leads) for _ in range(2))

    assert {one.person_id for one in first} == {lead.person.id, colleague.id}
    assert second == []


def test_those_with_a_role_in_the_area_are_asked_before_their_colleagues(session: Session, lead: Lead) -> None:
    insider = a_person(session)
    a_membership(session, insider, lead.organisation)
    a_role(session, lead.plan.roadmap.area, insider, Role.ACTOR)

    letters = letters_after(session, ask_for_leads)

    assert [one.person_id for one in letters] == [insider.id]


def test_a_slip_of_the_hand_sends_no_letter(session: Session, lead: Lead) -> None:
    at_once = letters_after(session, ask_for_leads, AT + timedelta(minutes=5))
    lead.plan.remove(lead.part)
    later = letters_after(session, ask_for_leads)

    assert at_once == later == []


def test_a_lead_that_is_somebodys_own_is_not_asked_about(session: Session, lead: Lead) -> None:
    mine = lead.plan.add("activity")
    lead.plan.part(mine, lead.plan.editor.acting_for_id, "leads")

    assert {one.asked.activity for one in letters_after(session, ask_for_leads)} == {"Kurs"}


def test_a_question_about_a_lead_that_somebody_else_has_taken_is_withdrawn(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    lead.plan.edit(lead.part, organisation=str(an_organisation(session, "LRF").id))

    ask_for_leads(session, LATER + WEEKS)

    assert question.withdrawn_at == LATER + WEEKS


def test_an_organisation_that_is_proposed_anew_is_asked_anew(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    answer_question(session, question, "take_part", note="", actor=lead.actor, at=LATER)
    nothing = letters_after(session, ask_for_leads, LATER + WEEKS)

    lead.plan.edit(lead.part, part="leads")
    again = letters_after(session, ask_for_leads, LATER + 2 * WEEKS)

    assert nothing == []
    assert [one.person_id for one in again] == [lead.person.id]


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.CLOSED])
def test_a_roadmap_that_rests_asks_nobody(session: Session, lead: Lead, phase: Phase) -> None:
    lead.accept()
    lead.plan.roadmap.phase = phase.value
    session.flush()

    assert letters_after(session, ask_for_leads) == letters_after(session, ask_for_statuses) == []


def test_an_archived_area_asks_nobody(session: Session, lead: Lead) -> None:
    lead.plan.roadmap.area.archived_at = AT
    session.flush()

    assert letters_after(session, ask_for_leads) == []


def test_an_organisation_without_people_is_not_asked(session: Session, lead: Lead) -> None:
    lead.person.deactivated_at = AT
    session.flush()

    assert letters_after(session, ask_for_leads) == []
    assert question_about(lead) is None


def test_a_process_leader_asks_again_and_the_old_link_stops(session: Session, lead: Lead) -> None:
    _, first = asked_for_lead(lead)

    ask_again(session, lead.plan.roadmap, lead.part, actor=lead.plan.leader, at=LATER + 2 * WEEKS)

    assert first.withdrawn_at == LATER + 2 * WEEKS
    assert question_about(lead).asked_at == LATER + 2 * WEEKS


def test_nobody_is_pressed_twice_in_a_week(session: Session, lead: Lead) -> None:
    asked_for_lead(lead)

    with pytest.raises(Invalid):
        ask_again(session, lead.plan.roadmap, lead.part, actor=lead.plan.leader, at=LATER + timedelta(days=6))


def test_only_process_leaders_ask_again(session: Session, lead: Lead) -> None:
    with pytest.raises(NotAllowed):
        ask_again(session, lead.plan.roadmap, lead.part, actor=lead.plan.editor, at=LATER)


def test_leading_organisations_are_asked_in_one_letter_each_round(session: Session, lead: Lead) -> None:
    lead.accept()
    second = lead.plan.add("activity", "Lokal")
    lead.plan.part(second, lead.organisation.id, "leads")
    replace(lead, activity=second, part=lead.plan.state.children(second)[0].id).accept()

    [letter] = letters_after(session, ask_for_statuses)
    same_quarter = letters_after(session, ask_for_statuses, LATER + WEEKS)
    next_quarter = letters_after(session, ask_for_statuses, LATER + 6 * WEEKS)

    assert {one.activity for one in letter.asked} == {"Kurs", "Lokal"}
    assert same_quarter == []
    assert len(next_quarter) == 1


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_over_is_not_asked_about(session: Session, lead: Lead, status: str) -> None:
    lead.accept()
    lead.plan.edit(lead.activity, status=status)

    assert letters_after(session, ask_for_statuses) == []


def test_a_lead_that_is_only_proposed_is_not_asked_how_it_goes(session: Session, lead: Lead) -> None:
    assert letters_after(session, ask_for_statuses) == []


def test_an_area_may_ask_more_seldom_or_never(session: Session, lead: Lead) -> None:
    lead.accept()
    area, leader = lead.plan.roadmap.area, lead.plan.leader

    set_interval(session, area, 0, actor=leader)
    never = letters_after(session, ask_for_statuses)
    set_interval(session, area, 12, actor=leader)
    yearly = letters_after(session, ask_for_statuses)

    assert never == []
    assert len(yearly) == 1
    assert question_about(lead, About.STATUS).round == "2026"


def test_only_known_intervals_are_taken_and_only_from_process_leaders(session: Session, lead: Lead) -> None:
    area = lead.plan.roadmap.area

    with pytest.raises(Invalid):
        set_interval(session, area, 5, actor=lead.plan.leader)
    with pytest.raises(NotAllowed):
        set_interval(session, area, 3, actor=lead.plan.editor)


@pytest.mark.parametrize(
    ("on", "months", "words"),
    [
        (date(2026, 11, 21), 1, "2026-11"),
        (date(2026, 1, 1), 3, "2026-Q1"),
        (date(2026, 3, 31), 3, "2026-Q1"),
        (date(2026, 4, 1), 3, "2026-Q2"),
        (date(2026, 12, 31), 3, "2026-Q4"),
        (date(2026, 6, 30), 6, "2026-H1"),
        (date(2026, 7, 1), 6, "2026-H2"),
        (date(2026, 11, 21), 12, "2026"),
    ],
)
def test_a_day_lies_in_a_round(on: date, months: int, words: str) -> None:
    assert round_of(on, months) == words
