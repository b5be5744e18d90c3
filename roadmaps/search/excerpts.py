"""The passage of a text that answers a question, with the words that were found marked. Alike on every database."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from roadmaps.foundation.word_forms import fold, roots_of, unfolded_words_in
from roadmaps.search.wanted import Phrase, Wanted

LENGTH = 240
# In a long text, the first of so many finds are enough to choose among.
MOST_FINDS = 60
# Of the words that texts hold, so many are known of one question.
MOST_KNOWN = 20_000
_BREAK = "\n"


class Piece(NamedTuple):
    """Some of a text, marked or not."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    """A passage in pieces. `start` is where its first find stands in the whole text; None where nothing was found."""

    pieces: tuple[Piece, ...]
    start: int | None = None


class _Find(NamedTuple):
    start: int
    end: int
    what: str


def marked(text: str, wanted: Wanted) -> tuple[Piece, ...]:
    """The whole text with what was found in it marked."""
    return tuple(_pieces(text, 0, len(text), _finds(text, wanted)))


def excerpt(text: str, wanted: Wanted, length: int = LENGTH) -> Excerpt:
    """The passage that holds most of what is wanted; the beginning of the text where it holds none of it."""
    finds = _finds(text, wanted)
    if not finds:
        return Excerpt(tuple(_cut(text, 0, min(len(text), length), [])))
    best = max(range(len(finds)), key=lambda one: (_worth(finds, one, length), -one))
    first, last = finds[best], _last_within(finds, best, length)
    room = max(0, length - (last.end - first.start))
    start = max(0, first.start - room // 3)
    end = min(len(text), max(last.end, start + length))
    return Excerpt(tuple(_cut(text, start, end, finds)), first.start)


class _Meanings(dict[str, str]):
    """What each word, as it stands in a text, answers in the question: nothing, for most of them. Found once for each."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self._exact = {one.text for one in wanted.words}
        self._begins = tuple(one.text for one in wanted.words if one.begins)
        self._roots = {root: one.text for one in wanted.words for root in one.roots}

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_KNOWN:
            self.clear()
        found = self[word] = self._of(fold(word))
        return found

    def _of(self, word: str) -> str:
        if word in self._exact or (self._begins and word.startswith(self._begins)):
            return word
        return next((self._roots[root] for root in roots_of(word) if root in self._roots), "")


# One question is asked of every text on a page, and the texts of a site have most of their words in common.
_meanings = lru_cache(maxsize=64)(_Meanings)


def _finds(text: str, wanted: Wanted) -> list[_Find]:
    return list(islice(_finds_in(text, _meanings(wanted), wanted.phrases), MOST_FINDS))


def _finds_in(text: str, meanings: _Meanings, phrases: Sequence[Phrase]) -> Iterator[_Find]:
    words, between = unfolded_words_in(text)
    # Most words answer nothing, and are looked up without being looked at.
    told = list(map(meanings.__getitem__, words))
    if not phrases and not any(told):
        return
    longest = max((len(phrase) for phrase in phrases), default=0)
    recent: deque[tuple[int, str]] = deque(maxlen=longest)
    end = 0
    for word, before, what in zip(words, between, told, strict=False):
        start = end + len(before)
        end = start + len(word)
        if phrases:
            recent.append((start, fold(word)))
            if phrase := next((one for one in phrases if _ends_with(recent, one)), None):
                yield _Find(recent[-len(phrase)][0], end, " ".join(phrase))
                continue
        if what:
            yield _Find(start, end, what)


def _ends_with(recent: Sequence[tuple[int, str]], phrase: Phrase) -> bool:
    return tuple(word for _, word in recent)[-len(phrase) :] == phrase


def _within(finds: list[_Find], first: int, length: int) -> list[_Find]:
    """The finds of a passage that begins with one of them. Each ends after the one before."""
    end = finds[first].start + length
    return list(takewhile(lambda one: one.end <= end, islice(finds, first, None))) or [finds[first]]


def _worth(finds: list[_Find], first: int, length: int) -> tuple[int, int]:
    within = _within(finds, first, length)
    return len({one.what for one in within}), len(within)


def _last_within(finds: list[_Find], first: int, length: int) -> _Find:
    return _within(finds, first, length)[-1]


def _cut(text: str, start: int, end: int, finds: list[_Find]) -> Iterator[Piece]:
    """From word to word, with an ellipsis where something is left out."""
    if start > 0 and (space := _next_space(text, start)) <= min(
        [one.start for one in finds if one.end > start] + [end]
    ):
        start = space
    if end < len(text) and (space := max(text.rfind(" ", start, end), text.rfind(_BREAK, start, end))) > start:
        end = max(space, *(one.end for one in finds if start <= one.start and one.end <= end), start)
    if start > 0:
        yield Piece("… ")
    yield from _pieces(text, start, end, finds)
    if end < len(text):
        yield Piece(" …")


def _next_space(text: str, start: int) -> int:
    spaces = [at for at in (text.find(" ", start), text.find(_BREAK, start)) if at >= 0]
    return min(spaces) + 1 if spaces else start


def _pieces(text: str, start: int, end: int, finds: list[_Find]) -> Iterator[Piece]:
    at = start
    for find in finds:
        if find.start < at or find.end > end:
            continue
        if find.start > at:
            yield Piece(_shown(text[at : find.start]))
        yield Piece(_shown(text[find.start : find.end]), is_marked=True)
        at = find.end
    if at < end:
        yield Piece(_shown(text[at:end]))


def _shown(text: str) -> str:
    return text.replace(_BREAK, " · ")
