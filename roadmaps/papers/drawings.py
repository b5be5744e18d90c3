"""Drawings as they may stand in a page or a file: only shapes and words, nothing that is fetched, run or referred to."""

from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({"svg", "g", "rect", "line", "path", "circle", "ellipse", "polyline", "polygon", "text", "tspan"})
_UNWANTED = frozenset({"style", "class", "id", "role", "href"})
_LONGEST = 4_000_000


def shapes_of(svg: str) -> Element | None:
    """The drawing without anything else, its names without a namespace; None where it is no drawing."""
    if len(svg) > _LONGEST:
        return None
    try:
        root: Element = fromstring(svg)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    if root.tag != f"{_SVG}svg":
        return None
    _clean(root)
    return root


def as_file(shapes: Element) -> str:
    """Such a drawing as a file of its own."""
    shapes.set("xmlns", _SVG.strip("{}"))
    return tostring(shapes, encoding="unicode")


def _clean(element: Element) -> None:
    element.tag = element.tag.removeprefix(_SVG)
    for name, value in list(element.attrib.items()):
        if name in _UNWANTED or name.startswith(("{", "on", "aria-")) or "url(" in value.lower():
            del element.attrib[name]
    for child in list(element):
        if isinstance(child.tag, str) and child.tag.startswith(_SVG) and child.tag.removeprefix(_SVG) in _SHAPES:
            _clean(child)
        else:
            element.remove(child)
