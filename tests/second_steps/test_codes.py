from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import TooMany
from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.sealing import Seal
from roadmaps.second_steps import rules
from roadmaps.second_steps.events import CodesGuessed, RecoveryCodeUsed, WrongCodeShown
from roadmaps.second_steps.models import CodeApp, RecoveryCode, WrongCode
from roadmaps.second_steps.numbers import on_paper
from tests.factories.accounts import a_person
from tests.factories.second_steps import SEAL, a_waiting_sign_in, an_app, shown_at, some_codes

HALF_A_MINUTE = timedelta(seconds=30)


def test_a_right_code_lets_the_waiting_browser_in_with_a_new_token(session: Session, at: datetime) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    sign_in = a_waiting_sign_in(session, person, at=at)
    before = sign_in.token_hash

    token = rules.show_code(session, sign_in, shown_at(secret, at), seal=SEAL, at=at)

    assert token is not None
    assert sign_in.token_hash != before
    assert (sign_in.waits_for_second_step, sign_in.strong_at) == (False, at)


@pytest.mark.parametrize(
    ("aside", "is_taken"),
    [
        pytest.param(-2, False, id="a minute ago"),
        pytest.param(-1, True, id="the one before"),
        pytest.param(0, True, id="the one now"),
        pytest.param(1, True, id="the next one"),
        pytest.param(2, False, id="in a minute"),
    ],
)
def test_a_clock_may_be_half_a_minute_wrong_and_no_more(
    session: Session, at: datetime, aside: int, is_taken: bool
) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    sign_in = a_waiting_sign_in(session, person, at=at)

    token = rules.show_code(session, sign_in, shown_at(secret, at + aside * HALF_A_MINUTE), seal=SEAL, at=at)

    assert (token is not None) is is_taken


def test_a_code_is_good_once_and_so_are_those_before_it(session: Session, at: datetime) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    mine, thief = (a_waiting_sign_in(session, person, at=at) for _ in range(2))
    assert rules.show_code(session, mine, shown_at(secret, at), seal=SEAL, at=at)

    again = rules.show_code(session, thief, shown_at(secret, at), seal=SEAL, at=at)
    before = rules.show_code(session, thief, shown_at(secret, at - HALF_A_MINUTE), seal=SEAL, at=at)

    assert again is None
    assert before is None
    assert thief.waits_for_second_step


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "000000\n111111", "0" * 60, "-12345"])
def test_what_is_no_code_is_wrong(session: Session, at: datetime, typed: str) -> None:
    person = a_person(session)
    an_app(session, person)
    sign_in = a_waiting_sign_in(session, person, at=at)

    assert rules.show_code(session, sign_in, typed, seal=SEAL, at=at) is None


def test_spaces_in_a_code_do_no_harm(session: Session, at: datetime) -> None:
    person = a_person(session)
    code = shown_at(an_app(session, person), at)
    sign_in = a_waiting_sign_in(session, person, at=at)

    assert rules.show_code(session, sign_in, f" {code[:3]} {code[3:]} ", seal=SEAL, at=at)


def test_another_persons_code_is_wrong(session: Session, at: datetime) -> None:
    person, other = a_person(session), a_person(session, "Per Olsson")
    an_app(session, person)
    others = an_app(session, other)
    [theirs, *_] = some_codes(session, other)
    sign_in = a_waiting_sign_in(session, person, at=at)

    assert rules.show_code(session, sign_in, shown_at(others, at), seal=SEAL, at=at) is None
    assert rules.show_code(session, sign_in, theirs, seal=SEAL, at=at) is None


