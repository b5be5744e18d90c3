from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.roadmap import rules
from roadmaps.roadmap.locks import SECTIONS, standing_locks
from roadmaps.roadmap.table import ROADMAP
from tests.factories.discussion import AT, Place, a_place

TODAY = AT.date()
TOP = {"vision", "background", "sub_area", "need", "goal", "activity", "indicator", "goal_conflict"}


def lock(session: Session, place: Place, section: str = "", days: int | None = None) -> None:
    rules.lock(
        session,
        place.roadmap,
        None if section else place.goal,
        section=section,
        reason="Hos nämnden.",
        until_on=TODAY + timedelta(days=days) if days is not None else None,
        actor=place.leader,
        at=AT,
    )


def edit(session: Session, place: Place) -> None:
    session.refresh(place.roadmap.history)
    number = place.roadmap.history.current
    rules.edit_block(
        session, place.roadmap, place.goal, {"text": f"Nytt {number}"}, based_on=number, actor=place.editor, at=AT
    )


def test_every_kind_that_stands_by_itself_is_in_one_section() -> None:
    named = [kind for section in SECTIONS.values() for kind in section.kinds]

    assert sorted(named) == sorted(TOP)
    assert set(named) <= {kind.name for kind in ROADMAP}


def test_a_section_is_kept_with_what_is_in_it_and_what_would_come(session: Session) -> None:
    place = a_place(session)
    lock(session, place, "goals")

    with pytest.raises(NotAllowed, match="nämnden"):
        edit(session, place)
    with pytest.raises(NotAllowed, match="nämnden"):
        rules.add_block(session, place.roadmap, "activity", {"title": "Ny"}, actor=place.editor, at=AT)
    need = rules.add_block(session, place.roadmap, "need", {"title": "Behov"}, actor=place.editor, at=AT)
    assert standing_locks(session, place.roadmap).on(need) is None


def test_those_who_lead_write_in_a_locked_section(session: Session) -> None:
    place = a_place(session)
    lock(session, place, "goals")

    rules.add_block(session, place.roadmap, "goal", {"title": "Nytt"}, actor=place.leader, at=AT)


def test_a_section_can_be_opened_again(session: Session) -> None:
    place = a_place(session)
    lock(session, place, "goals")

    rules.unlock(session, place.roadmap, None, section="goals", actor=place.leader, at=AT)

    edit(session, place)


def test_the_lock_of_a_section_is_not_that_of_the_whole(session: Session) -> None:
    place = a_place(session)
    lock(session, place, "goals")

    assert standing_locks(session, place.roadmap).whole is None
    with pytest.raises(Invalid, match="already"):
        lock(session, place, "goals")
    lock(session, place, "needs")


def test_a_lock_ends_by_itself_and_makes_room_for_another(session: Session) -> None:
    place = a_place(session)
    lock(session, place, days=0)
    with pytest.raises(NotAllowed):
        edit(session, place)
    [standing] = standing_locks(session, place.roadmap).blocks.values()

    standing.until_on = TODAY - timedelta(days=2)
    session.flush()

    edit(session, place)
    lock(session, place, days=3)
    with pytest.raises(NotAllowed):
        edit(session, place)


def test_a_lock_does_not_end_before_it_begins(session: Session) -> None:
    with pytest.raises(Invalid) as refusal:
        lock(session, a_place(session), days=-2)

    assert "until_on" in refusal.value.fields


def test_there_is_no_lock_on_what_is_no_section(session: Session) -> None:
    with pytest.raises(NotFound):
        lock(session, a_place(session), "weather")
