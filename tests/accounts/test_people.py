from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import passwords, rules
from roadmaps.accounts.events import PasswordChanged, PasswordResetAsked, PersonDeactivated
from roadmaps.accounts.models import LetterSort, PasswordReset, Person, SignInLink
from roadmaps.accounts.queries import find_open_reset
from roadmaps.accounts.rules.attempts import MOST
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound, TooMany
from roadmaps.foundation.events import take_recorded
from tests.factories.accounts import PASSWORD, a_membership, a_person, a_sign_in, an_organisation
from tests.factories.areas import a_coordinator, as_actor
from tests.factories.letters import asked

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
NEW_PASSWORD = "fyra björkar på udden"


def proof_of(session: Session, person: Person, password: str = PASSWORD) -> rules.Proof:
    return rules.prove(session, email=person.email, password=password, address="192.0.2.7", at=NOW)


def asked_reset(session: Session, email: str, *, at: datetime = NOW) -> str | None:
    rules.ask_for_letter(session, LetterSort.RESET, email=email, address="192.0.2.7", at=at)
    session.flush()
    told = asked(session, PasswordResetAsked)
    return told.token if told else None


def test_people_change_their_own_name_and_language(session: Session) -> None:
    karin = a_person(session)

    rules.change_profile(session, karin, name="Karin Ås", language="en", actor=as_actor(session, karin))

    assert (karin.name, karin.language) == ("Karin Ås", "en")


def test_nobody_changes_the_name_of_another_not_even_a_coordinator(session: Session) -> None:
    karin = a_person(session)

    with pytest.raises(NotAllowed):
        rules.change_profile(session, karin, name="X", language="sv", actor=a_coordinator(session))


def test_a_new_password_ends_every_other_sign_in(session: Session) -> None:
    karin = a_person(session)
    here, here_token = a_sign_in(session, karin, at=NOW)
    _, phone = a_sign_in(session, karin, at=NOW)

    rules.change_password(
        session,
        karin,
        proof=proof_of(session, karin),
        password=NEW_PASSWORD,
        keep_id=here.id,
        at=NOW,
        actor=as_actor(session, karin),
    )
    session.flush()

    assert passwords.matches(karin.password_hash, NEW_PASSWORD)
    assert rules.find_sign_in(session, here_token, at=NOW) is here
    assert rules.find_sign_in(session, phone, at=NOW) is None
    assert any(isinstance(event, PasswordChanged) for event in take_recorded(session))


def test_the_present_password_is_asked_for(session: Session) -> None:
    karin = a_person(session)

    with pytest.raises(Invalid) as refusal:
        rules.change_password(
            session,
            karin,
            proof=proof_of(session, karin, "inte det rätta"),
            password=NEW_PASSWORD,
            keep_id=None,
            at=NOW,
            actor=as_actor(session, karin),
        )

    assert "old_password" in refusal.value.fields


def test_one_acts_only_for_organisations_that_one_belongs_to(session: Session) -> None:
    karin, torsta, peak = a_person(session), an_organisation(session, "Torsta"), an_organisation(session, "Peak")
    a_membership(session, karin, torsta)
    sign_in, _ = a_sign_in(session, karin, at=NOW)
    actor = as_actor(session, karin)

    rules.choose_organisation(session, sign_in, torsta.id, actor=actor)

    assert sign_in.acting_for_id == torsta.id
    with pytest.raises(NotAllowed):
        rules.choose_organisation(session, sign_in, peak.id, actor=actor)


def test_deactivating_a_person_ends_every_sign_in_and_keeps_the_name(session: Session) -> None:
    karin = a_person(session)
    _, token = a_sign_in(session, karin, at=NOW)

    rules.deactivate(session, karin, at=NOW, actor=a_coordinator(session))
    session.flush()

    assert karin.name == "Karin Åslund"
    assert rules.find_sign_in(session, token, at=NOW) is None
    assert proof_of(session, karin).person_id is None
    assert any(isinstance(event, PersonDeactivated) for event in take_recorded(session))


def test_a_reactivated_person_gets_in_again_but_old_sign_ins_stay_ended(session: Session) -> None:
    karin, maja = a_person(session), a_coordinator(session)
    _, token = a_sign_in(session, karin, at=NOW)
    rules.deactivate(session, karin, at=NOW, actor=maja)

    rules.reactivate(session, karin, at=NOW, actor=maja)
    session.flush()

    assert proof_of(session, karin).person_id == karin.id
    assert rules.find_sign_in(session, token, at=NOW) is None


