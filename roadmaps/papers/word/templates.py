"""The region's own Word file as template: looked at before anything of it is used, and then only what gives a look.

Taken are styles, theme, numbering of headings, the size of the page, and heads and feet with their pictures. Everything
else that a Word file can carry stays behind, so nothing of it is ever run or fetched.
"""

import io
import re
from dataclasses import dataclass, field
from posixpath import normpath
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

from defusedxml import DefusedXmlException

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.papers.incoming.archive import Unfit, text_parts
from roadmaps.papers.pandoc.archives import Parts, parsed, written
from roadmaps.papers.word.names import VALUE, W
from roadmaps.papers.word.pages import Sheet

MOST_BYTES = 10_000_000
_MOST_OF_A_PART = 4_000_000
_THEME = "word/theme/theme1.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_PICTURE = re.compile(r"word/media/[\w.-]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)", re.IGNORECASE)
# What a head or a foot may not hold: things of other programs, and fields that fetch or run something.
_FOREIGN = {"object", "OLEObject", "control", "altChunk", "attachedTemplate", "subDoc"}
_FETCHING = re.compile(
    r"\b(INCLUDE\w*|DDE\w*|LINK|IMPORT|DATABASE|MACROBUTTON|AUTOTEXT\w*|EMBED|RD|HTMLACTIVEX|GOTOBUTTON)\b",
    re.IGNORECASE,
)
_WHY = {
    "broken": say("The template is damaged, or is no Word file. Open it in Word, save it anew as .docx and try again."),
    "large": say("The template is too large. Take out pictures and text, and keep the styles, the head and the foot."),
    "macros": say("The template holds macros, which are not let in. Save it as a Word document without them (.docx)."),
    "locked": say("The template is protected by a password. Save it without one and try again."),
    "strict": say("The template is of a rare kind (Strict Open XML). Save it as an ordinary Word document (.docx)."),
    "other": say("This is not a Word file. Choose a document (.docx) that has the styles you want."),
    "fetching": say(
        "The head or foot of the template fetches something from elsewhere, or holds a thing of another program. Put the picture itself there instead."
    ),
}


@dataclass(frozen=True)
class Part:
    """A head or a foot: for which pages, its XML, and its pictures by the ids that it uses."""

    kind: str
    pages: str
    xml: Element
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """What is taken from a region's file. Heads and feet are for "default" or "first" pages."""

    styles: Element
    more: Parts
    sheet: Sheet
    running: list[Part]
    has_first: bool


def check(data: bytes) -> None:
    """See to it that a file can be a template.

    :raises Invalid: with a sentence that tells what is wrong and what to do
    """
    taken_from(data)


def taken_from(data: bytes) -> Template:
    """What the file gives.

    :raises Invalid: with a sentence that tells what is wrong and what to do
    """
    try:
        return _taken(data)
    except Unfit as unfit:
        raise Invalid(_WHY[unfit.why]) from None
    except (ParseError, DefusedXmlException, ValueError, KeyError):
        raise Invalid(_WHY["broken"]) from None


def _taken(data: bytes) -> Template:
    if len(data) > MOST_BYTES:
        raise Unfit("large")
    parts = text_parts(data)
    if any(len(part) > _MOST_OF_A_PART for name, part in parts.items() if name != "word/document.xml"):
        raise Unfit("large")
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        raise Unfit("macros")
    if "word/document.xml" not in parts or "word/styles.xml" not in parts:
        raise Unfit("other")
    if _STRICT in parts["word/document.xml"][:4_000]:
        raise Unfit("strict")
    sections = list(parsed(parts["word/document.xml"]).iter(W("w:sectPr")))
    more = (
        {"word/numbering.xml": _without_pictures(parts["word/numbering.xml"])} if "word/numbering.xml" in parts else {}
    )
    if theme := _read(data, _THEME):
        more[_THEME] = written(parsed(theme))
    return Template(
        styles=_settled(parsed(parts["word/styles.xml"])),
        more=more,
        sheet=_sheet(sections),
        running=_running(sections, parts, data),
        has_first=any(section.find(W("w:titlePg")) is not None for section in sections[-1:]),
    )


def _sheet(sections: list[Element]) -> Sheet:
    """The page of the last section, upright, when it leaves room for text."""
    if not sections:
        return Sheet()
    size, margins = sections[-1].find(W("w:pgSz")), sections[-1].find(W("w:pgMar"))
    ours = Sheet()
    if size is None or margins is None:
        return ours
    width, height = sorted((_measure(size, "w", ours.width), _measure(size, "h", ours.height)))
    sides = {
        name: _measure(margins, name, getattr(ours, name))
        for name in ("top", "right", "bottom", "left", "header", "footer")
    }
    sheet = Sheet(width, height, **sides)
    is_sound = (
        width - sheet.left - sheet.right >= 5_000 and height - sheet.top - sheet.bottom >= 6_000 and height <= 31_680
    )
    return sheet if is_sound else ours


def _measure(element: Element, name: str, ordinary: int) -> int:
    value = element.get(W(f"w:{name}"), "")
    return int(value) if re.fullmatch(r"[0-9]{1,5}", value) else ordinary


