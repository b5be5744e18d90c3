"""Drawings as pictures of dots, with the letters that they were drawn with.

Word and LibreOffice set the words of an SVG in whatever font the reader's computer has, and so over its lines; a picture
of so many dots to the inch looks on paper as it was meant. Typst makes them, in a process of its own.
"""

import base64
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from roadmaps.foundation.later import later
from roadmaps.papers.bounded import Failed, Limits, TooMuch, run_module
from roadmaps.papers.drawings import as_file, shapes_of
from roadmaps.papers.tree import Drawing
from roadmaps.paths import PRINT_FONTS

if TYPE_CHECKING:
    import typst
else:
    typst = later("typst")

_DOTS_PER_INCH = 220
_LARGEST, _MOST_DOTS = 1_600.0, 30_000_000
_LIMITS = Limits(processor_seconds=40, seconds=80, megabytes=2_000)
# What is drawn comes in as data; nothing of it is part of the program.
_PROGRAM = b"""
#let drawing = json(bytes(sys.inputs.drawing))
#set page(width: drawing.width * 1pt, height: drawing.height * 1pt, margin: 0pt, fill: white)
#set text(font: ("Source Sans 3", "DejaVu Sans"))
#image(bytes(drawing.svg), format: "svg", width: 100%, height: 100%, fit: "contain")
"""


def pictures_of(drawings: Sequence[Drawing]) -> dict[Drawing, bytes]:
    """The drawings as PNG, without those that cannot be drawn."""
    if not drawings:
        return {}
    asked = [{"svg": _clean(one.svg), "width": _size(one.width), "height": _size(one.height)} for one in drawings]
    try:
        answer = run_module("roadmaps.papers.pandoc.pictures", json.dumps(asked).encode(), _LIMITS)
    except (TooMuch, Failed):
        # The words that go with each of them must do.
        return {}
    drawn = [base64.b64decode(one) if one else None for one in json.loads(answer)]
    return {drawing: picture for drawing, picture in zip(drawings, drawn, strict=True) if picture}


def main() -> None:
    """Draw what is asked for on standard input."""
    asked: list[dict[str, Any]] = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[PRINT_FONTS])
    sys.stdout.write(json.dumps([_drawn(one, fonts) for one in asked]))


def _clean(svg: str) -> str:
    shapes = shapes_of(svg)
    return "" if shapes is None else as_file(shapes)


def _size(length: float) -> float:
    return min(max(length, 1.0), _LARGEST)


def _drawn(drawing: dict[str, Any], fonts: Any) -> str:
    inches = drawing["width"] * drawing["height"] / 72**2
    dots = min(_DOTS_PER_INCH, ((_MOST_DOTS / max(inches, 0.01)) ** 0.5))
    try:
        picture: Any = typst.compile(
            _PROGRAM,
            format="png",
            ppi=float(dots),
            font_paths=fonts,
            sys_inputs={"drawing": json.dumps(drawing)},
        )
    except typst.TypstError:
        return ""
    return base64.b64encode(picture).decode()


if __name__ == "__main__":
    main()
