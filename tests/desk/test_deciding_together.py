"""Deciding about several suggestions in one press."""

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.suggestions.models import Suggestion, SuggestionState
from tests.browsing import Browser, page_of
from tests.factories.desk import a_question, some_suggestions, the_desk
from tests.factories.roadmap import Plan, a_plan
from tests.factories.suggestions import a_suggestion, an_edit
from tests.roadmap.test_reading_doors import english, words


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def leader(client: Browser, plan: Plan) -> Browser:
    return english(client).sign_in(plan.person(plan.leader))


def chosen(*ids: UUID) -> list[str]:
    return [f"suggestions:{one}" for one in ids]


def states(session: Session) -> list[SuggestionState]:
    return list(session.scalars(select(Suggestion.state).order_by(Suggestion.sent_at)))


def test_several_are_accepted_in_one_press(session: Session, leader: Browser, plan: Plan) -> None:
    first, second, _third = some_suggestions(plan, 3)

    answer = leader.post("/desk/acceptances", data={"point": chosen(first, second), "kind": "suggestions"})

    assert answer.location == "/desk?kind=suggestions"
    assert states(session) == [SuggestionState.ACCEPTED, SuggestionState.ACCEPTED, SuggestionState.OPEN]
    assert "2 suggestions are accepted." in leader.get(answer.location).get_data(as_text=True)


def test_several_are_declined_with_a_sentence_that_is_offered_and_a_word_of_ones_own(
    session: Session, leader: Browser, plan: Plan
) -> None:
    ids = some_suggestions(plan, 2)
    offered = leader.page("/desk").css("#decision-sentence option")[1].attributes["value"]

    leader.post("/desk/refusals", data={"point": chosen(*ids), "sentence": offered, "reason": "Se protokollet."})

    reasons = session.scalars(select(Suggestion.reason)).all()
    assert list(reasons) == [f"{offered} Se protokollet."] * 2
    assert not the_desk(session, plan.leader).points


def test_to_decline_takes_a_reason(session: Session, leader: Browser, plan: Plan) -> None:
    ids = some_suggestions(plan, 2)

    answer = leader.post("/desk/refusals", data={"point": chosen(*ids)})

    assert answer.status_code == 422
    assert "Say why" in words(page_of(answer).css_first(".error-summary"))
    assert len(page_of(answer).css("input[name=point][checked]")) == 2
    assert states(session) == [SuggestionState.OPEN] * 2


def test_one_that_cannot_be_accepted_stops_no_other_and_is_told(session: Session, leader: Browser, plan: Plan) -> None:
    goal = plan.add("goal", "Mer mat", text="Länet förädlar mer av det som marken ger.")
    stuck = a_suggestion(
        session,
        plan,
        an_edit(plan, goal, text="Länet förädlar hälften av det som marken ger."),
        by=plan.others["actor"],
    )
    plan.edit(goal, text="Länet säljer allt.")
    [fine] = some_suggestions(plan, 1)

    answer = leader.post("/desk/acceptances", data={"point": chosen(stuck.id, fine)})

    page = page_of(answer)
    assert answer.status_code == 422
    assert "The text has moved on" in words(page.css_first("[aria-labelledby=failed]"))
    assert words(page.css_first("#done")) == "1 is accepted"
    assert session.get_one(Suggestion, fine).state is SuggestionState.ACCEPTED
    assert session.get_one(Suggestion, stuck.id).state is SuggestionState.OPEN


def test_two_that_say_the_same_are_both_accepted(session: Session, leader: Browser, plan: Plan) -> None:
    goal = plan.add("goal", "Mer mat")
    both = [a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"), by=by).id for by in (plan.others["actor"], plan.editor)]  # fmt: skip

    answer = leader.post("/desk/acceptances", data={"point": chosen(*both)})

    assert answer.status_code == 303
    assert states(session) == [SuggestionState.ACCEPTED] * 2


def test_threads_among_what_is_chosen_are_left_alone(session: Session, leader: Browser, plan: Plan) -> None:
    thread = a_question(plan)
    [suggestion] = some_suggestions(plan, 1)

    leader.post("/desk/acceptances", data={"point": [f"threads:{thread.id}", *chosen(suggestion)]})
    only_thread = leader.post("/desk/acceptances", data={"point": f"threads:{thread.id}"})

    assert thread.is_open
    assert only_thread.status_code == 422
    assert "No suggestion is chosen" in words(page_of(only_thread).css_first(".error-summary"))


def test_nobody_decides_about_what_lies_on_anothers_desk(session: Session, leader: Browser) -> None:
    elsewhere = some_suggestions(a_plan(session), 1)

    assert leader.post("/desk/acceptances", data={"point": chosen(*elsewhere)}).status_code == 422
    assert states(session) == [SuggestionState.OPEN]


def test_an_editor_who_was_asked_decides_nothing(session: Session, leader: Browser, plan: Plan) -> None:
    [one] = some_suggestions(plan, 1)
    leader.post("/desk/assignments", data={"point": chosen(one), "to": str(plan.editor.person_id)})

    leader.sign_in(plan.person(plan.editor))
    answer = leader.post("/desk/acceptances", data={"point": chosen(one)})

    assert answer.status_code == 422
    assert "Only the area's process leader decides" in words(page_of(answer).css_first("main"))
    assert states(session) == [SuggestionState.OPEN]
