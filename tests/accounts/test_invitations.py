from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.events import (
    InvitationAccepted,
    InvitationMade,
    InvitationWithdrawn,
    MemberAdded,
    MemberProposed,
)
from roadmaps.accounts.models import Invitation, Membership, Person
from roadmaps.accounts.queries import find_open_invitation, waiting_proposals
from roadmaps.accounts.rules import Letter
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Role
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area, as_actor, someone_with

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
PASSWORD = "fyra björkar på udden"


def accept_as_new(session: Session, letter: Letter, *, at: datetime = NOW, password: str = PASSWORD) -> Person:
    return rules.accept_as_new_person(
        session,
        letter.invitation,
        name="Åsa Berg",
        language="sv",
        password=password,
        at=at,
        on=TODAY,
        inviter=inviter_of(session, letter),
    )


def inviter_of(session: Session, letter: Letter) -> Actor | None:
    assert letter.invitation.invited_by_id is not None
    return load_actor(session, letter.invitation.invited_by_id, on=TODAY)


def test_an_invitation_makes_a_person_who_acts_for_the_organisation(session: Session) -> None:
    torsta = an_organisation(session, "Torsta")
    letter = rules.invite(
        session, email="Asa@Example.org", name="Åsa", organisation=torsta, at=NOW, actor=a_coordinator(session)
    )

    asa = accept_as_new(session, letter)
    session.flush()

    assert (asa.name, asa.email, asa.is_coordinator) == ("Åsa Berg", "asa@example.org", False)
    membership = session.scalars(select(Membership).where(Membership.person_id == asa.id)).one()
    assert (membership.organisation_id, membership.from_on) == (torsta.id, TODAY)
    assert rules.prove(session, email=asa.email, password=PASSWORD, address="", at=NOW).person_id == asa.id


def test_the_events_carry_the_token_and_the_grants_and_the_table_neither_token(session: Session) -> None:
    grants = [{"area_id": "0193", "role": "actor"}]
    letter = rules.invite(
        session, email="asa@example.org", grants=grants, place="Upplevelser", at=NOW, actor=a_coordinator(session)
    )
    accept_as_new(session, letter)

    events = take_recorded(session)
    made = next(event for event in events if isinstance(event, InvitationMade))
    accepted = next(event for event in events if isinstance(event, InvitationAccepted))
    assert (made.token, made.place, made.inviter_name) == (letter.token, "Upplevelser", "Maja Sundin")
    assert letter.token not in (letter.invitation.token_hash, repr(made), repr(letter))
    assert (accepted.grants, accepted.is_new_person) == (tuple(grants), True)


def test_a_link_works_once(session: Session) -> None:
    letter = rules.invite(session, email="asa@example.org", at=NOW, actor=a_coordinator(session))
    accept_as_new(session, letter)
    session.flush()

    with pytest.raises(NotFound):
        find_open_invitation(session, letter.token, NOW)
    with pytest.raises(NotFound):
        accept_as_new(session, letter)


def test_a_link_works_for_a_week(session: Session) -> None:
    letter = rules.invite(session, email="asa@example.org", at=NOW, actor=a_coordinator(session))

    assert find_open_invitation(session, letter.token, NOW + timedelta(days=6, hours=23)) is letter.invitation
    with pytest.raises(NotFound):
        accept_as_new(session, letter, at=NOW + timedelta(days=7))


def test_a_withdrawn_link_stops_working(session: Session) -> None:
    maja = a_coordinator(session)
    letter = rules.invite(session, email="asa@example.org", at=NOW, actor=maja)

    rules.withdraw(session, letter.invitation, at=NOW, actor=maja)
    session.flush()

    with pytest.raises(NotFound):
        find_open_invitation(session, letter.token, NOW)
    with pytest.raises(Invalid):
        rules.resend(session, letter.invitation, at=NOW, actor=maja)
    assert any(isinstance(event, InvitationWithdrawn) for event in take_recorded(session))


def test_a_new_link_stops_the_old_one_and_lasts_another_week(session: Session) -> None:
    maja = a_coordinator(session)
    first = rules.invite(session, email="asa@example.org", at=NOW, actor=maja)

    second = rules.resend(session, first.invitation, at=NOW + timedelta(days=10), actor=maja)

    assert find_open_invitation(session, second.token, NOW + timedelta(days=16)) is first.invitation
    with pytest.raises(NotFound):
        find_open_invitation(session, first.token, NOW)


def test_a_second_invitation_to_the_same_place_replaces_the_first(session: Session) -> None:
    maja = a_coordinator(session)
    first = rules.invite(session, email="asa@example.org", at=NOW, actor=maja)

    rules.invite(session, email="asa@example.org", at=NOW, actor=maja)

    assert not first.invitation.is_open(NOW)


def test_a_weak_password_leaves_the_invitation_open(session: Session) -> None:
    letter = rules.invite(session, email="asa@example.org", at=NOW, actor=a_coordinator(session))

    with pytest.raises(Invalid) as refusal:
        accept_as_new(session, letter, password="asa@example.org")

    assert "password" in refusal.value.fields


def test_someone_who_is_here_already_accepts_as_oneself(session: Session) -> None:
    asa, torsta = a_person(session, email="asa@example.org"), an_organisation(session)
    letter = rules.invite(session, email=asa.email, organisation=torsta, at=NOW, actor=a_coordinator(session))

    rules.accept_as_oneself(
        session,
        letter.invitation,
        asa,
        at=NOW,
        on=TODAY,
        actor=as_actor(session, asa),
        inviter=inviter_of(session, letter),
    )
    session.flush()

    assert as_actor(session, asa, on=TODAY).organisations == ((torsta.id, torsta.name),)