def _running(sections: list[Element], parts: Parts, data: bytes) -> list[Part]:
    """Heads and feet; a section that says nothing of them has those of the one before."""
    used: dict[tuple[str, str], str] = {}
    for section in sections:
        for kind in ("header", "footer"):
            for reference in section.findall(W(f"w:{kind}Reference")):
                used[kind, reference.get(W("w:type"), "default")] = reference.get(W("r:id"), "")
    targets = _targets(parts.get("word/_rels/document.xml.rels"))
    return [
        _part(kind, pages, f"word/{targets[name][0]}", parts, data)
        for (kind, pages), name in used.items()
        if pages != "even" and name in targets and f"word/{targets[name][0]}" in parts
    ]


def _part(kind: str, pages: str, name: str, parts: Parts, data: bytes) -> Part:
    xml = _settled(parsed(parts[name]))
    # A field may be told in pieces.
    told = "".join(one.text or "" for one in xml.iter() if _short(one) == "instrText")
    told += " ".join(["", *(one.get(W("w:instr"), "") for one in xml.iter())])
    if _FETCHING.search(told):
        raise Unfit("fetching")
    for one in xml.iter():
        if _short(one) in _FOREIGN:
            raise Unfit("fetching")
        if any(
            _short_name(key) in {"src", "href", "link"} and not value.startswith("#")
            for key, value in one.attrib.items()
        ):
            raise Unfit("fetching")
    pictures = {}
    for relation, (target, kind_of, is_outside) in _targets(
        parts.get(f"word/_rels/{name.removeprefix('word/')}.rels")
    ).items():
        is_link = kind_of.endswith("/hyperlink")
        if is_outside and not is_link:
            raise Unfit("fetching")
        path = normpath(f"word/{target}")
        if not is_link and _PICTURE.fullmatch(path) and (picture := _read(data, path)):
            pictures[relation] = (path, picture)
    _let_go(xml, set(pictures))
    return Part(kind, pages, xml, pictures)


def _let_go(xml: Element, kept: set[str]) -> None:
    """Take out what refers to something that does not come along; of links only the words stay."""
    for parent in list(xml.iter()):
        for child in list(parent):
            if _short(child) == "hyperlink":
                place = list(parent).index(child)
                parent.remove(child)
                for offset, inside in enumerate(list(child)):
                    parent.insert(place + offset, inside)
            elif any(key.startswith(W("r:")) and value not in kept for key, value in child.attrib.items()):
                parent.remove(child)


def _settled(xml: Element) -> Element:
    """Without what refers to names by their prefixes, which are lost when a part is written anew.

    Of two ways to say a thing, the newer is kept where its names are known, and otherwise the older.
    """
    for one in xml.iter():
        one.attrib.pop(W("mc:Ignorable"), None)
    for parent in list(xml.iter()):
        for child in parent.findall(W("mc:AlternateContent")):
            choice, fallback = child.find(W("mc:Choice")), child.find(W("mc:Fallback"))
            if choice is None or not _is_known(choice):
                place = list(parent).index(child)
                parent[place : place + 1] = list(fallback) if fallback is not None else []
    return xml


def _is_known(choice: Element) -> bool:
    """Whether every name that the choice asks for is one of those that keep their prefix, and is used in it."""
    used = {str(one.tag)[1:].partition("}")[0] for one in choice.iter()}
    return all(prefix in W.spaces and W.spaces[prefix] in used for prefix in choice.get("Requires", "?").split())


def _targets(relations: bytes | None) -> dict[str, tuple[str, str, bool]]:
    """Where relations lead, of which kind they are, and whether out of the file."""
    if relations is None:
        return {}
    return {
        one.get("Id", ""): (
            one.get("Target", "").removeprefix("/word/"),
            one.get("Type", ""),
            one.get("TargetMode") == "External",
        )
        for one in parsed(relations).iter(_RELATION)
    }


def _read(data: bytes, name: str) -> bytes:
    with ZipFile(io.BytesIO(data)) as archive:
        if name not in archive.namelist():
            return b""
        if archive.getinfo(name).file_size > _MOST_OF_A_PART:
            raise Unfit("large")
        return archive.read(name)


def _without_pictures(numbering: bytes) -> bytes:
    """Signs of lists that are pictures would lead to files that do not come along."""
    xml = _settled(parsed(numbering))
    for parent in list(xml.iter()):
        for child in list(parent):
            if _short(child) in {"numPicBullet", "lvlPicBulletId"}:
                parent.remove(child)
    return written(xml)


def with_ours(theirs: Element, ours: Element, language: str) -> Element:
    """Their styles, with those of ours that they lack; all in the language."""
    names = {_name(style).lower(): style.get(W("w:styleId"), "") for style in theirs.findall(W("w:style"))}
    taken = set(names.values())
    ids: dict[str, str] = {}
    added: list[Element] = []
    for style in ours.findall(W("w:style")):
        own = style.get(W("w:styleId"), "")
        if (there := names.get(_name(style).lower())) is not None:
            ids[own] = there
            continue
        ids[own] = own if own not in taken else f"Roadmap{own}"
        style.set(W("w:styleId"), ids[own])
        style.attrib.pop(W("w:default"), None)
        added.append(style)
    for style in added:
        for name in ("w:basedOn", "w:next", "w:link"):
            if (refers := style.find(W(name))) is not None:
                refers.set(VALUE, ids.get(refers.get(VALUE, ""), refers.get(VALUE, "")))
    theirs.extend(added)
    for one in theirs.iter(W("w:lang")):
        one.set(VALUE, language)
    return theirs


def _name(style: Element) -> str:
    name = style.find(W("w:name"))
    return name.get(VALUE, "") if name is not None else ""


def _short(one: Element) -> str:
    return _short_name(str(one.tag))


def _short_name(name: str) -> str:
    return name.rpartition("}")[2]
