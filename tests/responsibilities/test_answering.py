"""What an answer does, and when a question is no longer to be answered."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.responsibilities.events import QuestionAnswered
from roadmaps.responsibilities.models import About
from roadmaps.responsibilities.rules import Subject, answer_at_home, answer_question
from tests.factories.responsibilities import LATER, Lead, a_lead, asked_for_lead, asked_for_status


@pytest.fixture
def lead(session: Session) -> Lead:
    return a_lead(session)


def subject(lead: Lead) -> Subject:
    return Subject(About.PART, lead.part, lead.organisation.id, lead.activity)


@pytest.mark.parametrize(
    ("answer", "note", "kept"),
    [
        pytest.param("lead", "", ("leads", "accepted", ""), id="we lead"),
        pytest.param("take_part", "", ("takes_part", "accepted", ""), id="we take part"),
        pytest.param("cannot", "Inte i år.", ("leads", "declined", "Inte i år."), id="we cannot"),
        pytest.param("need", "En  lokal.\n", ("leads", "proposed", "En lokal."), id="we need something"),
    ],
)
def test_an_answer_about_the_lead_stands_in_the_roadmap(
    session: Session, lead: Lead, answer: str, note: str, kept
) -> None:
    _, question = asked_for_lead(lead)

    answer_question(session, question, answer, note=note, actor=lead.actor, at=LATER)

    said = lead.said(lead.part)
    assert (said["part"], said["answer"], said["answer_note"]) == kept
    assert (question.answer, question.answered_at, question.answered_by_id) == (answer, LATER, lead.person.id)


@pytest.mark.parametrize(
    ("answer", "status"),
    [("on_track", "in_progress"), ("obstacle", "obstacle"), ("done", "done"), ("not_started", "planned")],
)
def test_an_answer_about_how_it_goes_stands_in_the_roadmap(
    session: Session, lead: Lead, answer: str, status: str
) -> None:
    _, question = asked_for_status(lead.accept())

    answer_question(session, question, answer, note="Så är det.", actor=lead.actor, at=LATER)

    assert (lead.said(lead.activity)["status"], lead.said(lead.activity)["status_note"]) == (status, "Så är det.")


def test_to_say_that_all_is_as_before_is_an_answer_too(session: Session, lead: Lead) -> None:
    _, question = asked_for_status(lead.accept())
    before = lead.plan.number

    answer_question(session, question, "not_started", note="", actor=lead.actor, at=LATER)

    assert lead.plan.number == before
    assert question.answered_at == LATER


@pytest.mark.parametrize(("answer", "note"), [("cannot", ""), ("need", "  "), ("perhaps", "Ja"), ("lead", "x" * 201)])
def test_an_answer_that_says_too_little_or_too_much_is_refused(
    session: Session, lead: Lead, answer: str, note: str
) -> None:
    _, question = asked_for_lead(lead)

    with pytest.raises(Invalid):
        answer_question(session, question, answer, note=note, actor=lead.actor, at=LATER)

    assert question.answered_at is None


def test_a_question_is_answered_once(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    answer_question(session, question, "lead", note="", actor=lead.actor, at=LATER)

    with pytest.raises(NotAllowed):
        answer_question(session, question, "cannot", note="Nej.", actor=lead.actor, at=LATER)

    assert lead.said(lead.part)["answer"] == "accepted"


def test_a_question_expires(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)

    with pytest.raises(NotAllowed):
        answer_question(session, question, "lead", note="", actor=lead.actor, at=LATER + timedelta(days=30))


def test_nobody_else_answers(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)

    with pytest.raises(NotAllowed):
        answer_question(session, question, "lead", note="", actor=lead.plan.leader, at=LATER)


def test_somebody_who_is_signed_in_answers_what_nobody_asked(session: Session, lead: Lead) -> None:
    lead.plan.roadmap.is_working_public = True

    answer_at_home(
        session,
        lead.plan.roadmap,
        subject(lead),
        "lead",
        note="",
        actor=lead.actor,
        at=LATER,
    )

    assert lead.said(lead.part)["answer"] == "accepted"


def test_an_answer_at_home_closes_the_question_that_waits(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    take_recorded(session)

    answer_at_home(
        session,
        lead.plan.roadmap,
        subject(lead),
        "lead",
        note="",
        actor=lead.actor,
        at=LATER,
    )

    assert question.answered_at == LATER
    assert [one.answer for one in take_recorded(session) if isinstance(one, QuestionAnswered)] == ["lead"]


def test_whoever_may_not_read_the_roadmap_answers_by_letter_only(session: Session, lead: Lead) -> None:
    lead.plan.roadmap.is_working_public = False

    with pytest.raises(NotAllowed):
        answer_at_home(
            session,
            lead.plan.roadmap,
            subject(lead),
            "lead",
            note="",
            actor=lead.actor,
            at=LATER,
        )
