"""A page that writes together with others, as the scripts of the site do it, for tests against a real server."""

import http.client
import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Any
from urllib.parse import urlencode, urlsplit

from pycrdt import Doc, Text
from simple_websocket import Client, ConnectionClosed

PATIENCE = 10.0


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in: the cookie of their browser, and the token that its requests carry."""

    cookie: str
    csrf: str


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.body)


class Ear(Client):
    """The library's client, which would not hear what a server says in the same breath as it answers."""

    def handshake(self) -> None:
        super().handshake()
        self._handle_events()
        self.connected = True


class Page:
    """One page of a visitor, at one of the processes that serve the site."""

    def __init__(self, address: str, visitor: Visitor) -> None:
        self.address = address
        self.visitor = visitor
        self.socket: Ear | None = None
        self.closed: dict[str, Any] | None = None
        self.code: int | None = None
        self.people: list[dict[str, Any]] = []
        self.refused: list[dict[str, Any]] = []
        self.late: list[dict[str, Any]] = []
        self.acknowledged: dict[int, int] = {}
        self.told_numbers: list[int] = []
        self.messages = 0
        self._ids = count(1)

    @property
    def text(self) -> str:
        return str(self.words)

    def ask(
        self, method: str, path: str, sent: Any = None, *, headers: dict[str, str] | None = None, form: Any = None
    ) -> Answer:
        """Send one request."""
        own = {"Cookie": self.visitor.cookie, "X-CSRFToken": self.visitor.csrf, "Referer": self.address + "/"}
        body = json.dumps(sent).encode() if sent is not None else None
        if form is not None:
            body, own["Content-Type"] = urlencode(form, doseq=True).encode(), "application/x-www-form-urlencoded"
        where = urlsplit(self.address)
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {**own, **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), dict(answer.getheaders()))
        finally:
            connection.close()

    def join(self, block: Any, field: str = "text", **again: Any) -> "Page":
        """Come into the session of a field."""
        answer = self.ask("POST", f"/blocks/{block}/live", {"field": field, **again})
        assert answer.status == 200, answer
        told = answer.told
        self.session, self.client, self.seq = told["session"], told["client"], told["seq"]
        self.base = told["base"]
        self.clock, self.people, self.socket_path = told["clock"], told["people"], told["socket"]
        self.doc = Doc(client_id=self.client)
        self.words = self.doc.get("text", type=Text)
        self.doc.apply_update(b64decode(told["state"]))
        return self

    def listen(self, *, origin: str | None = None) -> "Page":
        """Open the socket."""
        address = self.address.replace("http", "ws", 1) + self.socket_path
        query = urlencode({"client": self.client, "after": self.seq})
        headers = {"Cookie": self.visitor.cookie, "Origin": origin or self.address}
        self.socket = Ear.connect(f"{address}?{query}", headers=headers)
        return self

    def type(self, said: str, place: int | None = None) -> bytes:
        """Put words into one's own text; the update is what has to be sent."""
        before = self.doc.get_state()
        at = len(self.text.encode()) if place is None else len(self.text[:place].encode())
        self.words.insert(at, said)
        return self.doc.get_update(before)

    def send(self, update: bytes) -> int:
        """Send by the socket; the answer comes later."""
        number = next(self._ids)
        self.say({"type": "update", "id": number, "update": b64encode(update).decode()})
        return number

    def say(self, message: Any) -> None:
        assert self.socket is not None
        self.socket.send(message if isinstance(message, str) else json.dumps(message))

    def write(self, said: str, place: int | None = None) -> None:
        """Type, and wait until it is kept."""
        number = self.send(self.type(said, place))
        self.hear(lambda: number in self.acknowledged)

    def push(self, update: bytes, **headers: str) -> Answer:
        """Send by asking."""
        sent = {"client": self.client, "update": b64encode(update).decode()}
        return self.ask("POST", f"/live/{self.session}/updates", sent, headers=headers or None)

    def poll(self) -> Answer:
        """Ask for what has come."""
        query = urlencode({"client": self.client, "after": self.seq})
        answer = self.ask("GET", f"/live/{self.session}/updates?{query}")
        if answer.status == 200:
            self._take({"type": "updates", **answer.told})
            self.people, self.closed = answer.told["people"], answer.told["closed"]
        return answer

    def hear(self, until: Any, seconds: float = PATIENCE) -> "Page":
        """Take in what the socket says until something is so."""
        ends_at = monotonic() + seconds
        while not until():
            left = ends_at - monotonic()
            assert left > 0, f"not in time; the text is {self.text!r}, refused {self.refused}, closed {self.closed}"
            assert self.code is None, f"closed with {self.code} {self.closed} {self.refused}"
            self._receive(min(left, 0.2))
        return self

    def hear_the_end(self, seconds: float = PATIENCE) -> int:
        """The code with which the socket is closed."""
        ends_at = monotonic() + seconds
        while self.code is None:
            assert monotonic() < ends_at, "the socket stays open"
            self._receive(0.2)
        return self.code

    def leave(self) -> None:
        """Go without a word."""
        if self.socket is not None and self.socket.connected:
            self.socket.close()

    def _receive(self, seconds: float) -> None:
        assert self.socket is not None
        try:
            said = self.socket.receive(seconds)
        except ConnectionClosed as end:
            self.code, self.reason = int(end.reason), end.message
            return
        if said is not None:
            self._take(json.loads(said))

    def _take(self, told: dict[str, Any]) -> None:
        self.messages += 1
        match told["type"]:
            case "updates":
                self.told_numbers.append(told["seq"])
                self.seq = told["seq"]
                for update in told["updates"]:
                    self.doc.apply_update(b64decode(update))
            case "ack":
                self.acknowledged[told["id"]] = told["seq"]
            case "people":
                self.people = told["people"]
            case "refused":
                self.refused.append(told)
            case "late":
                self.late.append(told)
            case "closed":
                self.closed = told
