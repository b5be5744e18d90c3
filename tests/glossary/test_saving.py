"""Coordinators who explain the same word at the same time."""

from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.glossary.queries import find_term, glossary_history
from roadmaps.glossary.rules import add_term
from tests.browsing import Browser, page_of
from tests.factories.areas import a_coordinator
from tests.factories.roadmap import AT


def a_term(session: Session, client: Browser) -> UUID:
    coordinator = a_coordinator(session)
    client.sign_in(session.get_one(Person, coordinator.person_id))
    content = {"title": "delområde", "text": "En del av ett styrkeområde."}
    return add_term(session, content, actor=coordinator, at=AT)


def facts(title: str, text: str = "En del av ett styrkeområde.", **more: str) -> dict[str, str]:
    empty = dict.fromkeys(("synonyms", "example", "title_en", "text_en", "origin"), "")
    return {**empty, "title": title, "text": text, **more}


def number(session: Session) -> str:
    history = glossary_history(session)
    session.refresh(history)
    return str(history.current)


def test_a_word_is_explained_better(session: Session, client: Browser) -> None:
    term = a_term(session, client)

    answer = client.post(f"/glossary/{term}/edit", data=facts("delområde", "En mindre del.", based_on=number(session)))

    assert answer.status_code == 303
    assert find_term(session, term).content["text"] == "En mindre del."


def test_two_who_name_the_word_differently_are_shown_both(session: Session, client: Browser) -> None:
    term = a_term(session, client)
    began = number(session)
    client.post(f"/glossary/{term}/edit", data=facts("underområde", based_on=began))

    met = client.post(f"/glossary/{term}/edit", data=facts("del av område", based_on=began))

    form = page_of(met)
    assert met.status_code == 409
    assert form.css_first("[name=title]").attributes["value"] == "del av område"
    assert form.css_first("[name=based_on]").attributes["value"] == number(session)


def test_a_word_that_was_removed_meanwhile_can_be_brought_back(session: Session, client: Browser) -> None:
    term = a_term(session, client)
    began = number(session)
    client.post(f"/glossary/{term}/removal", data={"based_on": began})

    met = client.post(f"/glossary/{term}/edit", data=facts("delområde", "Min text.", based_on=began))
    carried = {one.attributes["name"]: one.attributes["value"] for one in page_of(met).css("main input[type=hidden]")}
    back = client.post(f"/glossary/{term}/edit", data=facts("delområde", "Min text.", **carried))

    assert (met.status_code, back.status_code) == (409, 303)
    assert find_term(session, term).content["text"] == "Min text."


def test_a_number_that_is_none_is_no_fault_of_the_site(session: Session, client: Browser) -> None:
    term = a_term(session, client)

    answer = client.post(f"/glossary/{term}/edit", data=facts("delområde", "Annat.", based_on="x"))

    assert answer.status_code == 422
