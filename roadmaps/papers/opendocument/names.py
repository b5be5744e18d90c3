"""The long names of OpenDocument's XML in short."""

from xml.etree.ElementTree import Element

from roadmaps.papers.pandoc.archives import Names

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
O = Names(  # noqa: E741 - as short as a prefix
    office=f"{_OASIS}:office:1.0",
    style=f"{_OASIS}:style:1.0",
    text=f"{_OASIS}:text:1.0",
    table=f"{_OASIS}:table:1.0",
    draw=f"{_OASIS}:drawing:1.0",
    fo=f"{_OASIS}:xsl-fo-compatible:1.0",
    svg=f"{_OASIS}:svg-compatible:1.0",
    number=f"{_OASIS}:datastyle:1.0",
    meta=f"{_OASIS}:meta:1.0",
    manifest=f"{_OASIS}:manifest:1.0",
    loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    xlink="http://www.w3.org/1999/xlink",
    dc="http://purl.org/dc/elements/1.1/",
)
STYLE_NAME = O("text:style-name")
LINES = {O("text:p"), O("text:h")}


def make(short: str, *inside: Element, text: str | None = None, **values: object) -> Element:
    """A new element; `style__name` in front of a name stands for `style:name`, one underscore for a hyphen."""
    element = Element(
        O(short), {O(name.replace("__", ":", 1).replace("_", "-")): str(one) for name, one in values.items()}
    )
    element.text = text
    element.extend(inside)
    return element


def style_of(line: Element) -> str:
    """The name of the style of a paragraph or a heading."""
    return line.get(STYLE_NAME, "") if line.tag in LINES else ""


def text_of(one: Element) -> str:
    """The words of an element."""
    return "".join(one.itertext())
