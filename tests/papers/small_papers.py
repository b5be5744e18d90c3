"""Small papers by chance: few words, so that the same come back, and signs that formats take for marks."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from roadmaps.papers.tree import (
    Badge,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Column,
    Cover,
    Fact,
    Facts,
    Footnote,
    Heading,
    Identity,
    Item,
    Line,
    Link,
    Listing,
    Paper,
    Paragraph,
    Quote,
    Rule,
    Section,
    Spoken,
    Styled,
    Table,
    Text,
    Tile,
    Tiles,
)

WORDS = (
    "skog",
    "vatten",
    "mål 3",
    "å-ö",
    "R&D",
    "a|b",
    "*",
    "_x_",
    "# 1",
    "- nej",
    "1. ja",
    "[y]",
    "<b>",
    "`k`",
    "\\",
    "!",
)
MADE_AT = datetime(2026, 11, 20, 13, 45, tzinfo=UTC)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def _inline(line: st.SearchStrategy[Line]) -> st.SearchStrategy[Line]:
    return st.one_of(
        texts.map(Text),
        st.builds(Styled, st.sampled_from(["strong", "emphasis", "struck", "superscript"]), line),
        st.builds(Link, st.just("https://plan.example/a"), line),
        st.builds(Spoken, st.sampled_from(["sv", "en"]), line),
    )


_plain_lines: st.SearchStrategy[Line] = st.tuples(texts.map(Text))
_pieces = st.one_of(
    _inline(_plain_lines),
    st.sampled_from(["kod", "a`b"]).map(Code),
    st.just(Break()),
    st.builds(Footnote, st.tuples(_plain_lines.map(Paragraph))),
    texts.map(Badge),
)
lines: st.SearchStrategy[Line] = st.tuples(texts.map(Text)) | st.lists(_pieces, min_size=1, max_size=4).map(tuple)
paragraphs = st.builds(Paragraph, lines)
_cells = st.builds(Cell, st.tuples(paragraphs) | st.just(()))


def _containers(blocks: st.SearchStrategy[Blocks]) -> st.SearchStrategy[Blocks]:
    few = st.lists(blocks, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Listing, st.lists(st.builds(Item, few), min_size=1, max_size=3), st.none() | st.integers(1, 5)),
        st.builds(Quote, few),
        st.builds(Facts, st.lists(st.builds(Fact, _plain_lines, few), min_size=1, max_size=3)),
    )


def _tables() -> st.SearchStrategy[Table]:
    def with_columns(count: int) -> st.SearchStrategy[Table]:
        rows = st.lists(st.lists(_cells, min_size=count, max_size=count), max_size=4)
        head = st.lists(st.lists(_cells, min_size=count, max_size=count), min_size=1, max_size=1)
        return st.builds(Table, texts, st.just([Column()] * count), head, rows, has_row_heads=st.booleans())

    return st.integers(1, 3).flatmap(with_columns)


blocks = st.recursive(
    st.one_of(
        paragraphs,
        st.builds(Heading, _plain_lines, st.just(1)),
        texts.map(CodeBlock),
        st.just(Rule()),
        _tables(),
        st.lists(st.builds(Tile, st.just("3"), texts), min_size=1, max_size=2).map(Tiles),
    ),
    _containers,
    max_leaves=5,
)
_sections = st.builds(
    Section,
    _plain_lines,
    st.lists(blocks, max_size=4),
    anchor=st.sampled_from(["", "a", "b", "c"]),
    badges=st.lists(texts.map(Badge), max_size=1),
)
chapters = st.builds(
    Section, _plain_lines, st.lists(blocks | _sections, max_size=4), anchor=st.sampled_from(["one", "two", "three"])
)


def paper_of(sections: list[Section]) -> Paper:
    """A paper with these chapters."""
    return Paper(
        identity=Identity("Färdplan", "sv", MADE_AT, "Region Norrfjäll"),
        cover=Cover("Färdplan", "", "", "#1b5e6b", ""),
        chapters=sections,
    )


papers = st.lists(chapters, max_size=3).map(paper_of)
