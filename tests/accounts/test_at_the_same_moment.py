from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts import queries, rules
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.events import SignInLinkAsked
from roadmaps.accounts.models import Helix, Invitation, LetterSort, Organisation, Person, SignInLink
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.clock import today
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid, NotFound, Refusal
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.factories.accounts import a_person, an_organisation
from tests.factories.areas import as_actor
from tests.racing import what_comes_of_the_second


def outcomes(database: Database, acts: list[Callable[[Session], object]]) -> list[str]:
    """Run each act in a thread and a unit of work of its own, begun at the same moment."""
    units, start = UnitsOfWork(database, Listeners()), Barrier(len(acts))

    def run(act: Callable[[Session], object]) -> str:
        start.wait()
        try:
            with units.change() as session:
                act(session)
        except Refusal:
            return "refused"
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def accepting(token: str, inviter: Actor, at: datetime, read: Barrier | None = None) -> Callable[[Session], None]:
    def accept(session: Session) -> None:
        invitation = queries.find_open_invitation(session, token, at)
        if read is not None:
            read.wait()
        rules.accept_as_new_person(
            session,
            invitation,
            name="Åsa",
            language="sv",
            password="fyra björkar på udden",
            at=at,
            on=today(),
            inviter=inviter,
        )

    return accept


def test_two_clicks_on_one_link_make_one_person(fresh_database: Database, at: datetime) -> None:
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        maja = as_actor(session, a_person(session, is_coordinator=True))
        token = rules.invite(session, email="asa@example.org", at=at, actor=maja).token

    told = outcomes(fresh_database, [accepting(token, maja, at)] * 2)

    with fresh_database.reading() as session:
        made = session.scalar(select(func.count()).where(Person.email == "asa@example.org"))
    assert (told, made) == (["done", "refused"], 1)


@pytest.mark.parametrize("settle", [rules.withdraw, rules.resend])
def test_a_link_that_is_stopped_while_it_is_used_is_either_used_or_stopped(
    fresh_database: Database, at: datetime, settle: Callable[..., object]
) -> None:
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        maja = as_actor(session, a_person(session, is_coordinator=True))
        letter = rules.invite(session, email="asa@example.org", at=at, actor=maja)
    # SQLite lets one unit of work in after another; elsewhere both have read the invitation before either settles it.
    both = Barrier(2 if fresh_database.engine.dialect.name == "postgresql" else 1)
    accept = accepting(letter.token, maja, at, both)

    def stop(session: Session) -> None:
        invitation = session.get_one(Invitation, letter.invitation.id)
        both.wait()
        settle(session, invitation, at=at, actor=maja)

    told = outcomes(fresh_database, [accept, stop])

    with fresh_database.reading() as session:
        made = session.scalar(select(func.count()).where(Person.email == "asa@example.org"))
        invitation = session.get_one(Invitation, letter.invitation.id)
        is_stopped = invitation.withdrawn_at is not None or invitation.token_hash != hash_of(letter.token)
    assert told == ["done", "refused"]
    assert (made, is_stopped) in ((1, False), (0, True))


def test_two_coordinators_cannot_dismiss_each_other(fresh_database: Database, at: datetime) -> None:
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        people = [a_person(session, name, is_coordinator=True) for name in ("Maja Sundin", "Per Holm")]
        actors = [as_actor(session, person) for person in people]
    ids = [person.id for person in people]

    def dismiss(by: int, whom: int) -> Callable[[Session], None]:
        return lambda session: rules.dismiss_coordinator(
            session, session.get_one(Person, ids[whom]), at=at, actor=actors[by]
        )

    outcomes(fresh_database, [dismiss(0, 1), dismiss(1, 0)])

    with fresh_database.reading() as session:
        assert len(session.scalars(queries.active_coordinators()).all()) == 1


def test_two_presses_on_one_link_sign_in_once(fresh_database: Database, at: datetime) -> None:
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        karin = a_person(session)
        rules.send_sign_in_link(session, karin, browser_hash=hash_of("secret"), at=at)
        token = next(event.token for event in take_recorded(session) if isinstance(event, SignInLinkAsked))

    def press(session: Session) -> None:
        link = rules.find_sign_in_link(session, token, at=at)
        rules.use_sign_in_link(session, link, browser="secret", at=at)

    assert outcomes(fresh_database, [press, press]) == ["done", "refused"]


def test_two_processes_write_a_letter_that_was_asked_for_once(fresh_database: Database, at: datetime) -> None:
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        a_person(session, email="karin@example.org")
        rules.ask_for_letter(
            session, LetterSort.SIGN_IN, email="karin@example.org", address="", browser="secret", at=at
        )

    outcomes(fresh_database, [lambda session: rules.write_asked(session, at=at)] * 2)

    with fresh_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInLink)) == 1


def test_whoever_comes_second_to_an_address_is_told_that_it_is_taken(fresh_database: Database, at: datetime) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        maja = as_actor(session, a_person(session, "Maja Sundin", is_coordinator=True))
        token = rules.invite(session, email="asa@example.org", at=at, actor=maja).token
        karin, per = a_person(session), a_person(session, "Per Olsson")
        actors = [as_actor(session, karin), as_actor(session, per)]
        for person, actor in zip((karin, per), actors, strict=True):
            rules.ask_for_new_email(session, person, email="asa@example.org", address="", at=at, actor=actor)

    def keeping(actor: Actor) -> Callable[[Session], None]:
        def keep(session: Session) -> None:
            change = session.scalars(rules.asked_email_of(actor.person_id, at)).one()
            rules.keep_new_email(session, change, at=at, actor=actor)

        return keep

    one_more = what_comes_of_the_second(units, keeping(actors[0]), keeping(actors[1]))
    assert isinstance(one_more, NotFound)

    with units.change() as session:
        session.get_one(Person, karin.id).email = "karin@example.org"
    invited = what_comes_of_the_second(units, keeping(actors[1]), accepting(token, maja, at))
    assert isinstance(invited, Invalid)

    with units.change() as session:
        session.get_one(Person, per.id).email = "per@example.org"
        rules.ask_for_new_email(
            session, session.get_one(Person, karin.id), email="asa@example.org", address="", at=at, actor=actors[0]
        )
    late = what_comes_of_the_second(units, accepting(token, maja, at), keeping(actors[0]))
    assert isinstance(late, NotFound)


def test_two_coordinators_let_one_person_act_for_an_organisation_once(fresh_database: Database, at: datetime) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        maja = as_actor(session, a_person(session, "Maja Sundin", is_coordinator=True))
        person_id, organisation_id = a_person(session).id, an_organisation(session).id

    def add(session: Session) -> None:
        person, organisation = session.get_one(Person, person_id), session.get_one(Organisation, organisation_id)
        rules.add_member(session, organisation, person, from_on=today(), actor=maja)

    assert isinstance(what_comes_of_the_second(units, add, add), Invalid)


def test_two_coordinators_add_one_organisation_once(fresh_database: Database, at: datetime) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        maja = as_actor(session, a_person(session, "Maja Sundin", is_coordinator=True))

    def add(session: Session) -> None:
        rules.add_organisation(session, name="Torsta", helix=Helix.BUSINESS, at=at, actor=maja)

    assert isinstance(what_comes_of_the_second(units, add, add), Invalid)
