"""Documents are looked through where there is a scanner; here one that speaks as clamd does and knows one sort of harm."""

import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer, ThreadingUnixStreamServer

import pytest
from flask import Flask

from roadmaps.config import BadSetting, Settings
from roadmaps.files.doors import SCANNER, looked_through
from roadmaps.files.intake import take_in
from roadmaps.files.scanning import Scanner, ScannerFailed
from roadmaps.foundation.errors import Invalid
from tests.factories.files import a_pdf, a_picture

HARM = b"%harmful%"


class _Clamd(StreamRequestHandler):
    """One connection: the command, the content in pieces, and one answer."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        if content.endswith(b"%tired%"):
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            self.wfile.write(b"stream: Test.Harm FOUND\0" if HARM in content else b"stream: OK\0")


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingTCPServer(("127.0.0.1", 0), _Clamd) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"clamd://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def scanned(app: Flask, address: str) -> Iterator[Flask]:
    before, app.extensions[SCANNER] = app.extensions[SCANNER], Scanner(address)
    with app.test_request_context("/"):
        yield app
    app.extensions[SCANNER] = before


def test_a_content_without_harm_is_told_so_however_long(address: str) -> None:
    assert Scanner(address).harm_in(b"") == ""
    assert Scanner(address).harm_in(b"x" * 300_000) == ""


def test_harm_is_told_by_its_name(address: str) -> None:
    assert Scanner(address).harm_in(b"x" * 100_000 + HARM) == "Test.Harm"


def test_a_scanner_on_this_machine_is_asked_by_its_socket(tmp_path: Path) -> None:
    with ThreadingUnixStreamServer(str(tmp_path / "clamd.ctl"), _Clamd) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

        assert Scanner(f"clamd://{tmp_path}/clamd.ctl").harm_in(HARM) == "Test.Harm"

        server.shutdown()


@pytest.mark.parametrize("ask", [lambda _: Scanner("clamd://127.0.0.1:9"), Scanner])
def test_a_scanner_that_did_not_look_is_no_yes(address: str, ask: Callable[[str], Scanner]) -> None:
    with pytest.raises(ScannerFailed):
        ask(address).harm_in(b"%tired%")


def test_a_document_with_harm_in_it_is_refused_in_words(scanned: Flask) -> None:
    document = take_in("bilaga.pdf", a_pdf(HARM))

    with pytest.raises(Invalid, match="harmful") as refusal:
        looked_through(document)

    assert "file" in refusal.value.fields


def test_a_document_without_harm_is_taken(scanned: Flask) -> None:
    document = take_in("bilaga.pdf", a_pdf())

    assert looked_through(document) is document


def test_a_picture_is_drawn_anew_and_asks_nobody(app: Flask) -> None:
    app.extensions[SCANNER], before = Scanner("clamd://127.0.0.1:9"), app.extensions[SCANNER]
    picture = take_in("karta.png", a_picture(), "En karta")

    with app.test_request_context("/"):
        assert looked_through(picture) is picture

    app.extensions[SCANNER] = before


def test_while_the_scanner_is_away_no_document_is_taken(app: Flask) -> None:
    app.extensions[SCANNER], before = Scanner("clamd://127.0.0.1:9"), app.extensions[SCANNER]

    with app.test_request_context("/"), pytest.raises(Invalid, match="looked through"):
        looked_through(take_in("bilaga.pdf", a_pdf()))

    app.extensions[SCANNER] = before


def test_without_a_scanner_documents_are_taken_as_they_are(app: Flask) -> None:
    document = take_in("bilaga.pdf", a_pdf())

    with app.test_request_context("/"):
        assert looked_through(document) is document


@pytest.mark.parametrize("setting", ["clamd", "http://127.0.0.1:3310", "clamd://", "clamd://host:port"])
def test_a_setting_that_names_no_scanner_is_told_of(tmp_path: Path, setting: str) -> None:
    with pytest.raises(BadSetting, match="FILES_SCANNER"):
        Settings.from_environment({"ROADMAPS_DATA": str(tmp_path), "FILES_SCANNER": setting})
