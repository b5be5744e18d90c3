"""A small graph of statements, and three ways to write it: Turtle, RDF/XML and JSON-LD. The same graph gives the same bytes.

Every node has an address of its own, so that nothing needs to be told apart by its place in a file.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True)
class Iri:
    """Something that has an address. What no address may hold is written as percent signs."""

    address: str

    @property
    def safe(self) -> str:
        """The address as every format takes it."""
        return quote(self.address, safe=_IN_ADDRESSES)


@dataclass(frozen=True)
class Text:
    """Words, in a language or in none."""

    words: str
    language: str = ""

    @property
    def safe(self) -> str:
        """The words without what XML cannot say."""
        return _NOT_IN_XML.sub("\ufffd", self.words)


@dataclass(frozen=True)
class Typed:
    """A value of a type, such as ``xsd:date``."""

    value: str
    datatype: str


Value = Iri | Text | Typed


@dataclass(frozen=True)
class Node:
    """One thing: its address, what it is, and what is said of it, in this order."""

    iri: Iri
    type: str
    said: tuple[tuple[str, Value], ...]

    @property
    def grouped(self) -> dict[str, list[Value]]:
        """What is said, by property."""
        found: dict[str, list[Value]] = {}
        for name, value in self.said:
            found.setdefault(name, []).append(value)
        return found


def as_turtle(nodes: Iterable[Node]) -> bytes:
    """The graph as Turtle."""
    return "\n".join([*(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()), "", *_turtle(nodes)]).encode()


def as_rdf_xml(nodes: Iterable[Node]) -> bytes:
    """The graph as RDF/XML."""
    spaces = " ".join(f'xmlns:{name}="{iri}"' for name, iri in PREFIXES.items() if name != "xsd")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<rdf:RDF {spaces}>"]
    for node in nodes:
        lines.append(f"  <{node.type} rdf:about={quoteattr(node.iri.safe)}>")
        lines += [f"    {_xml(name, value)}" for name, value in node.said]
        lines.append(f"  </{node.type}>")
    return "\n".join([*lines, "</rdf:RDF>", ""]).encode()


def as_json_ld(nodes: Iterable[Node]) -> bytes:
    """The graph as JSON-LD."""
    graph = [
        {
            "@id": node.iri.safe,
            "@type": node.type,
            **{name: [_json(value) for value in values] for name, values in node.grouped.items()},
        }
        for node in nodes
    ]
    return (json.dumps({"@context": dict(PREFIXES), "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _turtle(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        said = [f"  {name} {', '.join(map(_turtle_value, values))}" for name, values in node.grouped.items()]
        yield f"<{node.iri.safe}> a {node.type} ;\n" + " ;\n".join(said) + " .\n"


def _turtle_value(value: Value) -> str:
    match value:
        case Iri():
            return f"<{value.safe}>"
        case Text():
            return json.dumps(value.safe, ensure_ascii=False) + (f"@{value.language}" if value.language else "")
        case Typed():
            return f"{json.dumps(value.value)}^^{value.datatype}"


def _xml(name: str, value: Value) -> str:
    match value:
        case Iri():
            return f"<{name} rdf:resource={quoteattr(value.safe)}/>"
        case Text():
            language = f" xml:lang={quoteattr(value.language)}" if value.language else ""
            return f"<{name}{language}>{escape(value.safe)}</{name}>"
        case Typed():
            return f"<{name} rdf:datatype={quoteattr(_whole(value.datatype))}>{escape(value.value)}</{name}>"


def _json(value: Value) -> dict[str, Any]:
    match value:
        case Iri():
            return {"@id": value.safe}
        case Text():
            return {"@value": value.safe, **({"@language": value.language} if value.language else {})}
        case Typed():
            return {"@value": value.value, "@type": value.datatype}


def _whole(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest
