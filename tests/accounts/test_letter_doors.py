"""Signing in by a link in a letter: once, for a quarter of an hour, in the browser that asked, and by a press alone."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules
from roadmaps.accounts.models import AskedLetter, LetterSort, Person, SignIn, SignInLink, Way
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.clock import now
from roadmaps.notifications.models import OutgoingMail
from tests.browsing import Browser, page_of
from tests.factories.accounts import PASSWORD, a_person
from tests.factories.letters import letters_to, link_in, write_letters

KARIN = "karin@example.org"


def ask(client: Browser, email: str = KARIN, **more: str) -> str:
    """Ask for a link and fetch it from the letter; its path."""
    answer = client.post("/sign-in/letter", data={"email": email, **more})
    assert (answer.status_code, answer.location) == (303, "/sign-in/letter/asked")
    write_letters(client)
    return link_in(letters_to(client.session, email)[-1])


def another_browser(client: Browser) -> Browser:
    other = client.application.test_client()
    assert isinstance(other, Browser)
    other.session = client.session
    return other


def test_the_link_shows_a_button_and_the_button_signs_in_and_leads_where_one_was_going(
    client: Browser, session: Session
) -> None:
    karin = a_person(session, email=KARIN)
    link = ask(client, next="/organisations?x=1")

    page = client.page(link)
    answer = client.post(link)

    assert karin.name in page.css_first("main").text()
    assert page.css_first(f'form[action="{link}"] button') is not None
    assert (answer.status_code, answer.location) == (303, "/organisations?x=1")
    assert client.get("/me").status_code == 200
    assert session.scalars(select(SignIn)).one().way == Way.LETTER


def test_opening_the_link_changes_nothing_however_often_a_mail_program_does(client: Browser, session: Session) -> None:
    a_person(session, email=KARIN)
    link = ask(client)

    for prefetching in (another_browser(client), client, client):
        prefetching.get(link)
        prefetching.head(link)

    assert session.scalars(select(SignIn)).all() == []
    assert client.post(link).status_code == 303


def test_the_link_works_once(client: Browser, session: Session) -> None:
    a_person(session, email=KARIN)
    link = ask(client)
    client.post(link)

    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert len(session.scalars(select(SignIn)).all()) == 1


def test_the_link_works_for_a_quarter_of_an_hour(client: Browser, session: Session) -> None:
    a_person(session, email=KARIN)
    link = ask(client)

    with time_machine.travel(now() + timedelta(minutes=14), tick=False):
        assert client.get(link).status_code == 200
    with time_machine.travel(now() + timedelta(minutes=15), tick=False):
        assert client.get(link).status_code == 404
        assert client.post(link).status_code == 404


def test_the_link_is_worth_nothing_in_any_other_browser_and_a_new_one_can_be_asked_for_there(
    client: Browser, session: Session
) -> None:
    karin = a_person(session, email=KARIN)
    link = ask(client)
    thief = another_browser(client)

    looked, pressed = thief.get(link), thief.post(link)

    assert (looked.status_code, pressed.status_code) == (403, 403)
    assert page_of(looked).css_first('main a[href="/sign-in/letter"]') is not None
    assert karin.name not in looked.text
    assert session.scalars(select(SignIn)).all() == []
    own = ask(thief)
    assert thief.post(own).status_code == 303
    assert client.post(link).status_code == 404, "others that waited are used up with it"


def test_a_browser_that_waits_for_its_own_letter_cannot_use_that_of_another(client: Browser, session: Session) -> None:
    a_person(session, email=KARIN)
    a_person(session, "Per Holm", email="per@example.org")
    link, thief = ask(client), another_browser(client)
    ask(thief, "per@example.org")

    assert thief.post(link).status_code == 403


def test_nothing_is_stored_by_which_somebody_could_sign_in(client: Browser, session: Session) -> None:
    a_person(session, email=KARIN)
    link = ask(client)

    kept = session.scalars(select(SignInLink)).one()

    token = link.rpartition("/")[2]
    with client.session_transaction() as cookie:
        [secret, _back] = cookie["waits_for_letter"]
    assert (kept.token_hash, kept.browser_hash) == (hash_of(token), hash_of(secret))
    assert token not in secret


def test_the_answer_is_the_same_for_every_address_and_the_letter_only_for_those_who_are_here(
    client: Browser, session: Session
) -> None:
    a_person(session, email=KARIN)
    a_person(session, "Per Holm", email="left@example.org", deactivated_at=now())

    answers = [
        client.post("/sign-in/letter", data={"email": f"{who}@example.org"}) for who in ("karin", "left", "nobody")
    ]
    write_letters(client)

    assert {(one.status_code, one.location, one.text) for one in answers} == {
        (303, "/sign-in/letter/asked", answers[0].text)
    }
    assert [mail.to for mail in session.scalars(select(OutgoingMail))] == [KARIN]
    assert session.scalar(select(func.count()).select_from(AskedLetter)) == 0, "what was typed is kept no longer"


def test_one_who_is_deactivated_meanwhile_stays_out(client: Browser, session: Session) -> None:
    karin = a_person(session, email=KARIN)
    link = ask(client)
    session.get_one(Person, karin.id).deactivated_at = now()

    assert client.post(link).status_code == 404
    assert session.scalars(select(SignIn)).all() == []


def test_a_new_password_stops_the_links_that_are_on_their_way(client: Browser, session: Session) -> None:
    karin = a_person(session, email=KARIN)
    link = ask(client)
    other = another_browser(client).sign_in(karin)

    other.post("/me/password", data={"old_password": PASSWORD, "password": "fyra björkar på udden"})

    assert client.post(link).status_code == 404


def test_letters_are_not_poured_into_somebodys_box(client: Browser, session: Session) -> None:
    a_person(session, email=KARIN)

    answers = [client.post("/sign-in/letter", data={"email": KARIN}).status_code for _ in range(6)]

    assert answers == [303, 303, 303, 303, 429, 429]


def test_what_is_no_address_is_told_beside_the_field(client: Browser) -> None:
    answer = client.post("/sign-in/letter", data={"email": "Karin\r\nBcc: all@example.org"})

    assert answer.status_code == 422
    assert page_of(answer).css_first("#field-email-error") is not None


@pytest.mark.parametrize(
    "planted", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_link_leads_to_no_other_site(client: Browser, session: Session, planted: str) -> None:
    a_person(session, email=KARIN)

    assert client.post(ask(client, next=planted)).location == "/"


def test_the_page_for_signing_in_offers_it_and_sends_no_password_along(client: Browser, session: Session) -> None:
    a_person(session, email=KARIN)
    button = client.page("/sign-in").css_first('button[formaction="/sign-in/letter"]')
    assert button is not None

    answer = client.post("/sign-in/letter", data={"email": KARIN, "password": PASSWORD, "next": "/me"})

    assert answer.location == "/sign-in/letter/asked"
    assert client.page("/sign-in/letter/asked").css_first("h1") is not None


def test_one_who_is_signed_in_is_not_asked_again(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))

    assert client.get("/sign-in/letter?next=/me").location == "/me"


@pytest.mark.csrf
def test_another_site_cannot_press_the_button(client: Browser, session: Session) -> None:
    karin = a_person(session, email=KARIN)
    assert client.post("/sign-in/letter", data={"email": KARIN}).status_code == 400
    token = client.page("/sign-in/letter").css_first("main [name=csrf_token]").attributes["value"]
    client.post("/sign-in/letter", data={"email": KARIN, "csrf_token": token})
    write_letters(client)
    link = link_in(letters_to(session, karin.email)[-1])

    assert client.post(link).status_code == 400
    assert client.post(link, data={"csrf_token": token}).status_code == 303


def test_a_stranger_who_asks_for_letters_does_not_stop_the_one_that_is_waited_for(
    client: Browser, session: Session
) -> None:
    a_person(session, email=KARIN)
    first, link = ask(client), ask(client)
    ask(another_browser(client))

    assert client.post(first).status_code == 404, "the newest of one's own alone works"
    assert client.post(link).status_code == 303


def test_of_several_letters_that_wait_the_last_one_works(session: Session) -> None:
    a_person(session, email=KARIN)
    for number in range(3):
        rules.ask_for_letter(
            session, LetterSort.SIGN_IN, email=KARIN, address=f"192.0.2.{number}", browser="x", at=now()
        )
    session.flush()

    rules.write_asked(session, at=now())
    session.flush()

    open_links = select(SignInLink).where(SignInLink.used_at.is_(None))
    assert len(session.scalars(open_links).all()) == 1, "the newest link alone works"
    assert session.scalars(select(AskedLetter)).all() == []
