"""A page that writes together with others, without a document: it knows only what it typed itself, and keeps what it hears.

So two hundred of them cost the measuring process little. What they heard is put together afterwards, to see whether all
have the same text.
"""

import asyncio
import base64
import json
import random
import time
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

from wsproto import ConnectionType, WSConnection
from wsproto.connection import ConnectionState
from wsproto.events import AcceptConnection, CloseConnection, Message, Ping, RejectConnection, Request, TextMessage

POLL_SECONDS = 1.0
SEED = 1


@dataclass(frozen=True)
class Ticket:
    """Where the site is, and what signs somebody in there."""

    host: str
    port: int
    cookie: str
    token: str

    @property
    def origin(self) -> str:
        return f"http://{self.host}:{self.port}"


@dataclass
class Clock:
    """When each letter was typed, by client and by its place in what that client typed; and how long it took to each of
    the others, with whether that one listens by socket.
    """

    typed: dict = field(default_factory=dict)
    told: list = field(default_factory=list)

    def heard(self, update: bytes, *, by_socket: bool) -> None:
        key = first_of(update)
        if key in self.typed:
            self.told.append((by_socket, time.perf_counter() - self.typed[key]))


def number(value: int) -> bytes:
    """A number as the format writes it: seven bits a byte."""
    out = bytearray()
    while value > 127:
        out.append(128 | value & 127)
        value >>= 7
    return bytes([*out, value])


def letter(client: int, clock: int, after: tuple[int, int] | None, said: str) -> bytes:
    """The update (version 1) of one letter put in after another; None for the beginning of an empty text."""
    words = said.encode()
    where = number(after[0]) + number(after[1]) if after else b"\1\4text"
    return b"".join(
        [b"\1\1", number(client), number(clock), bytes([0x84 if after else 4]), where, number(len(words)), words, b"\0"]
    )


def first_of(update: bytes) -> tuple[int, int]:
    """The client and the clock that an update begins with."""
    values, at = [], 0
    while len(values) < 4:
        value = shift = 0
        while True:
            byte = update[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        values.append(value)
    return values[2], values[3]


class Http:
    """One connection that stays open, for one request after another."""

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.streams = None

    async def ask(self, method: str, path: str, body: object = None) -> tuple[int, dict]:
        for _ in range(3):
            try:
                if self.streams is None:
                    self.streams = await asyncio.open_connection(self.ticket.host, self.ticket.port)
                return await self._ask(method, path, body)
            except (OSError, EOFError):
                self.close()
        raise ConnectionError(path)

    async def _ask(self, method: str, path: str, body: object) -> tuple[int, dict]:
        reader, writer = self.streams
        data = json.dumps(body).encode() if body is not None else b""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self.ticket.host}:{self.ticket.port}\r\nCookie: {self.ticket.cookie}\r\n"
            f"X-CSRFToken: {self.ticket.token}\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(data)}\r\n\r\n"
        )
        writer.write(head.encode() + data)
        status = int((await reader.readuntil(b"\r\n")).split()[1])
        length, keeps = 0, True
        while (line := await reader.readuntil(b"\r\n")) != b"\r\n":
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "connection":
                keeps = value.strip().lower() != "close"
        answer = await reader.readexactly(length)
        if not keeps:
            self.close()
        return status, json.loads(answer) if answer and status != 204 else {}

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


