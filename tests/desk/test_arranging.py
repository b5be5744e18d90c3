"""Asking somebody to take care of a point, and laying points aside."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.desk.events import PointAssigned
from roadmaps.desk.models import PointAssignment
from roadmaps.desk.queries import colleagues_in
from roadmaps.desk.rules import assign, snooze, wake
from roadmaps.desk.waiting import Point
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.notifications.desk_letters import DeskLetters
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.notifications.rules import stop
from tests.factories.areas import someone_with
from tests.factories.desk import a_question, an_invitation, the_desk
from tests.factories.notifications import BASE_URL, the_outbox
from tests.factories.roadmap import AT, Plan, a_plan

TODAY = AT.date()


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def point(session: Session, plan: Plan) -> Point:
    a_question(plan)
    take_recorded(session)
    return the_desk(session, plan.leader).points[0]


def taken_by(session: Session, plan: Plan) -> object:
    desk = the_desk(session, plan.leader)
    return desk.taken_by(desk.points[0])


def test_a_colleague_is_asked_and_the_fact_is_told(session: Session, plan: Plan, point: Point) -> None:
    assign(session, point, plan.editor.person_id, title="Frågan", note=" Du kan det här. ", actor=plan.leader, at=AT)

    [told] = [one for one in take_recorded(session) if isinstance(one, PointAssigned)]
    assert taken_by(session, plan) == plan.editor.person_id
    assert (told.to_id, told.note, told.title) == (plan.editor.person_id, "Du kan det här.", "Frågan")


def test_what_was_said_before_is_kept_and_the_newest_holds(session: Session, plan: Plan, point: Point) -> None:
    for to_id in (plan.editor.person_id, plan.leader.person_id, None):
        assign(session, point, to_id, title="", actor=plan.leader, at=AT)

    kept = session.scalars(select(PointAssignment.to_id).order_by(PointAssignment.id)).all()
    assert list(kept) == [plan.editor.person_id, plan.leader.person_id, None]
    assert taken_by(session, plan) is None


def test_whoever_takes_it_themselves_is_not_told_so(session: Session, plan: Plan, point: Point) -> None:
    assign(session, point, plan.leader.person_id, title="", actor=plan.leader, at=AT)

    assert not take_recorded(session)


def test_to_take_back_what_nobody_has_changes_nothing(session: Session, plan: Plan, point: Point) -> None:
    assign(session, point, None, title="", actor=plan.leader, at=AT)

    assert not session.scalars(select(PointAssignment)).all()


@pytest.mark.parametrize("who", ["actor", "reader", "editor elsewhere"])
def test_only_those_who_write_in_the_area_are_asked(session: Session, plan: Plan, point: Point, who: str) -> None:
    with pytest.raises(Invalid) as refused:
        assign(session, point, plan.others[who].person_id, title="", actor=plan.leader, at=AT)

    assert "to" in refused.value.fields


def test_editors_are_not_asked_about_people(session: Session, plan: Plan) -> None:
    an_invitation(plan, expires_at=AT - timedelta(days=1))
    [point] = the_desk(session, plan.leader).points

    with pytest.raises(Invalid):
        assign(session, point, plan.editor.person_id, title="", actor=plan.leader, at=AT)
    assign(session, point, plan.others["deputy"].person_id, title="", actor=plan.leader, at=AT)


def test_an_editor_asks_nobody_and_lays_nothing_aside(session: Session, plan: Plan, point: Point) -> None:
    with pytest.raises(NotAllowed):
        assign(session, point, plan.editor.person_id, title="", actor=plan.editor, at=AT)
    with pytest.raises(NotAllowed):
        snooze(session, point, TODAY + timedelta(days=1), actor=plan.editor, at=AT)


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1), date(2031, 1, 1)])
def test_a_point_is_laid_aside_until_a_day_ahead_and_no_more_than_a_year(
    session: Session, plan: Plan, point: Point, day: date
) -> None:
    with pytest.raises(Invalid) as refused:
        snooze(session, point, day, actor=plan.leader, at=AT)

    assert "day" in refused.value.fields


def test_a_later_word_stands_and_a_point_can_be_woken(session: Session, plan: Plan, point: Point) -> None:
    snooze(session, point, TODAY + timedelta(days=1), actor=plan.leader, at=AT)
    snooze(session, point, TODAY + timedelta(days=9), actor=plan.others["deputy"], at=AT)
    laid_aside = the_desk(session, plan.leader, AT + timedelta(days=5)).count

    wake(session, point, actor=plan.leader, at=AT)

    assert (laid_aside, the_desk(session, plan.leader).count) == (0, 1)


def test_colleagues_are_those_who_serve_in_every_area_of_what_is_chosen(session: Session, plan: Plan) -> None:
    other = a_plan(session)
    someone_with(session, other.roadmap.area, Role.EDITOR, "Olle Annan")

    both = colleagues_in(session, {plan.roadmap.area_id, other.roadmap.area_id}, TODAY)
    one = colleagues_in(session, {plan.roadmap.area_id}, TODAY)

    assert both == []
    assert {name for _, name in one} == {"Erik Nilsson", "Lena Berg", "Per Deputy"}


def test_whoever_is_asked_gets_a_letter_that_leads_to_it(session: Session, plan: Plan, point: Point) -> None:
    listeners = Listeners()
    DeskLetters(the_outbox()).wire(listeners)
    assign(session, point, plan.editor.person_id, title="Mer mat", note="Hinner du?", actor=plan.leader, at=AT)

    listeners.tell_in_transaction(session)

    letter = session.scalars(select(OutgoingMail)).one()
    assert letter.person_id == plan.editor.person_id
    assert "Mer mat" in letter.subject
    assert "> Hinner du?" in letter.text
    assert f"{BASE_URL}/desk/threads/{point.key}" in letter.text


def test_whoever_wants_no_such_letters_gets_none(session: Session, plan: Plan, point: Point) -> None:
    listeners = Listeners()
    DeskLetters(the_outbox()).wire(listeners)
    stop(session, plan.editor.person_id, MailKind.ASSIGNMENTS, at=AT)
    assign(session, point, plan.editor.person_id, title="Mer mat", actor=plan.leader, at=AT)

    listeners.tell_in_transaction(session)

    assert not session.scalars(select(OutgoingMail)).all()
