"""The passage of a text that answers a question, with the words that were found marked. Alike on every database."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from roadmaps.foundation.word_forms import Found, roots_of, words_in
from roadmaps.search.wanted import Wanted

LENGTH = 240
# In a long text, the first of so many finds are enough to choose among.
MOST_FINDS = 60
_BREAK = "\n"


@dataclass(frozen=True)
class Piece:
    """Some of a text, marked or not."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    """A passage in pieces. `start` is where its first find stands in the whole text; None where nothing was found."""

    pieces: tuple[Piece, ...]
    start: int | None = None


@dataclass(frozen=True)
class _Find:
    start: int
    end: int
    what: str


def marked(text: str, wanted: Wanted) -> tuple[Piece, ...]:
    """The whole text with what was found in it marked."""
    return tuple(_pieces(text, 0, len(text), list(_finds(text, wanted))))


def excerpt(text: str, wanted: Wanted, length: int = LENGTH) -> Excerpt:
    """The passage that holds most of what is wanted; the beginning of the text where it holds none of it."""
    finds = list(_finds(text, wanted))
    if not finds:
        return Excerpt(tuple(_cut(text, 0, min(len(text), length), [])))
    best = max(range(len(finds)), key=lambda one: (_worth(finds, one, length), -one))
    first, last = finds[best], _last_within(finds, best, length)
    room = max(0, length - (last.end - first.start))
    start = max(0, first.start - room // 3)
    end = min(len(text), max(last.end, start + length))
    return Excerpt(tuple(_cut(text, start, end, finds)), first.start)


def _finds(text: str, wanted: Wanted) -> Iterator[_Find]:
    exact = {one.text for one in wanted.words}
    roots = {root: one.text for one in wanted.words for root in one.roots}
    begins = tuple(one.text for one in wanted.words if one.begins)
    phrases = [phrase for phrase in wanted.phrases if phrase]
    recent: list[Found] = []
    longest = max((len(phrase) for phrase in phrases), default=1)
    count = 0
    for found in words_in(text):
        recent = [*recent[-longest + 1 :], found] if longest > 1 else [found]
        phrase = next((one for one in phrases if _ends_with(recent, one)), None)
        if phrase:
            yield _Find(recent[-len(phrase)].start, found.end, " ".join(phrase))
        elif found.word in exact or (begins and found.word.startswith(begins)):
            yield _Find(found.start, found.end, found.word)
        elif roots and (root := next((one for one in roots_of(found.word) if one in roots), None)):
            yield _Find(found.start, found.end, roots[root])
        else:
            continue
        count += 1
        if count >= MOST_FINDS:
            return


def _ends_with(recent: list[Found], phrase: Collection[str]) -> bool:
    return [one.word for one in recent[-len(phrase) :]] == list(phrase)


def _within(finds: list[_Find], first: int, length: int) -> list[_Find]:
    return [one for one in finds[first:] if one.end - finds[first].start <= length] or [finds[first]]


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
