"""Tables of a paper as data for the template: always as many cells as columns, heads that can be repeated, rows in one piece."""

from collections.abc import Callable, Iterator, Sequence

from roadmaps.papers import tree
from roadmaps.papers.pdf import measures
from roadmaps.papers.pdf.columns import Layout, layouts
from roadmaps.papers.pdf.lines import ANYWHERE, REPEATED, Lines, Shaped, Where
from roadmaps.papers.pdf.places import Node, Places

_TALL_ROW, _TALL_HEAD = 230.0, 180.0
_MOST_HEADS = 4
_KEPT = 230.0


class Tables:
    """Sets the tables of one paper."""

    def __init__(self, places: Places, lines: Lines, in_cell: Callable[[tree.Blocks, Where], list[Node]]) -> None:
        self._places, self._lines, self._in_cell = places, lines, in_cell

    def shape(self, table: tree.Table, room: float, *, may_turn: bool) -> Iterator[Node]:
        """The table, or the tables that it takes."""
        table = _whole(table)
        if not table.columns or not (table.head or table.body):
            return
        caption = self._lines.shape((tree.Text(table.caption),), REPEATED)
        name = self._places.number_table() if caption else ""
        label = self._places.label(table.anchor)
        found = layouts(table, room, may_turn=may_turn)
        for number, layout in enumerate(found, 1):
            part = f" ({number}/{len(found)})" if len(found) > 1 else ""
            yield {
                "k": "table",
                "side": layout.is_on_its_side,
                "small": layout.is_small,
                "kept": measures.height((table,), room) <= _KEPT,
                "name": name,
                "caption": [*caption, part] if caption and part else caption,
                "id": label if number == 1 else None,
                **self._cells(table, layout),
            }

    def _cells(self, table: tree.Table, layout: Layout) -> Node:
        self._places.has_row_heads.append(table.has_row_heads)
        places = list(layout.places)
        room = measures.WIDTH_ON_ITS_SIDE if layout.is_on_its_side else measures.WIDTH
        widths = [room / len(places) if width is None else width for width in layout.widths]
        last = len(table.head) - 1
        head = [
            [self._cell(cell, REPEATED, upright=layout.is_upright and number == last and _is_upright(place, layout))
             for place, cell in _shown(row, places)]
            for number, row in enumerate(table.head)
        ]  # fmt: skip
        body = [self._row(row, places, widths) for row in table.body]
        return {
            "widths": list(layout.widths),
            "align": [table.columns[place].align for place in places],
            "head": head,
            "repeat": sum(measures.row_height(row, [room / len(row)] * len(row)) for row in table.head) <= _TALL_HEAD,
            "body": body,
            "named": table.has_row_heads,
        }

    def _row(self, row: Sequence[tree.Cell], places: Sequence[int], widths: Sequence[float]) -> Node:
        cells = list(_shown(row, places))
        is_tall = measures.row_height([cell for _, cell in cells], widths) > _TALL_ROW
        return {"tall": is_tall, "cells": [self._cell(cell, ANYWHERE) for _, cell in cells]}

    def _cell(self, cell: tree.Cell, where: Where, *, upright: bool = False) -> Node:
        blocks = self._in_cell(cell.inside, where)
        node: Node = {"i": blocks}
        if len(blocks) == 1 and blocks[0]["k"] == "p":
            node = {"t": _at_rest(blocks[0]["i"])}
        if cell.span > 1:
            node["span"] = cell.span
        if cell.tone:
            node["tone"] = cell.tone.value
        if upright and cell.inside and cell.span == 1:
            node["upright"] = True
        return node


def _at_rest(line: Shaped) -> Shaped:
    """A link that is all there is in a cell needs no line under it."""
    only = line[0] if len(line) == 1 else ""
    return [{**only, "bare": True}] if isinstance(only, dict) and only["k"] in {"link", "ref"} else line


def _whole(table: tree.Table) -> tree.Table:
    """With rows that fill the columns exactly, and a first column of names where nothing else is a head."""
    width = max([len(table.columns), *(sum(max(cell.span, 1) for cell in row) for row in (*table.head, *table.body))])
    head = [_filled(row, width) for row in table.head[:_MOST_HEADS]]
    body = [_filled(row, width) for row in (*table.head[_MOST_HEADS:], *table.body)]
    is_blank = not any(cell.inside for row in head for cell in row)
    return tree.Table(
        caption=table.caption,
        columns=[*table.columns, *(tree.Column() for _ in range(width - len(table.columns)))],
        head=[] if is_blank else head,
        body=body,
        has_row_heads=table.has_row_heads or is_blank,
        is_wide=table.is_wide,
        anchor=table.anchor,
    )


def _filled(row: Sequence[tree.Cell], width: int) -> list[tree.Cell]:
    filled = [cell if cell.span >= 1 else tree.Cell(cell.inside, tone=cell.tone) for cell in row]
    return filled + [tree.Cell(())] * (width - sum(cell.span for cell in filled))


def _shown(row: Sequence[tree.Cell], places: Sequence[int]) -> Iterator[tuple[int, tree.Cell]]:
    """The cells of the row that stand in these columns; one that spans more than those is cut to them."""
    chosen = set(places)
    at = 0
    for cell in row:
        seen = [place for place in range(at, at + cell.span) if place in chosen]
        if seen:
            yield seen[0], tree.Cell(cell.inside, span=len(seen), tone=cell.tone)
        at += cell.span


def _is_upright(place: int, layout: Layout) -> bool:
    """The first column names the rows: its own head lies."""
    width = layout.widths[list(layout.places).index(place)]
    return place > 0 and width is not None and width < measures.WIDTH / 6
