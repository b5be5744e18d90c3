"""Taking home what is kept about oneself, and asking for it to be corrected."""

import io
import json
import zipfile
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.foundation.errors import NotAllowed
from roadmaps.journal.models import JournalLine
from roadmaps.notifications.models import OutgoingMail
from roadmaps.privacy import rules
from roadmaps.privacy.gathering import ANOTHER_ADDRESS, ANOTHER_PERSON, WITH_A_LINK, Subject
from roadmaps.privacy.models import Outcome, PrivacyFacts, PrivacyRequest, Wish
from tests.browsing import Browser, page_of
from tests.factories.accounts import PASSWORD, a_person
from tests.factories.areas import as_actor
from tests.factories.discussion import AT, Place, a_place, a_thread, a_voice


@pytest.fixture
def place(session: Session) -> Place:
    return a_place(session, is_public=True)


@pytest.fixture
def sigbritt(session: Session, place: Place) -> Person:
    """Somebody who has said something that names somebody else."""
    actor = a_voice(session, place.roadmap, Role.ACTOR, "Sigbritt Fjällman", "Torsta")
    a_thread(session, place, "Som Tove Ström sade: mer skog. <b>Nu</b>.", actor=actor)
    a_thread(session, place, "Det här har Sigbritt inte skrivit.", actor=place.torsta)
    return session.get_one(Person, actor.person_id)


def package_of(client: Browser, address: str = "/me/data/package", **data: str) -> zipfile.ZipFile:
    """What comes when it is asked for."""
    answer = client.post(address, data=data)
    assert answer.status_code == 200
    assert answer.content_type == "application/zip"
    assert answer.headers["Cache-Control"] == "private, no-store"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_one_takes_home_all_of_it_twice_told(client: Browser, session: Session, sigbritt: Person):
    client.sign_in(sigbritt)

    package = package_of(client)

    assert sorted(package.namelist()) == ["index.html", "my-data.json", "style.css"]
    page, data = package.read("index.html").decode(), json.loads(package.read("my-data.json"))
    tables = {one["table"]: one for one in data["parts"]}
    assert {"persons", "memberships", "role_grants", "sign_ins", "threads", "comments"} <= set(tables)
    assert sigbritt.email in page
    assert "mer skog" in page
    assert "&lt;b&gt;Nu" in page
    assert [one["body"] for one in tables["comments"]["rows"]] == [f"Som {ANOTHER_PERSON} sade: mer skog. <b>Nu</b>."]


def test_the_address_of_another_is_covered_also_as_the_editor_keeps_it(
    client: Browser, session: Session, place: Place, sigbritt: Person
):
    actor = a_voice(session, place.roadmap, Role.ACTOR, "Bo Ek", "Almi")
    own = session.get_one(Person, actor.person_id)
    kept = own.email.replace("@", r"\@")
    a_thread(session, place, rf"Fråga tove\@example.org eller {kept}.", actor=actor)
    client.sign_in(own)

    data = json.loads(package_of(client).read("my-data.json"))

    (said,) = next(one["rows"] for one in data["parts"] if one["table"] == "comments")
    assert said["body"] == f"Fråga {ANOTHER_ADDRESS} eller {kept}."


def test_nothing_of_others_and_no_secret_goes_with_it(client: Browser, session: Session, sigbritt: Person):
    client.sign_in(sigbritt)

    package = package_of(client)

    told = b"".join(package.read(name) for name in package.namelist()).decode()
    others = session.scalars(select(Person).where(Person.id != sigbritt.id)).all()
    for other in others:
        assert other.name not in told
        assert other.email not in told
        assert str(other.id) not in told
    assert "inte skrivit" not in told
    assert str(sigbritt.password_hash) not in told
    assert PASSWORD not in told
    assert "token_hash" not in told


def test_a_letter_with_a_way_in_is_told_of_without_its_words(client: Browser, session: Session, sigbritt: Person):
    client.post("/reset", data={"email": sigbritt.email})
    session.add(
        OutgoingMail(
            kind="accounts/reset",
            to=sigbritt.email,
            person_id=sigbritt.id,
            language="sv",
            subject="Nytt lösenord",
            text="http://127.0.0.1/reset/hemligt",
            html="",
            headers={},
            calendar="",
            message_id="<y>",
            has_secret=True,
            written_at=AT,
            due_at=AT,
            expires_at=AT,
            attempts=0,
            last_error="",
        )
    )
    client.sign_in(sigbritt)

    told = package_of(client).read("my-data.json").decode()

    assert "hemligt" not in told
    assert WITH_A_LINK in told


def test_only_oneself_takes_it_home(session: Session, client: Browser, sigbritt: Person, at: datetime):
    boss = a_person(session, "Maja Sundin", is_coordinator=True)

    with pytest.raises(NotAllowed):
        rules.note_taken_home(session, Subject.of(sigbritt), rows=1, at=at, actor=as_actor(session, boss))
    assert client.post("/me/data/package").status_code == 403


