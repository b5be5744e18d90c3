"""Somebody is thrown out of an account at the very moment in which they bring another way into it.

What they bring came before, and goes with the rest, or it comes after, and is refused. PostgreSQL lets both be at it at
once; on SQLite the second waits for the first, and has to ask again as well.
"""

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken
from roadmaps.accounts.holding import hold
from roadmaps.accounts.models import PasswordReset, Person, SignIn, SignInLink, Way
from roadmaps.accounts.queries import running_sign_ins_of
from roadmaps.accounts.rules import deactivate, enter_as, reset_password, send_sign_in_link, use_sign_in_link
from roadmaps.accounts.rules.resets import make_link
from roadmaps.accounts.second_ways import ways_in
from roadmaps.accounts.secrets import hash_of
from roadmaps.accounts.terms import Terms
from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.passkeys.ceremonies import options_for_showing, read_claim
from roadmaps.passkeys.models import Passkey
from roadmaps.passkeys.rules import show as show_passkey
from roadmaps.second_steps.models import CodeApp, RecoveryCode
from roadmaps.second_steps.rules import make_wait
from roadmaps.single_sign_on.models import ProviderAccount, Tie
from roadmaps.single_sign_on.rules import arrive
from tests.factories.accounts import LONG_AGO, PASSWORD, a_person
from tests.factories.areas import as_actor
from tests.factories.passkeys import SITE, Device
from tests.factories.second_steps import a_choice, shown_at
from tests.factories.single_sign_on import a_provider, told_of

NEW = "fyra björkar på udden"
# So long somebody is given to come as far as they get while another is at it.
A_WHILE = 0.6


@dataclass
class World:
    """A site, and Karin, whose password somebody else knows."""

    app: Flask
    units: UnitsOfWork
    karin_id: UUID
    maja_id: UUID

    def change(self, act: Callable[[Session], object], meanwhile: Callable[[], int] | None = None) -> int | None:
        """Do something in a unit of work, in which somebody else has begun something before it is kept."""
        with ThreadPoolExecutor(1) as pool:
            with self.app.app_context(), self.units.change() as session:
                act(session)
                session.flush()
                late = pool.submit(meanwhile) if meanwhile else None
                _let_come(late)
            return late.result() if late else None

    def look(self, query: Callable[[Session], list[object]]) -> list[object]:
        """What is kept."""
        with self.units.database.reading() as session:
            return query(session)

    def thief(self) -> FlaskClient:
        """A browser in which somebody has shown Karin's password."""
        client = self.app.test_client()
        client.post("/sign-in", data={"email": "karin@example.org", "password": PASSWORD})
        return client

    def throw_out(self, session: Session) -> None:
        """What Karin does by a link in a letter."""
        link = session.get_one(Person, self.karin_id)
        make_link(session, link, at=now())
        session.flush()
        reset = session.scalars(select(PasswordReset).where(PasswordReset.used_at.is_(None))).one()
        reset_password(session, reset, password=NEW, ways=ways_in(), removes_other_ways=True, at=now())


def _let_come(late: Future[int] | None) -> None:
    try:
        if late:
            late.result(A_WHILE)
    except NotYet:
        pass


@pytest.fixture
def world(fresh_database: Database, tmp_path: Path) -> World:
    """An application in earnest, on a database where commits are kept."""
    settings = Settings(database_url=fresh_database.url, secret_key="k" * 40, data_dir=tmp_path, is_testing=True)
    app = create_app(settings, fresh_database)
    app.config.update(WTF_CSRF_ENABLED=False, BASE_URL=SITE.origin)
    return a_world(app, app.extensions["units_of_work"])


@pytest.fixture
def rules_alone(fresh_database: Database, shared_app: Flask) -> World:
    """The same for rules, which need no application of their own: one that is there tells which ways in the site has."""
    return a_world(shared_app, UnitsOfWork(fresh_database, Listeners()))


def a_world(app: Flask, units: UnitsOfWork) -> World:
    """Karin and a coordinator."""
    with app.app_context(), units.change() as session:
        maja = a_person(session, "Maja Sundin", is_coordinator=True)
        return World(app, units, a_person(session, email="karin@example.org").id, maja.id)


