"""The pages on which suggestions are written, read and decided."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.suggestions import rules
from roadmaps.suggestions.models import Suggestion, SuggestionState
from tests.browsing import Browser
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.suggestions import a_suggestion, an_actor_of, an_edit
from tests.roadmap.test_reading_doors import counted

WHY = {"motive": "Målet blir tydligare."}


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def goal(plan: Plan):
    return plan.add("goal", "Mer mat", text="Länet förädlar mer av det som marken ger.\n\nFler företag växer.")


def the_only(session: Session) -> Suggestion:
    return session.scalars(select(Suggestion)).one()


def test_an_actor_suggests_another_wording_with_a_source(session: Session, client: Browser, plan: Plan, goal) -> None:
    client.sign_in(plan.person(plan.others["actor"]))

    form = client.page(f"/blocks/{goal}/suggest")
    sent = client.post(
        f"/blocks/{goal}/suggest",
        data={
            "based_on": str(plan.number),
            "title": "Mer mat härifrån",
            "goal_type": "long_term",
            "text": "Länet förädlar mer av det som marken ger.\n\nFler företag växer.",
            **WHY,
            "source_sort_0": "link",
            "source_words_0": "Statistik",
            "source_address_0": "https://www.scb.se/x",
        },
    )

    assert form.css_first("input[name=title]").attributes["value"] == "Mer mat"
    assert sent.status_code == 303
    assert the_only(session).changes[0].content == {"title": "Mer mat härifrån"}
    assert the_only(session).sources[0].address == "https://www.scb.se/x"


def test_what_was_typed_stays_when_the_motive_is_missing(session: Session, client: Browser, plan: Plan, goal) -> None:
    client.sign_in(plan.person(plan.others["actor"]))

    answer = client.post(
        f"/blocks/{goal}/suggest",
        data={
            "based_on": str(plan.number),
            "title": "Mer mat härifrån",
            "goal_type": "long_term",
            "source_words_1": "Vår bok",
        },
    )

    assert answer.status_code == 422
    assert "Mer mat härifrån" in answer.text
    assert "Vår bok" in answer.text
    assert "field-motive" in answer.text
    assert session.scalars(select(Suggestion)).all() == []


def test_several_are_kept_in_a_draft_and_sent_together(session: Session, client: Browser, plan: Plan, goal) -> None:
    other = plan.add("goal", "Fler kurser")
    client.sign_in(plan.person(plan.others["actor"]))
    for block, title in ((goal, "Mer mat härifrån"), (other, "Fler kurser i Ås")):
        facts = {"based_on": str(plan.number), "title": title, "goal_type": "long_term", "then": "more"}
        client.post(f"/blocks/{block}/suggest", data=facts)

    notice = client.page(plan.address).text()
    client.post(f"/areas/{plan.slug}/suggestions/draft", data=WHY)

    assert f"/areas/{plan.slug}/suggestions/draft" in client.get(plan.address).text or notice
    assert the_only(session).state is SuggestionState.OPEN
    assert len(the_only(session).changes) == 2


def test_a_removal_and_a_new_block_are_suggested(session: Session, client: Browser, plan: Plan, goal) -> None:
    client.sign_in(plan.person(plan.others["actor"]))

    client.post(f"/blocks/{goal}/suggest/place", data={"based_on": str(plan.number), "after": "remove", **WHY})
    client.post(f"/areas/{plan.slug}/suggest/activity", data={"title": "Kurs", "status": "planned", **WHY})

    acts = [one.changes[0].act.value for one in session.scalars(select(Suggestion))]
    assert sorted(acts) == ["add", "remove"]


def test_a_goal_of_another_area_is_refused_at_once_in_words(
    session: Session, client: Browser, plan: Plan, goal
) -> None:
    elsewhere = a_plan(session)
    theirs = elsewhere.add("goal", "Ett mål någon annanstans", text="Deras.")
    client.sign_in(plan.person(plan.others["actor"]))
    activity = {"title": "Kurs", "status": "planned", **WHY}

    refused = client.post(f"/areas/{plan.slug}/suggest/activity", data={**activity, "goal": str(theirs)})

    assert refused.status_code == 422
    assert "Välj ett av alternativen" in refused.text
    assert session.scalars(select(Suggestion)).all() == []
    assert client.post(f"/areas/{plan.slug}/suggest/activity", data={**activity, "goal": str(goal)}).status_code == 303


def test_what_is_suggested_stands_at_its_block_with_its_words_marked(
    session: Session, client: Browser, plan: Plan, goal
) -> None:
    a_suggestion(
        session, plan, an_edit(plan, goal, text="Länet förädlar dubbelt av det som marken ger.\n\nFler företag växer.")
    )

    card = client.page(plan.address).css_first(f"#block-{goal} .block-suggestion")

    assert "mer" in card.css_first("del").text()
    assert "dubbelt" in card.css_first("ins").text()


def test_whoever_may_read_reads_the_suggestion_and_others_do_not(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)
    goal = plan.add("goal", "Hemligt mål")
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))

    stranger = client.get(f"/suggestions/{suggestion.id}")
    client.sign_in(plan.person(plan.others["reader"]))

    assert stranger.status_code == 404
    assert client.get(f"/suggestions/{suggestion.id}").status_code == 200


def test_a_leader_accepts_in_part_from_the_page(session: Session, client: Browser, plan: Plan, goal) -> None:
    suggestion = a_suggestion(
        session,
        plan,
        an_edit(plan, goal, text="Länet förädlar hälften av det som marken ger.\n\nInga företag växer.", horizon=2040),
    )
    client.sign_in(plan.person(plan.leader))
    change = suggestion.changes[0].id
    page = client.page(f"/suggestions/{suggestion.id}")
    boxes = page.css(f'input[name="hunk_{change}_text"]')

    refused = client.post(
        f"/suggestions/{suggestion.id}/acceptance",
        data={"in_part": "yes", f"hunks_{change}_text": "1", f"hunk_{change}_text": "0"},
    )
    client.post(
        f"/suggestions/{suggestion.id}/acceptance",
        data={
            "in_part": "yes",
            f"hunks_{change}_text": "1",
            f"hunk_{change}_text": "0",
            "reason": "Resten bygger inte på något.",
        },
    )

    assert len(boxes) == 2
    assert refused.status_code == 422
    assert plan.state[goal].content["text"] == "Länet förädlar hälften av det som marken ger.\n\nFler företag växer."
    assert plan.state[goal].content["horizon"] is None


def test_history_names_proposer_and_approver(session: Session, client: Browser, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"), by=an_actor_of(plan, "Almi i länet"))
    client.sign_in(plan.person(plan.leader))
    client.post(f"/suggestions/{suggestion.id}/acceptance")

    text = client.page(f"{plan.address}/history").css_first(".timeline-entry").text()

    assert "Almi i länet" in text
    assert plan.leader.name in text


@pytest.mark.parametrize(
    ("noun", "data", "state"),
    [
        pytest.param("acceptance", {}, SuggestionState.ACCEPTED, id="accept"),
        pytest.param("refusal", {"reason": "Nej."}, SuggestionState.DECLINED, id="decline"),
        pytest.param("question", {"reason": "Varför?"}, SuggestionState.OPEN, id="ask"),
    ],
)
def test_a_leader_decides(session: Session, client: Browser, plan: Plan, goal, noun: str, data, state) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    client.sign_in(plan.person(plan.leader))

    assert client.post(f"/suggestions/{suggestion.id}/{noun}", data=data).status_code == 303
    assert suggestion.state is state


@pytest.mark.parametrize("noun", ["refusal", "question", "reversal"])
def test_a_decision_without_a_word_is_shown_again(
    session: Session, client: Browser, plan: Plan, goal, noun: str
) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    if noun == "reversal":
        rules.decline(session, suggestion, reason="Nej.", actor=plan.leader, at=AT)
    client.sign_in(plan.person(plan.leader))

    answer = client.post(f"/suggestions/{suggestion.id}/{noun}", data={"reason": ""})

    assert answer.status_code == 422
    assert f"{noun}-reason" in answer.text


def test_only_leaders_see_how_to_decide(session: Session, client: Browser, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    client.sign_in(plan.person(plan.editor))

    assert client.page(f"/suggestions/{suggestion.id}").css_first(".suggestion-deciding") is None
    assert client.post(f"/suggestions/{suggestion.id}/acceptance").status_code == 403


def test_another_organisation_supports_it(session: Session, client: Browser, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    client.sign_in(plan.person(an_actor_of(plan, "LRF i länet")))

    client.post(f"/suggestions/{suggestion.id}/stance", data={"stance": "supports"})
    refused = client.post(f"/suggestions/{suggestion.id}/stance", data={"stance": "holds_back"})

    assert "LRF i länet" in client.page(f"/suggestions/{suggestion.id}").css_first(".suggestion-stances").text()
    assert refused.status_code == 422


def test_the_proposer_says_it_anew_with_both_texts_in_sight(
    session: Session, client: Browser, plan: Plan, goal
) -> None:
    author = an_actor_of(plan)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"), by=author)
    plan.edit(goal, title="Mer kött")
    client.sign_in(plan.person(author))
    page = client.get(f"/suggestions/{suggestion.id}/changes/{goal}").text

    client.post(
        f"/suggestions/{suggestion.id}/changes/{goal}",
        data={"based_on": str(plan.number), "title": "Mer kött härifrån", "goal_type": "long_term"},
    )

    assert "Mer kött" in page
    assert "Mer mat härifrån" in page
    assert suggestion.changes[0].content["title"] == "Mer kött härifrån"


def test_a_roadmap_with_many_suggestions_asks_the_database_no_more_often(
    session: Session, client: Browser, plan: Plan
) -> None:
    goals = [plan.add("goal") for _ in range(6)]
    a_suggestion(session, plan, an_edit(plan, goals[0], title="Ny 0"), by=an_actor_of(plan, "Almi 0"))
    client.page(plan.address)
    with counted(session) as few:
        client.page(plan.address)
    for number, goal in enumerate(goals[1:], 1):
        a_suggestion(session, plan, an_edit(plan, goal, title=f"Ny {number}"), by=an_actor_of(plan, f"Almi {number}"))
    with counted(session) as many:
        client.page(plan.address)

    assert len(many) <= len(few)


def test_selected_words_are_carried_into_the_form(session: Session, client: Browser, plan: Plan, goal) -> None:
    client.sign_in(plan.person(plan.others["actor"]))

    form = client.page(f"/blocks/{goal}/suggest?field=text&quote=förädlar mer")
    without = client.page(f"/blocks/{goal}/suggest")

    assert form.css_first(".suggested-words q").text() == "förädlar mer"
    assert form.css_first("form.block-editor").attributes["data-select-words-quote-value"] == "förädlar mer"
    assert without.css_first(".suggested-words") is None


def test_what_waits_stands_in_the_margin_and_leaves_out_what_stays(
    session: Session, client: Browser, plan: Plan
) -> None:
    long = (
        "Länet förädlar mer av det som marken ger, och det gör man i alla åtta kommuner sedan många år tillbaka. " * 4
    )
    goal = plan.add("goal", "Mer mat", text=long)
    a_suggestion(session, plan, an_edit(plan, goal, text=long + "Fler företag växer."))

    page = client.page(plan.address)

    note = page.css_first(f".margin-suggestion[data-block='block-{goal}']")
    assert "Fler företag växer." in note.css_first("ins").text()
    assert "…" in note.text()
    assert len(note.text()) < len(long)


def test_one_of_several_blocks_is_reworded_while_all_is_accepted(
    session: Session, client: Browser, plan: Plan, goal
) -> None:
    other = plan.add("goal", "Fler kurser")
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ett"), an_edit(plan, other, title="Två"))
    client.sign_in(plan.person(plan.leader))

    form = client.page(f"/suggestions/{suggestion.id}/acceptance?block={other}")
    client.post(
        f"/suggestions/{suggestion.id}/acceptance/own",
        data={"block": str(other), "title": "Tre", "goal_type": "long_term"},
    )

    assert form.css_first("input[name=title]").attributes["value"] == "Två"
    assert [plan.state[one].content["title"] for one in (goal, other)] == ["Ett", "Tre"]


def test_places_that_cannot_be_are_left_out_of_account(session: Session, client: Browser, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, text="Annat."))
    change = suggestion.changes[0].id
    client.sign_in(plan.person(plan.leader))

    answer = client.post(
        f"/suggestions/{suggestion.id}/acceptance",
        data={"in_part": "yes", f"hunks_{change}_text": "1", f"hunk_{change}_text": "9" * 5000, "reason": "Nej."},
    )

    assert answer.status_code == 422
    assert suggestion.is_open


@pytest.mark.parametrize("form", ["suggest", "suggest/place"])
def test_about_what_has_been_removed_one_is_led_to_what_became_of_it(
    client: Browser, plan: Plan, goal, form: str
) -> None:
    plan.remove(goal)
    client.sign_in(plan.person(plan.others["actor"]))

    answer = client.get(f"/blocks/{goal}/{form}")

    assert answer.status_code == 302
    assert answer.location.endswith(f"/blocks/{goal}")


@pytest.mark.parametrize("after", ["", "nowhere", "a" * 70_000, "0192F0AA-1111-7222-8333-444455556666"])
def test_a_place_that_is_none_is_refused_in_words(
    session: Session, client: Browser, plan: Plan, goal, after: str
) -> None:
    client.sign_in(plan.person(plan.others["actor"]))

    answer = client.post(f"/blocks/{goal}/suggest/place", data={"based_on": str(plan.number), "after": after})

    assert answer.status_code == 422
    assert session.scalars(select(Suggestion)).all() == []
