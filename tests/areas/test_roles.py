from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.models import Person
from roadmaps.accounts.policy import LEADING_ROLES
from roadmaps.areas import policy, queries, rules
from roadmaps.areas.actors import load_actor
from roadmaps.areas.events import AreaHandedOver, RoleEnded, RoleGranted
from roadmaps.areas.listeners import wire
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import Listeners, take_recorded
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area, as_actor, someone_with

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
TOMORROW = TODAY + timedelta(days=1)


def roles_of(session: Session, person: Person, on: date = TODAY) -> set[str]:
    session.flush()
    actor = load_actor(session, person.id, on=on)
    return set().union(*actor.roles.values()) if actor else set()


def test_a_role_holds_from_its_first_day_to_its_last(session: Session) -> None:
    karin, area = a_person(session), an_area(session)

    rules.grant_role(
        session, area, karin, Role.EDITOR, from_on=TODAY, until_on=TOMORROW, at=NOW, actor=a_coordinator(session)
    )

    days = [TODAY - timedelta(days=1), TODAY, TOMORROW, TOMORROW + timedelta(days=1)]
    assert [bool(roles_of(session, karin, day)) for day in days] == [False, True, True, False]
    assert any(isinstance(event, RoleGranted) for event in take_recorded(session))


@pytest.mark.parametrize("role", list(Role))
def test_a_coordinator_gives_every_role(session: Session, role: Role) -> None:
    karin, area = a_person(session), an_area(session)

    rules.grant_role(session, area, karin, role, from_on=TODAY, at=NOW, actor=a_coordinator(session))

    assert roles_of(session, karin) == {role.value}


@pytest.mark.parametrize("leading", [Role.PROCESS_LEADER, Role.DEPUTY])
@pytest.mark.parametrize("role", list(Role))
def test_those_who_lead_give_the_roles_below_their_own(session: Session, leading: Role, role: Role) -> None:
    karin, area = a_person(session), an_area(session)
    leader = someone_with(session, area, leading)

    if role in (Role.PROCESS_LEADER, Role.DEPUTY):
        with pytest.raises(NotAllowed):
            rules.grant_role(session, area, karin, role, from_on=TODAY, at=NOW, actor=leader)
    else:
        rules.grant_role(session, area, karin, role, from_on=TODAY, at=NOW, actor=leader)

    assert (role.value in roles_of(session, karin)) == (role not in (Role.PROCESS_LEADER, Role.DEPUTY))


def test_those_who_lead_another_area_give_no_role_here(session: Session) -> None:
    area, other = an_area(session), an_area(session)

    with pytest.raises(NotAllowed):
        rules.grant_role(
            session,
            area,
            a_person(session),
            Role.READER,
            from_on=TODAY,
            at=NOW,
            actor=someone_with(session, other, Role.PROCESS_LEADER),
        )


def test_nobody_gives_a_role_to_themselves(session: Session) -> None:
    area, maja = an_area(session), a_coordinator(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)

    for actor in (maja, leader):
        with pytest.raises(NotAllowed):
            rules.grant_role(
                session,
                area,
                session.get_one(Person, actor.person_id),
                Role.EDITOR,
                from_on=TODAY,
                at=NOW,
                actor=actor,
            )


def test_nobody_prolongs_their_own_role(session: Session) -> None:
    area, per = an_area(session), a_person(session)
    a_role(session, area, per, Role.DEPUTY)
    own = a_role(session, area, per, Role.EDITOR, until_on=TODAY)

    with pytest.raises(NotAllowed):
        rules.change_dates(session, own, from_on=TODAY, until_on=None, at=NOW, actor=as_actor(session, per, on=TODAY))


def test_the_days_of_a_role_can_be_changed_in_their_order(session: Session) -> None:
    area, karin, maja = an_area(session), a_person(session), a_coordinator(session)
    grant = a_role(session, area, karin, Role.EDITOR)

    rules.change_dates(session, grant, from_on=TODAY, until_on=TODAY, at=NOW, actor=maja)

    assert roles_of(session, karin, TOMORROW) == set()
    with pytest.raises(Invalid):
        rules.change_dates(session, grant, from_on=TOMORROW, until_on=TODAY, at=NOW, actor=maja)


def test_a_deactivated_person_gets_no_role_and_has_none(session: Session) -> None:
    area, left = an_area(session), a_person(session, deactivated_at=NOW)

    with pytest.raises(Invalid):
        rules.grant_role(session, area, left, Role.ACTOR, from_on=TODAY, at=NOW, actor=a_coordinator(session))

    a_role(session, area, left, Role.PROCESS_LEADER)
    assert load_actor(session, left.id, on=TODAY) is None
    assert list(session.scalars(queries.leaders_of(area.id, TODAY))) == []
    assert list(session.scalars(queries.areas_without_leader(TODAY))) == [area]


def test_a_role_is_given_once_and_not_in_an_archived_area(session: Session) -> None:
    area, karin, maja = an_area(session), a_person(session), a_coordinator(session)
    a_role(session, area, karin, Role.ACTOR)

    for place in (area, an_area(session, is_archived=True)):
        with pytest.raises(Invalid):
            rules.grant_role(session, place, karin, Role.ACTOR, from_on=TODAY, at=NOW, actor=maja)


