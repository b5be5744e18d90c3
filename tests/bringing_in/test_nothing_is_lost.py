"""Every word of a file is in some block or told as left out, whatever is chosen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.bringing_in.kind_words import JOIN, OUT
from roadmaps.bringing_in.outline import outline_of
from roadmaps.bringing_in.proposing import TEXT, Choice, propose
from roadmaps.bringing_in.rules import KINDS
from roadmaps.papers.incoming import read_word
from tests.bringing_in.words import TRANSLATES, built_of, lost
from tests.factories.incoming import a_long_markdown, a_messy_plan, a_tidy_strategy

HEADINGS = ["Vision", "1.2 Vision", "Mål", "Mål 3: Fler gäster", "Aktiviteter", "Skogen", "Behov och utmaningar", "Tidslinje", "Delområde Vatten", "**Fet**", "Milstolpar", "Ordlista", "2 Nuläge"]  # fmt: skip
PARTS = [
    "Ett stycke med *ord* och [länk](https://example.org/a_b) till något.",
    "Ansvarig: Torsta AB\nStart: 2027",
    "**Bara fet rad**",
    "- punkt ett\n- punkt två\n  - under två\n\n  stycke i två",
    "1. första\n2. andra",
    "| Aktivitet | Ansvarig | När | Annat |\n|---|---|---|---|\n| Kurs | Torsta AB | 2026 – 2027 | mer |\n| Kurs | Okänd | hösten | ännu mer |",
    "| A | B |\n|---|---|\n| ett | två |\n| tre | fyra |",
    "| Milstolpe | Datum | Kriterium |\n|---|---|---|\n| Öppnat | 2027 | dörren är öppen |",
    "| Indikator | Basvärde | Målvärde | Ansvarig |\n|---|---|---|---|\n| Företag | 42 st (2021) | fler än då | Torsta AB, Okänd |",
    "> ett citat\n> i två rader",
    "```\n# kod\n| a |\n```",
    "Med not[^n] här.",
    "[^n]: Noten\n    fortsätter.",
    "[^oanvänd]: Ingen nämner den.",
    "---",
    "Underrubrik\n-----------",
    "x" * 250 + " långt ord",
]


@st.composite
def papers(draw: st.DrawFn) -> str:
    """Texts put together of everything that people write."""
    lines = []
    for _ in range(draw(st.integers(1, 8))):
        level, heading = draw(st.integers(0, 4)), draw(st.sampled_from(HEADINGS))
        lines += [f"{'#' * level} {heading}"] if level else []
        lines += draw(st.lists(st.sampled_from(PARTS), max_size=3))
    return "\n\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(papers())
def test_no_word_is_lost_by_what_is_proposed(text: str) -> None:
    built = built_of(text)

    assert not lost(text, built)


@settings(max_examples=150, deadline=None)
@given(papers(), st.data())
def test_no_word_is_lost_whatever_is_chosen(text: str, data: st.DataObject) -> None:
    outline = outline_of(text)
    made = {}
    for section in outline.sections:
        made[section.key] = (data.draw(st.sampled_from([*KINDS, JOIN, OUT])), None)
        for group in section.groups:
            made[group.key] = (data.draw(st.sampled_from([*KINDS, TEXT])), None)
    for key, choice in propose(outline, TRANSLATES, made).items():
        made.setdefault(key, (data.draw(st.sampled_from([*KINDS, JOIN, OUT])), None) if key.count("-") == 2 else (choice.becomes, None))  # fmt: skip

    assert not lost(text, built_of(text, made=made))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab #*-_|[]^:`>\n1.~\\", max_size=200))
def test_no_word_of_odd_texts_is_lost(text: str) -> None:
    assert not lost(text, built_of(text))


@pytest.mark.parametrize("paper", [a_tidy_strategy, a_messy_plan], ids=["tidy", "messy"])
def test_no_word_of_a_word_file_is_lost(paper) -> None:
    told = read_word(paper())

    assert not lost(told.text, built_of(told.text))


def test_no_word_of_a_long_text_is_lost() -> None:
    text = a_long_markdown()

    assert not lost(text, built_of(text))


def test_what_is_left_out_by_choice_is_told_whole() -> None:
    text = "# Skogen\n\nStår kvar.\n\n- ett\n- två"

    built = built_of(text, {"s0": Choice(OUT)})

    assert [one.text for one in built.left_out] == ["Skogen\n\nStår kvar.\n\n- ett\n- två"]
    assert not built.drafts
