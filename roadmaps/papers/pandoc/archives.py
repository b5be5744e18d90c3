"""Files that are archives of XML: read into parts, and packed so that the same parts give the same bytes."""

import io
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, register_namespace, tostring
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from defusedxml import ElementTree

_OF_PACKAGES = {
    "pkgtypes": "http://schemas.openxmlformats.org/package/2006/content-types",
    "pkgrels": "http://schemas.openxmlformats.org/package/2006/relationships",
    "pkgext": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "pkgcustom": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
}
for _prefix, _address in _OF_PACKAGES.items():
    register_namespace(_prefix, _address)

Parts = dict[str, bytes]
_NEVER = (1980, 1, 1, 0, 0, 0)
_SQUEEZED_ALREADY = (".png", ".jpg", ".jpeg", ".gif")


def unpacked(data: bytes) -> Parts:
    """The parts of a file that this house has made or looked at, by name."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def packed(parts: Mapping[str, bytes], first: str) -> bytes:
    """The parts as a file; `first` is what programs look for at its beginning, and is not squeezed if that is "mimetype"."""
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda one: (one != first, one)):
            entry = ZipInfo(name, _NEVER)
            is_plain = name == "mimetype" or name.endswith(_SQUEEZED_ALREADY)
            entry.compress_type = ZIP_STORED if is_plain else ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return held.getvalue()


def parsed(part: bytes) -> Element:
    """XML as elements.

    :raises ParseError: when it is none
    :raises DefusedXmlException: when it declares entities
    """
    element: Element = ElementTree.fromstring(part, forbid_dtd=True)
    return element


def written(element: Element) -> bytes:
    """Elements as XML."""
    xml: bytes = tostring(element, encoding="UTF-8", xml_declaration=True)
    for prefix in _OF_PACKAGES:
        # The lists of an archive are read by simple programs too, which know their names without a prefix only.
        xml = xml.replace(f"<{prefix}:".encode(), b"<").replace(f"</{prefix}:".encode(), b"</")
        xml = xml.replace(f"xmlns:{prefix}=".encode(), b"xmlns=")
    return xml


class Names:
    """Names of elements in short: `names("w:p")` for the long name that the library wants."""

    def __init__(self, **spaces: str) -> None:
        self.spaces = spaces
        self._known: dict[str, str] = {}
        for prefix, address in spaces.items():
            register_namespace(prefix, address)

    def __call__(self, short: str) -> str:
        if (known := self._known.get(short)) is not None:
            return known
        prefix, _, name = short.partition(":")
        return self._known.setdefault(short, f"{{{self.spaces[prefix]}}}{name}")

    def make(self, short: str, *inside: Element, text: str | None = None, **values: Any) -> Element:
        """A new element; attributes are named `w_val` for `w:val`, `val` for one without prefix."""
        attributes = {
            self(name.replace("_", ":", 1)) if "_" in name else name: str(one) for name, one in values.items()
        }
        element = Element(self(short), attributes)
        element.text = text
        element.extend(inside)
        return element