def test_an_ended_role_counts_no_more_from_that_moment_and_is_kept(session: Session) -> None:
    area, karin = an_area(session), a_person(session)
    grant = a_role(session, area, karin, Role.EDITOR, from_on=TODAY)

    rules.end_role(session, grant, at=NOW, on=TODAY, actor=someone_with(session, area, Role.PROCESS_LEADER))

    assert roles_of(session, karin) == set()
    assert session.scalars(queries.past_grants_in(area.id, TODAY)).one() is grant
    assert any(isinstance(event, RoleEnded) for event in take_recorded(session))


def test_a_leader_ends_no_role_of_those_who_lead_but_may_step_down(session: Session) -> None:
    area, per = an_area(session), a_person(session, "Per Holm")
    own = a_role(session, area, per, Role.PROCESS_LEADER)
    deputy = a_role(session, area, a_person(session), Role.DEPUTY)
    actor = as_actor(session, per, on=TODAY)

    with pytest.raises(NotAllowed):
        rules.end_role(session, deputy, at=NOW, on=TODAY, actor=actor)
    rules.end_role(session, own, at=NOW, on=TODAY, actor=actor)

    assert roles_of(session, per) == set()


def test_an_area_is_handed_over_in_one_act(session: Session) -> None:
    area, old, new = an_area(session), a_person(session, "Per Holm"), a_person(session, "Åsa Berg")
    a_role(session, area, old, Role.PROCESS_LEADER)

    rules.hand_over(session, area, old, new, from_on=TODAY, today=TODAY, at=NOW, actor=a_coordinator(session))

    assert (roles_of(session, old), roles_of(session, new)) == (set(), {"process_leader"})
    assert any(isinstance(event, AreaHandedOver) for event in take_recorded(session))


def test_a_handover_ahead_leaves_no_day_without_a_leader(session: Session) -> None:
    area, old, new = an_area(session), a_person(session, "Per Holm"), a_person(session, "Åsa Berg")
    a_role(session, area, old, Role.PROCESS_LEADER)
    first_day = date(2026, 12, 1)

    rules.hand_over(session, area, old, new, from_on=first_day, today=TODAY, at=NOW, actor=a_coordinator(session))

    eve = first_day - timedelta(days=1)
    assert (roles_of(session, old, eve), roles_of(session, new, eve)) == ({"process_leader"}, set())
    assert (roles_of(session, old, first_day), roles_of(session, new, first_day)) == (set(), {"process_leader"})


def test_a_handover_is_refused_from_someone_who_does_not_lead_or_by_someone_else(session: Session) -> None:
    area, old, new = an_area(session), a_person(session, "Per Holm"), a_person(session, "Åsa Berg")

    with pytest.raises(Invalid):
        rules.hand_over(session, area, old, new, from_on=TODAY, today=TODAY, at=NOW, actor=a_coordinator(session))
    a_role(session, area, old, Role.PROCESS_LEADER)
    with pytest.raises(NotAllowed):
        rules.hand_over(session, area, old, new, from_on=TODAY, today=TODAY, at=NOW, actor=as_actor(session, old))


def test_an_accepted_invitation_gives_the_promised_role(session: Session) -> None:
    area, torsta, listeners = an_area(session), an_organisation(session), Listeners()
    wire(listeners)
    letter = rules.invite_to_area(
        session,
        area,
        Role.EDITOR,
        email="asa@example.org",
        organisation=torsta,
        at=NOW,
        actor=someone_with(session, area, Role.PROCESS_LEADER),
    )

    asa = accounts.accept_as_new_person(
        session,
        letter.invitation,
        name="Åsa Berg",
        language="sv",
        password="fyra björkar på udden",
        at=NOW,
        on=TODAY,
        inviter=rules.answering_for(session, letter.invitation, on=TODAY),
    )
    listeners.tell_in_transaction(session)

    assert roles_of(session, asa) == {"editor"}
    assert session.query(RoleGrant).filter_by(person_id=asa.id).one().granted_by_id == letter.invitation.invited_by_id


@pytest.mark.parametrize("role", [Role.PROCESS_LEADER, Role.DEPUTY])
def test_a_leader_promises_no_role_of_those_who_lead(session: Session, role: Role) -> None:
    area = an_area(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)

    with pytest.raises(NotAllowed):
        rules.invite_to_area(session, area, role, email="asa@example.org", at=NOW, actor=leader)


def test_a_leader_settles_invitations_to_the_own_area_only(session: Session) -> None:
    area, other = an_area(session), an_area(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)
    there = rules.invite_to_area(
        session, other, Role.ACTOR, email="asa@example.org", at=NOW, actor=a_coordinator(session)
    )
    here = rules.invite_to_area(session, area, Role.ACTOR, email="asa@example.org", at=NOW, actor=leader)

    accounts.withdraw(session, here.invitation, at=NOW, actor=leader)

    with pytest.raises(NotAllowed):
        accounts.withdraw(session, there.invitation, at=NOW, actor=leader)


def test_the_actor_acts_for_the_chosen_organisation_while_belonging_to_it(session: Session) -> None:
    karin, torsta, peak = a_person(session), an_organisation(session, "Torsta"), an_organisation(session, "Peak")
    a_membership(session, karin, torsta)
    a_membership(session, karin, peak, until_on=TODAY)

    def acting_for(on: date) -> str | None:
        actor = load_actor(session, karin.id, on=on, acting_for_id=peak.id)
        return actor.acting_for_name if actor else None

    assert (acting_for(TODAY), acting_for(TOMORROW)) == ("Peak", "Torsta")


def test_the_leading_roles_are_the_same_on_both_floors() -> None:
    assert {role.value for role in policy.LEADING} == LEADING_ROLES
