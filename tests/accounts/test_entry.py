from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts import passwords, rules
from roadmaps.accounts.events import SignedIn, SignInFailed, SignInsEnded
from roadmaps.accounts.models import SignInAttempt, Way
from roadmaps.accounts.rules.attempts import MOST
from roadmaps.accounts.secrets import hash_of
from roadmaps.accounts.terms import Terms
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import take_recorded
from tests.factories.accounts import PASSWORD, a_person, a_sign_in
from tests.factories.areas import a_coordinator, as_actor

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def prove(
    session: Session, email: str, password: str, *, address: str = "192.0.2.7", at: datetime = NOW
) -> rules.Proof:
    return rules.prove(session, email=email, password=password, address=address, at=at)


def enter(session: Session, proof: rules.Proof) -> str:
    person = rules.person_of(session, proof)
    facts = {"is_strong": False, "terms": Terms(), "user_agent": "Firefox"}
    return rules.enter_as(session, person, way=Way.PASSWORD, **facts, at=NOW)  # type: ignore[arg-type]


def test_the_right_password_lets_in_whatever_the_case_of_the_address(session: Session) -> None:
    karin = a_person(session, email="karin@example.org")

    proof = prove(session, "Karin@Example.org", PASSWORD)
    token = enter(session, proof)

    sign_in = rules.find_sign_in(session, token, at=NOW)
    assert sign_in is not None
    assert sign_in.person_id == karin.id
    assert token not in sign_in.token_hash
    assert any(isinstance(event, SignedIn) for event in take_recorded(session))


def test_a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words(session: Session) -> None:
    a_person(session, email="karin@example.org")

    wrong, unknown = prove(session, "karin@example.org", "fel lösenord här"), prove(session, "x@example.org", PASSWORD)

    assert wrong.person_id is unknown.person_id is None
    assert wrong.refusal == unknown.refusal


def test_a_deactivated_person_does_not_get_in(session: Session) -> None:
    a_person(session, email="karin@example.org", deactivated_at=NOW)

    assert prove(session, "karin@example.org", PASSWORD).refusal is not None


def test_a_hash_with_old_costs_is_renewed_at_sign_in(session: Session) -> None:
    karin = a_person(session, email="karin@example.org")
    old = karin.password_hash

    enter(session, prove(session, "karin@example.org", PASSWORD))

    assert karin.password_hash not in (None, old)
    assert passwords.matches(karin.password_hash, PASSWORD)


def test_a_password_that_was_changed_after_it_was_shown_lets_nobody_in(session: Session) -> None:
    karin = a_person(session, email="karin@example.org")
    proof = prove(session, "karin@example.org", PASSWORD)

    karin.password_hash = passwords.hash_password("fyra björkar på udden")
    session.flush()

    with pytest.raises(NotAllowed):
        rules.person_of(session, proof)


def test_after_many_failures_even_the_right_password_waits_a_while(session: Session) -> None:
    a_person(session, email="karin@example.org")
    for _ in range(MOST["sign-in"].here):
        rules.count_failure(session, prove(session, "karin@example.org", "fel lösenord"), at=NOW)
    session.flush()

    limited = prove(session, "karin@example.org", PASSWORD)
    from_elsewhere = prove(session, "karin@example.org", PASSWORD, address="198.51.100.9")
    later = prove(session, "karin@example.org", PASSWORD, at=NOW + timedelta(minutes=16))

    assert limited.is_limited
    assert limited.person_id is None
    assert from_elsewhere.person_id is not None
    assert later.person_id is not None


def test_one_address_cannot_try_every_account(session: Session) -> None:
    a_person(session, email="karin@example.org")
    for number in range(MOST["sign-in"].address):
        failed = rules.Proof(account_key=f"account {number}", address_key=hash_of("192.0.2.7"))
        rules.count_failure(session, failed, at=NOW)
    session.flush()

    assert prove(session, "karin@example.org", PASSWORD).is_limited


def test_old_failures_are_forgotten(session: Session) -> None:
    rules.count_failure(session, prove(session, "x@example.org", "fel"), at=NOW - timedelta(days=2))
    session.flush()

    rules.count_failure(session, prove(session, "x@example.org", "fel"), at=NOW)

    assert session.query(SignInAttempt).count() == 1


def test_a_failure_is_told_with_whose_account_it_was_if_it_was_anybodys(session: Session) -> None:
    karin = a_person(session, email="karin@example.org")

    for email in ("karin@example.org", "nobody@example.org"):
        rules.count_failure(session, prove(session, email, "fel lösenord"), at=NOW)

    told = [event.person_id for event in take_recorded(session) if isinstance(event, SignInFailed)]
    assert told == [karin.id, None]


def test_a_sign_in_ends_when_left_idle_and_in_any_case_after_ninety_days(session: Session) -> None:
    karin = a_person(session)
    _, idle = a_sign_in(session, karin, at=NOW)
    used, used_token = a_sign_in(session, karin, at=NOW)
    rules.touch(session, used, at=NOW + timedelta(days=13))
    session.flush()

    at = NOW + timedelta(days=15)

    assert rules.find_sign_in(session, idle, at=at) is None
    assert rules.find_sign_in(session, used_token, at=at) is used
    rules.touch(session, used, at=NOW + timedelta(days=89))
    session.flush()
    assert rules.find_sign_in(session, used_token, at=NOW + timedelta(days=90)) is None


def test_ending_all_other_sign_ins_leaves_the_one_in_use(session: Session) -> None:
    karin = a_person(session)
    here, here_token = a_sign_in(session, karin, at=NOW)
    _, phone = a_sign_in(session, karin, at=NOW)
    _, of_another = a_sign_in(session, a_person(session), at=NOW)

    ended = rules.end_all_sign_ins(session, karin.id, except_id=here.id, at=NOW)
    session.flush()

    assert ended == 1
    assert rules.find_sign_in(session, here_token, at=NOW) is here
    assert rules.find_sign_in(session, phone, at=NOW) is None
    assert rules.find_sign_in(session, of_another, at=NOW) is not None
    assert any(isinstance(event, SignInsEnded) for event in take_recorded(session))


def test_ending_all_sign_ins_ends_those_too_that_wait_for_a_second_step(session: Session) -> None:
    karin = a_person(session)
    waiting, _ = a_sign_in(session, karin, at=NOW)
    waiting.waits_for_second_step = True
    session.flush()

    rules.end_all_sign_ins(session, karin.id, at=NOW)

    assert waiting.ended_at == NOW


def test_coordinators_sign_others_out_and_nobody_else_does(session: Session) -> None:
    karin, maja = a_person(session), a_coordinator(session)
    sign_in, _ = a_sign_in(session, karin, at=NOW)

    with pytest.raises(NotAllowed):
        rules.end_sign_ins_of(session, karin, at=NOW, actor=as_actor(session, a_person(session, "Per Holm")))
    rules.end_sign_ins_of(session, karin, at=NOW, actor=maja)

    assert sign_in.ended_at == NOW
    told = next(event for event in take_recorded(session) if isinstance(event, SignInsEnded))
    assert (told.person_id, told.by_id) == (karin.id, maja.person_id)


def test_ending_a_sign_in_ends_it_at_once(session: Session) -> None:
    karin = a_person(session)
    sign_in, token = a_sign_in(session, karin, at=NOW)

    rules.end_sign_in(session, sign_in, at=NOW, actor=as_actor(session, karin))
    session.flush()

    assert rules.find_sign_in(session, token, at=NOW) is None
