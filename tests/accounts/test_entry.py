from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts import passwords, rules
from roadmaps.accounts.events import SignedIn, SignInsEnded
from roadmaps.accounts.rules import entry
from roadmaps.foundation.events import take_recorded
from tests.factories.accounts import PASSWORD, a_person, a_sign_in
from tests.factories.areas import as_actor

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def prove(
    session: Session, email: str, password: str, *, address: str = "192.0.2.7", at: datetime = NOW
) -> rules.Proof:
    return rules.prove(session, email=email, password=password, address=address, at=at)


def test_the_right_password_lets_in_whatever_the_case_of_the_address(session: Session) -> None:
    karin = a_person(session, email="karin@example.org")

    proof = prove(session, "Karin@Example.org", PASSWORD)
    token = rules.enter(session, proof, user_agent="Firefox", at=NOW)

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

    rules.enter(session, prove(session, "karin@example.org", PASSWORD), user_agent="", at=NOW)

    assert karin.password_hash not in (None, old)
    assert passwords.matches(karin.password_hash, PASSWORD)


def test_after_many_failures_even_the_right_password_waits_a_while(session: Session) -> None:
    a_person(session, email="karin@example.org")
    for _ in range(entry.MOST_FOR_ACCOUNT_FROM_ADDRESS):
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
    for number in range(entry.MOST_FROM_ADDRESS):
        failed = rules.Proof(account_key=f"account {number}", address_key=entry.hash_of("192.0.2.7"))
        rules.count_failure(session, failed, at=NOW)
    session.flush()

    assert prove(session, "karin@example.org", PASSWORD).is_limited


def test_old_failures_are_forgotten(session: Session) -> None:
    rules.count_failure(session, prove(session, "x@example.org", "fel"), at=NOW - timedelta(days=2))
    session.flush()

    rules.count_failure(session, prove(session, "x@example.org", "fel"), at=NOW)

    assert session.query(entry.SignInAttempt).count() == 1


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


def test_ending_a_sign_in_ends_it_at_once(session: Session) -> None:
    karin = a_person(session)
    sign_in, token = a_sign_in(session, karin, at=NOW)

    rules.end_sign_in(session, sign_in, at=NOW, actor=as_actor(session, karin))
    session.flush()

    assert rules.find_sign_in(session, token, at=NOW) is None
