"""What the doors ask of the network, a few at a time: bringing in a roadmap, and looking whether there is a newer one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import cast

from flask import current_app
from werkzeug.datastructures import FileStorage

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.neighbours import arriving
from roadmaps.neighbours.addresses import newest_address
from roadmaps.neighbours.arriving import Arrival
from roadmaps.neighbours.client import Fetcher
from roadmaps.neighbours.failures import Failure, FetchFailed, told
from roadmaps.neighbours.models import Mirror, News

EXTENSION = "neighbours"
AT_ONCE = 3


@dataclass(frozen=True)
class Found:
    """What a look told: `detail` is the hash of the newer version, or why nothing could be seen."""

    news: News
    detail: str = ""

    @property
    def sentence(self) -> Sentence:
        """Why nothing could be seen, for people."""
        word, _, detail = self.detail.partition(": ")
        return told(word, detail)


class Errands:
    """The fetcher of one process, with as many places as may ask the network at once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self._free = BoundedSemaphore(AT_ONCE)

    @contextmanager
    def place(self) -> Iterator[Fetcher]:
        """The fetcher, as long as the block lasts.

        :raises FetchFailed: when all places are taken
        """
        if not self._free.acquire(blocking=False):
            raise FetchFailed(Failure.BUSY)
        try:
            yield self.fetcher
        finally:
            self._free.release()

    def look(self, address: str, known: str) -> Found:
        """Whether there is another version at an address than the one with the hash that is known."""
        try:
            with self.place() as fetcher:
                answer = fetcher.fetch(newest_address(address), known=known)
        except FetchFailed as failure:
            return Found(News.FAILED, f"{failure.failure}: {failure.detail}")
        if answer is None:
            return Found(News.SAME)
        try:
            digest = arriving.digest_in(answer)
        except Invalid:
            return Found(News.FAILED, f"{Failure.NOT_UNDERSTOOD}: ")
        return Found(News.SAME) if digest == known else Found(News.NEWER, digest)


def brought(typed: str, file: FileStorage | None, *, expected: str) -> Arrival:
    """What is at the address, or (where there is none) in the file.

    :raises Invalid: when neither is given, or both, or it cannot be had
    """
    has_file = file is not None and bool(file.filename)
    if typed and has_file:
        raise _refused("address", say("Give an address or a file, not both."))
    if not typed and not has_file:
        raise _refused("address", say("Paste an address, or choose a file below."))
    if not typed:
        return sent_in(file, expected=expected)
    try:
        with _errands().place() as fetcher:
            return arriving.fetched(fetcher, typed, expected=expected)
    except FetchFailed as failure:
        raise _refused("address", failure.sentence) from failure


def sent_in(file: FileStorage | None, *, expected: str) -> Arrival:
    """What is in a file that somebody has sent."""
    name, data = (file.filename or "", file.read()) if file else ("", b"")
    if file:
        file.close()
    return arriving.uploaded(name, data, expected=expected)


def newest_of(mirror: Mirror) -> Arrival:
    """The newest version of what is mirrored.

    :raises Invalid: when it cannot be had
    """
    if not mirror.address:
        raise Invalid(say("This roadmap came as a file, so newer versions come as files too."))
    try:
        with _errands().place() as fetcher:
            return arriving.fetched_newest(fetcher, mirror.address)
    except FetchFailed as failure:
        raise Invalid(failure.sentence) from failure


def look_after(mirror: Mirror, known: str) -> Found:
    """Whether the neighbour has another version than the one whose hash is known."""
    return _errands().look(mirror.address, known)


def _errands() -> Errands:
    return cast(Errands, current_app.extensions[EXTENSION])


def _refused(field: str, why: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {field: why})
