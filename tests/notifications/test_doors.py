import json
from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.areas.actors import load_actor
from roadmaps.following.models import SubjectSort
from roadmaps.following.queries import has_left
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.journal.models import JournalLine
from roadmaps.notifications import rules
from roadmaps.notifications.linking import with_links
from roadmaps.notifications.models import MailKind, Rhythm
from roadmaps.notifications.queries import choice_of, wants
from roadmaps.notifications.stopping import StopLinks
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.discussion import a_place, a_thread, person_of
from tests.factories.notifications import AT, a_mail


@pytest.fixture
def coordinator(client: Browser, session: Session) -> Browser:
    return client.sign_in(a_person(session, is_coordinator=True))


def test_the_outbox_is_for_coordinators(client: Browser, session: Session) -> None:
    mail = a_mail(session)
    client.sign_in(a_person(session))

    assert client.get("/administration/mail").status_code == 403
    assert client.get(f"/administration/mail/{mail.id}").status_code == 403
    assert client.post(f"/administration/mail/{mail.id}/attempt").status_code == 403


def test_without_a_server_a_letter_is_shown_with_links_that_can_be_followed(
    coordinator: Browser, session: Session
) -> None:
    mail = a_mail(session, text="Hej <Åsa>, gå till https://fardplan.example.org/invitations/abc.\n", has_secret=True)
    assert "abc" not in coordinator.page(f"/administration/mail/{mail.id}").body.text()

    page = LexborHTMLParser(coordinator.post(f"/administration/mail/{mail.id}/opening").text)

    assert page.css_first(".letter-text a").attributes["href"] == "https://fardplan.example.org/invitations/abc"
    assert "Hej <Åsa>, gå till" in page.css_first(".letter-text").text()


def test_whoever_opens_a_letter_to_somebody_stands_in_the_journal(client: Browser, session: Session) -> None:
    coordinator, reader = a_person(session, is_coordinator=True), a_person(session)
    mail = a_mail(session, kind="accounts/reset", person_id=reader.id, has_secret=True)
    client.sign_in(coordinator)

    client.post(f"/administration/mail/{mail.id}/opening")

    line = session.scalars(select(JournalLine).order_by(JournalLine.number.desc())).first()
    assert line is not None and line.person_id == coordinator.id
    assert json.loads(line.what)["events"] == [
        {
            "event": "notifications.LetterOpened",
            "mail_id": str(mail.id),
            "person_id": str(reader.id),
            "by_id": str(coordinator.id),
            "kind": "accounts.reset",
        }
    ]


def test_a_letter_that_opens_something_takes_a_fresh_proof_to_look_at(coordinator: Browser, session: Session) -> None:
    opening = a_mail(session, has_secret=True)
    session.scalars(select(SignIn)).one().proved_at = now() - timedelta(hours=1)

    assert coordinator.get(f"/administration/mail/{opening.id}").status_code == 200
    assert coordinator.post(f"/administration/mail/{opening.id}/opening").location.startswith("/me/proof")


@pytest.mark.parametrize("kind", ["accounts/reset", "accounts/sign_in_link", "accounts/invitation"])
def test_where_letters_leave_by_mail_no_coordinator_sees_their_links(session: Session, kind: str) -> None:
    coordinator = a_person(session, is_coordinator=True)
    mail = a_mail(session, kind=kind, text="https://fardplan.example.org/reset/abc", has_secret=True)
    actor = load_actor(session, coordinator.id, on=AT.date())
    assert actor is not None

    with pytest.raises(NotAllowed):
        rules.open_letter(session, mail, leaves_by_mail=True, actor=actor, at=AT)


def test_an_answer_is_a_letter_that_the_coordinator_sees(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.peak))
    client.post(f"/threads/{thread.id}/comments", data={"body": "Ett svar till dig"})

    client.sign_in(a_person(session, is_coordinator=True))
    page = client.page("/administration/mail")

    assert person_of(session, place.torsta).email in page.css_first("tbody").text()


def test_letters_are_chosen_by_what_became_of_them(coordinator: Browser, session: Session) -> None:
    a_mail(session, to="vantar@example.org")
    a_mail(session, to="sant@example.org").sent_at = AT
    a_mail(session, to="uppgivet@example.org").given_up_at = AT

    def listed(state: str) -> str:
        return coordinator.page(f"/administration/mail?state={state}").css_first("tbody").text()

    assert "vantar@" in listed("waiting") and "sant@" not in listed("waiting")
    assert "sant@" in listed("sent") and "vantar@" not in listed("sent")
    assert "uppgivet@" in listed("given_up") and "sant@" not in listed("given_up")
    assert all(name in listed("") for name in ("vantar@", "sant@", "uppgivet@"))


