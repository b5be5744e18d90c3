import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules
from roadmaps.accounts.models import Invitation, Person
from roadmaps.accounts.rules import Letter
from roadmaps.foundation.clock import now
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_person, an_organisation
from tests.factories.areas import a_coordinator, an_area, as_actor

PASSWORD = "fyra björkar på udden"


def invited(session: Session, email: str = "asa@example.org", **facts) -> Letter:
    return rules.invite(session, email=email, at=now(), actor=a_coordinator(session), **facts)


def accept(client: Browser, letter: Letter, **typed: str):
    return client.post(
        f"/invitations/{letter.token}", data={"name": "Åsa Berg", "language": "sv", "password": PASSWORD, **typed}
    )


def test_the_link_shows_who_invites_and_to_what_and_looking_changes_nothing(client: Browser, session: Session) -> None:
    letter = invited(session, name="Åsa", organisation=an_organisation(session, "Torsta"), place="Upplevelser")

    page = client.page(f"/invitations/{letter.token}")

    for told in ("Maja Sundin", "Torsta", "Upplevelser", "asa@example.org"):
        assert told in page.body.text()
    assert page.css_first("[name=name]").attributes["value"] == "Åsa"
    assert letter.invitation.accepted_at is None


def test_accepting_makes_the_person_and_signs_in(client: Browser, session: Session) -> None:
    letter = invited(session)

    answer = accept(client, letter)

    assert answer.location == "/me"
    assert "Åsa Berg" in client.page("/me").body.text()
    assert client.get(f"/invitations/{letter.token}").status_code == 404


def test_a_weak_password_keeps_what_was_typed_and_the_invitation(client: Browser, session: Session) -> None:
    letter = invited(session)

    answer = accept(client, letter, password="kort")

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.css_first("[name=name]").attributes["value"] == "Åsa Berg"
    assert page.css_first("#field-password-error") is not None
    assert accept(client, letter).status_code == 303


def test_what_the_form_does_not_ask_for_is_not_given(client: Browser, session: Session) -> None:
    accept(client, invited(session), is_coordinator="1", as_coordinator="1", email="other@example.org")

    asa = session.scalars(select(Person).where(Person.email == "asa@example.org")).one()
    assert not asa.is_coordinator


def test_someone_who_is_here_signs_in_and_accepts_with_one_press(client: Browser, session: Session) -> None:
    asa, torsta = a_person(session, "Åsa Berg", email="asa@example.org"), an_organisation(session, "Torsta")
    letter = invited(session, organisation=torsta)

    before = client.page(f"/invitations/{letter.token}")
    client.sign_in(asa)
    client.post(f"/invitations/{letter.token}/acceptance")

    assert before.css_first("[name=password]") is None
    assert as_actor(session, asa).organisations == ((torsta.id, "Torsta"),)


def test_someone_else_who_is_signed_in_cannot_take_it(client: Browser, session: Session) -> None:
    a_person(session, "Åsa Berg", email="asa@example.org")
    letter = invited(session)
    client.sign_in(a_person(session, "Per Holm"))

    assert client.page(f"/invitations/{letter.token}").css_first(".error-summary") is None
    assert client.post(f"/invitations/{letter.token}/acceptance").status_code == 403


def test_a_coordinator_invites_and_sees_the_link_once(client: Browser, session: Session) -> None:
    client.sign_in(session.get_one(Person, a_coordinator(session).person_id))

    answer = client.post(
        "/administration/invitations/new", data={"email": "asa@example.org", "name": "Åsa", "language": "sv"}
    )
    first, second = client.get(answer.location).text, client.get(answer.location).text

    link = re.search(r"http://127\.0\.0\.1:8000(/invitations/[\w-]{43})", first)
    assert link
    assert "/invitations/" + link[1].split("/")[-1] not in second
    assert client.get(link[1]).status_code == 200


def test_an_address_that_is_none_is_told_and_kept(client: Browser, session: Session) -> None:
    client.sign_in(session.get_one(Person, a_coordinator(session).person_id))

    answer = client.post("/administration/invitations/new", data={"email": "asa@", "name": "Åsa", "language": "sv"})

    assert answer.status_code == 422
    assert page_of(answer).css_first("[name=email]").attributes["value"] == "asa@"


def test_a_coordinator_resends_and_withdraws(client: Browser, session: Session) -> None:
    letter = invited(session)
    client.sign_in(session.get_one(Person, a_coordinator(session).person_id))
    assert "asa@example.org" in client.page("/administration/invitations").body.text()

    again = client.post(f"/invitations/{letter.invitation.id}/sending")
    assert client.get(f"/invitations/{letter.token}").status_code == 404
    withdrawn = client.post(f"/invitations/{letter.invitation.id}/withdrawal")

    assert (again.status_code, withdrawn.location) == (302, "/administration/invitations")
    assert session.get_one(Invitation, letter.invitation.id).withdrawn_at == now()


def test_others_neither_invite_nor_learn_of_invitations(client: Browser, session: Session) -> None:
    letter = invited(session, area_id=an_area(session).id)
    client.sign_in(a_person(session))

    assert client.get("/administration/invitations").status_code == 403
    assert client.get("/administration/invitations/new").status_code == 403
    assert client.post(f"/invitations/{letter.invitation.id}/sending").status_code == 404
    assert client.post(f"/invitations/{letter.invitation.id}/withdrawal").status_code == 404
    assert client.get(f"/invitations/{letter.invitation.id}/letter").status_code == 404
