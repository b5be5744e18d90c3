from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.terms import Terms
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.notifications.models import OutgoingMail
from roadmaps.single_sign_on.events import ProviderAccountTied, ProviderAccountUntied, ProviderSignInRefused
from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.models import ProviderAccount, ProviderSignIn, Tie
from roadmaps.single_sign_on.rules import arrive, tie, untie
from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.areas import as_actor
from tests.factories.single_sign_on import SUBJECT, Liar, a_provider, come_back, told_of

ON = date(2026, 11, 21)


def why_not(session: Session, provider, told) -> Why:
    with pytest.raises(NotLetIn) as refused:
        arrive(session, provider, told, at=now(), on=ON)
    return refused.value.why


def test_the_first_time_a_verified_address_of_a_trusted_domain_tells_who_it_is(session: Session) -> None:
    karin = a_person(session, email="karin@region.example.org")

    arrived = arrive(session, a_provider(), told_of(), at=now(), on=ON)

    assert arrived.person is karin
    assert arrived.account.tie is Tie.ADDRESS
    (tied,) = [fact for fact in take_recorded(session) if isinstance(fact, ProviderAccountTied)]
    assert (tied.person_id, tied.provider, tied.tie) == (karin.id, "region", "address")


@pytest.mark.parametrize(
    ("facts", "provider"),
    [
        ({"email": ""}, {}),
        ({}, {"trusted_domains": []}),
        ({}, {"trusted_domains": ["other.example.org"]}),
        ({}, {"trusted_domains": ["example.org"]}),
    ],
    ids=["an address that nobody verified", "nothing trusted", "another domain", "the domain above"],
)
def test_otherwise_it_is_nobodys(session: Session, facts, provider) -> None:
    a_person(session, email="karin@region.example.org")

    assert why_not(session, a_provider(**provider), told_of(**facts)) is Why.UNKNOWN


def test_nobody_is_made_where_the_settings_do_not_say_so(session: Session) -> None:
    assert why_not(session, a_provider(), told_of()) is Why.UNKNOWN
    assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_new_person_is_made_where_they_do(session: Session) -> None:
    arrived = arrive(session, a_provider(makes_persons=True), told_of(), at=now(), on=ON)

    person = arrived.person
    assert (person.name, person.email, person.password_hash, person.is_coordinator) == (
        "Karin Åslund",
        "karin@region.example.org",
        None,
        False,
    )
    assert arrived.account.tie is Tie.NEW_PERSON


def test_a_letterbox_that_bears_the_name_of_the_site_makes_nobody(session: Session) -> None:
    told = told_of(name="", email="admin@region.example.org")

    assert why_not(session, a_provider(makes_persons=True), told) is Why.UNKNOWN


def test_and_only_of_a_trusted_domain(session: Session) -> None:
    assert why_not(session, a_provider(makes_persons=True), told_of(email="m@evil.example")) is Why.UNKNOWN


def test_a_name_that_the_provider_writes_is_taken_only_where_the_settings_say_so(session: Session) -> None:
    karin = a_person(session, "Karin", email="karin@region.example.org")

    arrive(session, a_provider(), told_of(name="Karin Ås"), at=now(), on=ON)
    assert karin.name == "Karin"
    arrive(session, a_provider(names_people=True), told_of(name="Karin Ås"), at=now(), on=ON)
    assert karin.name == "Karin Ås"


def test_a_closed_account_stays_closed(session: Session) -> None:
    karin = a_person(session, email="karin@region.example.org")
    account = arrive(session, a_provider(), told_of(), at=now(), on=ON).account
    used = account.used_at
    karin.deactivated_at = now()

    assert why_not(session, a_provider(), told_of()) is Why.DEACTIVATED
    assert why_not(session, a_provider(), told_of(subject="another")) is Why.DEACTIVATED
    assert account.used_at == used


def test_nobody_ties_an_account_to_somebody_else(session: Session) -> None:
    karin, per = a_person(session), a_person(session, "Per Olsson")
    with pytest.raises(NotAllowed):
        tie(session, a_provider(), karin, SUBJECT, at=now(), actor=as_actor(session, per))
    tie(session, a_provider(), karin, SUBJECT, at=now(), actor=as_actor(session, karin))

    with pytest.raises(NotLetIn) as refused:
        tie(session, a_provider(), per, SUBJECT, at=now(), actor=as_actor(session, per))

    assert refused.value.why is Why.OTHERS