def asked_of_leaders(world: World) -> None:
    """Let the site ask Karin for a second step, so that whoever shows the password alone waits."""

    def ask(session: Session) -> None:
        session.get_one(Person, world.karin_id).is_coordinator = True
        a_choice(session, session.get_one(Person, world.maja_id))

    world.change(ask)


def a_passkey(world: World, thief: FlaskClient, *, challenge: str, form: str) -> Callable[[], int]:
    """A passkey that the thief is about to send."""
    answer = Device().make(thief.post(challenge).json or {})
    return lambda: thief.post(form, data={"name": "Tjuvens", "answer": answer}).status_code


def an_app(world: World, thief: FlaskClient, *, offer: str, form: str) -> Callable[[], int]:
    """A code of an app that the thief is about to send."""
    thief.post(offer)
    secret = re.search(r"secret=([A-Z2-7]{32})", thief.get(form).text)
    assert secret
    return lambda: thief.post(form, data={"code": shown_at(secret[1], now())}).status_code


def some_codes(world: World, thief: FlaskClient) -> Callable[[], int]:
    """Recovery codes that the thief is about to ask for."""
    world.change(lambda session: session.add(CodeApp(person_id=world.karin_id, secret="x", in_use_since=LONG_AGO)))
    return lambda: thief.post("/me/second-step/codes").status_code


def a_token(world: World, thief: FlaskClient) -> Callable[[], int]:
    """An access token that the thief is about to make."""
    sent = {"name": "Tjuvens", "last_on": (today() + timedelta(days=9)).isoformat()}
    return lambda: thief.post("/me/access-tokens/new", data=sent).status_code


INSIDE: dict[str, Callable[[World, FlaskClient], Callable[[], int]]] = {
    "passkey": lambda world, thief: a_passkey(
        world, thief, challenge="/me/passkeys/challenge", form="/me/passkeys/new"
    ),
    "app": lambda world, thief: an_app(world, thief, offer="/me/second-step/offer", form="/me/second-step/app"),
    "recovery codes": some_codes,
    "access token": a_token,
}
AT_THE_DOOR: dict[str, Callable[[World, FlaskClient], Callable[[], int]]] = {
    "passkey": lambda world, thief: a_passkey(
        world,
        thief,
        challenge="/sign-in/second-step/passkey/new/challenge",
        form="/sign-in/second-step/passkey/new",
    ),
    "app": lambda world, thief: an_app(
        world, thief, offer="/sign-in/second-step/offer", form="/sign-in/second-step/app"
    ),
}


def brought(session: Session) -> list[object]:
    """Whatever lets somebody in beside the password, and who is in."""
    kinds = (Passkey, RecoveryCode, AccessToken)
    found = [one for kind in kinds for one in session.scalars(select(kind)).all()]
    in_use = session.scalars(select(CodeApp).where(CodeApp.in_use_since > LONG_AGO)).all()
    return [*found, *in_use, *session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all()]


def is_refused(world: World, bring: Callable[[World, FlaskClient], Callable[[], int]]) -> None:
    late = bring(world, world.thief())

    answer = world.change(world.throw_out, late)

    assert answer == 403
    assert world.look(brought) == []


@pytest.mark.parametrize("bring", INSIDE.values(), ids=INSIDE)
def test_what_is_brought_while_one_is_thrown_out_is_refused(
    world: World, bring: Callable[[World, FlaskClient], Callable[[], int]]
) -> None:
    is_refused(world, bring)


@pytest.mark.parametrize("bring", AT_THE_DOOR.values(), ids=AT_THE_DOOR)
def test_nor_is_it_taken_at_the_door_where_a_second_step_is_waited_for(
    world: World, bring: Callable[[World, FlaskClient], Callable[[], int]]
) -> None:
    asked_of_leaders(world)
    is_refused(world, bring)


@pytest.mark.parametrize("bring", AT_THE_DOOR.values(), ids=AT_THE_DOOR)
def test_of_two_who_wait_at_the_door_one_brings_a_first_second_step(
    world: World, bring: Callable[[World, FlaskClient], Callable[[], int]]
) -> None:
    asked_of_leaders(world)
    late, phone = bring(world, world.thief()), Device()

    def bring_first(session: Session) -> None:
        hold(session, world.karin_id)
        phone.known_to(session, session.get_one(Person, world.karin_id))

    answer = world.change(bring_first, late)

    assert answer == 403
    assert [one.name for one in world.look(lambda session: list(session.scalars(select(Passkey))))] == ["Telefonen"]  # type: ignore[attr-defined]
    assert world.look(lambda session: list(session.scalars(select(RecoveryCode)))) == []


