"""Drawings as they may go into a file: only shapes and words, nothing that is fetched or run; and their size on the page."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from roadmaps.papers import tree
from roadmaps.papers.pdf import characters, measures

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    [
        "svg",
        "g",
        "rect",
        "line",
        "path",
        "circle",
        "ellipse",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "defs",
        "pattern",
        "clipPath",
        "marker",
    ]
)
_LONGEST = 4_000_000
_CAPTION = 36.0
_FONTS = "'Source Sans 3', 'DejaVu Sans'"


@dataclass(frozen=True)
class Size:
    """As it is printed, in points. `is_turned` lies on its side; `is_alone` fills a page."""

    width: float
    height: float
    is_turned: bool = False
    is_alone: bool = False


def size(drawing: tree.Drawing, room: float, *, fills_page: bool) -> Size:
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
    if len(svg) > _LONGEST:
        return ""
    try:
        root = fromstring(svg)
    except (ParseError, DefusedXmlException, ValueError):
        return ""
    if root.tag != f"{_SVG}svg":
        return ""
    _clean(root)
    root.set("font-family", _FONTS)
    register_namespace("", "http://www.w3.org/2000/svg")
    return tostring(root, encoding="unicode")


def _clean(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        if name.startswith(("{", "on")) or name == "style" or _leads_out(value):
            del element.attrib[name]
    if "font-family" in element.attrib:
        element.set("font-family", _FONTS)
    element.text = _words(element.text)
    for child in list(element):
        child.tail = _words(child.tail)
        if isinstance(child.tag, str) and child.tag.removeprefix(_SVG) in _SHAPES and child.tag.startswith(_SVG):
            _clean(child)
        else:
            element.remove(child)


def _leads_out(value: str) -> bool:
    return "url(" in value and "url(#" not in value


def _words(text: str | None) -> str | None:
    return characters.line(text).replace(characters.MAY_BREAK, "") if text else text
