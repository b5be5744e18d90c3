"""Merging lists whose order says little: everything that both kept or either added, once."""

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.revisions.field_merge import merge_set

LISTS = st.lists(st.sampled_from(["Torsta", "Region", "Åre", "Berg", "Bräcke"]), unique=True)


@given(LISTS, LISTS)
def test_a_change_on_one_side_only_is_what_comes_out(base: list[str], changed: list[str]) -> None:
    assert set(merge_set(base, changed, base)) == set(changed)
    assert merge_set(base, base, changed) == changed
    assert merge_set(base, changed, changed) == changed


@given(LISTS, LISTS, LISTS)
def test_what_one_side_added_is_there_and_what_one_side_took_away_is_not(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    merged = merge_set(base, mine, theirs)

    assert len(merged) == len(set(merged))
    for one in {*base, *mine, *theirs}:
        expected = (one in mine and one in theirs) if one in base else True
        assert (one in merged) is expected


@given(LISTS, LISTS, LISTS)
def test_it_does_not_matter_for_what_is_in_it_which_side_is_mine(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    assert set(merge_set(base, mine, theirs)) == set(merge_set(base, theirs, mine))


def test_theirs_comes_first_in_its_own_order() -> None:
    assert merge_set(["a", "b"], ["a", "b", "ny"], ["b", "a", "deras"]) == ["b", "a", "deras", "ny"]


def test_what_cannot_be_hashed_is_merged_too() -> None:
    assert merge_set([{"n": 1}], [{"n": 1}, {"n": 2}], [{"n": 1}, {"n": 3}]) == [{"n": 1}, {"n": 3}, {"n": 2}]
