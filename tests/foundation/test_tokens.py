"""Cutting texts and comparing sequences, short and very long."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.foundation.tokens import Run, edits, lines_of, similarity, slid, word_edits, words_of

LISTS = st.lists(st.sampled_from("abcå"), max_size=14)


def played(runs: list[Run], old: list[str], new: list[str]) -> list[str]:
    """The old sequence with the edits done to it."""
    result: list[str] = []
    at = 0
    for o1, o2, n1, n2 in runs:
        result += [*old[at:o1], *new[n1:n2]]
        at = o2
    return result + old[at:]


@given(st.text(max_size=60))
def test_the_words_joined_are_the_text(text: str) -> None:
    assert "".join(words_of(text)) == text


@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=5), max_size=8))
def test_only_a_line_feed_ends_a_line(lines: list[str]) -> None:
    assert lines_of("".join(line + "\n" for line in lines)) == lines
    assert lines_of("Åre\u2028Berg\x0bTorsta\x85") == ["Åre\u2028Berg\x0bTorsta\x85"]


@given(LISTS, LISTS)
def test_the_edits_lead_from_the_one_to_the_other(old: list[str], new: list[str]) -> None:
    assert played(edits(old, new), old, new) == new


@given(LISTS, LISTS, st.booleans())
def test_edits_told_higher_up_or_further_down_are_the_same_edits(old: list[str], new: list[str], down: bool) -> None:
    runs = edits(old, new)

    told = slid(runs, old, new, liking=lambda _side, start, _end: start if down else -start)

    assert played(told, old, new) == new
    assert [(o2 - o1, n2 - n1) for o1, o2, n1, n2 in told] == [(o2 - o1, n2 - n1) for o1, o2, n1, n2 in runs]


def test_an_inserted_paragraph_brings_the_empty_line_before_it_or_the_one_after_it() -> None:
    old, new = ["A", "", "B"], ["A", "", "X", "", "B"]
    runs = edits(old, new)

    assert slid(runs, old, new, liking=lambda _side, start, _end: -start) == [(1, 1, 1, 3)]
    assert slid(runs, old, new, liking=lambda _side, start, _end: start) == [(2, 2, 2, 4)]


@pytest.mark.parametrize(
    ("old", "new", "put_in"),
    [
        ("Vi bygger. Vi delar.", "Vi bygger. Vi lär. Vi delar.", "Vi lär. "),
        ("Vi bygger.", "Vi bygger.\n\nVi delar.", "\n\nVi delar."),
        ("Vi delar.", "Vi bygger. Vi delar.", "Vi bygger. "),
        ("Nya vägar i Åre.", "Nya vägar och broar i Åre.", "och broar "),
        ("- skog\n- is\n", "- skog\n- mat\n- is\n", "- mat\n"),
    ],
)
def test_what_is_put_in_is_told_by_sentences_and_lines(old: str, new: str, put_in: str) -> None:
    [(_, _, start, end)] = word_edits(words_of(old), words_of(new))

    assert "".join(words_of(new)[start:end]) == put_in


@given(st.lists(st.sampled_from(["Åre", " ", "\n", ".", "_", "i"]), max_size=14).map("".join), st.text(max_size=9))
def test_edits_told_by_sentences_lead_from_the_one_to_the_other(old: str, new: str) -> None:
    for one, other in ((old, new), (old, old + new), (old, old[: len(old) // 2] + old)):
        words = words_of(one), words_of(other)
        assert "".join(played(word_edits(*words), *words)) == other


@pytest.mark.parametrize("kinds", [2, 40, 5_000])
def test_sequences_too_long_for_the_fewest_edits_are_still_led_from_one_to_the_other(kinds: int) -> None:
    random = Random(kinds)
    old = [str(random.randrange(kinds)) for _ in range(30_000)]
    new = ["först", *old[:15_000], "mitt", *old[15_100:], "sist"]

    runs = edits(old, new)

    assert played(runs, old, new) == new
    if kinds > 100:
        assert sum(n2 - n1 for _, _, n1, n2 in runs) == 3


def test_what_very_long_sequences_begin_and_end_with_is_not_told_as_changed() -> None:
    ground = ["ord"] * 20_000

    assert edits([*ground, "ett", *ground], [*ground, "två", *ground]) == [(20_000, 20_001, 20_000, 20_001)]
    assert edits(ground, ground) == []


def test_sentences_are_not_alike_for_their_spaces() -> None:
    one, other = words_of("skogen växer sakta här"), words_of("företag bygger nya hus")

    assert similarity(one, other) == 0
    assert similarity(one, one) == 1