def test_guessing_is_stopped_also_for_the_right_code_and_the_person_is_told(session: Session, at: datetime) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    sign_in = a_waiting_sign_in(session, person, at=at)
    wrong = str((int(shown_at(secret, at)) + 500_000) % 1_000_000).zfill(6)
    take_recorded(session)

    for _ in range(6):
        assert rules.show_code(session, sign_in, wrong, seal=SEAL, at=at) is None
    with pytest.raises(TooMany) as stopped:
        rules.show_code(session, sign_in, shown_at(secret, at), seal=SEAL, at=at)

    events = take_recorded(session)
    assert [type(one) for one in events].count(WrongCodeShown) == 6
    assert [type(one) for one in events].count(CodesGuessed) == 1
    assert 0 < stopped.value.seconds <= 15 * 60 + 1
    later = at + timedelta(minutes=16)
    assert rules.show_code(session, sign_in, shown_at(secret, later), seal=SEAL, at=later)


def test_patient_guessing_is_stopped_for_the_day(session: Session, at: datetime) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    sign_in = a_waiting_sign_in(session, person, at=at)
    session.add_all(WrongCode(person_id=person.id, tried_at=at - timedelta(hours=1 + n)) for n in range(20))
    session.flush()

    with pytest.raises(TooMany):
        rules.show_code(session, sign_in, shown_at(secret, at), seal=SEAL, at=at)


def test_a_recovery_code_lets_in_once_however_it_is_typed(session: Session, at: datetime) -> None:
    person = a_person(session)
    an_app(session, person)
    codes = some_codes(session, person)
    first, second = (a_waiting_sign_in(session, person, at=at) for _ in range(2))
    take_recorded(session)

    token = rules.show_code(
        session, first, on_paper(codes[3]).lower().replace("1", "l").replace("0", "o"), seal=SEAL, at=at
    )
    again = rules.show_code(session, second, codes[3], seal=SEAL, at=at)

    assert token is not None
    assert again is None
    assert RecoveryCodeUsed(person_id=person.id, at=at, left=9) in take_recorded(session)


def test_somebody_elses_guesses_do_not_lock_out_who_has_a_recovery_code(session: Session, at: datetime) -> None:
    person = a_person(session)
    an_app(session, person)
    codes = some_codes(session, person)
    session.add_all(WrongCode(person_id=person.id, tried_at=at) for _ in range(30))
    sign_in = a_waiting_sign_in(session, person, at=at)

    assert rules.show_code(session, sign_in, codes[0], seal=SEAL, at=at)


def test_there_are_ten_codes_and_only_their_hashes_are_kept(session: Session, at: datetime) -> None:
    person = a_person(session)
    old = some_codes(session, person)

    codes = rules.make_codes(session, person.id, at=at)
    session.flush()

    rows = session.scalars(select(RecoveryCode).where(RecoveryCode.person_id == person.id)).all()
    assert len(set(codes)) == len(rows) == 10
    kept = " ".join(str(value) for row in rows for value in vars(row).values())
    assert not [code for code in codes if code in kept]
    assert rules.show_code(session, a_waiting_sign_in(session, person, at=at), old[0], seal=SEAL, at=at) is None


def test_the_secret_is_sealed_for_its_person_and_with_the_key_of_the_site(session: Session, at: datetime) -> None:
    person, other = a_person(session), a_person(session, "Per Olsson")
    secret = an_app(session, person)
    app = session.scalars(select(CodeApp)).one()

    assert secret not in app.secret
    assert SEAL.open(app.secret, person.id.bytes) == secret
    assert SEAL.open(app.secret, other.id.bytes) is None
    assert Seal("another key", "second steps").open(app.secret, person.id.bytes) is None


def test_a_site_with_another_key_takes_no_code_of_the_app_and_falls_over_nothing(
    session: Session, at: datetime
) -> None:
    person = a_person(session)
    secret = an_app(session, person)
    [code, *_] = some_codes(session, person)
    sign_in = a_waiting_sign_in(session, person, at=at)

    assert (
        rules.show_code(session, sign_in, shown_at(secret, at), seal=Seal("another key", "second steps"), at=at) is None
    )
    assert rules.show_code(session, sign_in, code, seal=Seal("another key", "second steps"), at=at)
