from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Refusal
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.passkeys.ceremonies import options_for_showing, read_claim
from roadmaps.passkeys.rules import show as show_passkey
from roadmaps.second_steps import queries, rules
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.areas import as_actor
from tests.factories.passkeys import SITE, Device
from tests.factories.second_steps import SEAL, a_waiting_sign_in, an_app, shown_at, some_codes

HOW_MANY = 3


def outcomes(database: Database, act: Callable[[Session, int], Any]) -> list[bool]:
    """Run the act in several threads and units of work, begun at the same moment; what each of them came to."""
    units, start = UnitsOfWork(database, Listeners()), Barrier(HOW_MANY)

    def run(number: int) -> bool:
        start.wait()
        try:
            with units.change() as session:
                return bool(act(session, number))
        except Refusal:
            return False

    with ThreadPoolExecutor(HOW_MANY) as pool:
        return sorted(pool.map(run, range(HOW_MANY)))


ONE = [False] * (HOW_MANY - 1) + [True]


def test_one_code_lets_one_browser_in(fresh_database: Database, at: datetime) -> None:
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        person = a_person(session)
        secret, codes = an_app(session, person), some_codes(session, person)
        ids = [a_waiting_sign_in(session, person, at=at).id for _ in range(HOW_MANY)]

    def show(code: str) -> Callable[[Session, int], Any]:
        return lambda session, number: rules.show_code(
            session, session.get_one(SignIn, ids[number]), code, seal=SEAL, at=at
        )

    assert outcomes(fresh_database, show(shown_at(secret, at))) == ONE
    assert outcomes(fresh_database, show(codes[0])) == ONE


def test_guesses_at_the_same_moment_are_all_counted(fresh_database: Database, at: datetime) -> None:
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        person = a_person(session)
        an_app(session, person)
        ids = [a_waiting_sign_in(session, person, at=at).id for _ in range(HOW_MANY)]

    for _ in range(4):
        outcomes(
            fresh_database,
            lambda session, number: rules.show_code(
                session, session.get_one(SignIn, ids[number]), "12", seal=SEAL, at=at
            ),
        )

    with fresh_database.reading() as session:
        wrong = session.scalars(queries.wrong_codes_since(person.id, at.replace(year=2025))).all()
    assert len(wrong) == 6


def test_one_answer_of_a_passkey_signs_in_once(fresh_database: Database, at: datetime) -> None:
    phone = Device()
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        phone.known_to(session, a_person(session))
    claim = read_claim(phone.show(options_for_showing(SITE, challenge=b"c" * 32)))

    told = outcomes(
        fresh_database,
        lambda session, _: show_passkey(session, claim, site=SITE, challenge=b"c" * 32, person_id=None, at=at),
    )

    assert told == ONE


def test_pressing_twice_and_choosing_at_once_break_nothing(fresh_database: Database, at: datetime) -> None:
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        person = a_person(session, is_coordinator=True)
        actor = as_actor(session, person)
        sign_in = a_sign_in(session, person, at=at)[0].id

    def choose(session: Session, number: int) -> bool:
        rules.choose(
            session,
            asks_coordinators=True,
            asks_leaders=number % 2 == 0,
            has_one=True,
            on=at.date(),
            at=at,
            actor=actor,
        )
        return True

    offered = outcomes(
        fresh_database,
        lambda session, _: rules.offer_app(session, session.get_one(SignIn, sign_in), seal=SEAL, at=at),
    )
    chosen = outcomes(fresh_database, choose)

    assert offered == [True] * HOW_MANY
    assert any(chosen)