def test_a_coordinator_gathers_for_somebody_without_an_account(client: Browser, session: Session, place: Place):
    client.sign_in(a_person(session, "Maja Sundin", is_coordinator=True))
    session.add(
        OutgoingMail(
            kind="consultation/invited",
            to="info@gaaltije.example",
            language="sv",
            subject="Remiss",
            text="Välkommen att svara.",
            html="",
            headers={},
            calendar="",
            message_id="<z>",
            written_at=AT,
            due_at=AT,
            expires_at=AT,
            attempts=0,
            last_error="",
        )
    )

    package = package_of(client, "/administration/privacy/address", email="Info@Gaaltije.example")

    assert "Välkommen att svara." in package.read("my-data.json").decode()


def test_the_address_of_somebody_with_an_account_is_no_way_to_their_data(
    client: Browser, session: Session, sigbritt: Person
):
    client.sign_in(a_person(session, "Maja Sundin", is_coordinator=True))

    answer = client.post("/administration/privacy/address", data={"email": sigbritt.email.upper()})

    assert answer.status_code == 422
    assert "zip" not in answer.content_type


def test_what_is_asked_is_answered_in_time_by_somebody_else(client: Browser, session: Session, sigbritt: Person):
    maja = a_person(session, "Maja Sundin", is_coordinator=True)
    client.sign_in(sigbritt)
    empty = client.post("/me/data/request", data={"wish": "rectification", "words": " "})
    sent = client.post("/me/data/request", data={"wish": "rectification", "words": "Min funktion är fel."})
    assert (empty.status_code, sent.status_code) == (422, 303)
    [request] = session.scalars(select(PrivacyRequest)).all()
    assert str(request.answer_by) == "2026-12-19"

    client.sign_in(maja)
    assert "Sigbritt Fjällman" in client.page("/administration/privacy/requests").text()
    where = f"/administration/privacy/requests/{request.id}"
    answer = client.post(where, data={"outcome": "done", "words": "Nu är den rättad."})

    assert answer.status_code == 303
    assert request.outcome == Outcome.DONE
    kinds = {one.kind: one for one in session.scalars(select(OutgoingMail))}
    assert kinds["privacy/asked"].to == maja.email
    assert "Min funktion" not in kinds["privacy/asked"].text
    assert "Nu är den rättad." in kinds["privacy/answered"].text
    assert client.get(where).status_code == 404
    client.sign_in(sigbritt)
    assert "Nu är den rättad." in client.page("/me/data").text()


@pytest.mark.limits
def test_nobody_sends_coordinators_letters_without_end(client: Browser, session: Session, sigbritt: Person):
    client.sign_in(sigbritt)

    answers = [
        client.post("/me/data/request", data={"wish": "rectification", "words": f"Fel nummer {number}."}).status_code
        for number in range(12)
    ]

    assert answers == [303] * 10 + [429] * 2


def test_ids_of_others_in_the_journal_are_covered(client: Browser, session: Session, sigbritt: Person):
    maja = a_person(session, "Maja Sundin", is_coordinator=True)
    client.sign_in(sigbritt)
    client.post("/me/data/request", data={"wish": "rectification", "words": "Fel."})
    assert str(maja.id) in "".join(session.scalars(select(JournalLine.what)))

    package = package_of(client)

    assert str(maja.id) not in package.read("my-data.json").decode()


def test_a_coordinator_does_not_answer_what_they_have_asked_themselves(session: Session, at: datetime):
    maja = as_actor(session, a_person(session, "Maja Sundin", is_coordinator=True))
    request = rules.ask(session, Wish.OBJECTION, "Sluta.", at=at, actor=maja)

    with pytest.raises(NotAllowed):
        rules.answer(session, request, outcome=Outcome.DONE, words="Ja.", at=at, actor=maja)


def test_who_answers_for_the_data_stands_on_the_page_for_everybody(client: Browser, session: Session):
    assert client.page("/privacy").css(".callout")
    client.sign_in(a_person(session, "Maja Sundin", is_coordinator=True))
    facts = {"controller": "Region Exempel", "contact": "region@example.org", "officer": "dso@example.org"}
    assert client.post("/administration/privacy/facts", data=facts).status_code == 303
    client.post("/administration/privacy/facts", data={**facts, "controller": "Regionala nämnden"})

    with client.session_transaction() as cookie:
        cookie.clear()
    page = client.get("/privacy")
    text = page_of(page).text()
    assert "Regionala nämnden" in text
    assert "dso@example.org" in text
    assert "imy.se" in text
    assert len(session.scalars(select(PrivacyFacts)).all()) == 2
    assert "Set-Cookie" not in page.headers
