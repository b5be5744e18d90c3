"""Who wrote which letters of a text that several wrote together: the log is replayed, and each entry says whose it is."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pycrdt import Doc, Text, TextEvent

from roadmaps.foundation.tokens import edits, is_word, words_of
from roadmaps.live.text.y_updates import ROOT
from roadmaps.revisions.changes import Author

Run = tuple[int, Author | None]


@dataclass(frozen=True)
class Entry:
    """One row of the log. `author` is None for what the text began with and for what a revision brought in."""

    author: Author | None
    payload: bytes


@dataclass(frozen=True)
class Attributed:
    """A text in runs of letters, each with whoever wrote it in the session (None: it is from before, or from outside).

    `took_out` counts the bytes that each took out of what was from before or from outside.
    """

    text: str
    runs: tuple[Run, ...]
    took_out: Counter[Author] = field(default_factory=Counter)


def authors_of(texts: Iterable[Attributed]) -> list[Author]:
    """Everyone who has left a trace in one of the texts, those whose words stand there most first."""
    words: Counter[Author] = Counter()
    letters: Counter[Author] = Counter()
    took_out: Counter[Author] = Counter()
    for text in texts:
        at = 0
        for length, author in text.runs:
            if author is not None:
                words[author] += sum(map(is_word, words_of(text.text[at : at + length])))
                letters[author] += length
            at += length
        took_out += text.took_out
    known = dict.fromkeys([*letters, *took_out])
    return sorted(known, key=lambda one: (words[one], letters[one], took_out[one]), reverse=True)


def attribute(log: Iterable[Entry]) -> Attributed:
    """Replay a log from its first entry on."""
    replay = _Replay()
    for author, entries in groupby(log, key=lambda entry: entry.author):
        replay.take(author, [entry.payload for entry in entries])
    return replay.told()


def fitted(attributed: Attributed, text: str) -> Attributed:
    """The same for the text as it is kept: without the space around it, in one spelling.

    What only changed its spelling stays whose it was; what came in its place belongs to whom it was taken from.
    """
    if text == attributed.text:
        return attributed
    before = [author for length, author in attributed.runs for _ in range(length)]
    after: list[Author | None] = []
    at = 0
    start, end = _alike(attributed.text, text)
    old, new = attributed.text[start : len(attributed.text) - end], text[start : len(text) - end]
    for o1, o2, n1, n2 in [(0, 0, 0, 0), *edits(old, new)]:
        after += before[at : start + o1]
        whose = before[start + o1 : start + o2] or after[-1:] or [None]
        after += [whose[min(place, len(whose) - 1)] for place in range(n2 - n1)]
        at = start + o2
    after += before[at:]
    return Attributed(text, _in_runs(after), attributed.took_out)


class _Replay:
    """A document that is written anew, and beside each byte of its text the number of whoever put it there."""

    def __init__(self) -> None:
        self._document: Doc[Text] = Doc()
        self._text = self._document.get(ROOT, type=Text)
        self._authors: list[Author | None] = [None]
        self._whose = array("H")
        self._took_out: Counter[Author] = Counter()
        self._author = 0
        self._subscription = self._text.observe(self._hear)

    def take(self, author: Author | None, payloads: Sequence[bytes]) -> None:
        if author not in self._authors:
            self._authors.append(author)
        self._author = self._authors.index(author)
        with self._document.transaction():
            for payload in payloads:
                self._document.apply_update(payload)

    def told(self) -> Attributed:
        self._text.unobserve(self._subscription)
        text = str(self._text)
        letters = (whose for byte, whose in zip(text.encode(), self._whose, strict=True) if byte & 0xC0 != 0x80)
        return Attributed(text, _in_runs([self._authors[whose] for whose in letters]), self._took_out)

    def _hear(self, event: TextEvent) -> None:
        at = 0
        for change in event.delta:  # type: ignore[attr-defined]
            if "insert" in change:
                size = len(change["insert"].encode())
                self._whose[at:at] = array("H", [self._author]) * size
                at += size
            elif "retain" in change:
                at += change["retain"]
            else:
                gone = self._whose[at : at + change["delete"]]
                del self._whose[at : at + change["delete"]]
                author = self._authors[self._author]
                if author is not None and (count := gone.count(0)):
                    self._took_out[author] += count


def _in_runs(authors: Sequence[Author | None]) -> tuple[Run, ...]:
    return tuple((sum(1 for _ in run), author) for author, run in groupby(authors))


def _alike(old: str, new: str) -> tuple[int, int]:
    """How many letters the texts begin and end with alike."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    end = next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)
    return start, end
