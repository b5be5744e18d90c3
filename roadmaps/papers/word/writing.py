"""A paper as a Word file: pandoc writes it, and what pandoc has no word for is put in afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from roadmaps.papers.pandoc.archives import Parts, packed, parsed, unpacked, written
from roadmaps.papers.pandoc.colors import sound_color
from roadmaps.papers.pandoc.directions import STYLE, STYLE_WITHIN
from roadmaps.papers.pandoc.lines import Abilities
from roadmaps.papers.pandoc.pictures import pictures_of
from roadmaps.papers.pandoc.running import converted
from roadmaps.papers.pandoc.writing import LANGUAGES, as_nodes, drawings_of
from roadmaps.papers.tree import Paper
from roadmaps.papers.word import comments, properties
from roadmaps.papers.word.body import Body
from roadmaps.papers.word.look import StyleIds, ids_of, own_styles, reference
from roadmaps.papers.word.names import VALUE, W
from roadmaps.papers.word.pages import COVER, TYPES, Running, Sheet, end_section, running, section
from roadmaps.papers.word.templates import Template, taken_from, with_ours
from roadmaps.papers.words import Words

_ABILITIES = Abilities(comments=True, changes=True)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_DEFAULT = "{http://schemas.openxmlformats.org/package/2006/content-types}Default"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
}
_OF_DIRECTIONS = {STYLE, STYLE_WITHIN, "ContentsHeading", "Contents1", "Contents2", "Contents3"}
_FIRST_CHANGE = 900_000


def write(paper: Paper, words: Words, *, template: bytes | None = None) -> bytes:
    """The paper as .docx; in the styles of the region's own document when there is one.

    :raises Invalid: when the template cannot be used
    :raises TooMuch: when the paper needs more than a file may take to be made
    """
    taken = taken_from(template) if template is not None else None
    color = sound_color(paper.cover.color)
    styles = own_styles(color, is_guest=taken is not None)
    if taken is not None:
        styles = with_ours(taken.styles, styles, LANGUAGES[paper.identity.language])
    document, answers = as_nodes(paper, words, _ABILITIES, pictures_of(drawings_of(paper)))
    made = converted(document, "docx", reference(styles, taken.more if taken else {}))
    return _Finishing(unpacked(made), paper, words, taken).finish(answers)


@dataclass
class _Finishing:
    """The parts of a file in the making."""

    parts: Parts
    paper: Paper
    words: Words
    template: Template | None
    places: set[str] = field(default_factory=set)

    def finish(self, answers: Mapping[int, int]) -> bytes:
        identity = self.paper.identity
        sheet = self.template.sheet if self.template else Sheet()
        styles = ids_of(parsed(self.parts["word/styles.xml"]))
        relations, types = (
            parsed(self.parts[name]) for name in ("word/_rels/document.xml.rels", "[Content_Types].xml")
        )
        self._document(sheet, styles, relations, types)
        self._notes(sheet, styles)
        if (part := self.parts.get("word/comments.xml")) is not None:
            known = parsed(part)
            self.parts["word/commentsExtended.xml"] = written(comments.finish(known, answers))
            self.parts["word/comments.xml"] = written(known)
            _relate(relations, comments.EXTENDED_RELATION, "commentsExtended.xml")
            _declare(types, "/word/commentsExtended.xml", comments.EXTENDED_TYPE)
        self.parts |= {
            "docProps/core.xml": properties.core(identity),
            "docProps/custom.xml": properties.custom(identity),
            "docProps/app.xml": properties.extended(identity),
            "word/fontTable.xml": properties.fonts(),
            "word/settings.xml": properties.settings(identity),
            "word/styles.xml": self._styles(),
            "word/numbering.xml": _numbering(self.parts["word/numbering.xml"]),
            "word/_rels/document.xml.rels": written(relations),
            "[Content_Types].xml": written(types),
        }
        return packed(self.parts, "[Content_Types].xml")

    def _document(self, sheet: Sheet, styles: StyleIds, relations: Element, types: Element) -> None:
        document = parsed(self.parts["word/document.xml"])
        body = document.find(W("w:body"))
        assert body is not None
        for last in body.findall(W("w:sectPr")):
            body.remove(last)
        sections = Body(sheet, styles).finish(body)
        references = self._running(sheet, styles, relations, types)
        body.clear()
        for number, (kind, elements) in enumerate(sections, 1):
            has_first = bool(self.template and self.template.has_first and kind == COVER)
            pages = section(kind, sheet, references(kind), has_first=has_first)
            if number < len(sections):
                end_section(elements, pages)
                body.extend(elements)
            else:
                body.extend([*elements, pages])
        # Where links can lead. A section without a title is no place.
        self.places = {one.get(W("w:name"), "") for one in document.iter(W("w:bookmarkStart"))}
        _tidy(document, self.places)
        self.parts["word/document.xml"] = written(document)

    def _running(self, sheet: Sheet, styles: StyleIds, relations: Element, types: Element) -> "_References":
        theirs = self.template.running if self.template else []
        references = _References()
        for number, part in enumerate(theirs, 1):
            name = f"{part.kind}Of{number}"
            self._pictures(part.xml, name, part.pictures, types)
            references.add(part.kind, part.pages, self._add(Running(part.kind, "", part.xml), name, relations, types))
        kinds = {part.kind for part in theirs if part.pages == "default"}
        for number, one in enumerate(
            running(self.paper, self.words, sheet, styles, sound_color(self.paper.cover.color)), 1
        ):
            if one.kind not in kinds and not (theirs and one.pages == COVER and one.kind == "header"):
                references.add(one.kind, one.pages, self._add(one, f"{one.kind}{number}", relations, types))
        return references

    def _add(self, one: Running, name: str, relations: Element, types: Element) -> str:
        self.parts[f"word/{name}.xml"] = written(one.part)
        _declare(types, f"/word/{name}.xml", TYPES[one.type])
        return _relate(relations, one.type, f"{name}.xml")

    def _pictures(self, xml: Element, name: str, pictures: dict[str, tuple[str, bytes]], types: Element) -> None:
        if not pictures:
            return
        own = Element("{http://schemas.openxmlformats.org/package/2006/relationships}Relationships")
        for number, (relation, (path, picture)) in enumerate(sorted(pictures.items()), 1):
            kind = path.rpartition(".")[2].lower()
            target = f"media/{name}{number}.{kind}"
            self.parts[f"word/{target}"] = picture
            own.append(Element(_RELATIONSHIP, {"Id": relation, "Type": _IMAGE, "Target": target}))
            if not any(one.get("Extension") == kind for one in types.iter(_DEFAULT)):
                types.insert(0, Element(_DEFAULT, {"Extension": kind, "ContentType": _PICTURES[kind]}))
        self.parts[f"word/_rels/{name}.xml.rels"] = written(own)

    def _notes(self, sheet: Sheet, styles: StyleIds) -> None:
        notes = parsed(self.parts["word/footnotes.xml"])
        for note in notes:
            Body(sheet, styles).finish_within(note, sheet.text_width(is_sideways=False))
        _tidy(notes, self.places)
        self.parts["word/footnotes.xml"] = written(notes)

    def _styles(self) -> bytes:
        """Without the styles of directions, which pandoc has put in."""
        styles = parsed(self.parts["word/styles.xml"])
        for style in styles.findall(W("w:style")):
            name = style.find(W("w:name"))
            if name is not None and name.get(VALUE) in _OF_DIRECTIONS:
                styles.remove(style)
        return written(styles)


class _References:
    """Which head and which foot a kind of pages has."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}

    def add(self, kind: str, pages: str, relation: str) -> None:
        self._ids[kind, pages] = relation

    def __call__(self, pages: str) -> list[Element]:
        found = []
        for kind in ("header", "footer"):
            if relation := self._ids.get((kind, pages)) or self._ids.get((kind, "default")):
                found.append(W.make(f"w:{kind}Reference", w_type="default", r_id=relation))
            if pages == COVER and (relation := self._ids.get((kind, "first"))):
                found.append(W.make(f"w:{kind}Reference", w_type="first", r_id=relation))
        return found


