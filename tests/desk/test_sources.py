"""What each sort of thing waits for, since when, and when it waits no more."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.rules.invitations import withdraw
from roadmaps.areas.models import Role
from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import Outcome, WaitingComment
from roadmaps.discussion.queries import comments_in
from roadmaps.discussion.rules import reopen, reply, resolve
from roadmaps.moderation.models import Appeal, Flag, FlagOutcome, FlagReason, ThingSort
from roadmaps.responsibilities.rules import answer_question
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.rules import change_phase
from roadmaps.suggestions import rules as suggestions
from tests.factories.accounts import a_person
from tests.factories.areas import a_role
from tests.factories.desk import a_question, an_invitation, the_desk, titles, words
from tests.factories.indicators import an_indicator
from tests.factories.responsibilities import LATER, a_lead, asked_for_lead, asked_for_status
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.suggestions import a_suggestion, an_edit


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def test_a_suggestion_waits_from_the_day_it_was_sent_until_it_is_decided(session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Mer mat")
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"), motive="Tydligare.")

    before = the_desk(session, plan.leader)
    suggestions.decline(session, suggestion, reason="Nej.", actor=plan.leader, at=AT)

    [point] = before.points
    assert (point.source, point.key, point.since) == ("suggestions", suggestion.id, AT)
    assert before.tell([point])[point.reference].quote == "Tydligare."
    assert not the_desk(session, plan.leader).points


def test_a_suggestion_of_which_more_is_asked_begins_to_wait_anew(session: Session, plan: Plan) -> None:
    goal = plan.add("goal")
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Annat"))
    later = AT + timedelta(days=3)

    suggestions.ask_for_more(session, suggestion, words="Varför?", actor=plan.leader, at=later)

    desk = the_desk(session, plan.leader, later)
    assert [point.since for point in desk.points] == [later]
    assert words(desk) == ["More has been asked of the one who suggested it."]


def test_a_draft_waits_for_nobody_but_its_author(session: Session, plan: Plan) -> None:
    goal = plan.add("goal")
    suggestions.begin(session, plan.roadmap, actor=plan.others["actor"], at=AT)
    assert goal

    assert not the_desk(session, plan.leader).points


def test_a_thread_waits_until_somebody_who_leads_has_answered(session: Session, plan: Plan) -> None:
    thread = a_question(plan)
    waiting = words(the_desk(session, plan.leader))

    reply(session, thread, body="Tjugo procent.", actor=plan.others["deputy"], at=AT + timedelta(hours=1))

    assert waiting == ["Waits for a first answer."]
    assert not the_desk(session, plan.leader).points


def test_a_thread_waits_since_the_first_word_that_nobody_has_answered(session: Session, plan: Plan) -> None:
    thread = a_question(plan)
    hours = [AT + timedelta(hours=number) for number in range(5)]

    reply(session, thread, body="Tjugo procent.", actor=plan.leader, at=hours[1])
    reply(session, thread, body="Varför inte mer?", actor=plan.others["actor"], at=hours[2])
    reply(session, thread, body="Det undrar jag också.", actor=plan.editor, at=hours[3])

    desk = the_desk(session, plan.leader, hours[4])
    assert [point.since for point in desk.points] == [hours[2]]
    assert words(desk) == ["Waits for the next word."]


def test_a_thread_that_was_answered_comes_back_when_all_have_been_silent_for_long(session: Session, plan: Plan) -> None:
    thread = a_question(plan)
    reply(session, thread, body="Tjugo procent.", actor=plan.leader, at=AT + timedelta(hours=1))

    assert not the_desk(session, plan.leader, AT + timedelta(days=29)).points
    desk = the_desk(session, plan.leader, AT + timedelta(days=31))
    assert [point.since for point in desk.points] == [AT + timedelta(hours=1)]
    assert "for a long time" in words(desk)[0]


def test_a_resolved_thread_waits_no_more_until_it_is_opened_again(session: Session, plan: Plan) -> None:
    thread, later = a_question(plan), AT + timedelta(days=1)
    resolve(session, thread, outcome=Outcome.CHANGED, text="", actor=plan.leader, at=AT)
    resolved = the_desk(session, plan.leader)

    reopen(session, thread, reason="Det stämmer inte.", actor=plan.others["actor"], at=later)

    assert not resolved.points
    desk = the_desk(session, plan.leader, later)
    assert [point.since for point in desk.points] == [later]
    assert words(desk) == ["Opened again, and waits for an answer."]


def test_the_thread_of_a_suggestion_waits_with_the_suggestion(session: Session, plan: Plan) -> None:
    goal = plan.add("goal")
    a_suggestion(session, plan, an_edit(plan, goal, title="Annat"))

    assert [point.source for point in the_desk(session, plan.leader).points] == ["suggestions"]


def test_a_lead_waits_when_the_organisation_has_been_silent_for_two_weeks(session: Session) -> None:
    lead = a_lead(session, "Torsta", activity="Kurs")
    asked_for_lead(lead)

    soon, late = (the_desk(session, lead.plan.leader, LATER + timedelta(days=days)) for days in (13, 15))

    assert not soon.points
    assert [(point.source, point.key, point.since) for point in late.points] == [("leads", lead.part, LATER)]
    assert titles(late) == ["Kurs"]
    assert words(late) == ["Has been asked to lead it, and has not answered."]


def test_a_lead_that_was_declined_waits_since_the_answer(session: Session) -> None:
    lead = a_lead(session)
    _, question = asked_for_lead(lead)
    answered = LATER + timedelta(days=2)

    answer_question(session, question, "cannot", note="Vi har inte folk.", actor=lead.actor, at=answered)

    desk = the_desk(session, lead.plan.leader, answered + timedelta(days=1))
    assert [point.since for point in desk.points] == [answered]
    assert desk.tell(desk.points)[desk.points[0].reference].quote == "Vi har inte folk."


def test_a_lead_that_has_left_waits_since_nobody_acts_for_it(session: Session) -> None:
    lead = a_lead(session).accept()
    lead.organisation.archived_at = LATER
    session.flush()

    desk = the_desk(session, lead.plan.leader, LATER + timedelta(days=1))

    assert [point.since for point in desk.points] == [LATER]
    assert "nobody acts" in words(desk)[0]


def test_a_lead_that_does_not_tell_how_it_goes_waits_by_its_activity(session: Session) -> None:
    lead = a_lead(session).accept()
    asked_for_status(lead)

    desk = the_desk(session, lead.plan.leader, LATER + timedelta(days=15))

    assert [(point.key, point.since) for point in desk.points] == [(lead.activity, LATER)]


def test_a_reading_waits_since_the_day_after_it_was_due(session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2024", "50")
    due = datetime(2026, 3, 31, 22, 0, tzinfo=UTC)

    late = the_desk(session, measured.plan.leader)
    measured.read("2025", "52")

    assert [(point.source, point.since) for point in late.points] == [("readings", due)]
    assert "2025" in words(late)[0]
    assert not the_desk(session, measured.plan.leader).points


def test_a_goal_conflict_waits_when_its_review_has_passed(session: Session, plan: Plan) -> None:
    first, second = plan.add("goal", "Uttag"), plan.add("goal", "Bete")
    between = [str(first), str(second)]
    plan.add("goal_conflict", "Uttag mot bete", between=between, next_review="2026-10", state="open")
    plan.add("goal_conflict", "Löst", between=between, next_review="2026-10", state="resolved")
    plan.add("goal_conflict", "Senare", between=between, next_review="2027", state="open")

    desk = the_desk(session, plan.leader)

    assert titles(desk) == ["Uttag mot bete"]
    assert desk.points[0].since == datetime(2026, 10, 31, 23, 0, tzinfo=UTC)


def test_an_invitation_waits_when_its_link_has_expired(session: Session, plan: Plan) -> None:
    an_invitation(plan, expires_at=AT + timedelta(days=1), name="Snart")
    expired = an_invitation(plan, expires_at=AT - timedelta(days=1), name="Ny Person")
    waiting = the_desk(session, plan.leader)

    withdraw(session, expired, at=AT, actor=plan.leader)

    assert titles(waiting) == ["Ny Person"]
    assert not the_desk(session, plan.leader).points


def test_somebody_who_came_by_an_invitation_is_new_for_a_month(session: Session, plan: Plan) -> None:
    invitation = an_invitation(plan, expires_at=AT + timedelta(days=5))
    invitation.accepted_at = AT
    a_role(session, plan.roadmap.area, a_person(session, "Nils Ny"), Role.ACTOR).granted_at = AT

    assert titles(the_desk(session, plan.leader)) == ["Nils Ny"]
    assert not the_desk(session, plan.leader, AT + timedelta(days=31)).points


def test_somebody_who_was_given_a_role_by_hand_is_known_already(session: Session, plan: Plan) -> None:
    a_role(session, plan.roadmap.area, a_person(session, "Nils Ny"), Role.ACTOR).granted_at = AT

    assert not the_desk(session, plan.leader).points


def a_flag(plan: Plan, thing_id: object, *, days: int = 0) -> Flag:
    raised_at = AT - timedelta(days=days)
    facts = {"area_id": plan.roadmap.area_id, "sort": ThingSort.THREAD, "thing_id": thing_id, "about": "Mer mat"}
    by = a_person(plan.session).id
    flag = Flag(**facts, reason=FlagReason.HURTS, words="Läs!", person_id=by, raised_at=raised_at)
    plan.session.add(flag)
    return flag


def test_what_several_have_flagged_is_one_point_and_nobody_is_named(session: Session, plan: Plan) -> None:
    thread = a_question(plan, by=plan.leader)
    flags = [a_flag(plan, thread.id, days=days) for days in (2, 1)]
    desk = the_desk(session, plan.leader)
    [point], told = desk.points, desk.tell(desk.points)

    for flag in flags:
        flag.settled_at, flag.outcome = AT, FlagOutcome.LEFT

    assert (point.key, point.since) == (flags[0].id, AT - timedelta(days=2))
    assert (told[point.reference].title, told[point.reference].who) == ("Mer mat", "")
    assert not the_desk(session, plan.leader).points


def test_an_appeal_waits_for_others_than_who_hid_the_comment(session: Session, plan: Plan) -> None:
    thread = a_question(plan)
    comment = session.scalars(comments_in([thread.id])).unique().one()
    hide_comment(session, comment, reason="Otrevligt.", actor=plan.leader, at=AT)
    facts = {"area_id": plan.roadmap.area_id, "comment_id": comment.id, "hidden_at": AT, "hide_reason": "Otrevligt."}
    session.add(Appeal(**facts, hidden_by_id=plan.leader.person_id, words="Nej.", made_at=AT))

    assert titles(the_desk(session, plan.others["deputy"])) == ["A hidden comment"]
    assert not the_desk(session, plan.leader).points


def test_what_somebody_new_has_written_waits_to_be_let_through(session: Session, plan: Plan) -> None:
    author = plan.others["actor"].person_id
    kept = WaitingComment(
        roadmap=plan.roadmap, passage={}, body="Hej!", html="<p>Hej!</p>", person_id=author, written_at=AT
    )
    session.add(kept)

    waiting = titles(the_desk(session, plan.leader))
    kept.settled_at, kept.settled_by_id = AT, plan.leader.person_id

    assert waiting == ["Written by somebody new"]
    assert not the_desk(session, plan.leader).points


def test_a_next_step_waits_from_its_day_until_somebody_tells_how_it_went(session: Session, plan: Plan) -> None:
    on = AT.date() + timedelta(days=7)
    facts = {"reason": "Målen är klara.", "since": AT.date(), "next_step": "Öppet möte om målen.", "actor": plan.leader}
    change_phase(session, plan.roadmap, Phase.BEING_WRITTEN, **facts, next_on=on, at=AT)

    ahead = the_desk(session, plan.leader, AT + timedelta(days=6))
    then = the_desk(session, plan.leader, AT + timedelta(days=8))
    [point] = then.points
    told = then.tell([point])[point.reference]
    change_phase(session, plan.roadmap, Phase.ADOPTED, **facts, next_on=None, at=AT + timedelta(days=8))

    assert not ahead.points
    assert (point.source, told.quote) == ("next_steps", "Öppet möte om målen.")
    assert not the_desk(session, plan.leader, AT + timedelta(days=9)).points
