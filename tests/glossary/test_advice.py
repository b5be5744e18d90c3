"""Gentle advice on what is being written."""

import time

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.sentences import Sentence
from roadmaps.freshness.marks import SITE, move
from roadmaps.glossary.advice import LONGEST_SENTENCE, LONGEST_TEXT, MOST_HINTS, abbreviations_in, advice_on
from roadmaps.glossary.finding import Finder, Names
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_person, an_organisation
from tests.factories.areas import a_coordinator
from tests.factories.glossary import a_term
from tests.factories.roadmap import a_plan

GLOSSARY = Finder([Names(1, ("smart specialisering", "S3")), Names(2, ("EDP",))])
LONG = " ".join(["ord"] * (LONGEST_SENTENCE + 1))
SHORT = " ".join(["ord"] * LONGEST_SENTENCE)


def told(text: str, *known: str) -> list[str]:
    return [str(hint.sentence) for hint in advice_on(text, GLOSSARY, known)]


def of_length(hints: list[str]) -> list[str]:
    return [hint for hint in hints if "words" in hint]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(LONG, 1, id="one word too many"),
        pytest.param(SHORT, 0, id="as long as may be"),
        pytest.param(f"{SHORT}. Ord {SHORT[:40]}.", 0, id="two sentences"),
        pytest.param(f"- {SHORT}\n- {SHORT}", 0, id="two items"),
        pytest.param(f"# {SHORT}\n{SHORT}", 0, id="a heading before it"),
        pytest.param(f"{SHORT}\n\n{SHORT}", 0, id="two paragraphs"),
        pytest.param(f"{SHORT}\n{SHORT}", 1, id="a line break is no end"),
        pytest.param(f"```\n{LONG}\n```", 0, id="code"),
        pytest.param(f"| {LONG} |", 0, id="a table"),
        pytest.param(f"{LONG}. {LONG[0].upper()}{LONG[1:]}.", 2, id="each of two"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_sentences_are_counted_as_a_reader_meets_them(text: str, count: int) -> None:
    assert len(of_length(told(text))) == count


def test_a_long_sentence_is_told_by_its_beginning() -> None:
    [hint] = advice_on(LONG, GLOSSARY)

    assert hint.sentence == Sentence(
        "This sentence has %(num)s word.", {}, plural="This sentence has %(num)s words.", count=LONGEST_SENTENCE + 1
    )
    assert hint.quote == "ord ord ord ord ord ord …"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi söker i ERUF och KLIV.", ["ERUF", "KLIV"]),
        ("EDP:n, EDP-processen och S3.", []),
        ("KLIV och mer KLIV, KLIV:s väg.", ["KLIV"]),
        ("EU:s regler om CO2 och IT.", []),
        ("Beslutet RUN/12/2024 gäller.", []),
        ("ORIGINN och NYHETERNA är namn.", []),
        ("Peab, Torsta och Åre.", []),
        ("RISE är med.", []),
    ],
)
def test_abbreviations_that_nothing_explains_are_named_once(text: str, words: list[str]) -> None:
    assert [hint.word for hint in advice_on(text, GLOSSARY, ["RISE"]) if hint.word] == words


def test_names_of_organisations_explain_themselves() -> None:
    assert abbreviations_in(["RISE Research Institutes", "Almi", "LRF Jämtland"]) == {"RISE", "LRF"}


def test_words_of_offices_have_plainer_ones_beside_them_in_swedish_only() -> None:
    assert told("Vi ska implementera det i syfte att växa.") == [
        "“implementera” can be said in a simpler way: “införa”.",
        "“i syfte att” can be said in a simpler way: “för att”.",
    ]
    assert told("This is the initiera of the plan that we have to do.") == []


def test_nobody_is_drowned_in_advice() -> None:
    assert len(advice_on(" ".join(f"{LONG}. O" for _ in range(20)), GLOSSARY)) <= MOST_HINTS


@pytest.mark.parametrize(
    "hostile", ["```" * 40_000, "AB-" * 40_000, "(" * 100_000, "\n- " * 50_000, "[" * 100_000, ". A" * 50_000]
)
def test_hostile_texts_are_looked_at_no_longer_than_others(hostile: str) -> None:
    began = time.perf_counter()

    advice_on(hostile, GLOSSARY)

    assert len(hostile) > LONGEST_TEXT
    assert time.perf_counter() - began < 1


def test_the_form_of_a_block_shows_advice_on_what_stands_there(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer", text=f"Vi väntar på KLIV. {LONG}.")
    client.sign_in(plan.person(plan.editor))

    page = client.page(f"/blocks/{goal}/edit")

    advice = page.css_first("[data-advice-field-value=field-text]")
    assert len(advice.css("li")) == 2
    assert "KLIV" in advice.text()
    assert "hidden" not in advice.attributes


def test_the_name_of_a_new_organisation_needs_no_explanation_from_then_on(
    session: Session, client: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["kept_pages"], "is_on", True)
    plan = a_plan(session)
    goal = plan.add("goal", "Mer", text="Vi väntar på KLIV.")
    move(session, [SITE])
    client.sign_in(plan.person(plan.editor))
    before = client.page(f"/blocks/{goal}/edit").css_first(".advice").text()

    an_organisation(session, "Föreningen KLIV")
    move(session, [SITE])

    assert "KLIV" in before
    assert "KLIV" not in client.page(f"/blocks/{goal}/edit").css_first(".advice").text()


def test_advice_never_stands_in_the_way_of_saving(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer")
    client.sign_in(plan.person(plan.editor))

    answer = client.post(f"/blocks/{goal}/edit", data={"title": "Mer", "text": f"KLIV {LONG}", "based_on": plan.number})

    assert answer.status_code == 303


def test_suggestions_have_it_too(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer", text="Vi väntar på KLIV.")
    client.sign_in(plan.person(plan.others["actor"]))

    assert "KLIV" in client.page(f"/blocks/{goal}/suggest").css_first(".advice").text()


def test_what_is_typed_is_advised_on_with_the_words_of_today(session: Session, client: Browser) -> None:
    an_organisation(session, "KLIV i Åre")
    coordinator = a_coordinator(session)
    a_term(session, "bana", synonyms="OSA", actor=coordinator)
    client.sign_in(session.get_one(Person, coordinator.person_id))

    answer = page_of(client.post("/glossary/advice", data={"text": "KLIV, OSA, NYA och XYZ.", "title": "Om XYZ"}))

    assert [one.attributes["href"] for one in answer.css("li a")] == ["/glossary/new?title=NYA"]


def test_advice_is_for_those_who_are_signed_in(client: Browser) -> None:
    assert client.post("/glossary/advice", data={"text": "KLIV"}).status_code == 403


@pytest.mark.limits
def test_advice_is_given_at_a_pace_that_one_person_can_write_at(session: Session, client: Browser) -> None:
    client.sign_in(a_person(session))

    answers = [client.post("/glossary/advice", data={"text": ""}).status_code for _ in range(201)]

    assert answers == [200] * 200 + [429]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("![](/files/0192f0aa-1111-7222-8333-444455556666)", True),
        ("Text ![ ](/files/1) och ![ ](/files/2).", True),
        ("![En karta](/files/0192f0aa-1111-7222-8333-444455556666)", False),
        ("[](/files/1)", False),
        (r"\![](/files/1)", False),
        ("```\n![](/files/1)\n```", False),
    ],
)
def test_a_picture_without_words_is_told_of_once(text: str, is_told: bool) -> None:
    assert len([hint for hint in told(text) if "picture" in hint]) == is_told
