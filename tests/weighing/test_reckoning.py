"""What points add up to, reckoned by hand beside."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.accounts.models import Helix
from roadmaps.foundation.ids import new_id
from roadmaps.weighing.dotting import Ballot, dots_of
from roadmaps.weighing.reckoning import Criterion, Sheet, Variant, five_of, result_of, tipping, trials_of, value_of
from roadmaps.weighing.spread import EDGE, WIDTH, place, strip_of

STRENGTH, BENEFIT = Criterion(new_id(), "Styrka", 3), Criterion(new_id(), "Nytta", 1)
CRITERIA = (STRENGTH, BENEFIT)
COURSE, FOOD, COUNCIL = new_id(), new_id(), new_id()
KEYS = (COURSE, FOOD, COUNCIL)


def sheet(name: str, candidate: UUID, *points: int, helix: Helix = Helix.BUSINESS, **facts) -> Sheet:
    given_points = {one.id: value for one, value in zip(CRITERIA, points, strict=False) if value}
    return Sheet(UUID(int=sum(name.encode())), name, helix, candidate, given_points, **facts)


def places(result) -> dict[UUID, int | None]:
    return {one.candidate_id: one.place for one in result.standings}


def test_points_are_put_together_by_the_weights_of_the_criteria():
    assert value_of(sheet("Torsta", COURSE, 5, 1), CRITERIA) == 4.0
    assert value_of(sheet("Torsta", COURSE, 4), CRITERIA) == 4.0
    assert value_of(sheet("Torsta", COURSE), CRITERIA) is None


def test_quartiles_are_those_of_spreadsheets():
    five = five_of([1, 2, 3, 4])

    assert (five.lower, five.median, five.upper, five.width) == (1.75, 2.5, 3.25, 1.5)
    assert five_of([]) is None
    assert five_of([3.5]).width == 0


def test_the_order_goes_by_the_median_and_one_extreme_view_does_not_turn_it():
    sheets = [sheet(f"A{n}", COURSE, 4, 4) for n in range(4)] + [sheet("Arg", COURSE, 1, 1)]
    sheets += [sheet(f"A{n}", FOOD, 3, 3) for n in range(4)] + [sheet("Arg", FOOD, 5, 5)]

    result = result_of(CRITERIA, KEYS, sheets)

    assert places(result) == {COURSE: 1, FOOD: 2, COUNCIL: None}
    assert [one.candidate_id for one in result.standings] == [COURSE, FOOD, COUNCIL]


def test_equals_share_a_place_and_the_next_is_skipped():
    sheets = [sheet("A", COURSE, 4, 4), sheet("A", FOOD, 4, 4), sheet("A", COUNCIL, 2, 2)]

    assert places(result_of(CRITERIA, KEYS, sheets)) == {COURSE: 1, FOOD: 1, COUNCIL: 3}


def test_those_who_see_it_differently_are_told_with_how_far():
    sheets = [sheet(name, COURSE, 4, 4) for name in ("A", "B", "C")]
    sheets += [sheet("Gaaltije", COURSE, 2, 2, motive="Marken räcker inte.")]

    [standing, *_] = result_of(CRITERIA, KEYS, sheets).standings

    assert [(one.sheet.name, one.away) for one in standing.dissent] == [("Gaaltije", -2.0)]


def test_each_part_of_society_can_be_counted_as_one():
    sheets = [sheet(name, COURSE, 2, 2, helix=Helix.PUBLIC) for name in ("A", "B", "C")]
    sheets += [sheet("Miun", COURSE, 5, 5, helix=Helix.ACADEMIA)]

    [standing, *_] = result_of(CRITERIA, KEYS, sheets).standings

    assert standing.whole.median == 2
    assert standing.balanced == 3.5
    assert standing.by_helix[Helix.PUBLIC].count == 3


def test_it_is_told_when_the_order_hangs_on_one_part_of_society_or_one_criterion():
    sheets = [sheet(f"P{n}", COURSE, 5, 1, helix=Helix.PUBLIC) for n in range(3)]
    sheets += [sheet(f"P{n}", FOOD, 2, 5, helix=Helix.PUBLIC) for n in range(3)]
    sheets += [sheet("Torsta", COURSE, 2, 2), sheet("Torsta", FOOD, 4, 4)]

    trials = {(one.variant, one.left_out): one for one in trials_of(result_of(CRITERIA, (COURSE, FOOD), sheets))}

    assert not trials[Variant.WITHOUT_HELIX, Helix.PUBLIC].holds
    assert trials[Variant.WITHOUT_HELIX, Helix.BUSINESS].holds
    assert not trials[Variant.WITHOUT_CRITERION, STRENGTH.id].holds
    assert trials[Variant.WITHOUT_CRITERION, BENEFIT.id].holds
    assert not trials[Variant.EVEN_WEIGHTS, None].holds


def test_those_with_an_interest_of_their_own_can_be_left_out():
    sheets = [sheet("A", COURSE, 5, 5, has_interest=True), sheet("A", FOOD, 3, 3), sheet("B", COURSE, 2, 2)]

    trials = {one.variant: one for one in trials_of(result_of(CRITERIA, (COURSE, FOOD), sheets))}

    assert trials[Variant.WITHOUT_INTERESTED].places == {COURSE: 2, FOOD: 1}


def test_an_organisation_that_decides_the_order_by_itself_is_named():
    sheets = [sheet("A", COURSE, 5, 5), sheet("A", FOOD, 1, 1), sheet("B", COURSE, 3, 3), sheet("B", FOOD, 4, 4)]

    assert tipping(result_of(CRITERIA, (COURSE, FOOD), sheets)) == ["A"]


def test_a_round_in_which_nobody_has_weighed_has_a_result_too():
    result = result_of(CRITERIA, KEYS, [])

    assert not result.weighers
    assert trials_of(result)[0].holds
    assert tipping(result) == []
    assert result.disputed == []


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=12))
def test_whatever_is_given_the_values_stay_on_the_scale_and_in_order(points):
    sheets = [sheet(f"Org {n}", COURSE, *both) for n, both in enumerate(points)]

    [standing, *_] = result_of(CRITERIA, (COURSE,), sheets).standings
    five, strip = standing.whole, strip_of(standing)

    assert 1 <= five.least <= five.lower <= five.median <= five.upper <= five.most <= 5
    assert all(EDGE <= mark.x <= WIDTH - EDGE for mark in strip.marks)


def test_the_scale_goes_from_edge_to_edge():
    assert (place(1), place(3), place(5)) == (EDGE, WIDTH / 2, WIDTH - EDGE)


def test_dots_are_counted_with_how_many_people_and_the_most_from_one():
    ballots = [Ballot({COURSE: 3}, Helix.PUBLIC), Ballot({COURSE: 1, FOOD: 2}), Ballot({FOOD: 3}, Helix.PUBLIC)]

    dots = dots_of(KEYS, ballots)

    assert [(one.candidate_id, one.place, one.dots, one.people, one.most) for one in dots.standings] == [
        (FOOD, 1, 5, 2, 3),
        (COURSE, 2, 4, 2, 3),
        (COUNCIL, 3, 0, 0, 0),
    ]
    assert (dots.people, dots.placed, dots.people_by_helix[Helix.PUBLIC]) == (3, 9, 2)
    assert dots.standings[0].by_helix[Helix.PUBLIC] == 3


def test_a_room_without_any_dots_is_no_fault():
    dots = dots_of(KEYS, [])

    assert (dots.people, dots.most, dots.standings[0].share) == (0, 0, 0.0)


@pytest.mark.parametrize("value", [1, 2.25, 5])
def test_a_single_value_is_all_five(value):
    five = five_of([value])

    assert {five.least, five.lower, five.median, five.upper, five.most, five.mean} == {value}
