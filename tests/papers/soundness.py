"""What makes Word refuse a file or mend it: looked for in the XML, as Word itself is not at hand.

`told_of(data)` reads a .docx into what it holds, and `faults_of(data)` lists everything that Word would stumble on.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath
from zipfile import ZipFile

from defusedxml import ElementTree

from roadmaps.papers.word.names import _ORDER, W

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_IN_A_CHANGE = {W("w:r"), W("w:bookmarkStart"), W("w:bookmarkEnd"), W("w:commentRangeStart"), W("w:commentRangeEnd")}


@dataclass
class WordFile:
    parts: dict[str, bytes]

    def xml(self, name):
        return ElementTree.fromstring(self.parts[name])

    @property
    def document(self):
        return self.xml("word/document.xml")

    @cached_property
    def styles(self):
        """Names of styles by their ids."""
        return {
            style.get(W("w:styleId")): style.find(W("w:name")).get(W("w:val"))
            for style in self.xml("word/styles.xml").findall(W("w:style"))
        }


def told_of(data):
    with ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return WordFile({name: archive.read(name) for name in archive.namelist()})


def faults_of(data):
    told = told_of(data)
    faults = [*_in_package(told)]
    names = [
        name
        for name in told.parts
        if re.fullmatch(r"word/(document|footnotes|comments|header\w*|footer\w*)\.xml", name)
    ]
    for name in names:
        faults += [f"{name}: {fault}" for fault in _in_part(told, told.xml(name))]
    document = told.document
    for kind, part in (("comment", "word/comments.xml"), ("footnote", "word/footnotes.xml")):
        known = Counter(one.get(W("w:id")) for one in told.xml(part).findall(W(f"w:{kind}")))
        used = Counter(one.get(W("w:id")) for one in document.iter(W(f"w:{kind}Reference")))
        faults += [f"{kind} {one} without words" for one in used if one not in known]
        faults += [f"{kind} {one} used {count} times" for one, count in (known | used).items() if count > 1]
    begun = Counter(one.get(W("w:id")) for one in document.iter(W("w:commentRangeStart")))
    ended = Counter(one.get(W("w:id")) for one in document.iter(W("w:commentRangeEnd")))
    if begun != ended:
        faults.append("comments that begin and do not end")
    names = Counter(one.get(W("w:name")) for one in document.iter(W("w:bookmarkStart")))
    faults += [f"bookmark {name} {count} times" for name, count in names.items() if count > 1 or len(name) > 40]
    faults += [
        f"link to {one.get(W('w:anchor'))}"
        for one in document.iter(W("w:hyperlink"))
        if one.get(W("w:anchor")) and one.get(W("w:anchor")) not in names
    ]
    if (last := list(document.find(W("w:body")))[-1]).tag != W("w:sectPr"):
        faults.append(f"the body ends with {last.tag}")
    return faults


def _in_package(told):
    types = told.xml("[Content_Types].xml")
    overrides = {one.get("PartName") for one in types.findall(f"{_TYPES}Override")}
    endings = {one.get("Extension") for one in types.findall(f"{_TYPES}Default")}
    for name in told.parts:
        if name != "[Content_Types].xml" and f"/{name}" not in overrides and name.rpartition(".")[2] not in endings:
            yield f"{name} has no type"
    yield from (f"{name} is declared and not there" for name in overrides if name[1:] not in told.parts)
    for name in [name for name in told.parts if name.endswith(".rels")]:
        base = dirname(dirname(name))
        ids = Counter(one.get("Id") for one in told.xml(name).findall(_REL))
        yield from (f"{name}: {one} twice" for one, count in ids.items() if count > 1)
        for one in told.xml(name).findall(_REL):
            target = one.get("Target")
            if one.get("TargetMode") == "External":
                if not re.fullmatch(r"(https?://[\w.:@%-]+|mailto:)[!-~]*", target) or re.search(
                    r"[\[\]{}|\\^`\"<>]", target
                ):
                    yield f"{name}: odd address {target[:80]}"
            elif normpath(join(base, target)).lstrip("/") not in told.parts:
                yield f"{name}: {target} is not there"


def _in_part(told, part):
    ids = {one.get(W("w:id")) for one in part.iter(W("w:bookmarkStart"))}
    if ids != {one.get(W("w:id")) for one in part.iter(W("w:bookmarkEnd"))}:
        yield "bookmarks that begin and do not end"
    changes = Counter(
        one.get(W("w:id")) for one in part.iter() if one.tag in {W("w:ins"), W("w:del")} and one.get(W("w:author"))
    )
    yield from (f"change {one} {count} times" for one, count in changes.items() if count > 1)
    drawn = Counter(one.get("id") for one in part.iter(W("wp:docPr")))
    yield from (f"picture {one} {count} times" for one, count in drawn.items() if count > 1)
    for one in part.iter():
        if one.tag in _ORDER:
            order = [_ORDER[one.tag].index(child.tag) for child in one]
            if order != sorted(set(order)):
                yield f"properties out of order: {[child.tag.rpartition('}')[2] for child in one]}"
        elif one.tag in {W("w:tc"), W("w:footnote"), W("w:hdr"), W("w:ftr")}:
            if not len(one) or list(one)[-1].tag != W("w:p"):
                yield f"{one.tag.rpartition('}')[2]} without a paragraph at its end"
        elif one.tag == W("w:tbl"):
            columns = len(one.find(W("w:tblGrid")))
            for row in one.findall(W("w:tr")):
                spans = [cell.find(f"{W('w:tcPr')}/{W('w:gridSpan')}") for cell in row.findall(W("w:tc"))]
                if sum(int(span.get(W("w:val"))) if span is not None else 1 for span in spans) != columns:
                    yield "a row with other places than the table has columns"
        elif one.tag in {W("w:ins"), W("w:del")} and len(one):
            yield from (f"{child.tag} in a change" for child in one if child.tag not in _IN_A_CHANGE)
        elif one.tag in {W("w:pStyle"), W("w:rStyle"), W("w:tblStyle")}:
            if one.get(W("w:val")) not in told.styles:
                yield f"no style {one.get(W('w:val'))}"
        elif one.tag == W("w:ilvl") and int(one.get(W("w:val"))) > 8:
            yield "a list too deep"
        if one.tag in {W("w:t"), W("w:delText")} and "\t" in (one.text or ""):
            yield "a tab in words"
    for previous, one in zip(list(part.iter()), list(part.iter())[1:], strict=False):
        if previous.tag == W("w:tbl") and one.tag == W("w:tbl"):
            yield "tables that touch"
