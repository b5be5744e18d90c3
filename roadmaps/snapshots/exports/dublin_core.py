"""What a package is, in the words that archives share (Dublin Core), as XML."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

DC = "http://purl.org/dc/elements/1.1/"
OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dublin_core(facts: Mapping[str, Any]) -> bytes:
    """The facts of a package (see `package.metadata_of`) as far as Dublin Core has a word for them."""
    ET.register_namespace("dc", DC)
    ET.register_namespace("oai_dc", OAI)
    root = ET.Element(f"{{{OAI}}}dc")
    for name, value in _told(facts):
        if value:
            ET.SubElement(root, f"{{{DC}}}{name}").text = _fit(str(value))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _told(facts: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    yield "title", facts["version_title"] or facts["title"]
    yield "creator", facts["creator"]
    yield from (("contributor", name) for name in facts["contributors"])
    yield "subject", facts["area"]["name"]
    yield "type", facts["class_label"]
    yield "date", facts["dates"]["decided"] or facts["dates"]["frozen"]
    yield "language", facts["language"]
    yield "identifier", facts["address"]
    yield "identifier", facts["registry_number"]
    yield "identifier", f"sha256:{facts['data']['sha256']}"
    yield "coverage", "–".join(map(str, facts["dates"]["covers"]))


def _fit(text: str) -> str:
    """The text without the characters that XML has no way to write."""
    return _UNFIT.sub("", text)
