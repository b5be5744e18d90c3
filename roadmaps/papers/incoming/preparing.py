"""The XML of a Word file made plain before pandoc reads it.

Text boxes come into the running text where they hang, contents that Word has made go out of it, and every word is
counted on the way, so that what pandoc passes by can be told. Strangers' XML is read by defusedxml only.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from posixpath import normpath
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring
from xml.sax.saxutils import quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from roadmaps.papers.incoming.archive import Unfit
from roadmaps.papers.incoming.pictures import replace_pictures
from roadmaps.papers.incoming.told import Aside

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT = re.compile(r"/officeDocument$")
_CONTENTS_STYLE = re.compile(
    r"(toc|table of figures|innehåll|innehållsförteckning)[ \d]*(heading|rubrik)?", re.IGNORECASE
)
_CONTENTS_ID = re.compile(r"(TOC|Innehll|Innehåll)(\d+|Heading|rubrik)|TableofFigures", re.IGNORECASE)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Names that the library keeps for itself.
_GENERATED = re.compile(r"ns\d+|xml(ns)?")
_MACROS = b"macroEnabled"
_FURNITURE = re.compile(r"word/(header|footer)\d*\.xml")
_UNSAID = {f"{W}del", f"{W}moveFrom"}


@dataclass(frozen=True)
class Prepared:
    """The parts for pandoc, what stands beside the text, and every paragraph of the text in plain words."""

    parts: dict[str, bytes]
    aside: Sequence[Aside]
    paragraphs: Sequence[str]
    has_tracked_changes: bool
    pictures: int


def prepare(parts: dict[str, bytes]) -> Prepared:
    """The file made plain.

    :raises Unfit: when its XML is none, or has entities in it
    """
    try:
        return _prepare(parts)
    except (ParseError, DefusedXmlException, KeyError, RecursionError, UnicodeError, ValueError, LookupError) as error:
        raise Unfit("broken") from error


def _prepare(parts: dict[str, bytes]) -> Prepared:
    if _MACROS in parts["[Content_Types].xml"]:
        raise Unfit("macros")
    for name, data in parts.items():
        if name.endswith(".xml") and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
            raise Unfit("broken")
    name = _main_part(parts)
    root = _read(parts[name])
    body = next((one for one in root if one.tag == f"{W}body"), None)
    if body is None:
        raise Unfit("other")
    _drop_fallbacks(root)
    aside = [*_taken_contents(root, _contents_styles(parts)), *_beside(parts)]
    _take_out_boxes(body)
    pictures = replace_pictures(body, _targets(parts, name), parts)
    paragraphs = [text for text in _paragraphs(body) if text]
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in parts:
            paragraphs += [text for text in _paragraphs(_read(parts[part])) if text]
    has_changes = any(one.tag in {f"{W}ins", f"{W}del", f"{W}moveTo"} for one in body.iter())
    plain = {key: data for key, data in parts.items() if not _FURNITURE.fullmatch(key)}
    plain[name] = _written(root, parts[name])
    return Prepared(plain, aside, paragraphs, has_changes, pictures)


def words_in(element: Element) -> str:
    """What is read in a part of the document; tracked changes count as accepted."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    match element.tag:
        case tag if tag in _UNSAID:
            return
        case tag if tag == f"{W}t":
            yield element.text or ""
        case tag if tag in {f"{W}tab", f"{W}br", f"{W}cr", f"{W}p"}:
            yield " "
        case tag if tag == f"{W}noBreakHyphen":
            yield "\u2011"
    for child in element:
        yield from _pieces(child)


def _paragraphs(element: Element) -> Iterator[str]:
    return (words_in(one) for one in element.iter(f"{W}p"))


def _main_part(parts: dict[str, bytes]) -> str:
    for relation in _read(parts["_rels/.rels"]):
        if _DOCUMENT.search(relation.get("Type", "")):
            name = normpath(relation.get("Target", "").lstrip("/"))
            if name in parts:
                return name
    raise Unfit("other")


def _read(data: bytes) -> Element:
    """The tree, with the prefixes that the file has: pandoc asks for them by name."""
    for prefix, address in _prefixes(data):
        with suppress(ValueError):
            register_namespace(prefix, address)
    root: Element = fromstring(data, forbid_dtd=True)
    if root.tag.startswith(_STRICT):
        raise Unfit("strict")
    return root


