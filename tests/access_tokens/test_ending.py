"""Ending tokens when an account is shut, when somebody has been at it, and all at once."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.access_tokens import rules
from roadmaps.access_tokens.models import AccessToken
from roadmaps.access_tokens.queries import open_token
from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed
from tests.browsing import Browser
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accounts import PASSWORD, a_person
from tests.factories.areas import a_coordinator, as_actor

NEW = "fyra björkar på udden"


def as_coordinator(client: Browser, session: Session) -> Person:
    maja = session.get_one(Person, a_coordinator(session).person_id)
    client.sign_in(maja)
    return maja


def lets_in(session: Session, word: str) -> bool:
    session.expire_all()
    return open_token(session, word, now()) is not None


def test_deactivating_ends_them_for_good(client: Browser, session: Session) -> None:
    karin = a_person(session)
    word, maja = a_token(session, karin), as_coordinator(client, session)

    client.post(f"/people/{karin.id}/deactivation")
    client.post(f"/people/{karin.id}/reactivation")

    assert session.get_one(Person, karin.id).is_active
    assert not lets_in(session, word)
    assert session.scalars(select(AccessToken)).one().ended_by_id == maja.id


def test_closing_a_service_account_ends_its_tokens_once(client: Browser, session: Session) -> None:
    maja = as_coordinator(client, session)
    account = a_service_account(session, maja)
    word = a_token(session, account.person_id)

    answer = client.post(f"/administration/service-accounts/{account.person_id}/closing")

    assert answer.status_code == 303
    assert not lets_in(session, word)


def test_coordinators_see_how_many_somebody_has_and_not_what_for_and_end_them(
    client: Browser, session: Session
) -> None:
    karin = a_person(session)
    words = [a_token(session, karin, name=name) for name in ("Hemlig plan", "Min kalender")]
    as_coordinator(client, session)
    address = f"/people/{karin.id}"

    told = client.page(address).css_first("[aria-labelledby=access-tokens]").text()
    client.post(f"{address}/access-tokens/end")

    assert "2" in told
    assert "Hemlig plan" not in client.get(address).text + told
    assert not any(lets_in(session, word) for word in words)
    assert client.page(address).css_first("[aria-labelledby=access-tokens]") is None


def test_nobody_else_ends_them(client: Browser, session: Session) -> None:
    karin, per = a_person(session), a_person(session, "Per Holm")
    word = a_token(session, karin)
    client.sign_in(per)

    assert client.post(f"/people/{karin.id}/access-tokens/end").status_code == 403
    client.post("/me/access-tokens/end")
    with pytest.raises(NotAllowed):
        rules.end_tokens_of(session, karin, actor=as_actor(session, per), at=now())

    assert lets_in(session, word)


def test_i_end_all_of_mine_at_once(client: Browser, session: Session) -> None:
    karin = a_person(session)
    words = [a_token(session, karin, name=name) for name in ("Ett", "Två")]
    client.sign_in(karin)
    assert client.page("/me/access-tokens").css_first("form[action$='/me/access-tokens/end']") is not None

    client.post("/me/access-tokens/end")

    assert not any(lets_in(session, word) for word in words)


@pytest.mark.parametrize("is_ticked", [True, False])
def test_a_new_password_ends_them_if_one_says_so(client: Browser, session: Session, is_ticked: bool) -> None:
    karin = a_person(session)
    word = a_token(session, karin)
    client.sign_in(karin)
    assert client.page("/me/password").css_first("[name=end_programs]") is not None

    typed = {"old_password": PASSWORD, "password": NEW} | ({"end_programs": "true"} if is_ticked else {})
    answer = client.post("/me/password", data=typed)

    assert answer.location == "/me"
    assert lets_in(session, word) is not is_ticked


def test_whoever_has_none_is_not_asked_about_them(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))

    assert client.page("/me/password").css_first("[name=end_programs]") is None


def test_signing_out_all_other_browsers_reminds_of_them(client: Browser, session: Session) -> None:
    karin = a_person(session)
    client.sign_in(karin)
    client.post("/me/sign-ins/others/end")
    before = len(client.page("/me").css(".flashes .stack > *"))
    a_token(session, karin)

    client.post("/me/sign-ins/others/end")

    assert len(client.page("/me").css(".flashes .stack > *")) > before
