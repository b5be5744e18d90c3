"""A name is found however people write it, and nothing else is."""

import unicodedata

import pytest
from sqlalchemy.orm import Session

from roadmaps.discussion.models import Comment
from roadmaps.privacy.gathering import Subject
from roadmaps.privacy.places import Sought, named_places, replace_in
from roadmaps.privacy.wordings import pattern_of, plain_parts
from tests.factories.discussion import a_place, a_thread

NAME = "Åsa Öbergström"
ADDRESS = "asa@example.org"
WRITTEN = [
    "åsa öbergström",
    "ÅSA ÖBERGSTRÖM",
    "Åsa Öbergströms",
    "Åsa  Öbergström",
    "Åsa\nÖbergström",
    "Åsa\N{NO-BREAK SPACE}Öbergström",
    "_Åsa Öbergström_",
    unicodedata.normalize("NFD", NAME),
    "Asa@Example.org",
    # As the editor keeps an address that is meant as words, and others what could be a mark.
    r"asa\@example.org",
    r"asa\@example\.org",
]
OTHERS = [
    "Klåsa Öbergström",
    "Åsa Öbergströmmen",
    "Åsa Berg",
    "kasa@example.org",
    "x.asa@example.org",
    "asa@example.org-x",
]


NUMBER = "070-123 45 67"
NUMBER_WRITTEN = [
    "0701234567",
    "070-123\N{NO-BREAK SPACE}45\N{NO-BREAK SPACE}67",
    "070\N{EN DASH}123 45 67",
    r"070\-123 45 67",
    "+46 70 123 45 67",
    "+46 (0)70-123 45 67",
    "0046701234567",
]
OTHER_NUMBERS = ["070-123 45 678", "1070-123 45 67", "070-123 45 6", "+47 70 123 45 67", "2026-01-05"]


@pytest.mark.parametrize("written", NUMBER_WRITTEN)
@pytest.mark.parametrize("told", [NUMBER, "+46701234567"])
def test_a_telephone_number_is_found_however_it_is_grouped(told: str, written: str) -> None:
    assert pattern_of((told,)).sub("-", f"Ring {written}, tack.") == "Ring -, tack."
    assert pattern_of((told,), is_html=True).sub("-", f"<p>{written}</p>".replace("\xa0", "&nbsp;")) == "<p>-</p>"


@pytest.mark.parametrize("written", OTHER_NUMBERS)
def test_another_number_is_not_taken_for_it(written: str) -> None:
    assert not pattern_of((NUMBER,)).search(f"Ring {written}, tack.")


@pytest.mark.parametrize("written", WRITTEN)
def test_a_name_is_found_and_replaced_however_it_is_written(session: Session, written: str) -> None:
    place = a_place(session)
    a_thread(session, place, f"Enligt {written} ska kursen bli längre.")
    session.flush()
    sought = Sought((NAME, ADDRESS))

    (found,) = [one for one in named_places(session, sought, Subject(None, "")) if one.table == "comments"]
    replace_in(session, found, sought, "Tidigare deltagare")
    session.expire_all()

    comment = session.query(Comment).one()
    assert "Tidigare deltagare" in comment.body
    assert "Tidigare deltagare" in comment.html
    assert not sought.pattern.search(comment.body)
    assert not sought.in_html.search(comment.html)


@pytest.mark.parametrize("written", OTHERS)
def test_other_names_and_addresses_are_left(written: str) -> None:
    assert not pattern_of((NAME, ADDRESS)).search(written)


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("åsa_@example.org", r"åsa\_\@example.org"),
        ("Anna-Karin Å", r"Anna\-Karin Å"),
        ("Anna D'Angelo & Söner", "Anna D'Angelo &amp; Söner"),
        ("Anna D'Angelo & Söner", r"Anna D\'Angelo \& Söner"),
    ],
)
def test_signs_are_found_as_markdown_keeps_them(told: str, written: str) -> None:
    assert pattern_of((told,)).sub("hon", f"Ring {written} i dag.") == "Ring hon i dag."


def test_a_database_is_asked_for_no_part_that_markdown_could_break() -> None:
    assert plain_parts(["asa_@example.org"]) == ["example"]


def test_of_no_words_nothing_is_found() -> None:
    assert not pattern_of(("", " ")).search("Åsa")
