"""Whose desk holds what, in which order, and what is chosen of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.desk.filters import DeskFilter
from roadmaps.desk.rules import assign, snooze
from roadmaps.desk.waiting import waited_in_words
from tests.factories.areas import a_role, as_actor
from tests.factories.desk import a_question, an_invitation, some_suggestions, the_desk, titles
from tests.factories.roadmap import AT, Plan, a_plan

TOMORROW = (AT + timedelta(days=1)).date()


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=False)


def test_what_has_waited_longest_comes_first_whatever_it_is(session: Session, plan: Plan) -> None:
    a_question(plan, at=AT - timedelta(days=99, hours=12))
    some_suggestions(plan, 2)

    assert titles(the_desk(session, plan.leader)) == ["Mål 00", "The roadmap as a whole", "Mål 01"]


@pytest.mark.parametrize("who", ["leader", "deputy", "coordinator"])
def test_those_who_lead_and_those_who_stand_in_have_all_of_it(session: Session, plan: Plan, who: str) -> None:
    a_question(plan)
    actor = plan.leader if who == "leader" else plan.others[who]

    assert the_desk(session, actor).count >= 1


@pytest.mark.parametrize("who", ["reader", "actor", "editor elsewhere"])
def test_others_have_nothing(session: Session, plan: Plan, who: str) -> None:
    a_question(plan)

    assert not the_desk(session, plan.others[who]).points


def test_whoever_leads_two_areas_has_both_on_one_desk(session: Session, plan: Plan) -> None:
    other = a_plan(session)
    a_role(session, other.roadmap.area, plan.person(plan.leader), Role.DEPUTY)
    a_question(plan)
    a_question(other)
    leader = as_actor(session, plan.person(plan.leader))

    desk = the_desk(session, leader)

    assert len(desk.points) == 2
    assert [point.area_id for point in desk.chosen(DeskFilter(area=other.slug))] == [other.roadmap.area_id]


def test_what_waits_in_an_archived_area_waits_for_nobody(session: Session, plan: Plan) -> None:
    a_question(plan)
    plan.roadmap.area.archived_at = AT

    assert not the_desk(session, plan.leader).points


def test_an_editor_has_what_was_asked_of_them_and_nothing_else(session: Session, plan: Plan) -> None:
    a_question(plan, "Först?")
    mine = a_question(plan, "Sen?")
    desk = the_desk(session, plan.leader)
    [point] = [one for one in desk.points if one.key == mine.id]

    assign(session, point, plan.editor.person_id, title="Sen", actor=plan.leader, at=AT)

    assert [one.key for one in the_desk(session, plan.editor).points] == [mine.id]
    assert len(the_desk(session, plan.leader).points) == 2


def test_an_editor_who_serves_no_more_has_nothing(session: Session, plan: Plan) -> None:
    a_question(plan)
    [point] = the_desk(session, plan.leader).points
    assign(session, point, plan.editor.person_id, title="", actor=plan.leader, at=AT)
    was_editor = as_actor(session, plan.person(plan.editor), on=AT.date() + timedelta(days=400))
    without_role = type(was_editor)(was_editor.person_id, was_editor.name)

    assert not the_desk(session, without_role).points


def test_points_are_chosen_by_kind_and_by_who_takes_care_of_them(session: Session, plan: Plan) -> None:
    a_question(plan)
    first, second = some_suggestions(plan, 2)
    desk = the_desk(session, plan.leader)
    by_key = {point.key: point for point in desk.points}
    assign(session, by_key[first], plan.leader.person_id, title="", actor=plan.leader, at=AT)
    assign(session, by_key[second], plan.editor.person_id, title="", actor=plan.leader, at=AT)

    desk = the_desk(session, plan.leader)

    assert [point.key for point in desk.chosen(DeskFilter(whose="me"))] == [first]
    assert [point.key for point in desk.chosen(DeskFilter(whose="others"))] == [second]
    assert [point.source for point in desk.chosen(DeskFilter(whose="nobody"))] == ["threads"]
    assert [point.key for point in desk.chosen(DeskFilter(kind="suggestions", whose="others"))] == [second]
    assert desk.counts(DeskFilter(kind="threads")) == {"suggestions": 2, "threads": 1}


def test_what_is_laid_aside_is_counted_again_on_its_day(session: Session, plan: Plan) -> None:
    a_question(plan)
    [point] = the_desk(session, plan.leader).points

    snooze(session, point, TOMORROW, actor=plan.leader, at=AT)

    aside = the_desk(session, plan.leader)
    assert (aside.count, len(aside.chosen(DeskFilter(is_aside=True)))) == (0, 1)
    assert the_desk(session, plan.leader, AT + timedelta(days=1)).count == 1


def test_what_makes_no_sense_in_an_address_counts_as_not_chosen() -> None:
    assert DeskFilter.of({"kind": "<script>", "whose": "all", "aside": "1"}) == DeskFilter()


def test_people_are_told_of_to_leaders_only(session: Session, plan: Plan) -> None:
    an_invitation(plan, expires_at=AT - timedelta(days=1))

    assert the_desk(session, plan.leader).count == 1
    assert not the_desk(session, plan.editor).points


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "since today"), (1, "since yesterday"), (13, "for 13 days"), (14, "for 2 weeks"), (59, "for 8 weeks"), (60, "for 2 months"), (729, "for 24 months"), (730, "for 2 years")],
)  # fmt: skip
def test_how_long_something_has_waited_is_told_as_people_say_it(days: int, said: str) -> None:
    assert str(waited_in_words(AT - timedelta(days=days), AT)) == said


def test_days_are_counted_as_in_sweden() -> None:
    late, midnight = datetime(2026, 11, 20, 22, 30, tzinfo=UTC), datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

    assert str(waited_in_words(late, midnight)) == "since yesterday"
