"""Telling PDF and office files by what they are, and what must not be let in with them. They are kept as they came. No session."""

import re
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from roadmaps.papers.incoming.archive import Unfit, check_parts, look_into

PDF = "application/pdf"
_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_MOST_BYTES_UNPACKED = 400_000_000
_MOST_LISTED = 1_000_000
_END_OF_ARCHIVE = b"PK\x05\x06"
# By the part that such a file begins with, and the sort that its list of contents says it is.
_OFFICE = {
    "word/document.xml": (f"{_OOXML}.wordprocessingml.document", "docx"),
    "xl/workbook.xml": (f"{_OOXML}.spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": (f"{_OOXML}.presentationml.presentation", "pptx"),
}
_OPEN = {f"{_ODF}.text": "odt", f"{_ODF}.spreadsheet": "ods", f"{_ODF}.presentation": "odp"}
_PDF_START = re.compile(rb"%PDF-[12]\.\d\s")
_PDF_END = re.compile(rb"startxref\s+\d{1,10}\s+%%EOF[\s\x00]*\Z")
# What such a file may hold that is run by the program that opens it.
# Windows passes over dots and spaces at the end of a name.
_RUNS = re.compile(r"(^|/)(activeX|Basic|Scripts)/|\.(exe|dll|js|vbs|jar|bat|cmd|ps1|scr|hta|lnk)[. ]*$", re.IGNORECASE)
# A template that Word fetches from another machine brings its macros along. One on somebody's own disk is quite usual.
_ELSEWHERE = re.compile(r"(?!file:///)(?:[a-z][a-z0-9+.-]+:|[\\/]{2})", re.IGNORECASE)


def sort_of(data: bytes) -> tuple[str, str]:
    """The media type and the ending of the name.

    :raises Unfit: "other" when it is none of them; else why it cannot be taken: "broken", "large", "macros", "locked"
    """
    if _PDF_START.match(data[:16]):
        # Whatever stands after its end is no part of it, and may be a file of another sort.
        if not _PDF_END.search(data[-2_048:]):
            raise Unfit("broken")
        return PDF, "pdf"
    if not data.startswith(b"PK\x03\x04"):
        raise Unfit("other")
    if data[-22:-18] != _END_OF_ARCHIVE:
        raise Unfit("broken")
    return look_into(data, _sort_of_archive)


def _sort_of_archive(archive: ZipFile) -> tuple[str, str]:
    entries = archive.infolist()
    check_parts(entries, unpacked=entries, most_bytes=_MOST_BYTES_UNPACKED)
    if any(_RUNS.search(entry.filename) for entry in entries):
        raise Unfit("macros")
    parts = {entry.filename: entry for entry in entries}
    found = _open_document(archive, entries) or _office_file(archive, parts)
    if found is None:
        raise Unfit("other")
    return found


def _open_document(archive: ZipFile, entries: list[ZipInfo]) -> tuple[str, str] | None:
    """It says of itself what it is, in its first part."""
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype" or first.file_size > 100:
        return None
    told = archive.read(first).decode("ascii", "replace").strip()
    names = {entry.filename for entry in entries}
    is_whole = {"content.xml", "META-INF/manifest.xml"} <= names
    return (told, _OPEN[told]) if told in _OPEN and is_whole else None


def _office_file(archive: ZipFile, parts: dict[str, ZipInfo]) -> tuple[str, str] | None:
    """Its list of contents tells whether its main part is an ordinary one, or one that may run something."""
    contents = parts.get("[Content_Types].xml")
    if contents is None or contents.file_size > _MOST_LISTED or "_rels/.rels" not in parts:
        return None
    listed = archive.read(contents)
    if b"macroEnabled" in listed or _fetches_a_template(archive, parts):
        raise Unfit("macros")
    for main, (media_type, ending) in _OFFICE.items():
        if main in parts and f"{media_type}.main+xml".encode() in listed:
            return media_type, ending
    return None


def _fetches_a_template(archive: ZipFile, parts: dict[str, ZipInfo]) -> bool:
    told = parts.get("word/_rels/settings.xml.rels")
    if told is None:
        return False
    if told.file_size > _MOST_LISTED:
        raise Unfit("large")
    try:
        listed = fromstring(archive.read(told))
    except (ParseError, DefusedXmlException) as error:
        raise Unfit("broken") from error
    return any(
        one.get("Type", "").strip().endswith("/attachedTemplate") and _ELSEWHERE.match(one.get("Target", "").strip())
        for one in listed.iter()
    )