def test_links_that_were_sent_before_a_person_was_shut_out_stay_dead_when_they_come_back(session: Session) -> None:
    karin, maja = a_person(session), a_coordinator(session)
    rules.send_sign_in_link(session, karin, browser_hash="", at=NOW)
    rules.make_link(session, karin, at=NOW)
    rules.ask_for_new_email(session, karin, email="new@example.org", address="", at=NOW, actor=as_actor(session, karin))
    session.flush()

    rules.deactivate(session, karin, at=NOW, actor=maja)
    rules.reactivate(session, karin, at=NOW, actor=maja)
    session.flush()
    session.expire_all()

    assert session.scalars(select(SignInLink)).one().used_at == NOW
    assert session.scalars(select(PasswordReset)).one().used_at == NOW
    assert session.scalar(rules.asked_email_of(karin.id, NOW)) is None


def test_only_coordinators_deactivate_and_not_themselves(session: Session) -> None:
    karin, maja = a_person(session), a_coordinator(session)
    maja_herself = session.get_one(Person, maja.person_id)

    with pytest.raises(NotAllowed):
        rules.deactivate(session, maja_herself, at=NOW, actor=as_actor(session, karin))
    with pytest.raises(NotAllowed):
        rules.deactivate(session, maja_herself, at=NOW, actor=maja)


def test_nobody_makes_themselves_coordinator(session: Session) -> None:
    karin = a_person(session)

    with pytest.raises(NotAllowed):
        rules.appoint_coordinator(session, karin, at=NOW, actor=as_actor(session, karin))

    rules.appoint_coordinator(session, karin, at=NOW, actor=a_coordinator(session))
    assert karin.is_coordinator


def test_the_last_active_coordinator_stays(session: Session) -> None:
    maja = a_coordinator(session)
    a_person(session, "Former", is_coordinator=True, deactivated_at=NOW)

    with pytest.raises(Invalid):
        rules.dismiss_coordinator(session, session.get_one(Person, maja.person_id), at=NOW, actor=maja)


def test_a_coordinator_may_step_down_when_there_is_another(session: Session) -> None:
    maja = a_coordinator(session)
    a_coordinator(session, "Per Holm")
    maja_herself = session.get_one(Person, maja.person_id)

    rules.dismiss_coordinator(session, maja_herself, at=NOW, actor=maja)

    assert not maja_herself.is_coordinator


def test_a_reset_gives_a_new_password_once_and_signs_out_everywhere(session: Session) -> None:
    karin = a_person(session, email="karin@example.org")
    _, phone = a_sign_in(session, karin, at=NOW)
    token = asked_reset(session, "Karin@example.org")
    assert token is not None

    reset = find_open_reset(session, token, NOW)
    rules.reset_password(session, reset, password=NEW_PASSWORD, at=NOW)
    session.flush()

    assert passwords.matches(karin.password_hash, NEW_PASSWORD)
    assert rules.find_sign_in(session, phone, at=NOW) is None
    with pytest.raises(NotFound):
        find_open_reset(session, token, NOW)
    with pytest.raises(NotFound):
        rules.reset_password(session, reset, password=NEW_PASSWORD, at=NOW)


def test_a_reset_link_works_for_an_hour_and_the_newest_alone(session: Session) -> None:
    a_person(session, email="karin@example.org")
    first, second = asked_reset(session, "karin@example.org"), asked_reset(session, "karin@example.org")
    assert first is not None
    assert second is not None

    with pytest.raises(NotFound):
        find_open_reset(session, first, NOW)
    with pytest.raises(NotFound):
        find_open_reset(session, second, NOW + timedelta(hours=1))
    assert find_open_reset(session, second, NOW + timedelta(minutes=59))


def test_a_reset_for_nobody_or_for_a_deactivated_person_makes_no_link(session: Session) -> None:
    a_person(session, email="left@example.org", deactivated_at=NOW)

    assert asked_reset(session, "nobody@example.org") is None
    assert asked_reset(session, "left@example.org") is None


def test_resets_asked_for_too_often_are_refused_whether_there_is_an_account_or_not(session: Session) -> None:
    a_person(session, email="karin@example.org")
    for email in ("karin@example.org", "nobody@example.org"):
        for _ in range(MOST["reset"].here):
            asked_reset(session, email)

    for email in ("karin@example.org", "nobody@example.org"):
        with pytest.raises(TooMany):
            asked_reset(session, email)


def test_one_without_a_password_chooses_a_first_one(session: Session) -> None:
    karin = a_person(session)
    karin.password_hash = None
    _, phone = a_sign_in(session, karin, at=NOW)
    facts = {"password": NEW_PASSWORD, "keep_id": None, "at": NOW, "actor": as_actor(session, karin)}

    rules.change_password(session, karin, proof=None, **facts)  # type: ignore[arg-type]

    assert passwords.matches(karin.password_hash, NEW_PASSWORD)
    assert rules.find_sign_in(session, phone, at=NOW) is None
    with pytest.raises(Invalid):
        rules.change_password(session, karin, proof=None, **facts)  # type: ignore[arg-type]