def test_what_one_has_untied_is_not_tied_again_by_itself(session: Session) -> None:
    karin = a_person(session, email="karin@region.example.org")
    actor = as_actor(session, karin)
    account = arrive(session, a_provider(), told_of(), at=now(), on=ON).account
    untie(session, account, at=now(), on=ON, actor=actor)

    assert why_not(session, a_provider(), told_of()) is Why.UNTIED
    assert any(isinstance(fact, ProviderAccountUntied) for fact in take_recorded(session))
    assert tie(session, a_provider(), karin, SUBJECT, at=now(), actor=actor) is account
    assert arrive(session, a_provider(), told_of(), at=now(), on=ON).person is karin


def test_the_same_person_coming_for_the_first_time_in_two_windows_is_one(fresh_database: Database) -> None:
    with fresh_database.writing() as session:
        a_person(session, email="karin@region.example.org")
        session.commit()
    came, faults, together = [], [], Barrier(2)

    def come() -> None:
        together.wait()
        for _ in range(2):
            try:
                with fresh_database.writing() as session:
                    came.append(arrive(session, a_provider(), told_of(), at=now(), on=ON).account.id)
                    session.commit()
            except IntegrityError as fault:
                faults.append(fault)
            else:
                return

    windows = [Thread(target=come) for _ in range(2)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()

    with fresh_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ProviderAccount)) == 1
    assert len(faults) <= 1, faults


# At the doors


@pytest.mark.usefixtures("trusting")
def test_i_tie_my_account_while_i_am_signed_in_and_am_told_by_letter(
    client: Browser, session: Session, liar: Liar
) -> None:
    karin = a_person(session, email="karin@home.example")
    client.sign_in(karin)
    assert client.page("/me").css_first("a[href='/me/accounts-elsewhere/with/region']") is not None

    confirm = come_back(client, liar, going="/me/accounts-elsewhere/with/region")
    page = client.page(confirm.location)
    assert "karin@region.example.org" in page.css_first("main").text()
    assert session.scalars(select(ProviderAccount)).all() == []
    client.post("/me/accounts-elsewhere/new")

    account = session.scalars(select(ProviderAccount)).one()
    assert (account.person_id, account.tie) == (karin.id, Tie.ONESELF)
    letter = session.scalars(select(OutgoingMail)).one()
    assert letter.to == "karin@home.example"
    assert "Region Jämtland Härjedalen" in letter.subject
    client.post("/sign-out")
    come_back(client, liar)
    assert "karin@home.example" in client.page("/me").text()


@pytest.mark.usefixtures("trusting")
def test_what_somebody_else_came_back_with_is_not_tied_to_me(client: Browser, session: Session, liar: Liar) -> None:
    client.sign_in(a_person(session, email="karin@home.example"))
    come_back(client, liar, going="/me/accounts-elsewhere/with/region")
    with client.session_transaction() as cookie:
        kept = cookie["to_tie"]
    client.sign_in(a_person(session, "Per Olsson"))
    with client.session_transaction() as cookie:
        cookie["to_tie"] = kept

    assert client.get("/me/accounts-elsewhere/new").status_code == 303
    client.post("/me/accounts-elsewhere/new")

    assert session.scalars(select(ProviderAccount)).all() == []


@pytest.mark.usefixtures("trusting")
def test_tying_and_untying_ask_for_a_fresh_proof(client: Browser, session: Session, liar: Liar) -> None:
    karin = a_person(session, email="karin@region.example.org")
    come_back(client, liar)
    account = session.scalars(select(ProviderAccount)).one()
    stale = session.scalars(select(SignIn)).one()
    stale.proved_at = now() - timedelta(minutes=16)
    session.flush()

    for answer in (
        client.get("/me/accounts-elsewhere/with/region"),
        client.post("/me/accounts-elsewhere/new"),
        client.post(f"/me/accounts-elsewhere/{account.id}/untying"),
    ):
        assert answer.status_code == 303
        assert answer.location.startswith("/me/proof")
    assert account.untied_at is None
    assert karin.is_active


