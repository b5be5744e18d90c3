"""Carrying out the directions in what pandoc wrote: contents, cards, callouts, tables, pictures, pages on their side."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from roadmaps.papers.opendocument.contents import contents_of
from roadmaps.papers.opendocument.names import LINES, STYLE_NAME, O, make, style_of, text_of
from roadmaps.papers.opendocument.queue import Queue, asked_of
from roadmaps.papers.opendocument.variants import BARS, PALE, Variants
from roadmaps.papers.pandoc.directions import STYLE, STYLE_WITHIN, read

_ALIGNED = {"left": "", "center": "Center", "right": "Right"}
_OWN = {
    "Lead",
    "Small",
    "FactTitle",
    "Fact",
    "FactMore",
    "InnerHeading",
    "TileLabel",
    "TileNumber",
    "Figure",
    "TableCaption",
    "FigureCaption",
}
_SPACED = {"TableCaption", "FactTitle", "CalloutTitle", "Figure", "InnerHeading"}
_LONGEST_UNSPLIT, _KEPT, _LONGEST_LEAD, _TRAILING = 1_200, 3, 400, 4
_A_LETTER_UPRIGHT, _LOWEST_HEAD, _HIGHEST_HEAD = 0.19, 1.6, 6.3
_INDENT = 0.5


class Body:
    """Carries out directions. `color` is the area's."""

    def __init__(self, variants: Variants, color: str) -> None:
        self._variants, self._color = variants, color
        self._tables = 0

    def finish(self, container: Element) -> None:
        """Carry out the directions in a text, a cell, a note, or a part of a list."""
        children = [child for child in container if child.tag != O("text:sequence-decls")]
        for child in children:
            container.remove(child)
        blocks = Queue(children)
        done: list[Element] = []
        while (one := blocks.take()) is not None:
            self._one(one, blocks, done)
        container.extend(done)

    def _one(self, one: Element, blocks: Queue, done: list[Element]) -> None:  # noqa: C901, PLR0912 - one case each
        asked = asked_of(one)
        match asked.get("do"):
            case None:
                self._lead_up(one, done)
                done.append(self._whole(one))
            case "cover-end":
                if done:
                    self._variants.give(done[0], page="Cover")
                blocks.next_has(page="Standard")
            case "contents":
                lines = blocks.until("contents-end")
                contents = contents_of(lines, asked)
                blocks.apply(lines[0], self._variants)
                done.append(contents)
                blocks.next_has(fo__break_before="page")
            case "page":
                blocks.next_has(fo__break_before="page")
            case "unlisted":
                heading = blocks.take_one()
                heading.set(STYLE_NAME, f"Heading_20_{heading.get(O('text:outline-level'))}_20_Unlisted")
                blocks.apply(heading, self._variants)
                done.append(self._whole(heading))
            case "sideways":
                self._turn(blocks, done)
            case "upright":
                while (following := blocks.peek()) is not None and self._is_small(following):
                    done.append(self._whole(blocks.take_one()))
                blocks.next_has(page="Standard")
            case "card":
                self._card(blocks)
            case "callout":
                self._callout(asked["tone"], blocks, done)
            case "figure":
                done.append(self._figure(blocks.take_one(), asked))
            case "table" | "tiles":
                table = blocks.take_one()
                self._table(table, asked)
                done.append(table)
                self._after_table(blocks, done)
        if done and blocks.wants and asked.get("do") in {None, "table", "tiles", "figure"}:
            blocks.apply(done[-1], self._variants)

    def _is_small(self, line: Element) -> bool:
        return self._variants.origin(style_of(line)) == "Small"

    def _whole(self, one: Element) -> Element:
        """See to what lies within."""
        if one.tag == O("text:list"):
            for item in one.iter(O("text:list-item")):
                if any(asked_of(child) for child in item):
                    self.finish(item)
        for body in one.iter(O("text:note-body")):
            self.finish(body)
        return one

    def _turn(self, blocks: Queue, done: list[Element]) -> None:
        """The next pages lie on their side; a heading that leads up to what lies there comes along."""
        if blocks.pending_page == "Standard" and done and not blocks.is_first:
            blocks.forget_page()
            return
        place = _trailing(done)
        if place < len(done):
            self._variants.give(done[place], page="Sideways")
            blocks.forget_page()
        else:
            blocks.next_has(page="Sideways")

    def _lead_up(self, one: Element, done: list[Element]) -> None:
        """Keep the one sentence between a heading and a figure or a table with what it leads up to."""
        if style_of(one) in {"Figure", "TableCaption"} and len(done) > 1 and done[-2].tag == O("text:h"):
            lead = done[-1]
            if lead.tag == O("text:p") and len(text_of(lead)) <= _LONGEST_LEAD:
                self._variants.give(lead, fo__keep_with_next="always")

    def _card(self, blocks: Queue) -> None:
        """Keep a card's heading with what it begins with.

        LibreOffice leaves a heading behind, now and then, when more than this is to be kept with it.
        """
        blocks.next_has(fo__border_top="0.5pt solid #C9D1D5", fo__padding_top="0.25cm")
        for one in blocks.rest()[:_KEPT]:
            if asked_of(one) or one.tag not in LINES:
                break
            self._variants.give(one, fo__keep_with_next="always", fo__keep_together="always")

    def _callout(self, tone: str, blocks: Queue, done: list[Element]) -> None:
        inside = make("office:text", *blocks.until("callout-end"))
        self.finish(inside)
        for one in inside:
            for depth, line in _lines(one):
                self._variants.give(
                    line,
                    fo__margin_left=f"{_INDENT + 0.64 * depth:.2f}cm",
                    fo__margin_right="0.3cm",
                    fo__padding="0.1cm",
                    fo__padding_left=f"{0.3 + 0.64 * depth:.2f}cm",
                    fo__border="none",
                    fo__border_left=f"2.5pt solid {BARS[tone]}",
                    fo__background_color=PALE[tone],
                )
        if len(inside) and inside[-1].tag in LINES:
            self._variants.give(inside[-1], fo__margin_bottom="0.4cm")
        done.extend(inside)

    # --- tables ---

    def _table(self, table: Element, asked: dict[str, Any]) -> None:
        self._tables += 1
        table.set(O("table:name"), f"Table{self._tables}")
        name = table.get(O("table:style-name"), "")
        self._variants.table(name, table__align="margins", style__may_break_between_rows="true")
        is_tiles = asked["do"] == "tiles"
        rows = list(table.iter(O("table:table-row")))
        rows = [row for row in rows if row in _own_rows(table)]
        for number, row in enumerate(rows):
            is_head = number < (1 if is_tiles else asked["head"])
            spans = [1] * len(asked["widths"]) if is_tiles else asked["spans"][number]
            upright = asked.get("upright", 0) if is_head else 0
            height = min(max(upright * _A_LETTER_UPRIGHT + 0.4, _LOWEST_HEAD), _HIGHEST_HEAD) if upright else 0
            may_split = not is_head and len(text_of(row)) >= _LONGEST_UNSPLIT
            row.set(O("table:style-name"), self._variants.row(may_split=may_split, height=height))
            place = 0
            for at, cell in enumerate(_spanned(row, spans)):
                is_row_head = not is_tiles and at == 0 and asked["row_heads"]
                if is_tiles:
                    style = self._variants.tile(self._color, is_head=is_head)
                else:
                    style = self._variants.cell(
                        is_head=is_head,
                        is_last=number == len(rows) - 1,
                        tone=asked["tones"][number][at],
                        is_upright=bool(upright and at),
                    )
                    kind = "TableHead" if is_head else "TableRowHead" if is_row_head else "TableText"
                    _set(cell, f"{kind}{_ALIGNED[asked['aligns'][place]]}")
                cell.set(O("table:style-name"), style)
                if any(asked_of(child) for child in cell):
                    self.finish(cell)
                place += spans[at]
        if asked["caption"]:
            after = [child for child in table if child.tag in {O("table:title"), O("table:desc")}]
            for child in after:
                table.remove(child)
            table.insert(0, make("table:title", text=asked["caption"]))
        if asked.get("row_heads"):
            first = next(child for child in table if child.tag == O("table:table-column"))
            place = list(table).index(first)
            table[place] = make("table:table-header-columns", first)

    def _after_table(self, blocks: Queue, done: list[Element]) -> None:
        following = blocks.beyond()
        if following is None:
            return
        if following.tag == O("table:table"):
            done.append(make("text:p", text__style_name="TableText"))
        elif following.tag in LINES and following.tag != O("text:h") and style_of(following) not in _SPACED:
            self._variants.give(following, fo__margin_top="0.35cm")

    def _figure(self, line: Element, asked: dict[str, Any]) -> Element:
        for frame in line.iter(O("draw:frame")):
            frame.set(O("text:anchor-type"), "as-char")
            frame.append(make("svg:title", text=asked["caption"] or asked["alt"]))
            frame.append(make("svg:desc", text=asked["alt"]))
        return line