def _relate(relations: Element, kind: str, target: str) -> str:
    name = f"rIdOwn{len(relations) + 1}"
    relations.append(Element(_RELATIONSHIP, {"Id": name, "Type": kind, "Target": target}))
    return name


def _declare(types: Element, part: str, kind: str) -> None:
    types.append(Element(_OVERRIDE, {"PartName": part, "ContentType": kind}))


def _tidy(xml: Element, places: set[str]) -> None:
    """Tabs as Word knows them, a number of its own for each change, no links to nowhere, no pictures named by their bytes."""
    for parent in list(xml.iter()):
        for link in parent.findall(W("w:hyperlink")):
            if link.get(W("w:anchor")) and link.get(W("w:anchor")) not in places:
                place = list(parent).index(link)
                parent[place : place + 1] = list(link)
    number = _FIRST_CHANGE
    for one in xml.iter():
        if one.tag in {W("w:ins"), W("w:del")}:
            number += 1
            one.set(W("w:id"), str(number))
        elif one.tag == W("pic:cNvPr"):
            one.set("descr", "")
        elif one.tag == W("w:r"):
            _tabs(one)
        elif one.tag == W("w:pPr"):
            # Tables in tables: pandoc tells twice how the words of the inner one are to stand.
            for earlier in one.findall(W("w:jc"))[:-1]:
                one.remove(earlier)


def _tabs(run: Element) -> None:
    """No text of anybody's has a tab in it; those that are there were meant."""
    for text in run.findall(W("w:t")):
        parts = (text.text or "").split("\t")
        if len(parts) > 1:
            place = list(run).index(text)
            run.remove(text)
            for number, part in enumerate(parts):
                inside = [W.make("w:tab")] if number else []
                inside += [W.make("w:t", text=part, xml_space="preserve")] if part else []
                run[place:place] = inside
                place += len(inside)


def _numbering(part: bytes) -> bytes:
    """Lists that begin close to the margin."""
    numbering = parsed(part)
    for level in numbering.iter(W("w:lvl")):
        depth = int(level.get(W("w:ilvl"), "0"))
        indent = level.find(f"{W('w:pPr')}/{W('w:ind')}")
        if indent is not None and level.find(W("w:pStyle")) is None:
            indent.attrib.clear()
            indent.set(W("w:left"), str(360 * (depth + 1)))
            indent.set(W("w:hanging"), "360")
    return written(numbering)
