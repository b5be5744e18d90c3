"""Any paper that can be: odd words, odd nesting, odd tables. What a format does not hold, it must say more simply."""

from datetime import UTC, datetime
from hashlib import sha256

from hypothesis import strategies as st

from roadmaps.papers import tree
from tests.factories.files import a_picture
from tests.papers.sample_chapters.timeline import DRAWING
from tests.papers.samples import COVER, IDENTITY

HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/evil:1.0.0": *',
    "$ x^2 $ @label <label> \\ \\u{41} `raw` ```",
    "= Rubrik\n- lista\n/ term: ord",
    "*fet* _kursiv_ ~ -- --- ...",
    "<script>alert(1)</script>&amp;",
    "{{ 7 * 7 }} {% raw %} %(name)s %s {0}",
    "\u202eombytt\u202c\u200f\ufeff\x00\x07\x1b[31m",
    "🚀👩‍👩‍👧‍👦🇸🇪 中文 عربى עברית हिन्दी ქართული",
    "å\u0308\u0323\u0301\u0300\u0302\u0303 e\u0301 \ue000\ufffe\ufdd0 \u00ad\u200b\u2028\u2029",
    "Realisationsvinstbeskattningsförhandlingsunderlagsgenomgångsprotokoll" * 3,
    "x" * 600,
    "https://example.org/" + "a/" * 80 + "?q=" + "%C3%A5" * 40,
    "",
    " ",
    "\n\n",
)
ADDRESSES = (
    "https://example.org/å ä?x=1#y", "http://example.org", "mailto:a@example.org", "#goals", "#nowhere", "#", "", "javascript:alert(1)",
    "file:///etc/passwd", "/relative", "https://", "http://[", "https://exa mple", "data:text/html,x", "https://" + "a" * 3_000,
)  # fmt: skip

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(("Mål", "en rad ord som går att läsa", "2029", "Energi och klimat i hela länet")),
    st.text(max_size=30),
)
tones = st.sampled_from(tree.Tone)
moments = st.just(datetime(2026, 11, 2, 9, 30, tzinfo=UTC))
anchors = st.sampled_from(("", "goals", "a b", "#", "å", "x" * 200, "goals"))
remarks = st.recursive(
    st.builds(tree.Remark, author=words, at=moments, text=words),
    lambda deeper: st.builds(tree.Remark, author=words, at=moments, text=words, answers=st.lists(deeper, max_size=2)),
    max_leaves=3,
)
badges = st.builds(tree.Badge, words, tones)
simple_inlines = st.one_of(st.builds(tree.Text, words), st.builds(tree.Code, words), st.just(tree.Break()), badges)


def _deeper_inlines(deeper):
    line = st.lists(deeper, max_size=3)
    style = st.sampled_from(("strong", "emphasis", "struck", "superscript", "subscript"))
    paragraph = st.builds(tree.Paragraph, line)
    return st.one_of(
        st.builds(tree.Styled, style, line),
        st.builds(tree.Spoken, st.sampled_from(("sv", "en", "sma", "x-1", "")), line),
        st.builds(tree.Link, st.sampled_from(ADDRESSES), line),
        st.builds(tree.Footnote, st.lists(paragraph, max_size=2)),
        st.builds(tree.Changed, st.sampled_from(("inserted", "deleted")), line),
        st.builds(tree.Remarked, remarks, line),
    )