def number_captions(text: Element) -> None:
    """Let the program count tables and figures itself, and links look like links."""
    for link in text.iter(O("text:a")):
        for span in link.findall(O("text:span")):
            if span.get(STYLE_NAME) == "Definition":
                span.attrib.pop(STYLE_NAME)
    for parent in list(text.iter()):
        for place, span in enumerate(list(parent)):
            if span.tag == O("text:span") and span.get(STYLE_NAME) == STYLE_WITHIN:
                asked = read(text_of(span))
                number = make(
                    "text:sequence",
                    text=str(asked["number"]),
                    text__name=asked["of"],
                    text__formula=f"ooow:{asked['of']}+1",
                    style__num_format="1",
                    text__ref_name=f"ref{asked['of']}{asked['number'] - 1}",
                )
                number.tail = span.tail
                parent[place] = number


def _own_rows(table: Element) -> list[Element]:
    rows: list[Element] = []
    for child in table:
        if child.tag == O("table:table-header-rows"):
            rows += child.findall(O("table:table-row"))
        elif child.tag == O("table:table-row"):
            rows.append(child)
    return rows


def _spanned(row: Element, spans: Sequence[int]) -> list[Element]:
    """The cells of a row that are told to be there, with places that they cover; pandoc writes them without."""
    cells = row.findall(O("table:table-cell"))[: len(spans)]
    for child in list(row):
        row.remove(child)
    for cell, span in zip(cells, spans, strict=False):
        row.append(cell)
        if span > 1:
            cell.set(O("table:number-columns-spanned"), str(span))
            row.extend(make("table:covered-table-cell") for _ in range(span - 1))
        if not len(cell):
            cell.append(make("text:p"))
    return cells


def _set(cell: Element, style: str) -> None:
    """The words of a cell in the style of tables, unless they have one of their own."""
    for child in cell:
        for _, line in _lines(child):
            if style_of(line) not in _OWN and style_of(line) != STYLE:
                line.set(STYLE_NAME, style)


def _lines(one: Element, depth: int = 0) -> list[tuple[int, Element]]:
    """The lines of an element that is a line or a list, with how deep in lists they are; not those of tables and notes."""
    if one.tag in LINES:
        return [(depth, one)]
    if one.tag == O("text:list"):
        return [found for item in one for child in item for found in _lines(child, depth + 1)]
    return []


def _trailing(done: list[Element]) -> int:
    """Where the heading and short paragraphs begin that lead up to what comes; the end when there are none."""
    place = len(done)
    while place > 0 and len(done) - place < _TRAILING and done[place - 1].tag in LINES:
        place -= 1
        if done[place].tag == O("text:h"):
            while place and done[place - 1].tag == O("text:h"):
                place -= 1
            return place
    return len(done)
