"""Merging texts three ways: the collected cases, and what must hold for every merge."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.revisions.text_merge import merge_text

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "merge_cases.json").read_text())["cases"]
LINES = st.sampled_from(
    ["Torsta leder.", "Målet är 20 företag.", "- skog", "- vatten", "", "| a | b |", "Längd och ljus."]
)
TEXTS = st.lists(LINES, max_size=7).map("\n".join)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_collected_case_merges_as_people_expect(case: dict[str, Any]) -> None:
    merged = merge_text(case["base"], case["mine"], case["theirs"])

    if case["expect"] == "clean":
        assert merged.is_clean, merged.conflicts
        assert merged.text == case["text"]
    elif case["expect"].startswith("conflict"):
        assert not merged.is_clean, merged.text
    else:
        assert not merged.is_clean or merged.text == case["text"]


@given(TEXTS, TEXTS)
def test_a_change_on_one_side_only_gives_that_side(base: str, changed: str) -> None:
    normal = merge_text(changed, changed, changed).text

    assert merge_text(base, changed, base).text == normal
    assert merge_text(base, base, changed).text == normal
    assert merge_text(base, changed, changed).text == normal


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_which_side_is_called_mine(base: str, one: str, other: str) -> None:
    here, there = merge_text(base, one, other), merge_text(base, other, one)

    assert here.is_clean == there.is_clean
    assert not here.is_clean or here.text == there.text


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_that_either_side_wrote_is_missing(base: str, one: str, other: str) -> None:
    merged = merge_text(base, one, other)

    for side in (one, other):
        for line in set(side.split("\n")) - set(base.split("\n")):
            assert line in merged.text


def test_two_people_may_change_different_words_of_one_paragraph() -> None:
    base = "Aktörerna i länet arbetar tillsammans för fler företag inom området."
    mine = "Alla aktörer i länet arbetar tillsammans för fler företag inom området.".replace("Alla aktörer", "Aktörer")
    theirs = "Aktörerna i länet arbetar tillsammans för hundra företag inom området."

    merged = merge_text(base, mine, theirs)

    assert merged.is_clean
    assert merged.text == "Aktörer i länet arbetar tillsammans för hundra företag inom området.\n"


def test_the_proposal_of_a_conflict_has_the_words_of_both() -> None:
    merged = merge_text("Målet är 20.", "Målet är 30.", "Målet är 40.")

    assert not merged.is_clean
    assert "Målet är 30." in merged.text
    assert "Målet är 40." in merged.text


@pytest.mark.parametrize("edited", ["Aktörerna samlas", "Målet är 20", "Ansvarig är"])
@pytest.mark.parametrize("gap", [1, 2])
def test_a_paragraph_put_in_beside_a_reworded_one_touches_it_not(edited: str, gap: int) -> None:
    paragraphs = ["Aktörerna samlas i länet.", "Målet är 20 företag.", "Ansvarig är Torsta."]
    base = "\n\n".join(paragraphs)
    mine = "\n\n".join([*paragraphs[:gap], "Ett helt nytt stycke.", *paragraphs[gap:]])
    theirs = base.replace(edited, edited + " nu")

    merged = merge_text(base, mine, theirs)

    assert merged.is_clean
    assert merged.text == mine.replace(edited, edited + " nu") + "\n"


@pytest.mark.parametrize("edited", ["Aktörerna samlas", "Ansvarig är"])
def test_a_paragraph_may_go_from_beside_a_reworded_one(edited: str) -> None:
    base = "Aktörerna samlas i länet.\n\nMålet är 20 företag.\n\nAnsvarig är Torsta.\n"
    mine = base.replace("Målet är 20 företag.\n\n", "")

    merged = merge_text(base, mine, base.replace(edited, edited + " nu"))

    assert merged.is_clean
    assert merged.text == mine.replace(edited, edited + " nu")


def test_two_who_both_rewrite_a_sentence_are_asked() -> None:
    base = "Vi bygger nya vägar i hela länet under året.\n"

    merged = merge_text(
        base, "Vi delar ny kunskap om skogen i länet.\n", "Alla kommuner lagar gamla broar under året.\n"
    )

    assert not merged.is_clean


def test_cells_of_a_row_merge_but_a_row_never_gets_a_new_shape() -> None:
    base = "| År | Mål | Part |\n|---|---|---|\n| 2027 | 20 | Torsta |\n"

    cells = merge_text(base, base.replace("20 |", "25 |"), base.replace("Torsta", "Åre"))
    shape = merge_text(base, base.replace("Torsta |", "Torsta | ny |"), base.replace("| 20", "| 30"))

    assert cells.is_clean
    assert cells.text.endswith("| 2027 | 25 | Åre |\n")
    assert not shape.is_clean
