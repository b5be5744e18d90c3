"""Pages that write together: honest clients of a session, each with a document of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pycrdt import Doc, Text
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.events import Listeners
from roadmaps.live import rules
from roadmaps.live.listeners import wire
from roadmaps.live.models import LiveSession
from roadmaps.live.queries import updates_after
from roadmaps.live.results import Joined, LateOutcome, Taken
from roadmaps.live.text.y_updates import ROOT, Range, Update, read_update, write_update
from roadmaps.revisions.authorship import authors_of_words
from roadmaps.revisions.queries import find_block
from roadmaps.roadmap.history import steps_of_block
from roadmaps.roadmap.models import Roadmap
from tests.factories.roadmap import AT, Plan


class Document:
    """A text that counts letters, and tells what it did as Yjs tells it."""

    def __init__(self, client_id: int, state: bytes) -> None:
        self.client_id = client_id
        self.doc: Doc[Text] = Doc(client_id=client_id)
        self.root = self.doc.get(ROOT, type=Text)
        self.doc.apply_update(state)

    def __str__(self) -> str:
        return str(self.root)

    def put(self, at: int, text: str) -> bytes:
        """Put a text in before a letter."""
        return self._told(lambda: self.root.insert(self._bytes(at), text))

    def take_out(self, start: int, end: int) -> bytes:
        """Take the letters from here to there out."""
        return self._told(lambda: self.root.__delitem__(slice(self._bytes(start), self._bytes(end))))

    def _bytes(self, letters: int) -> int:
        return len(str(self)[:letters].encode())

    def _told(self, act) -> bytes:
        before = self.doc.get_state()
        was = _gone(self.doc)
        act()
        told = read_update(self.doc.get_update(before), is_own=True)
        # The library tells all that was ever taken out, a browser what it takes out now.
        return write_update(Update(told.structs, tuple(_without(told.ranges, was))))


def _gone(doc: "Doc[Text]") -> tuple[Range, ...]:
    return read_update(doc.get_update(doc.get_state()), is_own=True).ranges


def _without(ranges: Iterable[Range], known: Iterable[Range]) -> Iterator[Range]:
    before = sorted(known)
    for client, clock, length in ranges:
        at, end = clock, clock + length
        for other, start, size in before:
            if other == client and start < end and start + size > at:
                if at < start:
                    yield Range(client, at, start - at)
                at = start + size
        if at < end:
            yield Range(client, at, end - at)


@dataclass
class Page:
    """Somebody's open page. What is typed waits until it is sent."""

    session: Session
    roadmap: Roadmap
    block_id: UUID
    actor: Actor
    field: str = "text"
    at: datetime = AT

    def __post_init__(self) -> None:
        self.waiting: list[bytes] = []

    def join(self, *, anew: bool = True) -> Joined:
        """Come in, or with `anew` false take up the client id of before."""
        again = {} if anew else {"client_id": self.document.client_id, "of_session": self.joined.session_id}
        self.joined = rules.join(
            self.session, self.roadmap, self.block_id, self.field, actor=self.actor, at=self.at, **again
        )
        self.document = Document(self.joined.client_id, self.joined.state)
        self.seq = self.joined.seq
        self.waiting = []
        return self.joined

    @property
    def id(self) -> UUID:
        return self.joined.session_id

    @property
    def text(self) -> str:
        return str(self.document)

    def put(self, text: str, *, before: str = "", after: str = "") -> "Page":
        """Put a text before or after some words, or at the end."""
        at = self.text.index(before) if before else len(self.text)
        if after:
            at = self.text.index(after) + len(after)
        self.waiting.append(self.document.put(at, text))
        return self

    def take_out(self, words: str) -> "Page":
        """Take some words out."""
        at = self.text.index(words)
        self.waiting.append(self.document.take_out(at, at + len(words)))
        return self

    def send(self) -> list[Taken]:
        """Let the log have what waits."""
        waiting, self.waiting = self.waiting, []
        return [
            rules.take_update(self.session, self.id, self.joined.client_id, one, actor=self.actor, at=self.at)
            for one in waiting
        ]

    def send_late(self) -> list[Taken | LateOutcome]:
        """Send what waits to a session that is over."""
        waiting, self.waiting = self.waiting, []
        return [
            rules.take_late(self.session, self.id, self.joined.client_id, one, actor=self.actor, at=self.at)
            for one in waiting
        ]

    def read(self) -> str:
        """Take in what the others have written, and tell the text."""
        news = updates_after(self.session, self.id, self.seq, except_client=self.joined.client_id)
        for update in news.updates:
            self.document.doc.apply_update(update)
        self.seq = news.seq
        return self.text

    def save(self, **form: object):
        """Save a version."""
        self.send()
        return rules.save_version(self.session, self.id, actor=self.actor, at=self.at, **form)


def a_page(plan: Plan, block_id: UUID, actor: Actor | None = None, *, field: str = "text") -> Page:
    """Somebody who has come to write in a block; the editor unless told."""
    page = Page(plan.session, plan.roadmap, block_id, actor or plan.editor, field)
    page.join()
    return page


def hear(session: Session) -> None:
    """Let the room hear what has been announced, as the unit of work does before it commits."""
    listeners = Listeners()
    wire(listeners)
    listeners.tell_in_transaction(session)


def the_session(page: Page) -> LiveSession:
    """The row of the session that a page is in."""
    return page.session.get_one(LiveSession, page.id, populate_existing=True)


def later(seconds: float) -> datetime:
    """So long after the moment of the tests."""
    return AT + timedelta(seconds=seconds)


def whose(plan: Plan, block_id: UUID, field: str = "text") -> list[tuple[str, str]]:
    """The words of a text, each run with the organisation that it is from, as the block's history tells it."""
    block = find_block(plan.session, plan.roadmap.history, block_id)
    versions = [step.written(field) for step in reversed(steps_of_block(plan.session, block))]
    return [(words.strip(), of) for words, of in authors_of_words(versions) if words.strip()]
