from datetime import date

from sqlalchemy.orm import Session

from roadmaps.conflicts.filters import ConflictFilter, offers_in
from roadmaps.conflicts.queries import conflicts_around, conflicts_visible_to
from roadmaps.conflicts.rows import by_urgency
from roadmaps.foundation.sentences import Sentence
from tests.factories.conflicts import two_plans

TODAY = date(2026, 11, 21)


def names(side) -> list[str]:
    return [str(one.name) for one in side]


def test_a_conflict_is_found_from_either_of_its_goals(session: Session) -> None:
    plans = two_plans(session)
    conflict = plans.conflict()

    [from_own] = conflicts_around(session, plans.forest.roadmap, None)
    [from_other] = conflicts_around(session, plans.visitors.roadmap, None)

    assert from_own.id == from_other.id == conflict
    assert names(from_own.against(plans.timber)) == ["Gäster hela året"]
    assert names(from_own.against(plans.season)) == ["Mer virke förädlas"]
    assert from_own.areas == [plans.forest.roadmap.area, plans.visitors.roadmap.area]


def test_what_stands_in_a_roadmap_that_is_not_open_stays_there(session: Session) -> None:
    plans = two_plans(session, is_public=False)
    plans.conflict()

    assert conflicts_around(session, plans.visitors.roadmap, None) == []
    assert conflicts_visible_to(session, None) == []
    assert len(conflicts_around(session, plans.visitors.roadmap, plans.forest.editor)) == 1


def test_a_goal_that_is_not_open_to_the_reader_has_no_name(session: Session) -> None:
    plans = two_plans(session)
    plans.conflict()
    plans.visitors.roadmap.is_working_public = False
    session.flush()

    [conflict] = conflicts_visible_to(session, None)

    [_, [unseen]] = conflict.sides
    assert isinstance(unseen.name, Sentence)
    assert (unseen.goal_id, unseen.area) == (None, None)
    assert conflict.areas == [plans.forest.roadmap.area]


def test_the_roadmaps_own_goals_stand_together_against_what_lies_outside(session: Session) -> None:
    plans = two_plans(session)
    second = plans.forest.add("goal", "Skogen binder mer kol")
    plans.conflict(between=[str(plans.timber), str(second)], against="Betesro för renarna")

    [conflict] = conflicts_visible_to(session, None)

    assert [names(side) for side in conflict.sides] == [
        ["Mer virke förädlas", "Skogen binder mer kol"],
        ["Gäster hela året", "Betesro för renarna"],
    ]


def test_goals_of_one_roadmap_stand_against_each_other(session: Session) -> None:
    plans = two_plans(session)
    second = plans.forest.add("goal", "Skogen binder mer kol")
    plans.conflict(between=[str(plans.timber), str(second)], elsewhere=[])

    [conflict] = conflicts_visible_to(session, None)

    assert [names(side) for side in conflict.sides] == [["Mer virke förädlas"], ["Skogen binder mer kol"]]
    assert names(conflict.against(second)) == ["Mer virke förädlas"]


def test_a_goal_that_has_been_removed_is_told_as_such(session: Session) -> None:
    plans = two_plans(session)
    plans.conflict()
    plans.visitors.remove(plans.season)

    [conflict] = conflicts_visible_to(session, None)

    assert [one.is_removed for one in conflict.stands] == [False, True]


def test_a_removed_conflict_and_one_of_an_archived_area_are_not_in_the_register(session: Session, at) -> None:
    plans = two_plans(session)
    plans.forest.remove(plans.conflict())
    plans.visitors.add("goal_conflict", "En till")
    plans.visitors.roadmap.area.archived_at = at
    session.flush()

    assert conflicts_visible_to(session, None) == []


def test_a_review_is_overdue_when_its_whole_stretch_of_time_has_passed(session: Session) -> None:
    plans = two_plans(session)
    plans.conflict("I fjol", next_review="2025")
    plans.conflict("I år", next_review="2026")
    plans.conflict("Löst", next_review="2025", state="resolved")
    plans.conflict("Aldrig")

    found = {one.title: one.is_overdue(TODAY) for one in conflicts_visible_to(session, None)}

    assert found == {"I fjol": True, "I år": False, "Löst": False, "Aldrig": False}


def test_what_waits_comes_first(session: Session) -> None:
    plans = two_plans(session)
    plans.conflict("Löst", state="resolved")
    plans.conflict("Lever med", state="lived_with", next_review="2025")
    plans.conflict("Öppen")

    ordered = by_urgency(conflicts_visible_to(session, None), TODAY)

    assert [one.title for one in ordered] == ["Lever med", "Öppen", "Löst"]


def test_a_choice_narrows_the_register_and_offers_only_what_there_is(session: Session) -> None:
    plans = two_plans(session)
    owner = plans.forest.editor.acting_for_id
    plans.conflict("Om mark", conflict_type="land", owner=str(owner), next_review="2025")
    plans.conflict("Om tid", conflict_type="time", elsewhere=[])
    register = conflicts_visible_to(session, None)

    def chosen(**asked: str) -> list[str]:
        return [one.title for one in ConflictFilter.of(asked).of_register(register, TODAY)]

    assert chosen(type="land") == ["Om mark"]
    assert chosen(owner=str(owner)) == ["Om mark"]
    assert chosen(area=plans.visitors.slug) == ["Om mark"]
    assert chosen(goal=str(plans.season)) == ["Om mark"]
    assert chosen(review="overdue") == ["Om mark"]
    assert chosen(state="open") == ["Om mark", "Om tid"]
    assert chosen(state="nonsense", owner="x", goal="'") == ["Om mark", "Om tid"]

    def offered(**asked: str) -> set[str]:
        return {offer.name for offer in offers_in(register, ConflictFilter.of(asked), TODAY, "sv")}

    assert offered() == {"type", "area", "goal", "review"}
    assert offered(state="open") == {"state", "type", "area", "goal", "review"}
