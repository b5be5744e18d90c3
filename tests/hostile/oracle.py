"""What a whole answer of the site may hold when every text in it is hostile. Judged by parsers that are not ours.

`tests/cases/check_html` judges a rendered text; here stands what belongs to a page around it: scripts and styles are ours and
know the word of the answer, no address leads to a program, nothing is fetched from elsewhere, and no mark of what was planted
stands anywhere but in text and in values of attributes that mean nothing to a browser or to our own scripts.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

import pikepdf
from defusedxml.ElementTree import fromstring
from icalendar import Calendar
from openpyxl import load_workbook

from tests.cases.check_html.parsers import parse_html5lib, parse_lexbor
from tests.cases.check_html.tree import Node, walk

MARK = re.compile(r"zq[0-9]+z")
# What is planted to be worked out by a template, and what would come of it: a number that no page shows for other reasons.
SUM, PRODUCT = "7477*7919", "59210363"
NEVER = {"applet", "base", "embed", "foreignobject", "frame", "frameset", "iframe", "math", "object", "portal"}
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "xlink:href",
    "srcset",
    "ping",
    "manifest",
    "background",
}
FETCHED = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest"}
FOR_OUR_SCRIPTS = re.compile(r"data-(controller|action|.*-target|.*-outlet)")
SCHEMES = {"", "http", "https", "mailto", "webcal"}
FORMULA = re.compile("[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"[-+]?[0-9][0-9 \u00a0.,]*( ?%)?")


def faults_of_page(html: str, nonce: str | None, *, is_file: bool = False, twice: bool = True) -> list[str]:
    """What is wrong with a page. A file that people take home has its own style in it, and no script at all.

    :param twice: whether the second, slower parser reads it too
    """
    faults: list[str] = []
    trees = [("lexbor", parse_lexbor(html)), *([("html5lib", parse_html5lib(html, True))] if twice else [])]
    for name, tree in trees:
        for node, _ in walk(tree):
            if node.kind == "comment" and MARK.search(node.text):
                faults.append(f"{name}: a comment: {node.text[:80]}")
            if node.kind == "element" and node.tag != "#document":
                faults += [f"{name}: {fault}" for fault in _faults_of_node(node, nonce, is_file)]
    if found := re.search(rf".{{0,80}}{PRODUCT}", html):
        faults.append(f"a template was run: {found.group()}")
    return faults


def _faults_of_node(node: Node, nonce: str | None, is_file: bool) -> Iterator[str]:
    tag, values = node.tag.lower(), {key.lower(): value for key, value in node.attrs}
    words = "".join(one.text for one in node.children if one.kind == "text")
    if MARK.search(tag) or tag in NEVER or re.search(r"[^a-z0-9:-]", tag):
        yield f"<{tag}>"
    if tag == "script":
        is_data = values.get("type") in {"application/json", "application/ld+json"}
        is_ours = values.get("nonce") == nonce or values.get("src", "").startswith("/static/")
        if is_file or not (is_ours or is_data) or (MARK.search(words) and not is_data) or "</" in words:
            yield f"<script>{words[:80]}"
    if tag == "style" and ((values.get("nonce") != nonce and not is_file) or MARK.search(words)):
        yield f"<style>{words[:80]}"
    if tag == "meta" and values.get("http-equiv", "").lower() not in {"", "content-security-policy"}:
        yield f"<meta http-equiv={values['http-equiv']}>"
    for key, value in values.items():
        yield from _faults_of_attribute(tag, key, value, is_file)


def _faults_of_attribute(tag: str, key: str, value: str, is_file: bool) -> Iterator[str]:
    told = f'<{tag} {key}="{value[:80]}">'
    if MARK.search(key) or key.startswith("on") or key == "srcdoc" or re.search(r"[^a-z0-9:_.-]", key):
        yield told
    if key == "style" and (not is_file or MARK.search(value)):
        yield told
    if key in {"id", "class", "for", "rel", "target", "type", "role", "is", "slot", "form", "list"} and MARK.search(
        value
    ):
        yield told
    if FOR_OUR_SCRIPTS.fullmatch(key) and MARK.search(value):
        yield told
    if key in ADDRESSES:
        try:
            address = urlsplit(re.sub(r"[\x00-\x20]", "", value))
        except ValueError:
            yield told
            return
        is_own_picture = is_file and tag == "img" and value.startswith("data:image/")
        if address.scheme.lower() not in SCHEMES and not is_own_picture:
            yield told
        if key in FETCHED and address.netloc:
            yield told


def faults_of_csv(data: bytes) -> list[str]:
    """Cells that a spreadsheet would reckon with, in a file of values with semicolons or commas between them."""
    text = data.decode("utf-8-sig")
    sep = ";" if text.count(";") >= text.count(",") else ","
    cells = (cell for row in csv.reader(io.StringIO(text), delimiter=sep) for cell in row)
    return [f"a cell: {cell[:80]!r}" for cell in cells if _is_reckoned(cell)]


def _is_reckoned(cell: str) -> bool:
    return bool(FORMULA.match(cell.lstrip(" \u00a0\ufeff"))) and not NUMBER.fullmatch(cell)


def faults_of_workbook(data: bytes) -> list[str]:
    """Formulas, and links that nobody has made."""
    book = load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    faults = [f"a formula: {cell.value}" for cell in cells if cell.data_type == "f"]
    faults += [
        f"a link: {cell.hyperlink.target}"
        for cell in cells
        if cell.hyperlink and urlsplit(cell.hyperlink.target or "").scheme not in SCHEMES
    ]
    assert all(isinstance(cell.value, str | int | float | bool | date | datetime | None) for cell in cells)
    return faults + faults_of_package(data)


def faults_of_package(data: bytes) -> list[str]:
    """What an office program would fetch or run, in a file that is an archive of XML."""
    faults: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if (
                ".." in name
                or name.startswith("/")
                or re.search(r"vba|macro|oleobject|activex|externallink", name.lower())
            ):
                faults.append(name)
            if not name.endswith((".xml", ".rels")):
                continue
            tree = fromstring(archive.read(name))
            for one in tree.iter():
                target, kind = one.get("Target", ""), one.get("Type", "")
                if one.get("TargetMode") == "External" and (
                    not kind.endswith("/hyperlink") or urlsplit(target).scheme not in SCHEMES
                ):
                    faults.append(f"{name}: {kind} {target[:80]}")
                if one.tag.endswith("}instrText") and re.search(r"DDE|INCLUDE|MACRO", one.text or "", re.IGNORECASE):
                    faults.append(f"{name}: a field: {one.text}")
                for key, value in one.attrib.items():
                    if key.endswith("}href") and urlsplit(value).scheme not in SCHEMES:
                        faults.append(f"{name}: {value[:80]}")
    return faults


def faults_of_pdf(data: bytes) -> list[str]:
    """Programs, actions at opening, and links to other than the web and mail."""
    faults: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Dictionary):
                continue
            faults += [key for key in ("/JS", "/JavaScript", "/Launch", "/AA", "/GoToR", "/SubmitForm") if key in one]
            address = one.get("/URI")
            if isinstance(address, pikepdf.String) and urlsplit(str(address)).scheme not in SCHEMES:
                faults.append(str(address))
            if str(one.get("/S", "")) in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR"}:
                faults.append(str(one["/S"]))
    return faults


def faults_of_calendar(data: bytes) -> list[str]:
    """Lines that a text has made by itself."""
    text = data.decode()
    assert not re.search(r"(?<!\r)\n", text), "every line of a calendar ends in both"
    Calendar.from_ical(text)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    names = re.compile(r"(BEGIN|END|VERSION|PRODID|[A-Z][A-Z-]*)[;:].*", re.DOTALL)
    return [f"a line: {line[:80]}" for line in unfolded if line and (not names.fullmatch(line) or MARK.match(line))]


def faults_of_feed(data: bytes) -> list[str]:
    """What a feed brings into a reader's program: its markup is held against the same rules as a page."""
    faults: list[str] = []
    for one in fromstring(data).iter():
        if one.get("href") and urlsplit(one.get("href", "")).scheme not in SCHEMES:
            faults.append(str(one.get("href")))
        if one.get("type") in {"html", "xhtml"}:
            faults += faults_of_page(one.text or "", None, is_file=True)
    return faults