def _targets(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """The parts that the document refers to, by the names that it uses for them."""
    folder, _, file = name.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{file}.rels")
    found = _read(relations) if relations else ()
    return {one.get("Id", ""): normpath(f"{folder}/{one.get('Target', '')}") for one in found}


def _written(root: Element, before: bytes) -> bytes:
    """The tree as a file again. Prefixes that nothing in it uses stay declared: pandoc reads the notes by them."""
    text = tostring(root, encoding="unicode")
    start = text[: text.index(">")]
    missing = "".join(
        f" xmlns:{prefix}={quoteattr(address)}"
        for prefix, address in dict(_prefixes(before)).items()
        if prefix and f" xmlns:{prefix}=" not in start and not _GENERATED.fullmatch(prefix)
    )
    tag = re.match(r"<[^\s>/]+", text)
    assert tag is not None
    return (_DECLARATION + text[: tag.end()] + missing + text[tag.end() :]).encode()


def _prefixes(data: bytes) -> Iterator[tuple[str, str]]:
    return (pair for _, pair in iterparse(io.BytesIO(data), events=("start-ns",), forbid_dtd=True))


def _drop_fallbacks(root: Element) -> None:
    """What is drawn in two ways, for newer and older programs, is said once."""
    for parent in list(root.iter()):
        for child in [one for one in parent if one.tag == _FALLBACK]:
            parent.remove(child)


def _contents_styles(parts: dict[str, bytes]) -> set[str]:
    found = set()
    if "word/styles.xml" in parts:
        for style in _read(parts["word/styles.xml"]).iter(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None and _CONTENTS_STYLE.fullmatch(name.get(f"{W}val", "")):
                found.add(style.get(f"{W}styleId", ""))
    return found


def _taken_contents(root: Element, styles: set[str]) -> Iterator[Aside]:
    lines = []
    for parent in list(root.iter()):
        for child in [one for one in parent if one.tag == f"{W}p"]:
            style = child.find(f"{W}pPr/{W}pStyle")
            named = style.get(f"{W}val", "") if style is not None else ""
            if named and (named in styles or _CONTENTS_ID.fullmatch(named)):
                lines.append(words_in(child))
                _empty(child)
    if text := "\n".join(filter(None, lines)):
        yield Aside("contents", text)


def _empty(paragraph: Element) -> None:
    """Without its words; what divides the document into parts with pages of their own stays."""
    for child in [one for one in paragraph if one.tag != f"{W}pPr"]:
        paragraph.remove(child)


def _beside(parts: dict[str, bytes]) -> Iterator[Aside]:
    """Heads and feet of pages, each once, and comments."""
    seen = []
    for name, data in sorted(parts.items()):
        if _FURNITURE.fullmatch(name):
            text = "\n".join(filter(None, _paragraphs(_read(data))))
            if text and text not in seen:
                seen.append(text)
                yield Aside("page", text)
    if "word/comments.xml" in parts:
        for comment in _read(parts["word/comments.xml"]).iter(f"{W}comment"):
            if text := "\n".join(filter(None, _paragraphs(comment))):
                author = " ".join(comment.get(f"{W}author", "").split())
                yield Aside("comment", f"{author}: {text}" if author else text)


def _take_out_boxes(body: Element) -> None:
    """What stands in text boxes comes after the paragraph that they hang on; boxes in boxes too."""
    parents = {child: parent for parent in body.iter() for child in parent}
    # Those within others come last in the document's order, so they are moved first.
    for box in reversed(list(body.iter(f"{W}txbxContent"))):
        holder = parents[box]
        holder.remove(box)
        paragraph = holder
        while paragraph.tag != f"{W}p" and paragraph in parents:
            paragraph = parents[paragraph]
        if paragraph not in parents:
            continue
        above = parents[paragraph]
        place = list(above).index(paragraph) + 1
        for offset, block in enumerate([one for one in box if one.tag in {f"{W}p", f"{W}tbl", f"{W}sdt"}]):
            above.insert(place + offset, block)
            parents[block] = above
