"""How much room there is, and what is made to fit it."""

from collections.abc import Sequence
from dataclasses import replace

from roadmaps.papers import tree

# What a page holds, in points: upright, and on its side.
PAGE, PAGE_SIDEWAYS = (453.0, 600.0), (690.0, 370.0)
IN_A_CELL = (150.0, 150.0)


def whole_row(row: Sequence[tree.Cell], count: int) -> list[tree.Cell]:
    """The row with as many places as there are columns."""
    cells: list[tree.Cell] = []
    left = count
    for cell in row:
        if left < 1:
            break
        cells.append(replace(cell, span=max(1, min(cell.span, left))))
        left -= cells[-1].span
    return [*cells, *(tree.Cell(()) for _ in range(left))]


def fitted(figure: tree.Figure, room: tuple[float, float]) -> tuple[float, float]:
    """As large as it is best printed, or as the page allows; one that fills its page may grow."""
    return _scaled(figure.drawing, room, may_grow=figure.fills_page)


def picture_fitted(picture: tree.Picture, room: tuple[float, float]) -> tuple[float, float]:
    """As large as it is best printed, or as the page allows."""
    return _scaled(picture, room, may_grow=False)


def _scaled(shown: tree.Drawing | tree.Picture, room: tuple[float, float], *, may_grow: bool) -> tuple[float, float]:
    width, height = max(shown.width, 1.0), max(shown.height, 1.0)
    scale = min(room[0] / width, room[1] / height)
    scale = scale if may_grow else min(scale, 1.0)
    return width * scale, height * scale