def faults_of_file(data: bytes, media_type: str) -> list[str]:
    """What is wrong with a file that leaves the site; a media type that nobody has thought of is a fault itself."""
    if media_type == "application/json" or (media_type.startswith("application/") and media_type.endswith("+json")):
        json.loads(data)
        return []
    if media_type == "application/zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [one for one in archive.namelist() if not one.endswith("/")]
            unsafe = [
                one for one in names if not re.fullmatch(r"[^/\\:*?\"<>|\x00-\x1f]+(/[^/\\:*?\"<>|\x00-\x1f]+)*", one)
            ]
            inner = [f"{one}: {fault}" for one in names for fault in faults_of_file(archive.read(one), _kind_of(one))]
            return unsafe + [one for one in names if ".." in one.split("/")] + inner
    judge = {
        "text/csv": faults_of_csv,
        "text/calendar": faults_of_calendar,
        "application/atom+xml": faults_of_feed,
        "application/pdf": faults_of_pdf,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": faults_of_workbook,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": faults_of_package,
        "application/vnd.oasis.opendocument.text": faults_of_package,
        "text/html": lambda html: faults_of_page(html.decode(), None, is_file=True),
    }.get(media_type)
    if judge:
        return judge(data)
    return (
        [] if media_type in {"image/png", "image/jpeg", "image/webp", "text/plain", "text/markdown"} else [media_type]
    )


def _kind_of(name: str) -> str:
    office = "application/vnd.openxmlformats-officedocument"
    return {
        "css": "text/plain",
        "csv": "text/csv",
        "docx": f"{office}.wordprocessingml.document",
        "html": "text/html",
        "ics": "text/calendar",
        "json": "application/json",
        "jsonld": "application/json",
        "jpg": "image/jpeg",
        "md": "text/markdown",
        "odt": "application/vnd.oasis.opendocument.text",
        "pdf": "application/pdf",
        "png": "image/png",
        "txt": "text/plain",
        "webp": "image/webp",
        "xlsx": f"{office}.spreadsheetml.sheet",
    }.get(name.rpartition(".")[2], name)
