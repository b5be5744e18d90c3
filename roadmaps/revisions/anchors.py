"""Where a quoted passage is in a text that has changed since: a quote with its surroundings, found again.

An anchor holds the quoted words, some of what stands before and after them, and where they began. When the text is
changed, the anchor is led through the change; when that is not known, or the words are gone from there, they are
sought. What cannot be found is said to be orphaned, and whoever owns the anchor falls back to the whole block.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from roadmaps.revisions.words import edits, words_of

How = Literal["exact", "moved", "changed", "orphaned"]
SURROUNDINGS = 40
LONGEST_QUOTE = 2_000
# Of the quoted characters, this share must have stayed for a changed passage to count as the same one.
KEPT_ENOUGH = 0.4
ALIKE_ENOUGH = 78.0
LONGEST_SEARCHED = 100_000


@dataclass(frozen=True)
class Anchor:
    """A passage: what it says, what stands around it, and at which character it began."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0


@dataclass(frozen=True)
class Found:
    """Where the passage is now. `start` and `end` are None when it is orphaned."""

    how: How
    start: int | None = None
    end: int | None = None


ORPHANED = Found("orphaned")


def make_anchor(text: str, start: int, end: int) -> Anchor:
    """An anchor on a stretch of the text."""
    start, end = max(0, start), min(len(text), end, start + LONGEST_QUOTE)
    return Anchor(
        quote=text[start:end],
        prefix=text[max(0, start - SURROUNDINGS) : start],
        suffix=text[end : end + SURROUNDINGS],
        start=start,
    )


def anchor_of_quote(text: str, quote: str, near: int | None = None) -> Anchor | None:
    """An anchor on words that somebody quoted, at the place nearest to `near`; None when the text has no such words.

    Quotes come from the shown page, where white space differs from the source; that alone makes no difference.
    """
    wanted = quote.strip()[:LONGEST_QUOTE]
    if not wanted:
        return None
    places = _occurrences(text, wanted)
    if places:
        start = min(places, key=lambda place: abs(place - (near or 0)))
        return make_anchor(text, start, start + len(wanted))
    return _anchor_by_words(text, wanted)


def find(anchor: Anchor, text: str, *, previous: str | None = None) -> Found:
    """Where the passage is in the text.

    :param previous: the text that the anchor pointed into exactly; with it, a passage is followed through the change
    """
    if not anchor.quote or not text:
        return ORPHANED
    if previous is not None and previous[anchor.start : anchor.start + len(anchor.quote)] == anchor.quote:
        followed = _follow(anchor, previous, text)
        if followed.how != "orphaned":
            return followed
    return _seek(anchor, text)


def moved_anchor(found: Found, text: str) -> Anchor:
    """The anchor to keep from now on, for a passage that was found."""
    assert found.start is not None
    assert found.end is not None
    return make_anchor(text, found.start, found.end)


def _follow(anchor: Anchor, previous: str, text: str) -> Found:
    """Map both ends of the passage through the difference between the texts."""
    start, end = anchor.start, anchor.start + len(anchor.quote)
    kept: list[tuple[int, int, int]] = [
        (max(start, old), min(end, old + length), new - old)
        for old, new, length in _kept_stretches(previous, text)
        if old < end and old + length > start
    ]
    if sum(to - of for of, to, _ in kept) < KEPT_ENOUGH * len(anchor.quote):
        return ORPHANED
    new_start, new_end = kept[0][0] + kept[0][2], kept[-1][1] + kept[-1][2]
    if text[new_start:new_end] == anchor.quote:
        return Found("exact" if new_start == start else "moved", new_start, new_end)
    return Found("changed", new_start, new_end)


def _kept_stretches(old: str, new: str) -> list[tuple[int, int, int]]:
    """Stretches of characters that both texts have: where in the old, where in the new, how long."""
    old_words, new_words = words_of(old), words_of(new)
    old_at, new_at = _positions(old_words), _positions(new_words)
    stretches = []
    o = n = 0
    for o1, o2, _n1, n2 in [*edits(old_words, new_words), (len(old_words), len(old_words), len(new_words), 0)]:
        if o1 > o:
            stretches.append((old_at[o], new_at[n], old_at[o1] - old_at[o]))
        o, n = o2, n2
    return stretches


def _positions(words: list[str]) -> list[int]:
    positions = [0]
    for word in words:
        positions.append(positions[-1] + len(word))
    return positions


def _seek(anchor: Anchor, text: str) -> Found:
    """Look for the words themselves, then for words much like them."""
    places = _occurrences(text, anchor.quote)
    if places:
        start = max(places, key=lambda place: (_agreement(anchor, text, place), -abs(place - anchor.start)))
        how: How = "exact" if start == anchor.start else "moved"
        return Found(how, start, start + len(anchor.quote))
    if len(anchor.quote) < 8 or len(text) > LONGEST_SEARCHED:
        return ORPHANED
    like = fuzz.partial_ratio_alignment(anchor.quote, text, score_cutoff=ALIKE_ENOUGH)
    if like is None or like.dest_end <= like.dest_start:
        return ORPHANED
    return Found("changed", *_whole_words(text, like.dest_start, like.dest_end))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    positions = _positions(words_of(text))
    first = positions[max(0, bisect_right(positions, start) - 1)]
    last = next((position for position in positions if position >= end), len(text))
    return first, last


def _agreement(anchor: Anchor, text: str, place: int) -> int:
    """How many characters around a place are those that stood around the passage."""
    before, after = text[:place][-SURROUNDINGS:], text[place + len(anchor.quote) :][:SURROUNDINGS]
    same_before = _common(before[::-1], anchor.prefix[::-1])
    return same_before + _common(after, anchor.suffix)


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


def _occurrences(text: str, quote: str, most: int = 200) -> list[int]:
    places: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(places) < most:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _anchor_by_words(text: str, quote: str) -> Anchor | None:
    """The passage whose words are the quote's, whatever white space and marks stand between them."""
    tokens, wanted = words_of(text), [word for word in words_of(quote) if word[:1].isalnum()]
    positions = _positions(tokens)
    places = [index for index, token in enumerate(tokens) if token[:1].isalnum()]
    words = [tokens[index] for index in places]
    for first in range(len(words) - len(wanted) + 1 if wanted else 0):
        if words[first : first + len(wanted)] == wanted:
            start, last = positions[places[first]], places[first + len(wanted) - 1]
            return make_anchor(text, start, positions[last + 1])
    return None
