from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.second_steps import queries, rules
from roadmaps.second_steps.events import CodeAppTaken
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.second_steps import SEAL, a_choice, a_waiting_sign_in, an_app, shown_at, some_codes


def test_the_first_right_code_takes_the_app_into_use(session: Session, at: datetime) -> None:
    person = a_person(session)
    sign_in, _ = a_sign_in(session, person, at=at)
    secret = rules.offer_app(session, sign_in, seal=SEAL, at=at)
    assert queries.app_in_use(session, person.id) is None

    _, codes = rules.take_app(session, sign_in, shown_at(secret, at), seal=SEAL, at=at)

    assert queries.app_in_use(session, person.id) is not None
    assert len(codes) == 10
    assert sign_in.strong_at == at
    assert CodeAppTaken(person_id=person.id, at=at, is_another=False) in take_recorded(session)


def test_the_code_that_set_it_up_does_not_sign_in_as_well(session: Session, at: datetime) -> None:
    person = a_person(session)
    sign_in, _ = a_sign_in(session, person, at=at)
    secret = rules.offer_app(session, sign_in, seal=SEAL, at=at)
    rules.take_app(session, sign_in, shown_at(secret, at), seal=SEAL, at=at)

    other = a_waiting_sign_in(session, person, at=at)

    assert rules.show_code(session, other, shown_at(secret, at), seal=SEAL, at=at) is None


def test_only_the_browser_that_was_shown_the_secret_takes_it_into_use(session: Session, at: datetime) -> None:
    person = a_person(session)
    thief, owner = (a_sign_in(session, person, at=at)[0] for _ in range(2))
    known_to_thief = rules.offer_app(session, thief, seal=SEAL, at=at)

    with pytest.raises(Invalid):
        rules.take_app(session, owner, shown_at(known_to_thief, at), seal=SEAL, at=at)
    rules.offer_app(session, owner, seal=SEAL, at=at)
    with pytest.raises(Invalid):
        rules.take_app(session, thief, shown_at(known_to_thief, at), seal=SEAL, at=at)

    assert queries.app_in_use(session, person.id) is None


def test_an_offer_is_good_for_half_an_hour(session: Session, at: datetime) -> None:
    sign_in, _ = a_sign_in(session, a_person(session), at=at)
    secret = rules.offer_app(session, sign_in, seal=SEAL, at=at)
    later = at + timedelta(minutes=30)

    with pytest.raises(Invalid):
        rules.take_app(session, sign_in, shown_at(secret, later), seal=SEAL, at=later)


def test_moving_to_another_phone_leaves_the_old_one_in_use_until_the_new_one_works(
    session: Session, at: datetime
) -> None:
    person = a_person(session)
    old = an_app(session, person)
    sign_in, _ = a_sign_in(session, person, at=at)
    new = rules.offer_app(session, sign_in, seal=SEAL, at=at)

    with pytest.raises(Invalid):
        rules.take_app(session, sign_in, shown_at(old, at), seal=SEAL, at=at)
    assert rules.show_code(session, a_waiting_sign_in(session, person, at=at), shown_at(old, at), seal=SEAL, at=at)
    rules.take_app(session, sign_in, shown_at(new, at), seal=SEAL, at=at)

    later = at + timedelta(minutes=2)
    waiting = a_waiting_sign_in(session, person, at=later)
    assert rules.show_code(session, waiting, shown_at(old, later), seal=SEAL, at=later) is None
    assert rules.show_code(session, waiting, shown_at(new, later), seal=SEAL, at=later)


def test_other_browsers_wait_for_a_code_once_there_is_an_app(session: Session, at: datetime) -> None:
    person, stranger = a_person(session), a_person(session, "Per Olsson")
    here, elsewhere, not_mine = (a_sign_in(session, one, at=at)[0] for one in (person, person, stranger))
    secret = rules.offer_app(session, here, seal=SEAL, at=at)

    rules.take_app(session, here, shown_at(secret, at), seal=SEAL, at=at)

    assert [one.waits_for_second_step for one in (here, elsewhere, not_mine)] == [False, True, False]


def test_turning_it_off_takes_the_recovery_codes_along(session: Session, at: datetime) -> None:
    person = a_person(session)
    an_app(session, person)
    some_codes(session, person)

    rules.give_up_app(session, a_sign_in(session, person, at=at)[0], has_other_way=False, on=at.date(), at=at)
    session.flush()

    assert not queries.has_codes(session, person.id)


def test_with_a_passkey_left_the_recovery_codes_stay(session: Session, at: datetime) -> None:
    person = a_person(session)
    an_app(session, person)
    some_codes(session, person)

    rules.give_up_app(session, a_sign_in(session, person, at=at)[0], has_other_way=True, on=at.date(), at=at)
    session.flush()

    assert queries.codes_left(session, person.id) == 10


def test_whom_the_site_asks_cannot_turn_off_the_only_one(session: Session, at: datetime) -> None:
    coordinator = a_person(session, is_coordinator=True)
    a_choice(session, coordinator)
    an_app(session, coordinator)

    with pytest.raises(NotAllowed):
        rules.give_up_app(session, a_sign_in(session, coordinator, at=at)[0], has_other_way=False, on=at.date(), at=at)

    assert queries.app_in_use(session, coordinator.id) is not None


def test_a_sign_in_that_ended_meanwhile_is_not_made_to_wait(session: Session, at: datetime) -> None:
    person = a_person(session)
    sign_in: SignIn = a_sign_in(session, person, at=at)[0]
    sign_in.ended_at = at
    session.flush()

    assert rules.make_wait(session, person.id, at=at) == 0
