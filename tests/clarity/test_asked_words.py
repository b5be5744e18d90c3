"""Readers ask for words that the glossary does not explain."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.clarity.queries import asked_words
from roadmaps.clarity.rules import ask_for_word, set_word_aside
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.glossary.rules import add_term
from tests.browsing import Browser
from tests.factories.areas import a_coordinator, an_area, someone_with
from tests.factories.roadmap import AT


def asked(session: Session) -> list[tuple[str, int]]:
    session.flush()
    return [(one.word, one.times) for one in asked_words(session)]


def test_words_are_counted_however_they_are_spelt(session: Session) -> None:
    for visitor, word in [("a", "Policymix"), ("b", " policymix "), ("b", "POLICYMIX"), ("c", "klusterinitiativ")]:
        ask_for_word(session, word, visitor=visitor, actor=None, at=AT)

    assert asked(session) == [("Policymix", 2), ("klusterinitiativ", 1)]


def test_a_word_leaves_the_list_when_it_is_explained_under_any_name(session: Session) -> None:
    ask_for_word(session, "EDP", visitor="a", actor=None, at=AT)
    facts = {"title": "upptäcktsprocess", "synonyms": "EDP", "text": "Att hitta det som är värt att satsa på."}

    add_term(session, facts, actor=a_coordinator(session), at=AT)

    assert asked(session) == []
    assert not ask_for_word(session, "edp", visitor="b", actor=None, at=AT)


def test_a_word_that_is_set_aside_comes_back_when_it_is_asked_for_later(session: Session) -> None:
    ask_for_word(session, "sak", visitor="a", actor=None, at=AT)
    set_word_aside(session, "sak", actor=a_coordinator(session), at=AT + timedelta(minutes=1))

    assert asked(session) == []
    ask_for_word(session, "sak", visitor="b", actor=None, at=AT + timedelta(minutes=2))
    assert asked(session) == [("sak", 1)]


@pytest.mark.parametrize("word", ["", "  ", "–", "x" * 101])
def test_what_is_no_word_is_refused(session: Session, word: str) -> None:
    with pytest.raises(Invalid):
        ask_for_word(session, word, visitor="a", actor=None, at=AT)


def test_only_a_coordinator_sets_words_aside(session: Session) -> None:
    leader = someone_with(session, an_area(session), Role.PROCESS_LEADER)

    with pytest.raises(NotAllowed):
        set_word_aside(session, "sak", actor=leader, at=AT)


def test_from_an_empty_search_to_an_explanation(session: Session, client: Browser) -> None:
    add_term(session, {"title": "delområde", "text": "En del."}, actor=a_coordinator(session, "Eva"), at=AT)
    field = client.page("/glossary?q=klusterinitiativ").css_first(".word-missing [name=word]")
    client.post("/glossary/asked", data={"word": field.attributes["value"]})
    client.sign_in(session.get_one(Person, a_coordinator(session).person_id))

    assert "klusterinitiativ" in client.page("/glossary").css_first(".callout").text()
    link = client.page("/glossary/asked").css_first(".asked-word a").attributes["href"]
    assert client.page(str(link)).css_first("[name=title]").attributes["value"] == "klusterinitiativ"
    client.post("/glossary/asked/aside", data={"word": "klusterinitiativ"})
    assert client.page("/glossary/asked").css_first(".asked-word") is None
