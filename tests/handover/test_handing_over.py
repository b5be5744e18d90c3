from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role, RoleGrant
from roadmaps.areas.queries import grants_in, notes_for
from roadmaps.areas.rules import end_role, name_successor, pass_on, take_back_naming, take_over
from roadmaps.discussion import rules as discussion_rules
from roadmaps.discussion.models import Outcome
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.handover.gathering import gather
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.rules import change_phase
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
