"""The parts of pandoc's tree, as far as they are used here (pandoc-types 1.23)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Node = dict[str, Any]
Attributes = list[Any]

VERSION = [1, 23, 1]


def document(blocks: Sequence[Node], language: str) -> Node:
    """The whole."""
    return {"pandoc-api-version": VERSION, "meta": {"lang": _node("MetaString", language)}, "blocks": list(blocks)}


def attributes(*, anchor: str = "", classes: Sequence[str] = (), values: Mapping[str, str] | None = None) -> Attributes:
    """What a node says of itself."""
    return [anchor, list(classes), [list(pair) for pair in (values or {}).items()]]


def words(text: str) -> Node:
    """Text, spaces and all."""
    return _node("Str", text)


def space() -> Node:
    """One space, where pandoc looks for it."""
    return {"t": "Space"}


def new_line() -> Node:
    """A break within a paragraph."""
    return {"t": "LineBreak"}


def span(inside: Iterable[Node], style: str = "", anchor: str = "") -> Node:
    """Words in a style of their own, or with an anchor."""
    values = {"custom-style": style} if style else {}
    return _node("Span", [attributes(anchor=anchor, values=values), list(inside)])


def spoken(inside: Iterable[Node], language: str) -> Node:
    """Words in another language than the whole."""
    return _node("Span", [attributes(values={"lang": language}), list(inside)])


def marked(name: str, inside: Iterable[Node], **values: str) -> Node:
    """Words that came, went, or begin or end what a comment is about."""
    return _node("Span", [attributes(classes=(name,), values=values), list(inside)])


def dressed(name: str, inside: Iterable[Node]) -> Node:
    """Strong, Emph, Strikeout, Superscript or Subscript."""
    return _node(name, list(inside))


def code(text: str) -> Node:
    """Words to be read letter by letter."""
    return _node("Code", [attributes(), text])


def link(inside: Iterable[Node], address: str) -> Node:
    """Words that lead somewhere."""
    return _node("Link", [attributes(), list(inside), [address, ""]])


def note(blocks: Iterable[Node]) -> Node:
    """A footnote."""
    return _node("Note", list(blocks))


def image(alt: str, address: str, width: float, height: float) -> Node:
    """A picture, measured in points."""
    size = {"width": f"{width:.2f}pt", "height": f"{height:.2f}pt"}
    return _node("Image", [attributes(values=size), [words(alt)], [address, ""]])


def paragraph(inside: Iterable[Node]) -> Node:
    """A paragraph with space around it."""
    return _node("Para", list(inside))


def close(inside: Iterable[Node]) -> Node:
    """A paragraph without."""
    return _node("Plain", list(inside))


def heading(level: int, inside: Iterable[Node]) -> Node:
    """A heading; its anchor is a span within it, so that it ends where the heading does."""
    return _node("Header", [level, attributes(), list(inside)])


def styled(style: str, *blocks: Node) -> Node:
    """Blocks in a paragraph style."""
    return _node("Div", [attributes(values={"custom-style": style}), list(blocks)])


def bullets(items: Iterable[list[Node]]) -> Node:
    """A list."""
    return _node("BulletList", list(items))


def numbers(items: Iterable[list[Node]], start: int) -> Node:
    """A numbered list."""
    return _node("OrderedList", [[start, {"t": "Decimal"}, {"t": "Period"}], list(items)])


def quote(blocks: Iterable[Node]) -> Node:
    """What somebody else has said."""
    return _node("BlockQuote", list(blocks))


def lines_of_code(text: str) -> Node:
    """Lines to be read letter by letter."""
    return _node("CodeBlock", [attributes(), text])


def rule() -> Node:
    """A line across."""
    return {"t": "HorizontalRule"}


def cell(blocks: Iterable[Node], span: int = 1) -> list[Any]:
    """What stands in one place of a table."""
    return [attributes(), {"t": "AlignDefault"}, 1, span, list(blocks)]


def table(
    columns: Sequence[tuple[str, float]],
    head: Sequence[Sequence[list[Any]]],
    body: Sequence[Sequence[list[Any]]],
    row_heads: int,
) -> Node:
    """A table without caption; each column is left, center or right, and a part of the width."""
    aligns = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}
    widths = [[{"t": aligns[align]}, _node("ColWidth", share)] for align, share in columns]
    bodies = [[attributes(), row_heads, [], [_row(cells) for cells in body]]]
    no_caption: list[Any] = [None, []]
    rows = [_row(cells) for cells in head]
    return _node("Table", [attributes(), no_caption, widths, [attributes(), rows], bodies, [attributes(), []]])


def _row(cells: Sequence[list[Any]]) -> list[Any]:
    return [attributes(), list(cells)]


def _node(name: str, content: Any) -> Node:
    return {"t": name, "c": content}