def test_a_letter_that_was_given_up_can_be_tried_again(coordinator: Browser, session: Session) -> None:
    mail = a_mail(session)
    mail.given_up_at, mail.attempts, mail.last_error = AT, 12, "550 No such mailbox"

    coordinator.post(f"/administration/mail/{mail.id}/attempt")

    assert (mail.given_up_at, mail.attempts, mail.due_at) == (None, 0, AT)


def test_a_letter_that_was_sent_is_not_sent_again(coordinator: Browser, session: Session) -> None:
    mail = a_mail(session)
    mail.sent_at = AT

    assert coordinator.post(f"/administration/mail/{mail.id}/attempt").status_code == 422


def test_everyone_chooses_what_to_get_by_mail_how_often_and_in_which_language(
    client: Browser, session: Session
) -> None:
    person = a_person(session)
    client.sign_in(person)
    assert client.page("/me/mail").css_first("input[name=wants_answers][checked]") is not None
    assert client.page("/me/mail").css_first("input[name=digest][value=weekly][checked]") is not None

    client.post("/me/mail", data={"wants_mentions": "1", "digest": "daily", "language": "en"})

    chosen = choice_of(session, person.id)
    assert (chosen.wants_answers, chosen.wants_mentions, chosen.digest) == (False, True, Rhythm.DAILY)
    assert client.page("/me/mail").css_first("input[name=wants_answers][checked]") is None
    assert session.get_one(Person, person.id).language == "en"


@pytest.mark.csrf
@pytest.mark.parametrize("kind", list(MailKind))
def test_one_press_ends_letters_of_a_kind_without_signing_in(client: Browser, session: Session, kind: MailKind) -> None:
    person = a_person(session)
    address = f"/mail/stop/{stop_links(client).token_of(person.id, kind)}"

    assert client.page(address).css_first(f"form[action='{address}']") is not None
    assert wants(session, person.id, kind)
    answer = client.post(address, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert [one for one in MailKind if not wants(session, person.id, one)] == [kind]


@pytest.mark.csrf
def test_one_press_leaves_a_thread_without_signing_in(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    address = f"/mail/leave/{stop_links(client).thread_token_of(place.torsta.person_id, thread.id)}"

    assert client.page(address).css_first(f"form[action='{address}']") is not None
    assert not session.scalars(has_left(SubjectSort.THREAD, thread.id)).all()
    answer = client.post(address)

    assert answer.status_code == 200
    assert session.scalars(has_left(SubjectSort.THREAD, thread.id)).all() == [place.torsta.person_id]


def test_a_link_for_one_thing_does_not_open_the_other(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    links, person_id = stop_links(client), place.torsta.person_id

    assert client.post(f"/mail/leave/{links.token_of(person_id, MailKind.ANSWERS)}").status_code == 404
    assert client.post(f"/mail/stop/{links.thread_token_of(person_id, thread.id)}").status_code == 404
    assert client.post(f"/mail/leave/{links.thread_token_of(person_id, new_id())}").status_code == 404


@pytest.mark.parametrize("token", ["", "x", "WyJhIiwiYiJd.bad"])
def test_a_link_that_we_did_not_make_ends_nothing(client: Browser, token: str) -> None:
    assert client.post(f"/mail/stop/{token}").status_code == 404
    assert client.get(f"/mail/stop/{token}").status_code == 404


def test_a_signed_link_of_nobody_ends_nothing(client: Browser) -> None:
    assert client.post(f"/mail/stop/{stop_links(client).token_of(new_id(), MailKind.DIGEST)}").status_code == 404


def stop_links(client: Browser) -> StopLinks:
    links = client.application.extensions["outbox"].stop_links
    assert isinstance(links, StopLinks)
    return links


def test_only_addresses_become_links() -> None:
    assert (
        with_links('Se <a> & https://x.example/a?b=1&c="2".')
        == 'Se &lt;a&gt; &amp; <a href="https://x.example/a?b=1&amp;c=">https://x.example/a?b=1&amp;c=</a>&#34;2&#34;.'
    )
    assert with_links("javascript:alert(1)") == "javascript:alert(1)"
