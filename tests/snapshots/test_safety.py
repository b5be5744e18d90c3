"""What people write is data all the way: no format opens a file or asks the network for what a text names."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from zipfile import ZipFile, is_zipfile

import pikepdf
import pytest
from sqlalchemy.orm import Session

from roadmaps.roadmap.rules import add_block
from roadmaps.snapshots.editions import edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.choice import Choice, Part
from roadmaps.snapshots.exports.files import make
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.snapshots.exports.wish import Wish
from tests.factories.snapshots import AT, a_manuscript, a_plan, a_snapshot

SITE = "https://fardplan.example.org"
SECRET = "kanariefageln-sjunger-bara-har"
OUTSIDE = re.compile(rb'<Relationship [^>]*TargetMode="External"[^>]*>')


@dataclass
class Listener:
    """A site on this machine that notes whoever asks it for something."""

    port: int = 0
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def listener() -> Iterator[Listener]:
    noted = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            noted.asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    noted.port = server.server_port
    Thread(target=server.serve_forever, daemon=True).start()
    yield noted
    server.shutdown()
    server.server_close()


@pytest.fixture
def manuscript(session: Session, listener: Listener, tmp_path: Path) -> Manuscript:
    """A version in whose texts everything is tried."""
    canary = tmp_path / "canary.txt"
    canary.write_text(SECRET)
    elsewhere = f"http://127.0.0.1:{listener.port}"
    text = "\n\n".join(
        [
            f"![bild]({elsewhere}/bild.png) ![fil](file://{canary}) ![väg]({canary}) ![ut](../../../../../{canary})",
            f"[hit]({elsewhere}/hit) [fil](file://{canary}) [skript](javascript:alert(1)) [data](data:text/html,x)",
            f'<img src="{elsewhere}/img"> <iframe src="{elsewhere}/ram"></iframe> <script src="{elsewhere}/js"></script>',
            f'<link rel="stylesheet" href="{elsewhere}/css"><style>@import url({elsewhere}/import);</style>',
            f'#read("{canary}") #image("{canary}") #include "{canary}" #import "@preview/x:1.0.0": *',
            f'$#read("{canary}")$ ${{{{config}}}} {{% include "{canary}" %}} {{{{ 7*7 }}}} \\input{{{canary}}}',
            f'{{=typst}} ```{{=typst}}\n#read("{canary}")\n``` ```{{=openxml}}\n<w:p/>\n```',
            f'=HYPERLINK("{elsewhere}/cell") INCLUDETEXT "{canary}" DDEAUTO c:\\\\x "{canary}"',
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{canary}">]> &e;',
        ]
    )
    plan = a_plan(session)
    for kind in ("vision", "background"):
        facts = {"title": f'=cmd|"{elsewhere}"!A1 <b> {{{{ 7*7 }}}} #read("{canary}")', "text": text}
        add_block(session, plan.roadmap, kind, facts, actor=plan.leader, at=AT)
    activity = {"title": f'@SUM(1) "{elsewhere}/titel"', "text": text, "start": "2026-11-21"}
    add_block(session, plan.roadmap, "activity", activity, actor=plan.leader, at=AT)
    snapshot = a_snapshot(session, plan, title=f'#read("{canary}")', note=text[:1_900])
    edition = edition_of(snapshot, address=f"{SITE}/areas/x/snapshots/1", site=SITE)
    return a_manuscript(edition, Choice("en", frozenset(Part)))


def everything_in(content: bytes) -> bytes:
    """The bytes with all that is packed in them unpacked."""
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as parts:
            return b"\n".join(everything_in(parts.read(name)) for name in parts.namelist())
    if content.startswith(b"%PDF"):
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
        return content + b"\n".join(map(_inflated, streams))
    return content


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_fetched_and_no_file_is_read(
    manuscript: Manuscript, listener: Listener, tmp_path: Path, name: str
) -> None:
    written = FORMATS[name].write(manuscript)

    # Its path stands in the texts; what stands in the file itself must not, and it makes no difference whether it is there.
    assert SECRET.encode() not in everything_in(written)
    assert listener.asked == []
    (tmp_path / "canary.txt").unlink()
    assert FORMATS[name].write(manuscript) == written


def test_a_package_of_everything_fetches_nothing(manuscript: Manuscript, listener: Listener) -> None:
    made = make(manuscript, Wish.of({"format": list(FORMATS)}))

    assert SECRET.encode() not in everything_in(made.content)
    assert listener.asked == []


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_what_an_office_file_names_outside_of_itself_are_links_of_the_web(manuscript: Manuscript, name: str) -> None:
    content = everything_in(FORMATS[name].write(manuscript))

    for relation in OUTSIDE.findall(content):
        assert b"/relationships/hyperlink" in relation
        assert re.search(rb'Target="(https?:|mailto:)', relation), relation
    assert b"<w:object" not in content
    assert not re.search(rb'xlink:href="(file|javascript|data):', content)


@pytest.mark.parametrize("name", ["pdf", "pdf-archive"])
def test_a_pdf_can_do_nothing_but_lead_to_pages_of_the_web(manuscript: Manuscript, name: str) -> None:
    with pikepdf.open(BytesIO(FORMATS[name].write(manuscript))) as document:
        kinds = {str(one.get("/S")) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}
        links = {
            str(one["/URI"])
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/URI"
        }

    assert not kinds & {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/Rendition"}
    assert all(re.match(r"https?:|mailto:", link) for link in links), links


def test_a_web_page_has_no_way_to_fetch_or_run_anything(manuscript: Manuscript) -> None:
    page = FORMATS["html"].write(manuscript).decode()

    assert not re.search(r"<(script|iframe|img|object|embed|base|form)\b", page)
    assert not re.search(r"(href|src)\s*=\s*[\"']?\s*(javascript|file|data):", page)
    assert "url(" not in page.partition("</style>")[0]
    assert "default-src 'none'" in page


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(manuscript: Manuscript) -> None:
    content = everything_in(FORMATS["xlsx"].write(manuscript))

    assert b"<f>" not in content
    assert b"<hyperlink" not in content
    assert not OUTSIDE.search(content)
