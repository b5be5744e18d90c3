from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.areas.queries import grants_in, notes_for
from roadmaps.areas.rules import end_role, hand_over, name_successor, pass_on, take_back_naming, take_over
from roadmaps.discussion import rules as discussion_rules
from roadmaps.discussion.models import Outcome
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.handover.gathering import gather
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.rules import change_phase
from tests.factories.accounts import a_person
from tests.factories.areas import a_coordinator, a_role, as_actor, someone_with
from tests.factories.discussion import AT, Place, a_place, a_thread, person_of

ON = AT.date()


def roles(session: Session, place: Place, on: date = ON) -> list[tuple[str, Role]]:
    return sorted((one.person.name, one.role) for one in session.scalars(grants_in(place.roadmap.area_id, on)))


def leading(session: Session, place: Place) -> list[str]:
    found = session.scalars(grants_in(place.roadmap.area_id, ON).where(RoleGrant.role == Role.PROCESS_LEADER))
    # A role that has just been ended is held for the last day, and is over at once.
    return [one.person.name for one in found if one.ended_at is None]


def test_whoever_is_named_takes_over_in_one_act(session: Session) -> None:
    place = a_place(session)
    area = place.roadmap.area

    name_successor(session, area, person_of(session, place.editor), actor=place.leader, at=AT)
    assert leading(session, place) == ["Lena Berg"]
    take_over(session, area, actor=place.editor, on=ON, at=AT)

    assert leading(session, place) == ["Erik Nilsson"]
    with pytest.raises(NotAllowed):
        take_over(session, area, actor=as_actor(session, person_of(session, place.editor), on=ON), on=ON, at=AT)


def test_nobody_takes_over_who_is_not_named(session: Session) -> None:
    place = a_place(session)
    deputy = someone_with(session, place.roadmap.area, Role.DEPUTY)

    for actor in (place.editor, deputy, a_coordinator(session)):
        with pytest.raises(NotAllowed):
            take_over(session, place.roadmap.area, actor=actor, on=ON, at=AT)


def test_a_deputy_takes_over_while_the_post_is_vacant(session: Session) -> None:
    place = a_place(session)
    area = place.roadmap.area
    deputy = someone_with(session, area, Role.DEPUTY, "Disa Ek")
    [grant] = session.scalars(grants_in(area.id, ON).where(RoleGrant.role == Role.PROCESS_LEADER))
    end_role(session, grant, at=AT, on=ON, actor=place.leader)

    take_over(session, area, actor=deputy, on=ON, at=AT)

    assert leading(session, place) == ["Disa Ek"]
    assert ("Disa Ek", Role.DEPUTY) not in roles(session, place)


def test_somebody_who_cannot_sign_in_any_more_leaves_the_post_vacant(session: Session) -> None:
    place = a_place(session)
    area = place.roadmap.area
    deputy = someone_with(session, area, Role.DEPUTY, "Disa Ek")
    person_of(session, place.leader).deactivated_at = AT

    take_over(session, area, actor=deputy, on=ON, at=AT)

    assert leading(session, place) == ["Disa Ek"]


def test_a_naming_can_be_taken_back_and_given_to_another(session: Session) -> None:
    place = a_place(session)
    area = place.roadmap.area
    name_successor(session, area, person_of(session, place.editor), actor=place.leader, at=AT)

    name_successor(session, area, person_of(session, place.torsta), actor=place.leader, at=AT)
    with pytest.raises(NotAllowed):
        take_over(session, area, actor=place.editor, on=ON, at=AT)
    take_back_naming(session, area, actor=place.leader, at=AT)
    with pytest.raises(NotAllowed):
        take_over(session, area, actor=place.torsta, on=ON, at=AT)


def test_deputies_and_editors_name_nobody(session: Session) -> None:
    place = a_place(session)
    deputy = someone_with(session, place.roadmap.area, Role.DEPUTY)

    for actor in (deputy, place.editor):
        with pytest.raises(NotAllowed):
            name_successor(session, place.roadmap.area, person_of(session, place.torsta), actor=actor, at=AT)


def test_who_has_the_post_is_not_named_for_it(session: Session) -> None:
    place = a_place(session)

    with pytest.raises(Invalid, match="already"):
        name_successor(
            session, place.roadmap.area, person_of(session, place.leader), actor=a_coordinator(session), at=AT
        )


def test_a_coordinator_can_be_process_leader_by_being_named(session: Session) -> None:
    place = a_place(session)
    coordinator = a_coordinator(session)
    name_successor(session, place.roadmap.area, person_of(session, coordinator), actor=place.leader, at=AT)

    take_over(session, place.roadmap.area, actor=coordinator, on=ON, at=AT)

    assert leading(session, place) == ["Maja Sundin"]


