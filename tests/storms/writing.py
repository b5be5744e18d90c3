"""People who write through real requests, one after another, and remember what was acknowledged and what was left open."""

from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from time import monotonic, sleep
from typing import Self
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from roadmaps.foundation.database import Database
from roadmaps.revisions.models import History

PATIENCE = 120.0
HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str


class Line:
    """A connection that is kept open for as long as the other end does, and opened anew when it does not."""

    def __init__(self, address: str, ticket: tuple[str, str] | None = None) -> None:
        self.address = address
        self._cookie, self._token = ticket or ("", "")
        self._connection: HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answer:
        """By a connection of its own."""
        self.hang_up()
        try:
            return self._ask("GET", path, None, headers)
        finally:
            self.hang_up()

    def post(self, path: str, **fields: str) -> Answer:
        """By the one that is open."""
        return self._ask("POST", path, urlencode({"csrf_token": self._token, **fields}), HEADERS)

    def hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        if self._connection is None:
            self._connection = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            self._connection.request(method, path, body, {"Cookie": self._cookie, **headers})
            response = self._connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, told, response.read().decode())
        except (OSError, HTTPException):
            self.hang_up()
            raise


@dataclass
class Writer:
    """Changes a goal of their own and answers in a thread, in turn. Each text has a mark that stands nowhere else."""

    name: str
    line: Line
    database: Database
    history_id: UUID
    block_id: UUID
    thread_id: UUID
    acknowledged: list[str] = field(default_factory=list)
    refused: list[tuple[str, Answer]] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    number: int = 0

    def write(self) -> None:
        """One more text."""
        self.number += 1
        is_edit = self.number % 2 == 1
        mark = f"{'e' if is_edit else 'c'}-{self.name}-{self.number}."
        try:
            answer = self._edit(mark) if is_edit else self._comment(mark)
        except (ConnectionRefusedError, SQLAlchemyError):
            # Nobody has heard it: there is no server, or no database to ask what to begin from.
            sleep(0.02)
            return
        except (OSError, HTTPException):
            self.left_open.append(mark)
            return
        if answer.status == 303:
            self.acknowledged.append(mark)
        else:
            self.refused.append((mark, answer))
            sleep(0.05)

    def _edit(self, mark: str) -> Answer:
        with self.database.reading() as session:
            based_on = session.scalar(select(History.current).where(History.id == self.history_id))
        return self.line.post(
            f"/blocks/{self.block_id}/edit",
            title=f"Mål {self.name}",
            text=f"Vi skriver {mark} Det tar en stund att läsa.",
            based_on=str(based_on),
        )

    def _comment(self, mark: str) -> Answer:
        return self.line.post(f"/threads/{self.thread_id}/comments", body=f"Jag svarar {mark}")


class Storm:
    """All write at once, until told to stop."""

    def __init__(self, writers: list[Writer]) -> None:
        self.writers = writers
        self._over = Event()
        self._threads = [Thread(target=self._go_on, args=(writer,), daemon=True) for writer in writers]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def until_more_is_kept(self, than: int, *, least: int = 1, patience: float = PATIENCE) -> None:
        """Wait until something has been acknowledged that was not yet."""
        deadline = monotonic() + patience
        while self.kept < than + least:
            assert monotonic() < deadline, f"nothing more is kept than {self.kept}; {self.last_refusals()}"
            sleep(0.01)

    @property
    def kept(self) -> int:
        return sum(len(writer.acknowledged) for writer in self.writers)

    def last_refusals(self) -> list[tuple[str, int]]:
        return [(mark, answer.status) for writer in self.writers for mark, answer in writer.refused[-2:]]

    def _go_on(self, writer: Writer) -> None:
        while not self._over.is_set():
            writer.write()
        writer.line.hang_up()
