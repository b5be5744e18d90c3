"""The words that a region finds explained when it begins."""

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import now
from roadmaps.glossary import START_SET
from roadmaps.glossary.kinds import Term
from roadmaps.glossary.queries import find_term, terms
from roadmaps.glossary.rules import bring_start_set, edit_term, remove_term
from roadmaps.glossary.start import start_set
from tests.factories.areas import a_coordinator
from tests.factories.glossary import a_term, number
from tests.factories.roadmap import AT


def test_the_first_words_fit_the_form_and_are_told_in_two_languages() -> None:
    for content in start_set():
        assert Term.check(content)["text_en"], content["title"]
        assert content["title_en"], content["title"]


def test_no_word_is_explained_by_a_sentence_that_needs_explaining_by_its_length() -> None:
    longest = max((len(sentence.split()), sentence) for one in start_set() for sentence in one["text"].split("."))

    assert longest[0] <= 25, longest[1]


def test_the_words_that_the_work_is_about_are_among_them(session: Session) -> None:
    assert bring_start_set(session, at=AT) == len(start_set())

    words = {term.content["title"]: term for term in terms(session)}
    assert {"bas", "bredd", "spets", "smart specialisering", "indikator", "målkonflikt", "remiss"} <= set(words)
    known = ", ".join(term.content["synonyms"] for term in words.values())
    assert all(short in known for short in ("S3", "EDP", "RUS", "quadruple helix"))
    assert "När platsens kunskap, tradition och behov möter" in words["innovation"].content["local"]
    assert "RUN/430/2018" in words["innovation"].content["origin"]


def test_it_comes_once(session: Session) -> None:
    bring_start_set(session, at=AT)

    assert bring_start_set(session, at=AT) == 0


def test_what_the_region_has_written_or_taken_away_is_left_alone(session: Session) -> None:
    actor = a_coordinator(session)
    own = a_term(session, "vår S3", actor=actor, synonyms="S3", text="Vårt eget.")
    renamed = a_term(session, "bredd", actor=actor)
    content = find_term(session, renamed).content
    edit_term(session, renamed, {**content, "title": "vidd"}, based_on=number(session), actor=actor, at=AT)
    gone = a_term(session, "Spets", actor=actor)
    remove_term(session, gone, based_on=number(session), actor=actor, at=AT)

    bring_start_set(session, at=AT)

    titles = {term.content["title"] for term in terms(session)}
    assert not titles & {"smart specialisering", "bredd", "spets", "Spets"}
    assert {"vår S3", "vidd", "bas"} <= titles
    assert find_term(session, own).content["text"] == "Vårt eget."


def test_an_installation_brings_it_by_itself(session: Session, app: Flask) -> None:
    app.extensions["chores"].do(app.extensions["units_of_work"], START_SET, now())

    assert terms(session)


def test_an_operator_brings_it_by_hand(session: Session, app: Flask) -> None:
    run = app.test_cli_runner()

    first, second = (run.invoke(args=["explain-words"]).output for _ in range(2))

    assert (first.strip(), second.strip()) == (f"{len(start_set())} words are new.", "The glossary knows them all.")
