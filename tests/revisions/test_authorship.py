"""Who wrote what, told from the versions of a text."""

from collections.abc import Hashable, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.revisions.authorship import Written, authors_of_words

A = TypeVar("A", bound=Hashable)
WORDS = st.sampled_from(["skogen", "Målet", "länet", "Åre", "och", "i", "20", "företagen,", "**delar**", "\n"])
TEXTS = st.lists(WORDS, max_size=20).map(" ".join) | st.text(max_size=20)
VERSIONS = st.lists(st.tuples(st.sampled_from("ABC"), TEXTS), max_size=8)


def runs_of(versions: Sequence[tuple[A, str]]) -> list[tuple[str, A]]:
    """The runs of versions that had one author each."""
    return authors_of_words([Written(author, text) for author, text in versions])


@given(VERSIONS)
def test_the_runs_joined_are_the_newest_text(versions: list[tuple[str, str]]) -> None:
    runs = runs_of(versions)

    assert "".join(text for text, _ in runs) == (versions[-1][1] if versions else "")
    assert all(text for text, _ in runs)
    assert all(one[1] != other[1] for one, other in pairwise(runs))
    assert {author for _, author in runs} <= {author for author, _ in versions}


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["skogen ", "vattnet ", "Åre. "])), max_size=9))
def test_whoever_only_adds_at_the_end_takes_nothing_from_those_before(steps: list[tuple[str, str]]) -> None:
    texts = accumulate((words for _, words in steps))

    runs = runs_of([(author, text) for (author, _), text in zip(steps, texts, strict=True)])

    told = "".join(author * len(text) for text, author in runs)
    assert told == "".join(author * len(words) for author, words in steps)


@given(VERSIONS, st.sampled_from("ABC"))
def test_saving_the_same_text_again_changes_nothing(versions: list[tuple[str, str]], author: str) -> None:
    again = [*versions, (author, versions[-1][1])] if versions else []

    assert runs_of(again) == runs_of(versions)


def test_each_addition_belongs_to_whoever_made_it() -> None:
    runs = runs_of(
        [
            ("Torsta", "Vi bygger nya vägar i länet."),
            ("Region", "Vi bygger nya vägar och broar i länet."),
            ("Åre", "Vi bygger nya vägar och broar i länet.\n\nVi börjar i Åre."),
        ]
    )

    assert runs == [
        ("Vi bygger nya vägar ", "Torsta"),
        ("och broar ", "Region"),
        ("i länet.", "Torsta"),
        ("\n\nVi börjar i Åre.", "Åre"),
    ]


def test_a_rewritten_sentence_is_one_run_although_its_spaces_stood_there_before() -> None:
    assert runs_of([("A", "skog vatten energi"), ("B", "mat resor kurs")]) == [("mat resor kurs", "B")]


def test_who_brings_words_back_answers_for_them() -> None:
    goal = "Målet är 20 företag."

    assert runs_of([("A", goal), ("B", ""), ("C", goal)]) == [(goal, "C")]


def test_words_outlive_edits_around_them() -> None:
    versions = [("A", "Målet är tjugo pilotlinjer i länet.")]
    versions += [
        ("B", f"Rad {number}.\n\nMålet är tjugo pilotlinjer i länet.\n\nSlut {number}.") for number in range(9)
    ]

    assert ("Målet är tjugo pilotlinjer i länet.", "A") in runs_of(versions)


def test_five_hundred_versions_are_told_apart() -> None:
    words = [f"ord{number}" for number in range(500)]
    versions = [(0, " ".join(words))]
    for number in range(1, 500):
        words[number] = f"nytt{number}"
        versions.append((number, " ".join(words)))

    runs = runs_of(versions)

    assert "".join(text for text, _ in runs) == " ".join(words)
    assert ("ord0 ", 0) in runs
    assert {author for _, author in runs} == set(range(500))


def test_of_words_written_together_each_belongs_to_whoever_wrote_most_of_it() -> None:
    first = Written("Region", "Vi bygger vägar i länet.")
    together = Written(
        "Torsta",
        "Vi bygger vackra vägar och broar i länet.",
        [(10, None), (8, "Torsta"), (6, None), (10, "Åre"), (7, None)],
    )

    assert authors_of_words([first, together]) == [
        ("Vi bygger ", "Region"),
        ("vackra ", "Torsta"),
        ("vägar ", "Region"),
        ("och broar ", "Åre"),
        ("i länet.", "Region"),
    ]


def test_new_words_that_nobody_is_named_for_belong_to_the_author_of_the_version() -> None:
    assert authors_of_words([Written("A", "Nytt här", [(4, "B"), (4, None)])]) == [("Nytt", "B"), (" här", "A")]
