"""Drawings in the fonts of the page, and their size on it."""

import base64
from dataclasses import dataclass

from roadmaps.papers import tree
from roadmaps.papers.drawings import as_file, shapes_of
from roadmaps.papers.pdf import characters, measures

_CAPTION = 36.0
_FONTS = "'Source Sans 3', 'DejaVu Sans'"


@dataclass(frozen=True)
class Size:
    """As it is printed, in points. `is_turned` lies on its side; `is_alone` fills a page."""

    width: float
    height: float
    is_turned: bool = False
    is_alone: bool = False


def size(drawing: tree.Drawing | tree.Picture, room: float, *, fills_page: bool) -> Size:
    """As large as it is drawn, if it finds room; as large as the page allows, if it fills it."""
    width, height = (min(max(float(side), 1.0), 20_000.0) for side in (drawing.width, drawing.height))
    if not fills_page:
        scale = min(1.0, room / width, measures.HEIGHT * 0.8 / height)
        return Size(width * scale, height * scale)
    is_turned = width > height * 1.25
    across, down = (measures.HEIGHT, measures.WIDTH) if is_turned else (measures.WIDTH, measures.HEIGHT)
    scale = min(across / width, (down - _CAPTION) / height)
    return Size(width * scale, height * scale, is_turned, is_alone=True)


def clean(svg: str) -> str:
    """The drawing without anything but shapes and words that the fonts can show; nothing when it is none."""
    root = shapes_of(svg)
    if root is None:
        return ""
    for element in root.iter():
        element.text, element.tail = _words(element.text), _words(element.tail)
        element.attrib.pop("font-family", None)
    root.set("font-family", _FONTS)
    return as_file(root)


def holding(picture: tree.Picture) -> str:
    """A drawing that holds the picture: letters are the only way into the typesetter that needs no file."""
    width, height = max(picture.width, 1.0), max(picture.height, 1.0)
    data = base64.b64encode(picture.content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image href="data:{picture.media_type};base64,{data}" width="{width}" height="{height}"/></svg>'
    )


def _words(text: str | None) -> str | None:
    return characters.line(text).replace(characters.MAY_BREAK, "") if text else text
