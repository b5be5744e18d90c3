"""Pages that write together, as the tests play them: a document, and a line to the server that may be cut at any moment."""

import base64
import json
import re
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from itertools import count
from threading import RLock
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode, urlsplit

from pycrdt import Doc, Text
from simple_websocket import Client, ConnectionClosed
from simple_websocket import ConnectionError as NotAccepted

PATIENCE = 20.0
OUT_OF_REACH = (OSError, HTTPException, ConnectionClosed, NotAccepted)


class Page:
    """One page of one person on one text. What it has typed is in its document; the server may not know of it yet."""

    def __init__(self, address: str, ticket: tuple[str, str], block_id: object, field: str = "text") -> None:
        self.address, self.origin, self.block_id, self.field = address, address, block_id, field
        self.cookie, self.token = ticket
        self.document: Doc[Any] | None = None
        self.session: str | None = None
        self.client: int | None = None
        self.seq = 0
        self.socket: Client | None = None
        self.acknowledged: set[int] = set()
        self.said: list[dict[str, Any]] = []
        self._ids = count(1)
        self._lock = RLock()
        self._told = b""

    @property
    def text(self) -> str:
        """What the page shows."""
        with self._lock:
            return str(self._text)

    @property
    def _text(self) -> Text:
        assert self.document is not None
        return self.document.get("text", type=Text)

    def arrive(self) -> None:
        """Come in, or come back, with all that was typed meanwhile; then listen."""
        self.join()
        self.listen()
        self.send_rest()

    def join(self) -> dict[str, Any]:
        """Come into the session, as the client that one was before."""
        own = {"client": self.client, "session": self.session} if self.client else {}
        status, told = self.ask("POST", f"/blocks/{self.block_id}/live", {"field": self.field, **own})
        assert status == 200, (status, told)
        with self._lock:
            if self.document is None or told["session"] != self.session:
                self.document = Doc(client_id=told["client"])
            elif told["client"] != self.client:
                raise AssertionError("one's own number was not given back")
            self.session, self.client, self.seq = told["session"], told["client"], told["seq"]
            self.socket_path = told["socket"]
            self._take(told["state"])
            self._told = _document_of(told["state"]).get_state()
        return told

    def listen(self) -> None:
        """Open a socket and hear what comes on it, in a thread of its own."""
        assert self.socket_path, "there is no socket for this page"
        address = self.address.replace("http", "ws", 1) + self.socket_path
        headers = {"Cookie": self.cookie, "Origin": self.origin}
        self.socket = Client(f"{address}?{urlencode({'client': self.client, 'after': self.seq})}", headers=headers)

    def hear(self) -> None:
        """Take in what has come by socket."""
        with suppress(*OUT_OF_REACH):
            while self.socket is not None and (text := self.socket.receive(timeout=0)) is not None:
                self._heard(json.loads(text))

    def _heard(self, message: dict[str, Any]) -> None:
        if message["type"] == "ack":
            self.acknowledged.add(message["id"])
        elif message["type"] == "updates":
            self.seq = message["seq"]
            for update in message["updates"]:
                self._take(update)
        elif message["type"] != "people":
            self.said.append(message)

    def ask_for_news(self) -> dict[str, Any]:
        """Hear by asking."""
        query = urlencode({"client": self.client, "after": self.seq})
        status, told = self.ask("GET", f"/live/{self.session}/updates?{query}")
        assert status == 200, (status, told)
        self.seq = told.get("seq", self.seq)
        for update in told.get("updates", ()):
            self._take(update)
        return told

    def type(self, words: str, *, after: str | None = None) -> int | None:
        """Put words in, at the end or after others; the number under which they were sent, None if they were not."""
        with self._lock:
            return self._change(lambda text: text.insert(self._place(after), words))

    def delete(self, words: str) -> int | None:
        """Take words out."""
        with self._lock:
            begin = self.text.encode().index(words.encode())
            end = begin + len(words.encode())

            def take_out(text: Text) -> None:
                del text[begin:end]

            return self._change(take_out)

    def _place(self, after: str | None) -> int:
        said = self.text.encode()
        return len(said) if after is None else said.rindex(after.encode()) + len(after.encode())

    def _change(self, act: Callable[[Text], None]) -> int | None:
        assert self.document is not None
        before = self.document.get_state()
        act(self._text)
        return self._send(self.document.get_update(before))

    def send_rest(self) -> int | None:
        """Send all that the server did not have when one came in."""
        assert self.document is not None
        with self._lock:
            return self._send(self.document.get_update(self._told))

    def _send(self, update: bytes) -> int | None:
        number = next(self._ids)
        if self.socket is None:
            return None
        message = {"type": "update", "id": number, "update": base64.b64encode(update).decode()}
        try:
            self.socket.send(json.dumps(message))
        except OUT_OF_REACH:
            self.socket = None
            return None
        return number

    def push(self, update: bytes | None = None) -> tuple[int, dict[str, Any]]:
        """Send by an ordinary request: an update, or all that the server may lack."""
        assert self.document is not None
        packed = base64.b64encode(update or self.document.get_update(self._told)).decode()
        return self.ask("POST", f"/live/{self.session}/updates", {"client": self.client, "update": packed})

    def leave(self) -> None:
        """Close the line, without a word."""
        if self.socket is not None:
            with suppress(*OUT_OF_REACH):
                self.socket.close()
            self.socket = None

    def ask(self, method: str, path: str, message: object = None) -> tuple[int, dict[str, Any]]:
        """One request, and what was answered."""
        where = urlsplit(self.address)
        connection = HTTPConnection(str(where.hostname), where.port, timeout=PATIENCE)
        headers = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Accept": "application/json"}
        try:
            body = json.dumps(message) if message is not None else None
            connection.request(method, path, body, {**headers, "Content-Type": "application/json"})
            answer = connection.getresponse()
            said = answer.read()
            return answer.status, json.loads(said) if said else {}
        finally:
            connection.close()

    def get(self, path: str) -> str:
        """An ordinary page, as the same person."""
        where = urlsplit(self.address)
        connection = HTTPConnection(str(where.hostname), where.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Cookie": f"{self.cookie}; language=en"})
            answer = connection.getresponse()
            assert answer.status == 200, (path, answer.status)
            return answer.read().decode()
        finally:
            connection.close()

    def _take(self, update: str) -> None:
        with self._lock:
            assert self.document is not None
            self.document.apply_update(base64.b64decode(update))


def text_of(state: str) -> str:
    """What the text says in a state that the server has told."""
    return str(_document_of(state).get("text", type=Text))


def _document_of(state: str) -> "Doc[Any]":
    document: Doc[Any] = Doc()
    document.apply_update(base64.b64decode(state))
    return document


def until(is_so: Callable[[], bool], what: str, *, patience: float = PATIENCE) -> None:
    """Wait until it is so."""
    deadline = monotonic() + patience
    while not is_so():
        assert monotonic() < deadline, what
        sleep(0.01)


def numbered(text: str, name: str) -> list[int]:
    """The numbers of somebody's words in a text, in its order: A0, A1, A2 for somebody named A."""
    return [int(one) for one in re.findall(rf"\b{name}(\d+)\b", text)]
