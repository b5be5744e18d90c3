"""Pictures and documents to send, made on the spot, and files that are kept already."""

import io
from functools import cache
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from openpyxl import Workbook
from PIL import Image
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.files import rules
from roadmaps.files.intake import TakenIn, take_in
from roadmaps.files.models import StoredFile
from roadmaps.files.stores import Store
from tests.factories.roadmap import AT, Plan

OOXML = "application/vnd.openxmlformats-officedocument"
ALT = "En karta över länet"


def a_picture(
    form: str = "PNG", size: tuple[int, int] = (40, 30), color: object = (20, 120, 60), **how: object
) -> bytes:
    """A small picture of one colour."""
    mode = how.pop("mode", "RGB")
    held = io.BytesIO()
    Image.new(str(mode), size, color).save(held, form, **how)
    return held.getvalue()


def a_pdf(words: bytes = b"Protokoll") -> bytes:
    """The smallest PDF that there is."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"%" + words + b"\nxref\n0 3\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )


def an_archive(parts: dict[str, bytes], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """An archive with these parts, in their order."""
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return held.getvalue()


def office_parts(sort: str = "wordprocessingml.document", main: str = "word/document.xml") -> dict[str, bytes]:
    """The parts of a small office file."""
    listed = f'<Types><Override PartName="/{main}" ContentType="{OOXML}.{sort}.main+xml"/></Types>'
    return {"[Content_Types].xml": listed.encode(), "_rels/.rels": b"<Relationships/>", main: b"<document/>"}


def a_workbook() -> bytes:
    """A real workbook."""
    held = io.BytesIO()
    Workbook().save(held)
    return held.getvalue()


def an_open_document(sort: str = "text") -> bytes:
    """A small file of LibreOffice."""
    told = f"application/vnd.oasis.opendocument.{sort}".encode()
    return an_archive({"mimetype": told, "content.xml": b"<x/>", "META-INF/manifest.xml": b"<x/>"})


@cache
def taken_in(name: str, data: bytes, alt: str) -> TakenIn:
    """A file taken in, once for all tests that want the same."""
    return take_in(name, data, alt)


def a_file(
    session: Session,
    plan: Plan,
    store: Store,
    data: bytes | None = None,
    *,
    name: str = "karta.png",
    alt: str = ALT,
    by: Actor | None = None,
) -> StoredFile:
    """A file of the roadmap."""
    taken = taken_in(name, a_picture() if data is None else data, alt)
    store.put(taken.sha256, taken.content)
    return rules.keep(session, plan.roadmap, taken, store=store, actor=by or plan.editor, at=AT)
