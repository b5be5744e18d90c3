"""Before a dangerous act one shows once more who one is; what was typed is kept, and nobody else can send it on."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.accounts import rules
from roadmaps.accounts.events import ShownAgain
from roadmaps.accounts.models import Invitation, KeptForm, Person, SignIn
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.foundation.events import take_recorded
from tests.browsing import Browser, page_of
from tests.factories.accounts import PASSWORD, a_person, a_sign_in
from tests.factories.areas import a_coordinator, a_role, an_area, as_actor
from tests.factories.letters import letters_to, link_in

DANGEROUS = {
    "accounts.appoint_coordinator",
    "accounts.deactivate",
    "accounts.dismiss_coordinator",
    "accounts.email",
    "accounts.end_other_sign_ins",
    "accounts.end_sign_in",
    "accounts.go_on_with",
    "accounts.invite",
    "accounts.password",
    "accounts.reactivate",
    "accounts.resend",
    "areas.hand_over",
    "handover.name",
    "handover.take_over",
}


def coordinator(session: Session) -> Person:
    return session.get_one(Person, a_coordinator(session).person_id)


def a_while_ago(client: Browser, person: Person) -> None:
    """Sit at a browser where the person signed in twenty minutes ago."""
    client.sign_in(person)
    for sign_in in client.session.scalars(select(SignIn)):
        sign_in.proved_at = now() - timedelta(minutes=20)
    client.session.flush()


def next_of(location: str) -> str:
    return parse_qs(urlsplit(location).query)["next"][0]


def send_on(client: Browser, address: str) -> TestResponse:
    """Press the one button of the page that goes on; the answer."""
    form = client.page(address).css_first("main form")
    fields: dict[str, list[str]] = {}
    for field in form.css("input[type=hidden]"):
        fields.setdefault(str(field.attributes["name"]), []).append(field.attributes["value"] or "")
    return client.post(str(form.attributes["action"]), data=fields)


def test_every_dangerous_door_bears_the_mark(app: Flask) -> None:
    marked = {name for name, view in app.view_functions.items() if getattr(view, "is_freshly_proved", False)}

    assert marked >= DANGEROUS


@pytest.mark.parametrize("role", [Role.PROCESS_LEADER, Role.DEPUTY])
def test_no_leading_role_is_given_changed_ended_or_promised_without_proof(
    client: Browser, session: Session, role: Role
) -> None:
    area, per = an_area(session), a_person(session, "Per Holm")
    held = a_role(session, area, a_person(session), role)
    a_while_ago(client, coordinator(session))
    people = f"/areas/{area.slug}/people"
    invited = {"email": "ny@example.org", "language": "sv", "role": role.value}

    answers = [
        client.post(f"{people}/new", data={"person_id": str(per.id), "role": role.value}),
        client.post(f"{people}/{held.id}/days", data={"from_on": "2026-01-01", "until_on": "2026-12-31"}),
        client.post(f"{people}/{held.id}/end"),
        client.post(f"{people}/invitation", data=invited),
    ]

    assert [one.location.partition("?")[0] for one in answers] == ["/me/proof"] * 4
    assert session.scalars(select(Invitation)).all() == []
    assert [(one.person_id, one.until_on) for one in session.scalars(select(RoleGrant))] == [(held.person_id, None)]


def test_one_who_signed_in_a_moment_ago_is_not_asked(client: Browser, session: Session) -> None:
    per = a_person(session, "Per Holm")
    client.sign_in(coordinator(session))

    client.post(f"/people/{per.id}/deactivation")

    assert not session.get_one(Person, per.id).is_active


def test_a_page_is_come_back_to_after_showing_who_one_is(client: Browser, session: Session) -> None:
    a_while_ago(client, a_person(session))

    asked = client.get("/me/email")
    shown = client.post(asked.location, data={"password": PASSWORD})

    assert asked.location == "/me/proof?next=/me/email"
    assert (shown.status_code, shown.location) == (303, "/me/email")
    assert client.get("/me/email").status_code == 200


def test_what_was_sent_is_kept_and_sent_on_with_one_press(client: Browser, session: Session) -> None:
    per = a_person(session, "Per Holm")
    a_while_ago(client, coordinator(session))

    asked = client.post(f"/people/{per.id}/deactivation")
    assert session.get_one(Person, per.id).is_active, "nothing is done yet"
    page = client.page(asked.location)
    shown = client.post(asked.location, data={"password": PASSWORD})
    done = send_on(client, shown.location)

    assert (asked.status_code, shown.status_code) == (303, 303)
    assert page.css_first("[name=password]") is not None
    assert done.location == f"/people/{per.id}"
    assert not session.get_one(Person, per.id).is_active


def test_nothing_typed_is_lost_on_the_way(client: Browser, session: Session) -> None:
    area, per = an_area(session), a_person(session, "Per Holm")
    a_while_ago(client, coordinator(session))
    address = f"/areas/{area.slug}/people/new"
    typed = {"person_id": str(per.id), "role": "process_leader", "from_on": "2026-12-01", "until_on": "2027-11-30"}

    asked = client.post(address, data=typed)
    send_on(client, client.post(asked.location, data={"password": PASSWORD}).location)

    held = session.scalars(select(RoleGrant).where(RoleGrant.person_id == per.id)).one()
    assert (held.role.value, str(held.from_on), str(held.until_on)) == ("process_leader", "2026-12-01", "2027-11-30")


def test_a_lesser_role_is_given_without_ado(client: Browser, session: Session) -> None:
    area, per = an_area(session), a_person(session, "Per Holm")
    a_while_ago(client, coordinator(session))

    answer = client.post(f"/areas/{area.slug}/people/new", data={"person_id": str(per.id), "role": "editor"})

    assert answer.location.endswith(f"/areas/{area.slug}/people")


def test_a_wrong_password_leads_no_further_and_loses_nothing(client: Browser, session: Session) -> None:
    per = a_person(session, "Per Holm")
    a_while_ago(client, coordinator(session))
    asked = client.post(f"/people/{per.id}/deactivation")

    refused = client.post(asked.location, data={"password": "fel lösenord här"})

    assert refused.status_code == 422
    assert client.get(next_of(asked.location)).location.startswith("/me/proof"), "what was kept is not shown either"
    client.post(asked.location, data={"password": PASSWORD})
    assert send_on(client, next_of(asked.location)).location == f"/people/{per.id}"


def test_nobody_else_is_shown_what_was_kept_and_it_is_kept_for_a_quarter_of_an_hour(session: Session) -> None:
    karin, per = as_actor(session, a_person(session)), as_actor(session, a_person(session, "Per Holm"))
    token = rules.keep_form(session, "/people/1/deactivation", [("reason", "för hårt")], at=now(), actor=karin)
    session.flush()

    assert rules.find_form(session, token, at=now(), actor=karin).fields == (("reason", "för hårt"),)
    for who, at in ((per, now()), (karin, now() + timedelta(minutes=15))):
        with pytest.raises(NotFound):
            rules.find_form(session, token, at=at, actor=who)
    with pytest.raises(NotFound):
        rules.find_form(session, "made up", at=now(), actor=karin)


def test_what_is_kept_cannot_be_read_in_the_database_and_goes_with_the_next(session: Session) -> None:
    karin = as_actor(session, a_person(session))
    rules.keep_form(session, "/x", [("password", "fyra björkar på udden")], at=now(), actor=karin)
    session.flush()

    kept = session.scalars(select(KeptForm)).one()
    assert "björk" not in kept.sealed
    rules.keep_form(session, "/x", [], at=now() + timedelta(hours=1), actor=karin)
    session.flush()

    assert len(session.scalars(select(KeptForm)).all()) == 1


def test_more_than_can_be_kept_is_told_in_words(session: Session) -> None:
    with pytest.raises(Invalid):
        rules.keep_form(session, "/x", [("text", "x" * 300_000)], at=now(), actor=as_actor(session, a_person(session)))


@pytest.mark.parametrize("planted", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_showing_who_one_is_leads_to_no_other_site(client: Browser, session: Session, planted: str) -> None:
    client.sign_in(a_person(session))

    assert client.post("/me/proof", data={"password": PASSWORD, "next": planted}).location == "/me"


def test_what_was_sent_to_no_form_is_refused(client: Browser, session: Session) -> None:
    per = a_person(session, "Per Holm")
    a_while_ago(client, coordinator(session))

    assert client.post(f"/people/{per.id}/deactivation", json={}).status_code == 403


def test_the_old_cookie_is_worth_nothing_after_showing_who_one_is(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))
    old = client.get_cookie("session").value

    client.post("/me/proof", data={"password": PASSWORD})

    assert client.get("/me").status_code == 200
    client.set_cookie("session", old)
    assert client.get("/me").status_code == 303


@pytest.mark.csrf
def test_forms_in_other_windows_are_still_good_after_showing_who_one_is(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))
    in_another = client.page("/me/profile").css_first("main [name=csrf_token]").attributes["value"]

    client.post("/me/proof", data={"password": PASSWORD, "csrf_token": in_another})
    sent = client.post("/me/profile", data={"name": "Karin Ås", "language": "sv", "csrf_token": in_another})

    assert sent.location == "/me"


def test_one_without_a_password_shows_it_by_a_letter_in_the_same_browser(client: Browser, session: Session) -> None:
    karin = a_person(session, email="karin@example.org")
    karin.password_hash = None
    a_while_ago(client, karin)
    asked = client.get("/me/password")
    assert page_of(client.get(asked.location)).css_first("[name=password]") is None

    client.post("/me/proof/letter", data={"next": "/me/password"})
    link = link_in(letters_to(session, "karin@example.org")[-1])
    other = client.application.test_client()
    other.session = session  # type: ignore[attr-defined]
    elsewhere = other.post(link)
    shown = client.post(link)

    assert elsewhere.status_code == 403
    assert (shown.status_code, shown.location) == (303, "/me/password")
    assert client.get("/me/password").status_code == 200
    assert len(session.scalars(select(SignIn)).all()) == 1, "it is no new sign-in"


def test_a_link_that_proves_signs_nobody_in(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, email="karin@example.org"))
    client.post("/me/proof/letter")
    link = link_in(letters_to(session, "karin@example.org")[-1])
    rules.end_all_sign_ins(session, session.scalars(select(SignIn)).one().person_id, at=now())

    assert client.post(link).status_code == 403
    assert client.get("/me").status_code == 303


def test_it_is_told_that_somebody_has_shown_who_they_are(session: Session) -> None:
    karin = a_person(session)
    sign_in, _ = a_sign_in(session, karin, at=now())

    rules.show_again(session, sign_in, is_strong=False, at=now())

    assert any(isinstance(event, ShownAgain) for event in take_recorded(session))
