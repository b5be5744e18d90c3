"""The package holds what is given out, in every format, and nothing of what is masked or withheld."""

import csv
import hashlib
import io
import json
import re
from zipfile import ZipFile

import pikepdf
import pytest

from roadmaps.papers.catalogues import words_in
from roadmaps.public_records import rules
from roadmaps.public_records.package import list_of, package_of
from roadmaps.public_records.queries import things_of
from tests.factories.discussion import a_thread
from tests.factories.public_records import RULE, a_request, all_given_out, decided

PASSAGE = "skogens råvara"


def packed(request, files=None) -> bytes:
    return package_of(
        request.content,
        files or {},
        words_in("sv"),
        name="paket",
        color="#1d5b46",
        sha256=request.sha256,
        decided_at=request.decided_at,
    )


def text_of(data: bytes) -> str:
    """Every letter that a PDF draws, by its fonts' own tables."""
    told = ""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            tables = {}
            for name, font in page.get("/Resources", {}).get("/Font", {}).items():
                pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", font.ToUnicode.read_bytes())
                tables[name] = {key.upper(): bytes.fromhex(value.decode()).decode("utf-16-be") for key, value in pairs}
            table = {}
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "Tf":
                    table = tables[str(instruction.operands[0])]
                elif str(instruction.operator) in {"TJ", "Tj"}:
                    of = instruction.operands[0]
                    for piece in of if str(instruction.operator) == "TJ" else [of]:
                        if isinstance(piece, pikepdf.String):
                            raw = bytes(piece)
                            codes = [raw[at : at + 2].hex().upper().encode() for at in range(0, len(raw), 2)]
                            told += "".join(table.get(code, "") for code in codes)
    return " ".join(told.split())


@pytest.fixture
def masked(session, at):
    """A decided request in which words of a heading and of a text are masked."""
    asked = a_request(session, at=at)
    a_thread(session, asked.place, "Varför skogens   RÅVARA?", quote=PASSAGE)
    things = things_of(session, asked.request)
    rules.mask(
        session, asked.request, [PASSAGE, "Anna Svensson"], ground=RULE, things=things, actor=asked.leader, at=at
    )
    all_given_out(session, asked, at=at, but=f"comment:{asked.hidden.id}")
    return decided(session, asked, at=at, reasons="=HYPERLINK()")


def test_masked_words_are_in_no_format(masked):
    package = packed(masked)

    with ZipFile(io.BytesIO(package)) as opened:
        names = {name.removeprefix("paket/"): opened.read(name) for name in opened.namelist()}
    assert set(names) == {"records.html", "index.pdf", "records.json", "list.csv", "sha256.txt"}
    read = {**names, "index.pdf": text_of(names["index.pdf"]).encode()}
    for name, data in read.items():
        told = " ".join(data.decode("utf-8-sig").casefold().split())
        for secret in ("råvara", "svensson", "dold"):
            assert secret not in told, f"{secret} stands in {name}"
    assert "Jämtland" in read["index.pdf"].decode() or "färdplan" in read["index.pdf"].decode().casefold()
    # A paper says nothing beside its pages that it does not say on them.
    with pikepdf.open(io.BytesIO(names["index.pdf"])) as pdf:
        objects = b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
    assert "råvara".encode() not in objects
    assert "råvara".encode("utf-16-be") not in objects


def test_the_same_request_gives_the_same_bytes_and_its_hashes_fit(masked):
    package = packed(masked)

    assert packed(masked) == package
    with ZipFile(io.BytesIO(package)) as opened:
        for line in opened.read("paket/sha256.txt").decode().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(opened.read(f"paket/{name}")).hexdigest() == digest
        assert hashlib.sha256(opened.read("paket/records.json")).hexdigest() == masked.sha256


def test_no_cell_of_the_list_is_a_formula():
    thing = {"number": 1, "called": "Kommentar", "outcome": "given_out", "grounds": [1], "title": "=1+1", "at": ""}
    content = {"things": [thing, {**thing, "title": "\u00a0@SUM(A1)"}], "grounds": ["\uff0d2+3"]}

    rows = list(csv.reader(io.StringIO(list_of(content, words_in("sv")).decode("utf-8-sig")), delimiter=";"))

    assert [row[3] for row in rows[1:]] == ["'=1+1", "'\u00a0@SUM(A1)"]
    assert rows[1][5] == "'\uff0d2+3"


def test_text_is_text_in_the_page(session, at):
    asked = a_request(session, at=at, body="<script>alert(1)</script><img src=x onerror=alert(1)>")
    all_given_out(session, asked, at=at)
    made = decided(session, asked, at=at)

    with ZipFile(io.BytesIO(packed(made))) as opened:
        page = opened.read("paket/records.html").decode()

    assert "<script>alert" not in page
    assert "onerror=alert(1)&gt;" in page
    assert json.loads(made.content)["things"]