class Page:
    """One page of one person, in the session of one field."""

    def __init__(self, ticket: Ticket, block: str, text_field: str, clock: Clock) -> None:
        self.ticket, self.block, self.text_field, self.clock = ticket, block, text_field, clock
        self.http = Http(ticket)
        self.ids = count(1)
        self.heard: list[bytes] = []
        self.own: list[bytes] = []
        self.waiting: set[int] = set()
        self.has_socket = False
        self.refusals: list[str] = []

    async def join(self) -> None:
        status, told = await self.http.ask("POST", f"/blocks/{self.block}/live", {"field": self.text_field})
        assert status == 200, (status, told)
        self.session, self.client, self.seq = told["session"], told["client"], told["seq"]
        self.state, self.socket = base64.b64decode(told["state"]), told["socket"]
        self.typed, self.after = told["clock"], None

    def begin_after(self, length: int) -> None:
        """Type behind the text that the session began with, which is so long."""
        self.after = (SEED, length - 1) if length else None

    async def connect(self) -> None:
        if self.socket:
            await self._open_socket()
        self.listening = asyncio.create_task(self._hear() if self.has_socket else self._poll())

    async def type(self, said: str) -> None:
        update = letter(self.client, self.typed, self.after, said)
        self.clock.typed[self.client, self.typed] = time.perf_counter()
        self.after = (self.client, self.typed)
        self.typed += 1
        self.own.append(update)
        packed = base64.b64encode(update).decode()
        if self.has_socket:
            sent = next(self.ids)
            self.waiting.add(sent)
            self._send(TextMessage(json.dumps({"type": "update", "id": sent, "update": packed})))
        else:
            status, told = await self.http.ask(
                "POST", f"/live/{self.session}/updates", {"client": self.client, "update": packed}
            )
            if status != 200:
                self.refusals.append(f"{status} {told}")

    async def leave(self) -> None:
        self.listening.cancel()
        if self.has_socket:
            self.writer.close()
        self.http.close()

    async def _open_socket(self) -> None:
        self.reader, self.writer = await asyncio.open_connection(self.ticket.host, self.ticket.port)
        self.ws = WSConnection(ConnectionType.CLIENT)
        target = f"{self.socket}?{urlencode({'client': self.client, 'after': self.seq})}"
        headers = [(b"Cookie", self.ticket.cookie.encode()), (b"Origin", self.ticket.origin.encode())]
        self._send(Request(host=f"{self.ticket.host}:{self.ticket.port}", target=target, extra_headers=headers))
        self.events = asyncio.Queue()
        accepted = await self._next()
        self.has_socket = isinstance(accepted, AcceptConnection)
        if not self.has_socket:
            assert isinstance(accepted, RejectConnection | CloseConnection), accepted

    async def _hear(self) -> None:
        while True:
            event = await self._next()
            if isinstance(event, CloseConnection):
                # There are too many: this page asks from now on.
                self.has_socket = False
                self._hang_up(event)
                self.refusals += [f"closed {event.code} {event.reason}"] if event.code != 1013 else []
                return await self._poll()
            if isinstance(event, Message):
                self._take(json.loads(event.data))

    def _hang_up(self, event: CloseConnection) -> None:
        if self.ws.state is ConnectionState.REMOTE_CLOSING:
            self._send(event.response())
        self.writer.close()

    def _take(self, told: dict) -> None:
        if told["type"] == "ack":
            self.waiting.discard(told["id"])
        elif told["type"] == "updates":
            self._take_updates(told)
        elif told["type"] in {"refused", "closed"}:
            self.refusals.append(str(told))

    def _take_updates(self, told: dict) -> None:
        self.seq = told["seq"]
        for packed in told["updates"]:
            update = base64.b64decode(packed)
            self.heard.append(update)
            self.clock.heard(update, by_socket=self.has_socket)

    async def _poll(self) -> None:
        http = Http(self.ticket)
        try:
            while True:
                await asyncio.sleep(POLL_SECONDS * (0.8 + 0.4 * random.random()))
                address = f"/live/{self.session}/updates?{urlencode({'client': self.client, 'after': self.seq})}"
                status, told = await http.ask("GET", address)
                if status == 200 and "seq" in told:
                    self._take_updates(told)
                elif status not in {200, 204, 304}:
                    self.refusals.append(f"{status} {told}")
        finally:
            http.close()

    async def _next(self) -> object:
        """The next event of the socket."""
        while True:
            for event in self.ws.events():
                if isinstance(event, Ping):
                    self._send(event.response())
                else:
                    self.events.put_nowait(event)
            if not self.events.empty():
                return self.events.get_nowait()
            data = await self.reader.read(65_536)
            if not data:
                return CloseConnection(code=1006, reason="")
            self.ws.receive_data(data)

    def _send(self, event: object) -> None:
        self.writer.write(self.ws.send(event))
