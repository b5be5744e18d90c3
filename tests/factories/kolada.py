"""A server of our own that speaks as Kolada does, and misbehaves when it is told to."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Told = dict[tuple[str, str, int], dict[str, float | None]]


class KoladaServer(ThreadingHTTPServer):
    """Knows figures by number, place and year, each with values by sex. `manner` is how it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.figures: Told = {}
        self.manner = "well"
        self.of_figure: dict[str, str] = {}
        self.status = ""
        self.per_page = 5000
        self.asked: list[str] = []
        self.let_go = Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v3"

    def tell(self, number: str, place: str, year: int, total: float | None, **by_sex: float | None) -> None:
        """Let it know a figure; `K` and `M` by name."""
        self.figures[number, place, year] = {"T": total, **by_sex}


@contextmanager
def a_kolada() -> Iterator[KoladaServer]:
    """The server, for as long as a test needs it."""
    server = KoladaServer()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.let_go.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: KoladaServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_said: Any) -> None:
        pass

    def do_GET(self) -> None:
        server = self.server
        server.asked.append(self.path)
        address = urlsplit(self.path)
        _v, _data, _kpi, number, _m, places, _y, years = address.path.strip("/").split("/")
        match server.of_figure.get(number, server.manner):
            case "well":
                self._page(
                    number, places.split(","), years.split(","), int(parse_qs(address.query).get("page", ["1"])[0])
                )
            case "unknown" | "broken" | "busy" as how:
                code = {"unknown": 404, "broken": 500, "busy": 429}[how]
                self._send(json.dumps({"detail": "no"}).encode(), code)
            case "silent":
                server.let_go.wait(20)
                self.close_connection = True
            case "dripping":
                self._begin(200, 10_000)
                while not server.let_go.wait(0.05):
                    self.wfile.write(b" ")
                self.close_connection = True
            case "cut off":
                self._begin(200, 10_000)
                self.wfile.write(b'{"values": [')
                self.close_connection = True
            case "html":
                self._send(b"<html>Sign in to the network</html>")
            case "odd":
                self._send(b'{"values": [{"kpi": 3}]}')
            case "nan":
                self._send(
                    b'{"values": [{"kpi":"N00945","municipality":"0023","period":2024,"values":[{"gender":"T","value":NaN}]}]}'
                )
            case "deep":
                self._send(b"[" * 200_000)
            case "huge":
                self._begin(200, 10**9)
                while not server.let_go.is_set():
                    self.wfile.write(b" " * 1_000_000)
            case "led away":
                self._redirect("http://localhost.invalid/v3/data")
            case "led to a file":
                self._redirect("file:///etc/passwd")
            case "led within":
                self._redirect(self.path.replace(number, "N00002"))
            case "led round":
                self._redirect(self.path)
            case "pages elsewhere":
                self._send(json.dumps({"values": [], "next_url": "http://elsewhere.invalid/x"}).encode())
            case "pages without end":
                self._send(
                    json.dumps(
                        {"values": [], "next_url": f"{server.address}{self.path}0".replace("/v3/v3", "/v3")}
                    ).encode()
                )
            case "another figure":
                self._send(json.dumps({"values": [self._entry("N99999", "0023", 2024, {"T": 1.0})]}).encode())
            case "version 2":
                entries = [
                    {**self._entry(number, place, year, values), "period": str(year)}
                    for (known, place, year), values in server.figures.items()
                    if known == number
                ]
                first = "page" not in address.query
                following = {"next_page": f"{server.address}{self.path.removeprefix('/v3')}?page=2"} if first else {}
                self._send(json.dumps({"count": 1, "values": entries if first else [], **following}).encode())

    def _page(self, number: str, places: list[str], years: list[str], page: int) -> None:
        server = self.server
        found = [
            self._entry(known, place, year, values)
            for (known, place, year), values in server.figures.items()
            if known == number and place in places and str(year) in years
        ]
        start = (page - 1) * server.per_page
        more = start + server.per_page < len(found)
        path = urlsplit(self.path).path.removeprefix("/v3")
        body = {
            "values": found[start : start + server.per_page],
            "count": len(found),
            "next_url": f"{server.address}{path}?page={page + 1}" if more else None,
            "previous_url": None,
        }
        self._send(json.dumps(body).encode())

    def _entry(self, number: str, place: str, year: int, values: dict[str, float | None]) -> dict[str, Any]:
        return {
            "kpi": number,
            "municipality": place,
            "period": year,
            "values": [
                {"gender": sex, "count": 1, "status": self.server.status, "value": value, "isdeleted": False}
                for sex, value in values.items()
            ],
        }

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _begin(self, code: int, length: int) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send(self, body: bytes, code: int = 200) -> None:
        self._begin(code, len(body))
        self.wfile.write(body)

    def handle(self) -> None:
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            time.sleep(0)