def test_nobody_else_accepts_it(session: Session) -> None:
    per = a_person(session, "Per Holm")
    letter = rules.invite(session, email="asa@example.org", at=NOW, actor=a_coordinator(session))

    with pytest.raises(NotAllowed):
        rules.accept_as_oneself(
            session,
            letter.invitation,
            per,
            at=NOW,
            on=TODAY,
            actor=as_actor(session, per),
            inviter=inviter_of(session, letter),
        )


def test_an_address_that_has_become_a_person_cannot_become_one_twice(session: Session) -> None:
    letter = rules.invite(session, email="asa@example.org", at=NOW, actor=a_coordinator(session))
    a_person(session, email="asa@example.org")

    with pytest.raises(Invalid):
        accept_as_new(session, letter)


def test_only_coordinators_invite_without_an_area(session: Session) -> None:
    with pytest.raises(NotAllowed):
        rules.invite(session, email="asa@example.org", at=NOW, actor=as_actor(session, a_person(session)))


def test_nobody_invites_themselves_or_someone_who_is_deactivated(session: Session) -> None:
    maja = a_coordinator(session)
    left = a_person(session, deactivated_at=NOW)

    with pytest.raises(Invalid):
        rules.invite(session, email=session.get_one(Person, maja.person_id).email, at=NOW, actor=maja)
    with pytest.raises(Invalid):
        rules.invite(session, email=left.email, at=NOW, actor=maja)


def test_a_coordinator_invites_a_coordinator(session: Session) -> None:
    letter = rules.invite(session, email="asa@example.org", as_coordinator=True, at=NOW, actor=a_coordinator(session))

    assert accept_as_new(session, letter).is_coordinator


def test_an_invitation_holds_nothing_that_could_split_a_letter(session: Session) -> None:
    letter = rules.invite(
        session, email="asa@example.org", name="Åsa\r\nBcc: x@example.org", at=NOW, actor=a_coordinator(session)
    )

    assert session.get_one(Invitation, letter.invitation.id).name == "Åsa Bcc: x@example.org"


def test_whoever_may_not_promise_it_any_more_lets_nobody_in(session: Session) -> None:
    maja = a_coordinator(session)
    letter = rules.invite(session, email="asa@example.org", as_coordinator=True, at=NOW, actor=maja)
    session.get_one(Person, maja.person_id).is_coordinator = False

    with pytest.raises(NotFound):
        accept_as_new(session, letter)

    assert letter.invitation.accepted_at is None
    assert session.scalar(select(Person).where(Person.email == "asa@example.org")) is None


def test_nobody_answers_for_the_invitation_of_another(session: Session) -> None:
    letter = rules.invite(session, email="asa@example.org", at=NOW, actor=a_coordinator(session))

    with pytest.raises(NotFound):
        rules.require_inviter(letter.invitation, a_coordinator(session, "Per Holm"))


def test_nobody_says_by_an_invitation_for_whom_others_act(session: Session) -> None:
    area, torsta = an_area(session), an_organisation(session, "Torsta")
    leader = someone_with(session, area, Role.PROCESS_LEADER)
    letter = rules.invite(session, email="asa@example.org", organisation=torsta, area_id=area.id, at=NOW, actor=leader)

    asa = accept_as_new(session, letter)

    assert as_actor(session, asa, on=TODAY).organisations == ()
    [waiting] = session.scalars(waiting_proposals()).all()
    assert (waiting.person_id, waiting.organisation_id, waiting.proposed_by_id) == (
        asa.id,
        torsta.id,
        leader.person_id,
    )
    assert any(isinstance(event, MemberProposed) for event in take_recorded(session))


def test_a_letter_does_not_promise_what_a_coordinator_has_yet_to_confirm(session: Session) -> None:
    area, torsta = an_area(session), an_organisation(session, "Torsta")
    leader = someone_with(session, area, Role.PROCESS_LEADER)
    facts = {"email": "asa@example.org", "organisation": torsta, "area_id": area.id, "at": NOW}
    by_leader = rules.invite(session, **facts, actor=leader)
    rules.resend(session, by_leader.invitation, at=NOW, actor=a_coordinator(session))
    rules.invite(session, **facts, actor=a_coordinator(session))

    told = [event.organisation_name for event in take_recorded(session) if isinstance(event, InvitationMade)]
    assert told == ["", "", "Torsta"]


def test_whoever_acts_for_an_organisation_brings_others_into_it(session: Session) -> None:
    area, torsta, per = an_area(session), an_organisation(session, "Torsta"), a_person(session)
    a_role(session, area, per, Role.DEPUTY)
    a_membership(session, per, torsta)
    leader = as_actor(session, per, on=TODAY)
    letter = rules.invite(session, email="asa@example.org", organisation=torsta, area_id=area.id, at=NOW, actor=leader)

    asa = accept_as_new(session, letter)

    assert dict(as_actor(session, asa, on=TODAY).organisations) == {torsta.id: "Torsta"}
    added = next(event for event in take_recorded(session) if isinstance(event, MemberAdded))
    assert added.by_id == per.id


def test_an_organisation_that_the_inviter_has_left_meanwhile_becomes_a_proposal(session: Session) -> None:
    area, torsta, per = an_area(session), an_organisation(session, "Torsta"), a_person(session)
    a_role(session, area, per, Role.DEPUTY)
    membership = a_membership(session, per, torsta)
    letter = rules.invite(
        session,
        email="asa@example.org",
        organisation=torsta,
        area_id=area.id,
        at=NOW,
        actor=as_actor(session, per, on=TODAY),
    )
    membership.ended_at, membership.until_on = NOW, TODAY

    asa = accept_as_new(session, letter)

    assert as_actor(session, asa, on=TODAY).organisations == ()
    assert len(session.scalars(waiting_proposals(torsta.id)).all()) == 1