def test_the_page_gathers_what_waits_what_is_promised_and_what_lies_ahead(session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Hur mycket mer?")
    taken_on = a_thread(session, place, "Vem betalar?")
    discussion_rules.resolve(
        session, taken_on, outcome=Outcome.TAKEN_ON, text="Nämnden i mars.", actor=place.leader, at=AT
    )
    change_phase(
        session,
        place.roadmap,
        Phase.CONSULTATION,
        reason="Klar för remiss",
        since=ON,
        next_step="Remissen slutar",
        next_on=ON + timedelta(days=30),
        actor=place.leader,
        at=AT,
    )
    pass_on(session, place.roadmap.area, "Ring Torsta först.", actor=place.leader, at=AT)

    found = gather(session, place.roadmap, AT)

    assert [(str(pile.title), pile.count) for pile in found.waits] == [("Open threads", 1)]
    assert [entry.words for entry in found.promised] == ["Nämnden i mars."]
    assert [(entry.title, entry.on) for entry in found.ahead] == [("Remissen slutar", ON + timedelta(days=30))]
    assert [note.words for note in found.notes] == ["Ring Torsta först."]
    assert not found.is_vacant


def test_an_empty_area_has_a_page_too(session: Session) -> None:
    place = a_place(session)

    found = gather(session, place.roadmap, AT)

    assert (list(found.waits), list(found.promised), list(found.ahead), list(found.notes)) == ([], [], [], [])


def test_a_note_needs_words(session: Session) -> None:
    place = a_place(session)

    with pytest.raises(Invalid):
        pass_on(session, place.roadmap.area, "  ", actor=place.leader, at=AT)
    with pytest.raises(NotAllowed):
        pass_on(session, place.roadmap.area, "Ring.", actor=place.editor, at=AT)
    assert session.scalars(notes_for(place.roadmap.area_id)).all() == []


def test_a_role_for_a_later_day_is_kept(session: Session) -> None:
    place = a_place(session)
    area = place.roadmap.area
    a_role(session, area, person_of(session, place.peak), Role.PROCESS_LEADER, from_on=ON + timedelta(days=60))
    name_successor(session, area, person_of(session, place.editor), actor=place.leader, at=AT)

    take_over(session, area, actor=place.editor, on=ON, at=AT)

    assert sorted(leading(session, place)) == ["Erik Nilsson", "Pål Dahl"]


def named_by(session: Session, place: Place, who: Actor) -> None:
    name_successor(session, place.roadmap.area, person_of(session, place.editor), actor=who, at=AT)


def post_of(session: Session, place: Place, who: Actor) -> RoleGrant:
    held = grants_in(place.roadmap.area_id, ON).where(RoleGrant.role == Role.PROCESS_LEADER)
    return session.scalars(held.where(RoleGrant.person_id == who.person_id)).one()


def test_a_naming_does_not_outlive_the_post_of_whoever_made_it(session: Session) -> None:
    place = a_place(session)
    area = place.roadmap.area
    someone_with(session, area, Role.PROCESS_LEADER, "Nils Ny")
    named_by(session, place, place.leader)

    end_role(session, post_of(session, place, place.leader), at=AT, on=ON, actor=a_coordinator(session))

    assert gather(session, place.roadmap, AT).successor is None
    with pytest.raises(NotAllowed):
        take_over(session, area, actor=place.editor, on=ON, at=AT)
    assert leading(session, place) == ["Nils Ny"]


def test_a_naming_ends_with_a_post_that_ends_by_itself(session: Session) -> None:
    place = a_place(session)
    named_by(session, place, place.leader)
    post_of(session, place, place.leader).until_on = ON

    with pytest.raises(NotAllowed):
        take_over(session, place.roadmap.area, actor=place.editor, on=ON + timedelta(days=1), at=AT + timedelta(days=1))


@pytest.mark.parametrize("is_coordinator", [False, True])
def test_nobody_takes_over_by_the_naming_of_somebody_who_cannot_sign_in_any_more(
    session: Session, is_coordinator: bool
) -> None:
    place = a_place(session)
    someone_with(session, place.roadmap.area, Role.PROCESS_LEADER, "Nils Ny")
    who = a_coordinator(session) if is_coordinator else place.leader
    named_by(session, place, who)

    person_of(session, who).deactivated_at = AT

    with pytest.raises(NotAllowed):
        take_over(session, place.roadmap.area, actor=place.editor, on=ON, at=AT)


def test_a_naming_ends_when_the_post_is_handed_to_somebody_else(session: Session) -> None:
    place = a_place(session)
    area, coordinator = place.roadmap.area, a_coordinator(session)
    named_by(session, place, coordinator)
    other = a_person(session, "Nils Ny")

    hand_over(session, area, person_of(session, place.leader), other, from_on=ON, today=ON, at=AT, actor=coordinator)

    with pytest.raises(NotAllowed):
        take_over(session, area, actor=place.editor, on=ON, at=AT)
    assert leading(session, place) == ["Nils Ny"]


def test_whoever_leads_names_for_the_own_post_and_a_coordinator_for_all(session: Session) -> None:
    place = a_place(session)
    second = someone_with(session, place.roadmap.area, Role.PROCESS_LEADER, "Nils Ny")
    named_by(session, place, place.leader)

    take_over(session, place.roadmap.area, actor=place.editor, on=ON, at=AT)

    assert sorted(leading(session, place)) == ["Erik Nilsson", "Nils Ny"]
    name_successor(session, place.roadmap.area, a_person(session, "Tove Tredje"), actor=a_coordinator(session), at=AT)
    third = session.scalars(select(Person).where(Person.name == "Tove Tredje")).one()
    take_over(session, place.roadmap.area, actor=as_actor(session, third), on=ON, at=AT)
    assert leading(session, place) == ["Tove Tredje"]
    assert second.person_id != third.id


def test_a_naming_that_ended_stands_in_nobodys_way(session: Session) -> None:
    place = a_place(session)
    named_by(session, place, place.leader)
    person_of(session, place.leader).deactivated_at = AT

    name_successor(session, place.roadmap.area, person_of(session, place.torsta), actor=a_coordinator(session), at=AT)

    take_over(session, place.roadmap.area, actor=place.torsta, on=ON, at=AT)
