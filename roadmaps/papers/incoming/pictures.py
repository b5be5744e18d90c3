"""Pictures in a Word file: each leaves the words that stand for it, and a drawing of boxes the words in them."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_HOLDERS = {f"{_W}drawing", f"{_W}pict", f"{_W}object"}
_SHOWN = (f"{_A}blip", f"{_CHART}chart", f"{_DIAGRAM}relIds", f"{_V}imagedata")


def replace_pictures(body: Element, targets: Mapping[str, str], parts: Mapping[str, bytes]) -> int:
    """Put words in the place of each picture, and return how many there were.

    :param targets: the names of parts, by what the document calls them
    """
    count = 0
    for parent in list(body.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag not in _HOLDERS:
                continue
            count += any(next(child.iter(tag), None) is not None for tag in _SHOWN)
            words = Element(f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            words.text = " ".join(_words(child, targets, parts))
            parent[place] = words
    return count


def _words(drawing: Element, targets: Mapping[str, str], parts: Mapping[str, bytes]) -> Iterator[str]:
    for about in drawing.iter(f"{_WP}docPr"):
        yield from filter(None, [" ".join((about.get("descr") or about.get("title") or "").split())])
    for shape in drawing.iter(f"{_V}shape"):
        yield from filter(None, [" ".join(shape.get("alt", "").split())])
    for boxes in drawing.iter(f"{_DIAGRAM}relIds"):
        data = parts.get(targets.get(boxes.get(f"{_R}dm", ""), ""))
        if data:
            said = (one.text or "" for one in fromstring(data, forbid_dtd=True).iter(f"{_A}t"))
            yield from filter(None, [", ".join(filter(None, map(str.strip, said)))])
