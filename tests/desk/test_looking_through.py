"""Flags, appeals and what new people write, each with its answer on the desk; afterwards one goes on with the next."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import Thread, WaitingComment
from roadmaps.discussion.queries import comments_in
from roadmaps.moderation.models import FlagOutcome, FlagReason, ThingSort
from roadmaps.moderation.rules import appeal, flag
from roadmaps.moderation.things import find_thing
from tests.browsing import Browser, page_of
from tests.desk.test_doors import fields, said
from tests.factories.desk import a_question, the_desk
from tests.factories.roadmap import AT, Plan, a_plan
from tests.roadmap.test_reading_doors import english


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def thread(plan: Plan) -> Thread:
    return a_question(plan, "Dumt skrivet.")


@pytest.fixture
def leader(client: Browser, plan: Plan) -> Browser:
    return english(client).sign_in(plan.person(plan.leader))


def comment_of(session: Session, thread: Thread):
    return session.scalars(comments_in([thread.id])).unique().one()


def test_a_flag_is_answered_on_the_desk(session: Session, leader: Browser, plan: Plan, thread: Thread) -> None:
    comment = comment_of(session, thread)
    thing = find_thing(session, ThingSort.COMMENT, comment.id, plan.editor)
    raised = flag(session, thing, reason=FlagReason.HURTS, words="Läs!", actor=plan.editor, at=AT)
    page = leader.page(f"/desk/flags/{raised.id}")
    form = page.css_first(".desk-acts form")
    action = str(form.attributes["action"])

    wrong = leader.post(action, data={**fields(form), "outcome": "hidden", "answer": ""})
    answer = leader.post(action, data={**fields(form), "outcome": "hidden", "answer": "Det sårar."})

    assert "Läs!" in said(page)
    assert "Erik Nilsson" not in said(page, ".desk-thing")
    assert wrong.status_code == 422
    assert answer.location == f"/desk/threads/{thread.id}"
    assert (raised.outcome, comment_of(session, thread).is_hidden) == (FlagOutcome.HIDDEN, True)


def test_an_appeal_is_answered_on_the_desk(session: Session, client: Browser, plan: Plan, thread: Thread) -> None:
    comment = comment_of(session, thread)
    hide_comment(session, comment, reason="Otrevligt.", actor=plan.leader, at=AT)
    made = appeal(session, comment, words="Det var inte så menat.", actor=plan.others["actor"], at=AT)
    english(client).sign_in(plan.person(plan.others["deputy"]))
    page = client.page(f"/desk/flags/{made.id}")
    form = page.css_first(".desk-acts form")

    answer = client.post(
        str(form.attributes["action"]), data={**fields(form), "outcome": "restored", "answer": "Det går bra."}
    )

    assert "Det var inte så menat." in said(page)
    assert answer.location.startswith("/desk")
    assert not comment_of(session, thread).is_hidden


def test_what_somebody_new_wrote_is_released_from_the_desk(session: Session, leader: Browser, plan: Plan) -> None:
    author = plan.others["actor"]
    kept = WaitingComment(roadmap=plan.roadmap, passage={}, body="Hej!", html="<p>Hej!</p>", person_id=author.person_id, written_at=AT)  # fmt: skip
    session.add(kept)
    session.flush()
    page = leader.page(f"/desk/flags/{kept.id}")
    form = page.css_first("form[action$='/release']")

    answer = leader.post(str(form.attributes["action"]), data=fields(form))

    assert "Hej!" in said(page, ".desk-thing")
    assert answer.location == "/desk"
    assert [point.source for point in the_desk(session, plan.leader).points] == ["threads"]


def test_what_somebody_new_wrote_is_declined_and_one_goes_back_to_the_desk(
    session: Session, leader: Browser, plan: Plan
) -> None:
    author = plan.others["actor"]
    kept = WaitingComment(roadmap=plan.roadmap, passage={}, body="Hej!", html="<p>Hej!</p>", person_id=author.person_id, written_at=AT)  # fmt: skip
    session.add(kept)
    session.flush()
    way = leader.page(f"/desk/flags/{kept.id}").css_first(".desk-acts a")

    form = str(way.attributes["href"])
    refused = leader.post(form, data={"reason": ""})
    answer = leader.post(form, data={"reason": "Det är reklam."})

    assert page_of(refused).css_first(".error-summary") is not None
    assert answer.location == "/desk"
    assert not the_desk(session, plan.leader).points
