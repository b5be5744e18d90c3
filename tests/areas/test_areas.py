from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas import queries, rules
from roadmaps.areas.events import AreaCreated, AreaRenamed
from roadmaps.areas.models import Area, Color, Role
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from tests.factories.areas import a_coordinator, an_area, someone_with

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def create(session: Session, name: str) -> Area:
    return rules.create_area(session, name=name, color=Color.LAKE, at=NOW, actor=a_coordinator(session))


def test_a_new_area_is_last_and_has_an_address_of_its_name(session: Session) -> None:
    first, second = create(session, "Upplevelser"), create(session, "Jord, skog och vatten")

    assert [area.slug for area in session.scalars(queries.running_areas())] == ["upplevelser", "jord-skog-och-vatten"]
    created = [event.area_id for event in take_recorded(session) if isinstance(event, AreaCreated)]
    assert created == [first.id, second.id]


def test_only_coordinators_look_after_areas(session: Session) -> None:
    area = an_area(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)

    for act in (
        lambda: rules.create_area(session, name="X", at=NOW, actor=leader),
        lambda: rules.rename_area(session, area, name="X", at=NOW, actor=leader),
        lambda: rules.recolour_area(session, area, color=Color.RUST, actor=leader),
        lambda: rules.archive_area(session, area, at=NOW, actor=leader),
        lambda: rules.reopen_area(session, area, at=NOW, actor=leader),
        lambda: rules.reorder_areas(session, [area.id], actor=leader),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_those_who_lead_an_area_describe_it(session: Session) -> None:
    area, other = an_area(session), an_area(session)
    deputy = someone_with(session, area, Role.DEPUTY)

    rules.describe_area(session, area, description=" Sol, vind och vatten. \n", actor=deputy)

    assert area.description == "Sol, vind och vatten."
    with pytest.raises(NotAllowed):
        rules.describe_area(session, other, description="X", actor=deputy)


def test_the_old_address_of_a_renamed_area_leads_on(session: Session) -> None:
    area = create(session, "Upplevelser")

    rules.rename_area(session, area, name="Besöksnäring", name_en="Tourism", at=NOW, actor=a_coordinator(session))
    session.flush()

    assert area.slug == "besoksnaring"
    assert queries.find_area(session, "upplevelser", viewer=None) is area
    assert any(isinstance(event, AreaRenamed) for event in take_recorded(session))


def test_an_area_may_take_back_its_old_address(session: Session) -> None:
    area, maja = create(session, "Upplevelser"), a_coordinator(session)

    rules.rename_area(session, area, name="Besöksnäring", at=NOW, actor=maja)
    rules.rename_area(session, area, name="Upplevelser", at=NOW, actor=maja)
    session.flush()

    assert area.slug == "upplevelser"
    assert queries.find_area(session, "besoksnaring", viewer=None) is area


def test_an_old_address_is_never_given_to_another_area(session: Session) -> None:
    area = create(session, "Upplevelser")
    rules.rename_area(session, area, name="Besöksnäring", at=NOW, actor=a_coordinator(session))

    assert create(session, "Upplevelser").slug == "upplevelser-2"


def test_two_areas_cannot_have_one_name(session: Session) -> None:
    create(session, "Upplevelser")

    with pytest.raises(Invalid) as refusal:
        create(session, " UPPLEVELSER")

    assert "name" in refusal.value.fields


def test_an_area_changes_places_with_its_neighbour(session: Session) -> None:
    one, two, three = create(session, "Ett"), create(session, "Två"), create(session, "Tre")
    rules.archive_area(session, two, at=NOW, actor=a_coordinator(session))

    rules.move_area(session, three, up=True, actor=a_coordinator(session))
    rules.move_area(session, three, up=True, actor=a_coordinator(session))
    session.flush()

    assert list(session.scalars(queries.running_areas())) == [three, one]


def test_an_archived_area_leaves_the_lists_and_keeps_its_page(session: Session) -> None:
    area, maja = create(session, "Upplevelser"), a_coordinator(session)

    rules.archive_area(session, area, at=NOW, actor=maja)
    session.flush()

    assert list(session.scalars(queries.areas_visible_to(None))) == []
    assert list(session.scalars(queries.areas_visible_to(maja))) == [area]
    assert queries.find_area(session, "upplevelser", viewer=None) is area
    rules.reopen_area(session, area, at=NOW, actor=maja)
    session.flush()
    assert list(session.scalars(queries.areas_visible_to(None))) == [area]


def test_there_is_nothing_at_an_unknown_address(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.find_area(session, "nowhere", viewer=None)


def test_the_english_name_stands_in_english(session: Session) -> None:
    area = an_area(session, "Upplevelser")

    assert area.name_in("en") == "Upplevelser"
    area.name_en = "Experiences"
    assert (area.name_in("en"), area.name_in("sv")) == ("Experiences", "Upplevelser")
