"""Writing drawings: shapes and words as SVG, with all text as data, and about how wide words are in print.

Only what every format takes is used: plain shapes with their own colours, no styles, patterns or references.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from roadmaps.papers.tree import Drawing

FONT = "'Source Sans 3', 'DejaVu Sans', sans-serif"
INK, MUTED, FAINT, PAPER, ALARM = "#16201f", "#56605d", "#c9cfcc", "#ffffff", "#a3262c"
# Smaller letters are not read on paper.
SMALLEST = 6.5
ELLIPSIS = "…"
_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# How wide letters are, in parts of their height; what is named nowhere is taken as a small letter.
_NARROW, _SMALL, _LARGE, _WIDE = 0.27, 0.52, 0.6, 0.85
_WIDTHS = {
    **dict.fromkeys("ijlftrI.,:;!|()[]'’-–/ ", _NARROW),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÅÄÖÆØ&%", _LARGE),
    **dict.fromkeys("mwMW—…@", _WIDE),
}


def tag(name: str, *inside: str, **attributes: float | str) -> str:
    """An element. Underscores in the names of attributes stand for hyphens; `inside` is markup already."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def words(text: str, x: float, y: float, size: float, **attributes: float | str) -> str:
    """A line of text that stands on the height `y`."""
    return tag("text", escape(_fit_for_xml(text)), x=x, y=y, font_size=size, **{"fill": INK, **attributes})


def drawing(inside: Iterable[str], width: float, height: float) -> Drawing:
    """The whole."""
    svg = tag(
        "svg",
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{_value(width)}pt",
        height=f"{_value(height)}pt",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        font_family=FONT,
    )
    return Drawing(svg, width, height)


def width_of(text: str, size: float) -> float:
    """About how wide a line is, rather too much than too little."""
    return size * sum(_WIDTHS.get(letter, _SMALL) if ord(letter) < 0x2E80 else 1.0 for letter in text)


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """The text in at most so many lines; what finds no room ends with an ellipsis."""
    lines = list(_lines(text, width, size))
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + ELLIPSIS, size) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,.;:–-") + ELLIPSIS]


def cut(text: str, width: float, size: float) -> str:
    """The text in one line."""
    return next(iter(wrapped(text, width, size, 1)), "")


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        told = f"{line} {word}" if line else word
        if line and width_of(told, size) > width:
            yield line
            told = word
        while width_of(told, size) > width and len(told) > 1:
            head = _fitting(told, width, size)
            yield told[:head]
            told = told[head:]
        line = told
    if line:
        yield line


def _fitting(word: str, width: float, size: float) -> int:
    """How many letters of a word that is too long stand in one line."""
    head = 1
    while head < len(word) and width_of(word[: head + 1], size) <= width:
        head += 1
    return head


def _fit_for_xml(text: str) -> str:
    return _UNFIT.sub(" ", text)


def _value(value: float | str) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