def test_a_browser_that_is_made_to_wait_meanwhile_brings_nothing(world: World) -> None:
    late = INSIDE["passkey"](world, world.thief())

    answer = world.change(lambda session: make_wait(session, world.karin_id, at=now()), late)

    assert answer == 403
    assert world.look(lambda session: list(session.scalars(select(Passkey)))) == []


def by_passkey(session: Session, world: World) -> Callable[[Session], Person | None]:
    """Coming in by a passkey of the thief's; Karin has an app, so that a letter may take the passkey away."""
    session.add(CodeApp(person_id=world.karin_id, secret="x", in_use_since=LONG_AGO))
    phone = Device()
    phone.known_to(session, session.get_one(Person, world.karin_id))
    claim = read_claim(phone.show(options_for_showing(SITE, challenge=b"c" * 32)))
    return lambda session: show_passkey(session, claim, site=SITE, challenge=b"c" * 32, person_id=None, at=now())


def by_provider(session: Session, world: World) -> Callable[[Session], Person | None]:
    """Coming in by an account elsewhere that the thief has tied."""
    facts = {"issuer": a_provider().issuer, "provider": "region", "subject": told_of().subject}
    session.add(ProviderAccount(person_id=world.karin_id, tie=Tie.ONESELF, tied_at=LONG_AGO, **facts))
    return lambda session: arrive(session, a_provider(), told_of(), at=now(), on=today()).person


def by_letter(session: Session, world: World) -> Callable[[Session], Person | None]:
    """Coming in by a link in a letter that the thief reads."""
    send_sign_in_link(session, session.get_one(Person, world.karin_id), browser_hash=hash_of("b"), at=now())

    def use(session: Session) -> Person:
        link = session.scalars(select(SignInLink).order_by(SignInLink.asked_at)).one()
        return use_sign_in_link(session, link, browser="b", at=now())

    return use


WAYS = {"passkey": by_passkey, "provider": by_provider, "letter": by_letter}


def come_in(session: Session, person: Person | None) -> None:
    """Sign in at one more browser."""
    assert person is not None
    facts = {"way": Way.LETTER, "is_strong": False, "terms": Terms(), "user_agent": "", "at": now()}
    enter_as(session, person, **facts)  # type: ignore[arg-type]


def _by_reset(world: World, session: Session) -> None:
    world.throw_out(session)


def _by_deactivating(world: World, session: Session) -> None:
    maja = as_actor(session, session.get_one(Person, world.maja_id))
    deactivate(session, session.get_one(Person, world.karin_id), actor=maja, at=now())


ENDS = {"reset": _by_reset, "deactivation": _by_deactivating}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_who_comes_in_just_before_everybody_is_signed_out_is_signed_out_too(
    rules_alone: World,
    way: Callable[[Session, World], Callable[[Session], Person | None]],
    end: Callable[[World, Session], None],
) -> None:
    world = rules_alone
    shown: list[Callable[[Session], Person | None]] = []
    world.change(lambda session: shown.append(way(session, world)))

    def sign_everybody_out() -> int:
        world.change(lambda session: end(world, session))
        return 0

    world.change(lambda session: come_in(session, shown[0](session)), sign_everybody_out)

    running = world.look(lambda session: list(session.scalars(running_sign_ins_of(world.karin_id, now()))))
    assert running == []


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_and_who_comes_just_after_does_not_come_in(
    rules_alone: World,
    way: Callable[[Session, World], Callable[[Session], Person | None]],
    end: Callable[[World, Session], None],
) -> None:
    world = rules_alone
    shown: list[Callable[[Session], Person | None]] = []
    world.change(lambda session: shown.append(way(session, world)))

    def come_late() -> int:
        try:
            world.change(lambda session: come_in(session, shown[0](session)))
        except Exception:  # noqa: BLE001 - refused in the words of each way
            return 403
        return 303

    answer = world.change(lambda session: end(world, session), come_late)

    running = world.look(lambda session: list(session.scalars(running_sign_ins_of(world.karin_id, now()))))
    assert (answer, running) == (403, [])
