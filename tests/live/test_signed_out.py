"""Whatever ends a sign-in puts its open socket out: at once in the process where it was done, within seconds elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts import rules
from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import open_sign_ins_of
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import Listeners
from roadmaps.live.serving.known_actors import GOOD_FOR_SECONDS, KnownActors, SignedOut
from tests.factories.accounts import PASSWORD, a_person, a_sign_in
from tests.factories.areas import a_coordinator, as_actor


def end_one(session: Session, karin: Person) -> None:
    sign_in = session.scalars(open_sign_ins_of(karin.id, now())).one()
    rules.end_sign_in(session, sign_in, at=now(), actor=as_actor(session, karin))


def sign_out_by_coordinator(session: Session, karin: Person) -> None:
    rules.end_sign_ins_of(session, karin, at=now(), actor=a_coordinator(session))


def new_password(session: Session, karin: Person) -> None:
    proof = rules.prove(session, email=karin.email, password=PASSWORD, address="", at=now())
    facts = {"proof": proof, "password": "fyra björkar på udden", "keep_id": None, "at": now()}
    rules.change_password(session, karin, **facts, actor=as_actor(session, karin))  # type: ignore[arg-type]


def deactivation(session: Session, karin: Person) -> None:
    rules.deactivate(session, karin, at=now(), actor=a_coordinator(session))


@pytest.mark.parametrize("act", [end_one, sign_out_by_coordinator, new_password, deactivation])
def test_the_socket_is_out_at_the_next_letter(session: Session, act: Callable[[Session, Person], None]) -> None:
    karin = a_person(session)
    _, token = a_sign_in(session, karin, at=now())
    known, listeners = KnownActors(), Listeners()
    known.wire(listeners)
    assert known.at(session, token, at=now()).person_id == karin.id

    act(session, karin)
    session.flush()
    listeners.tell_after_commit(listeners.tell_in_transaction(session), lambda tell: tell(session))

    with pytest.raises(SignedOut):
        known.at(session, token, at=now())


def test_a_socket_is_out_when_its_sign_in_has_lasted_as_long_as_it_may(session: Session) -> None:
    karin = a_person(session)
    sign_in, token = a_sign_in(session, karin, at=now())
    sign_in.expires_at = now() + timedelta(hours=1)
    session.flush()
    known = KnownActors()

    assert known.ask_again(session, [token], at=now())
    assert known.ask_again(session, [token], at=now() + timedelta(hours=1)) == {}
    assert GOOD_FOR_SECONDS < 3


def test_a_sign_in_that_waits_for_its_second_step_opens_no_socket(session: Session) -> None:
    sign_in, token = a_sign_in(session, a_person(session), at=now())
    sign_in.waits_for_second_step = True
    session.flush()

    with pytest.raises(SignedOut):
        KnownActors().at(session, token, at=now())
