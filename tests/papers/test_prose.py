"""Stored HTML in a paper: the same words, in the parts that they were written as."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps import demo
from roadmaps.foundation import prose
from roadmaps.papers.elements import Element, Words, read
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import (
    Break,
    Cell,
    CodeBlock,
    Column,
    Fact,
    Facts,
    Footnote,
    Heading,
    Item,
    Link,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
)

CASES = Path(__file__).parents[1] / "cases"
VECTORS: list[dict[str, Any]] = json.loads((CASES / "xss_vectors.json").read_text(encoding="utf-8"))["vectors"]
GENERATORS = json.loads((CASES / "markdown_pathological.json").read_text(encoding="utf-8"))["generators"]
PIECES = st.sampled_from(
    [
        *("- a", "  - b", "1. c", "> d", "# e", "### f", "", "", "*g*", "~~h~~", "`i`", "[j](/k)", "l[^1]", "[^1]: m"),
        *("| o | p |", "|---|--:|", "| q[^2] |", "[^2]: r[^1] s[^2]", "```", "    t", "- [x] u", "---", "v\\", "n  "),
        "[[w|x]]",
    ]
)


def read_back(markdown: str, *, site: str = "https://plan.example") -> list[Any]:
    """The parts that a text becomes when it has been written and stored."""
    return blocks_of(prose.render(markdown, unique="test"), site=site)


def paragraph(words: str) -> Paragraph:
    """A line of words alone."""
    return Paragraph((Text(words),))


def test_each_mark_within_a_line_keeps_its_meaning() -> None:
    found = read_back("*svag* **stark** ~~struken~~\\\nrad `kod`")

    assert found == [
        Paragraph(
            (
                Styled("emphasis", (Text("svag"),)),
                Text(" "),
                Styled("strong", (Text("stark"),)),
                Text(" "),
                Styled("struck", (Text("struken"),)),
                Break(),
                Text("rad "),
                *read_back("`kod`")[0].inside,
            )
        )
    ]


def test_headings_begin_at_the_first_rank_and_leap_over_none() -> None:
    found = read_back("### A\n\n###### B\n\n#### C\n\n### D")

    assert [(one.inside[0].text, one.rank) for one in found] == [("A", 1), ("B", 2), ("C", 2), ("D", 1)]


def test_a_heading_in_a_quote_or_a_list_does_not_divide_the_whole() -> None:
    found = read_back("> # A\n\n- # B\n\n## C")

    strong = Paragraph((Styled("strong", (Text("A"),)),))
    assert found[0] == Quote((strong,))
    assert isinstance(found[1], Listing)
    assert found[2] == Heading((Text("C"),), 1)


def test_lists_keep_their_numbers_and_what_lies_within() -> None:
    found = read_back("3. a\n   - b\n4. c")

    inner = Listing([Item((paragraph("b"),))])
    assert found == [Listing([Item((paragraph("a"), inner)), Item((paragraph("c"),))], 3)]


def test_tasks_are_told_without_their_signs() -> None:
    found = read_back("- [x] klart\n- [ ] kvar\n- inte *alls*")

    assert [item.is_done for item in found[0].items] == [True, False, None]
    assert found[0].items[0].inside == (paragraph("klart"),)


def test_tables_keep_to_their_sides_and_tell_their_heads() -> None:
    found = read_back("| År | Mål |\n|:-:|--:|\n| 2027 | 60 |\n| 2028 |")

    assert found == [
        Table(
            "",
            [Column("center"), Column("right")],
            [[Cell((paragraph("År"),)), Cell((paragraph("Mål"),))]],
            [[Cell((paragraph("2027"),)), Cell((paragraph("60"),))], [Cell((paragraph("2028"),)), Cell(())]],
        )
    ]


def test_cells_may_span_columns_and_name_their_row() -> None:
    found = blocks_of(
        "<table><tbody><tr><th scope='row'>a</th><td colspan='2'>b</td></tr><tr><th>c</th></tr></tbody></table>"
    )

    assert found[0].columns == [Column()] * 3
    assert found[0].has_row_heads
    assert [[cell.span for cell in row] for row in found[0].body] == [[1, 2], [1, 1, 1]]


def test_definitions_keep_their_labels() -> None:
    found = blocks_of("<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d</dt></dl>")

    assert found == [Facts([Fact((Text("a"),), (paragraph("b"), paragraph("c"))), Fact((Text("d"),), ())])]


def test_code_and_rules_stand_as_they_are() -> None:
    assert read_back("```\na <b>\n  c\n```\n\n---") == [CodeBlock("a <b>\n  c"), Rule()]


def test_notes_stand_where_they_are_referred_to_and_in_full_only_once() -> None:
    found = read_back("Ett[^a] två[^a].\n\n[^a]: " + "Långt " * 40)

    first, second = (one for one in found[0].inside if isinstance(one, Footnote))
    assert text_of(first.inside).count("Långt") == 40
    assert text_of(second.inside).endswith("…")
    assert len(found) == 1


def test_notes_within_notes_and_notes_that_go_in_circles_stand_in_brackets() -> None:
    found = read_back("Ett[^a].\n\n[^a]: A[^b]\n[^b]: B[^a]")

    (note,) = (one for one in found[0].inside if isinstance(one, Footnote))
    assert text_of(note.inside) == "A (B)"


def test_a_note_that_nothing_mentions_is_not_lost() -> None:
    assert read_back("Text.\n\n[^x]: Ensam.") == [paragraph("Text."), paragraph("Ensam.")]


def test_addresses_are_whole_or_lead_to_a_block_of_the_same_paper() -> None:
    html = '<p><a href="/om">a</a> <a href="#block-1">b</a> <a href="#fn-9">c</a> <a href="https://t.se">d</a></p>'

    assert [one.address for one in blocks_of(html, site="https://x.se")[0].inside if isinstance(one, Link)] == [
        "https://x.se/om",
        "#block-1",
        "https://t.se",
    ]
    assert [one.address for one in blocks_of(html)[0].inside if isinstance(one, Link)] == ["#block-1", "https://t.se"]


def test_short_forms_tell_what_they_stand_for() -> None:
    assert blocks_of('<p><abbr title="Regional">RUS</abbr>!</p>') == [paragraph("RUS (Regional)!")]


def test_nothing_becomes_nothing() -> None:
    assert blocks_of("") == []
    assert blocks_of("<p> </p>\n<ul>\n</ul><h3></h3><blockquote> </blockquote>") == []


# --- no word is lost ---


def assert_no_word_is_lost(html: str) -> None:
    """Every word of the HTML stands in the parts, as often as there at least."""
    there = Counter(_words("".join(_shown(read(html)))))
    here = Counter(_words(text_of(blocks_of(html, site="https://plan.example"))))

    assert there - here == Counter()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _shown(element: Element) -> Iterator[str]:
    """What a page shows, but for the numbers of notes and the signs of tasks."""
    for one in element.inside:
        if isinstance(one, Words):
            yield one.text
        elif not any(map(one.has_class, ("footnote-ref", "footnote-backref", "task-done", "task-open"))):
            words = "".join(_shown(one))
            yield words if one.tag in {"a", "em", "strong", "del", "code", "span"} else f" {words} "


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_no_word_of_hostile_text_is_lost(vector: dict[str, Any]) -> None:
    try:
        html = prose.render(vector["payload"])
    except prose.TooComplex:
        return

    assert_no_word_is_lost(html)


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator["id"])
def test_no_word_of_a_tangle_is_lost(generator: dict[str, Any]) -> None:
    text = generator["prefix"] + generator["repeat"] * 50 + generator["suffix"] + generator.get("tail_repeat", "") * 50
    try:
        html = prose.render(text)
    except prose.TooComplex:
        return

    assert_no_word_is_lost(html)


def test_no_word_of_the_demo_is_lost() -> None:
    folder = Path(demo.__file__).parent / "content" / "roadmaps"
    texts = [text for file in sorted(folder.glob("*.toml")) for text in _texts(tomllib.loads(file.read_text()))]

    assert len(texts) > 100
    for text in texts:
        assert_no_word_is_lost(prose.render(text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


@given(st.lists(PIECES, max_size=14))
@settings(max_examples=200, deadline=None)
def test_no_word_of_any_mixture_is_lost(pieces: list[str]) -> None:
    assert_no_word_is_lost(prose.render("\n".join(pieces)))