inlines = st.recursive(simple_inlines, _deeper_inlines, max_leaves=6)
lines = st.lists(inlines, max_size=4)
drawings = st.sampled_from(
    (
        DRAWING,
        tree.Drawing(DRAWING.svg, 5_000, 100),
        tree.Drawing(DRAWING.svg, 10, 4_000),
        tree.Drawing(DRAWING.svg, 0, 0),
        tree.Drawing("<svg", 10, 10),
        tree.Drawing("", 10, 10),
        tree.Drawing("<html/>", 10, 10),
        tree.Drawing(
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><script>x()</script>'
            '<image xlink:href="file:///etc/passwd"/><text style="font-family:x" onclick="y()">中🚀\u202eord</text></svg>',
            100,
            50,
        ),
        tree.Drawing(
            '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>', 9, 9
        ),
    )
)
pictures = st.builds(
    lambda content, size, alt, address: tree.Picture(
        content,
        sha256(content).hexdigest(),
        "image/png" if content[1:4] == b"PNG" else "image/jpeg",
        *size,
        alt,
        address,
    ),
    st.sampled_from((a_picture(), a_picture("JPEG"), a_picture("PNG", color=(1, 2, 3, 90), mode="RGBA"))),
    st.sampled_from(((20.0, 15.0), (900.0, 30.0), (5.0, 4_000.0), (0.0, 0.0))),
    words,
    st.sampled_from(ADDRESSES),
)
simple_blocks = st.one_of(
    st.builds(tree.Paragraph, lines, st.sampled_from(("plain", "lead", "small"))),
    st.builds(tree.Heading, lines, st.integers(-1, 9)),
    st.builds(tree.CodeBlock, words),
    st.just(tree.Rule()),
    st.builds(tree.Tiles, st.lists(st.builds(tree.Tile, words, words), max_size=7)),
)


@st.composite
def tables(draw, blocks):
    """With rows that need not fill the columns, and up to more columns than any page has room for."""
    width = draw(st.sampled_from((0, 1, 2, 3, 5, 12, 45)))
    cell = st.builds(tree.Cell, st.lists(blocks, max_size=2), span=st.integers(-1, 4), tone=st.one_of(st.none(), tones))
    small = st.builds(
        lambda text: tree.Cell((tree.Paragraph((tree.Text(text),)),)), st.sampled_from(("L", "D", "", "x" * 40))
    )
    row = st.lists(st.one_of(cell, small) if width < 6 else small, max_size=width + 2)
    column = st.builds(
        tree.Column, st.sampled_from(("left", "center", "right")), st.one_of(st.none(), st.floats(0.1, 9), st.just(0.0))
    )
    return tree.Table(
        caption=draw(words),
        columns=draw(st.lists(column, min_size=width, max_size=width)),
        head=draw(st.lists(row, max_size=2)),
        body=draw(st.lists(row, max_size=4)),
        has_row_heads=draw(st.booleans()),
        is_wide=draw(st.booleans()),
        anchor=draw(anchors),
    )


def _deeper_blocks(deeper):
    several = st.lists(deeper, max_size=3)
    item = st.builds(tree.Item, several, st.sampled_from((None, True, False)))
    return st.one_of(
        st.builds(tree.Listing, st.lists(item, max_size=3), st.sampled_from((None, 1, 0, -5, 10**9))),
        st.builds(tree.Quote, several),
        st.builds(tree.Facts, st.lists(st.builds(tree.Fact, lines, several), max_size=3), st.booleans()),
        st.builds(tree.Callout, words, several, tones),
        tables(deeper),
        st.builds(
            tree.Figure, drawings, words, words, st.one_of(st.none(), tables(simple_blocks)), st.booleans(), anchors
        ),
        pictures,
        sections(deeper),
    )


def sections(deeper):
    """A section with anything in it."""
    return st.builds(
        tree.Section,
        lines,
        st.lists(deeper, max_size=3),
        anchors,
        st.sampled_from(("part", "card", "plain")),
        st.lists(badges, max_size=2),
        st.lists(remarks, max_size=1),
        st.booleans(),
        st.sampled_from((None, "inserted", "deleted")),
    )


blocks = st.recursive(simple_blocks, _deeper_blocks, max_leaves=10)
covers = st.builds(
    tree.Cover,
    title=words,
    subtitle=words,
    eyebrow=words,
    color=st.sampled_from(("#ffff00", "#000000", "#1b5e6b", "red", "", '#fff"; #panic()')),
    publisher=words,
    facts=st.lists(st.tuples(words, lines), max_size=3),
    badge=st.one_of(st.none(), badges),
)
papers = st.builds(
    tree.Paper,
    identity=st.just(IDENTITY),
    cover=st.one_of(st.just(COVER), covers),
    chapters=st.lists(sections(blocks), max_size=4),
    running_title=words,
    running_note=words,
    foot=words,
    has_contents=st.booleans(),
    colophon=st.lists(blocks, max_size=2),
)