@pytest.mark.usefixtures("trusting")
def test_untying_ends_what_came_by_it_elsewhere_and_nobody_elses_is_found(
    app: Flask, client: Browser, session: Session, liar: Liar
) -> None:
    karin = a_person(session, email="karin@region.example.org")
    come_back(client, liar)
    account = session.scalars(select(ProviderAccount)).one()
    other, _ = a_sign_in(session, karin, at=now())
    session.add(ProviderSignIn(sign_in_id=other.id, account_id=account.id, sid="", id_token="x", came_at=now()))
    by_password, _ = a_sign_in(session, karin, at=now())
    stranger = app.test_client()
    stranger.session = session
    stranger.sign_in(a_person(session, "Per Olsson"))

    assert stranger.post(f"/me/accounts-elsewhere/{account.id}/untying").status_code == 404
    assert client.post(f"/me/accounts-elsewhere/{account.id}/untying").status_code == 303

    assert account.untied_at is not None
    assert other.ended_at is not None
    assert by_password.ended_at is None
    assert client.get("/me").status_code == 200


@pytest.mark.usefixtures("trusting")
def test_i_show_again_who_i_am_with_it(client: Browser, session: Session, liar: Liar) -> None:
    a_person(session, email="karin@region.example.org")
    come_back(client, liar)
    here = session.scalars(select(SignIn)).one()
    here.proved_at = now() - timedelta(hours=1)
    session.flush()
    assert client.page("/me/proof").css_first("a[href^='/me/proof/with/region']") is not None
    sent = client.get("/me/proof/with/region?next=/me/password")
    assert "prompt=login" in sent.location
    assert "max_age=0" in sent.location

    shown = come_back(client, liar, going="/me/proof/with/region?next=/me/password")

    assert shown.location == "/me/password"
    assert here.proved_at == now()


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    "claims",
    [
        {"auth_time": None},
        {"auth_time": 1_700_000_000},
        {"auth_time": 10**30},
        {"auth_time": -(10**30)},
        {"sub": "somebody-else"},
    ],
    ids=str,
)
def test_an_old_proof_or_somebody_elses_shows_nothing(client: Browser, session: Session, liar: Liar, claims) -> None:
    a_person(session, email="karin@region.example.org")
    come_back(client, liar)
    here = session.scalars(select(SignIn)).one()
    before = here.proved_at = now() - timedelta(hours=1)
    session.flush()
    liar.claims = claims

    refused = come_back(client, liar, going="/me/proof/with/region")

    assert refused.status_code == 403
    assert here.proved_at == before


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("claims", [{"auth_time": None}, {"auth_time": 1_700_000_000}], ids=str)
def test_coming_in_by_a_browser_that_was_open_there_is_no_proof(
    client: Browser, session: Session, liar: Liar, claims
) -> None:
    a_person(session, email="karin@region.example.org")
    liar.claims = claims

    come_back(client, liar)

    assert client.get("/me").status_code == 200
    assert client.get("/me/email").location == "/me/proof?next=/me/email"


@pytest.mark.usefixtures("trusting")
def test_whoever_is_nobody_here_is_told_what_to_do_and_leaves_a_line(
    app: Flask, client: Browser, session: Session, liar: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[ProviderSignInRefused] = []
    listeners = app.extensions["listeners"]
    monkeypatch.setitem(listeners._in_transaction, ProviderSignInRefused, [lambda _session, fact: heard.append(fact)])

    refused = come_back(client, liar)

    assert refused.status_code == 403
    assert page_of(refused).css_first("main a[href='/sign-in']") is not None
    assert [(fact.provider, fact.why) for fact in heard] == [("region", Why.UNKNOWN)]
    assert session.scalars(select(ProviderAccount)).all() == []


@pytest.mark.usefixtures("trusting")
def test_where_two_steps_are_asked_a_weak_account_waits_for_the_second(
    app: Flask, client: Browser, session: Session, liar: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_person(session, email="karin@region.example.org")
    strong = a_provider(liar.issuer, strong_amr=["mfa"])
    monkeypatch.setitem(app.extensions, EXTENSION, Trusted([strong]))
    monkeypatch.setitem(app.extensions, "sign_in_terms", [lambda _session, _person: Terms(needs_second_step=True)])

    waiting = come_back(client, liar)

    assert waiting.location.startswith("/sign-in/second-step")
    assert client.get("/me").status_code == 303
    assert client.page("/sign-in/second-step").css_first("a[href^='/sign-in/with/region']") is not None
    liar.claims = {"amr": ["mfa"]}
    assert come_back(client, liar).location == "/organisations"
    assert client.get("/me").status_code == 200


def test_an_actor_is_loaded_for_a_new_person_without_anything(session: Session) -> None:
    arrived = arrive(session, a_provider(makes_persons=True), told_of(), at=now(), on=ON)

    actor = load_actor(session, arrived.person.id, on=ON)

    assert actor is not None
    assert (actor.organisations, dict(actor.roles), actor.is_coordinator) == ((), {}, False)
