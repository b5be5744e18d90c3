"""A whole paper as data for the template."""

from collections.abc import Iterator, Sequence

from roadmaps.papers import tree, words
from roadmaps.papers.pdf import characters, colors, measures
from roadmaps.papers.pdf.blocks import Blocks, Room
from roadmaps.papers.pdf.places import Node, Places, pieces
from roadmaps.papers.words import Words

_PAGE, _PAGES = "\ue000", "\ue001"
_LONGEST_TITLE, _LONGEST_WORDS = 180, 110
_MOST_CONTENTS = 110
_DEEPEST_CONTENTS = 3
_SIZES = ((16, 60), (26, 46), (48, 38), (90, 31), (150, 25))
_SMALLEST = 20
_KEPT_COLOPHON = 420.0


def sheet_of(paper: tree.Paper, said: Words) -> Node:
    """Everything that the template needs; `named` tells for each table whether its first column names the rows."""
    places = Places.of(paper, said)
    blocks = Blocks(places)
    cover = _cover(paper.cover, blocks)
    chapters = [node for chapter in paper.chapters for node in blocks.chapter(chapter)]
    colophon = [*blocks.shape(paper.colophon, Room(depth=1)), *places.take_remarks()]
    return {
        "document": _document(paper),
        "cover": cover,
        "running": [characters.plain(paper.running_title), characters.plain(paper.running_note)],
        "foot": [characters.plain(paper.foot), characters.plain(paper.identity.code)],
        "page": pieces(said.say(words.PAGE, page=_PAGE, pages=_PAGES), **{_PAGE: "page", _PAGES: "pages"}),
        "contents": said.say(words.CONTENTS) if paper.has_contents and _listed(chapters, 1) else "",
        "depth": _depth(chapters),
        "chapters": chapters,
        "colophon": {"i": colophon, "kept": measures.height(paper.colophon) <= _KEPT_COLOPHON},
        "named": places.has_row_heads,
    }


def _document(paper: tree.Paper) -> Node:
    identity = paper.identity
    made = identity.made_at
    keywords = [identity.registry_number, *identity.keywords]
    return {
        "title": characters.plain(identity.title) or characters.plain(paper.cover.title) or "–",
        "description": characters.plain(identity.subject),
        "author": characters.plain(identity.creator),
        "keywords": [word for word in map(characters.plain, keywords) if word],
        "lang": identity.language,
        "made": [made.year, made.month, made.day, made.hour, made.minute, made.second],
    }


def _cover(cover: tree.Cover, blocks: Blocks) -> Node:
    title = characters.line(_cut(cover.title, _LONGEST_TITLE)).strip() or "–"
    length = len(title)
    return {
        "title": title,
        "size": next((size for longest, size in _SIZES if length <= longest), _SMALLEST),
        "subtitle": characters.line(_cut(cover.subtitle)).strip(),
        "eyebrow": characters.line(_cut(cover.eyebrow)).strip(),
        "publisher": characters.line(_cut(cover.publisher)).strip(),
        "badge": characters.line(_cut(cover.badge.text)).strip() if cover.badge else "",
        "facts": [{"label": characters.line(_cut(label)), "i": blocks.line(line)} for label, line in cover.facts],
        "color": colors.accent(cover.color),
    }


def _cut(text: str, longest: int = _LONGEST_WORDS) -> str:
    """Short enough for a cover."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _depth(nodes: Sequence[Node]) -> int:
    """How deep the contents may go without becoming a chapter of their own."""
    for depth in range(_DEEPEST_CONTENTS, 1, -1):
        if _listed(nodes, depth) <= _MOST_CONTENTS:
            return depth
    return 1


def _listed(nodes: Sequence[Node], depth: int) -> int:
    return sum(heading["listed"] and heading["level"] <= depth for heading in _headings(nodes))


def _headings(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node["k"] == "h":
            yield node
        elif node["k"] in {"card", "keep", "side", "page"}:
            yield from _headings(node["i"])
