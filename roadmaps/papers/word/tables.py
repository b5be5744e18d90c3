"""Tables as Word wants them: widths, heads that are repeated, heads of rows, colours of cells, rows that came or went."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any
from xml.etree.ElementTree import Element

from roadmaps.papers.word.look import StyleIds
from roadmaps.papers.word.names import VALUE, W, give_style, properties_of, put, style_of, text_of

FILLS = {"neutral": "E6EAEC", "good": "DFF0E2", "info": "DDEBF5", "warning": "FBEFD5", "danger": "FBE3E1"}
_HEAD = "EEF1F3"
_ORDINARY = {"", "BodyText", "FirstParagraph", "Compact"}
_LONGEST_UNSPLIT = 1_200
_A_LETTER_UPRIGHT, _LOWEST_HEAD, _HIGHEST_HEAD = 105, 900, 3_600


def dress(table: Element, asked: dict[str, Any], width: int, styles: StyleIds) -> None:
    """Give the table what it was asked to have. `width` is that of the page's text, `styles` the ids by our names."""
    is_tiles = asked["do"] == "tiles"
    edges = [round(width * edge) for edge in accumulate(asked["widths"], initial=0.0)]
    widths = [right - left for left, right in pairwise(edges)]
    style = styles["Roadmap Tiles" if is_tiles else "Roadmap Table"]
    rows = table.findall(W("w:tr"))
    head = 1 if is_tiles else asked["head"]
    _replace(table, _properties(asked, style, head, sum(widths)))
    _replace(table, W.make("w:tblGrid", *(W.make("w:gridCol", w_w=one) for one in widths)))
    for number, row in enumerate(rows):
        is_head = number < head
        place = 0
        for at, cell in enumerate(row.findall(W("w:tc"))):
            span = _span(cell)
            tone = "" if is_tiles else _at(asked["tones"], number, at)
            _cell(cell, sum(widths[place : place + span]), FILLS.get(tone, _HEAD if is_head and not is_tiles else ""))
            if not is_tiles:
                name = "TableHead" if is_head else "TableRowHead" if at == 0 and asked["row_heads"] else "TableText"
                _set(cell, styles[name], asked["aligns"][place])
            place += span
            if is_head and at and asked.get("upright"):
                put(_of(cell), W.make("w:textDirection", w_val="btLr"))
                put(_of(cell), W.make("w:vAlign", w_val="center"))
        _row(row, is_head, asked.get("upright", 0) if is_head else 0)


def _properties(asked: dict[str, Any], style: str, head: int, width: int) -> Element:
    first_row, first_column = bool(head), bool(asked.get("row_heads"))
    look: dict[str, Any] = {
        "w_val": f"{0x0600 + 0x20 * first_row + 0x80 * first_column:04X}",
        "w_firstRow": int(first_row),
        "w_lastRow": 0,
        "w_firstColumn": int(first_column),
        "w_lastColumn": 0,
        "w_noHBand": 1,
        "w_noVBand": 1,
    }
    properties = W.make(
        "w:tblPr",
        W.make("w:tblStyle", w_val=style),
        W.make("w:tblW", w_w=width, w_type="dxa"),
        W.make("w:tblLayout", w_type="fixed"),
        W.make("w:tblLook", **look),
    )
    if asked["caption"]:
        properties.append(W.make("w:tblCaption", w_val=asked["caption"]))
    return properties


def _replace(table: Element, part: Element) -> None:
    there = table.find(part.tag)
    assert there is not None
    place = list(table).index(there)
    table.remove(there)
    table.insert(place, part)


def _row(row: Element, is_head: bool, upright: int) -> None:
    properties = row.find(W("w:trPr"))
    if properties is None:
        properties = W.make("w:trPr")
        row.insert(0, properties)
    properties.clear()
    if is_head or len(text_of(row)) < _LONGEST_UNSPLIT:
        properties.append(W.make("w:cantSplit"))
    if upright:
        height = min(max(upright * _A_LETTER_UPRIGHT + 200, _LOWEST_HEAD), _HIGHEST_HEAD)
        properties.append(W.make("w:trHeight", w_val=height, w_hRule="atLeast"))
    if is_head:
        properties.append(W.make("w:tblHeader"))
    if (change := common_change(row)) is not None:
        properties.append(Element(change.tag, change.attrib))
    if not len(properties):
        row.remove(properties)


def common_change(one: Element) -> Element | None:
    """The change that all words of an element share; None when they share none."""
    tags = {W("w:ins"), W("w:del")}
    changes = [change for change in one.iter() if change.tag in tags and len(change)]
    if not changes or len({change.tag for change in changes}) > 1:
        return None
    changed = sum(1 for change in changes for _ in _runs(change))
    return changes[0] if changed == sum(1 for _ in _runs(one)) else None


def _runs(one: Element) -> Iterator[Element]:
    """Runs that hold something to be read."""
    shown = {W("w:t"), W("w:delText"), W("w:drawing"), W("w:footnoteReference")}
    return (run for run in one.iter(W("w:r")) if any(part.tag in shown for part in run))


def _at(rows: list[list[str]], number: int, place: int) -> str:
    return rows[number][place] if number < len(rows) and place < len(rows[number]) else ""


def _of(cell: Element) -> Element:
    properties = cell.find(W("w:tcPr"))
    if properties is None:
        properties = W.make("w:tcPr")
        cell.insert(0, properties)
    return properties


def _span(cell: Element) -> int:
    span = cell.find(f"{W('w:tcPr')}/{W('w:gridSpan')}")
    return int(span.get(VALUE, "1")) if span is not None else 1


def _cell(cell: Element, width: int, fill: str) -> None:
    properties = _of(cell)
    put(properties, W.make("w:tcW", w_w=width, w_type="dxa"))
    if fill:
        put(properties, W.make("w:shd", w_val="clear", w_color="auto", w_fill=fill))


def _set(cell: Element, style: str, align: str) -> None:
    """The words of a cell in the style of tables, unless they have one of their own."""
    for paragraph in cell.findall(W("w:p")):
        if style_of(paragraph) in _ORDINARY:
            give_style(paragraph, style)
        properties = properties_of(paragraph)
        there = properties.find(W("w:jc"))
        if there is not None:
            properties.remove(there)
        if align != "left":
            put(properties, W.make("w:jc", w_val=align))
