"""Where a quoted passage is in a text that has changed since: a quote with its surroundings, found again.

An anchor holds the quoted words, some of what stands before and after them, and where they began. When the text is
changed, the anchor is led through the change; when that is not known, or the words are gone from there, they are
sought. What cannot be found is said to be orphaned, and whoever owns the anchor falls back to the whole block.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from roadmaps.foundation.tokens import Run, is_word, positions, word_edits, words_of

How = Literal["exact", "moved", "changed", "orphaned"]
SURROUNDINGS = 40
LONGEST_QUOTE = 2_000
# Of the quoted characters, this share must have stayed for a changed passage to count as the same one.
KEPT_ENOUGH = 0.4
ALIKE_ENOUGH = 78.0
# So many characters do not say the same by chance; a lone word does, unless as much around it is the same, too.
TELLING = 24
TELLING_AROUND = 8
# Words much like the quoted ones are sought for quotes of this length, in texts not longer than this.
SHORTEST_LIKENED, LONGEST_LIKENED = 8, 500
LONGEST_SEARCHED = 100_000
MOST_PLACES = 200


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
    start = min(max(0, start), len(text))
    end = max(start, min(len(text), end, start + LONGEST_QUOTE))
    return Anchor(
        quote=text[start:end],
        prefix=text[max(0, start - SURROUNDINGS) : start],
        suffix=text[end : end + SURROUNDINGS],
        start=start,
    )


def anchor_of_quote(text: str, quote: str, near: int | None = None) -> Anchor | None:
    """An anchor on words that somebody quoted, at the place nearest to `near`; None when the text has no such words.

    Quotes come from the shown page, where white space and marks differ from the source; that makes no difference.
    """
    wanted = quote.strip()[:LONGEST_QUOTE]
    if not wanted:
        return None
    for start in _occurrences(text, wanted, near or 0):
        return make_anchor(text, start, start + len(wanted))
    return _anchor_by_words(text, wanted, near or 0)


def find(anchor: Anchor, text: str, *, previous: str | None = None) -> Found:
    """Where the passage is in the text.

    :param previous: the text that the anchor pointed into exactly; with it, a passage is followed through the change
    """
    if not anchor.quote or not text:
        return ORPHANED
    if previous is None or not _is_at(anchor, previous, anchor.start):
        return _seek(anchor, text)
    followed = _follow(anchor, previous, text)
    if followed.how in {"exact", "moved"}:
        return followed
    # When the text says these words as often as before, they have gone elsewhere, and others have come to their place.
    if followed.how == "changed" and text.count(anchor.quote) < previous.count(anchor.quote):
        return followed
    sought = _seek_words(anchor, text)
    return sought if sought.how != "orphaned" else followed


def moved_anchor(found: Found, text: str) -> Anchor:
    """The anchor to keep from now on, for a passage that was found."""
    assert found.start is not None
    assert found.end is not None
    return make_anchor(text, found.start, found.end)


def _is_at(anchor: Anchor, text: str, place: int) -> bool:
    return place >= 0 and text.startswith(anchor.quote, place)


def _follow(anchor: Anchor, previous: str, text: str) -> Found:
    """Map both ends of the passage through the difference between the texts."""
    start, end = anchor.start, anchor.start + len(anchor.quote)
    runs = _changes(previous, text)
    gone = sum(_said(previous[max(start, o1) : min(end, o2)]) for o1, o2, _, _ in runs if o1 < end and o2 > start)
    said = _said(anchor.quote)
    if said - gone < KEPT_ENOUGH * said:
        return ORPHANED
    new_start, new_end = _new_start(runs, start), _new_end(runs, end)
    if text[new_start:new_end] == anchor.quote:
        return Found("exact" if new_start == start else "moved", new_start, new_end)
    return _changed(text, new_start, new_end)


@lru_cache(maxsize=4)
def _changes(old: str, new: str) -> tuple[Run, ...]:
    """Which characters came in place of which. Every passage of a text asks for the same two texts, one after another."""
    old_words, new_words = words_of(old), words_of(new)
    old_at, new_at = positions(old_words), positions(new_words)
    return tuple(
        (old_at[o1], old_at[o2], new_at[n1], new_at[n2]) for o1, o2, n1, n2 in word_edits(old_words, new_words)
    )


def _new_start(runs: tuple[Run, ...], start: int) -> int:
    """What was put just before a passage is not of it; what replaced its first words is."""
    shift = 0
    for o1, o2, _, n2 in runs:
        if o2 > start:
            return n2 if o1 < start else start + shift
        shift = n2 - o2
    return start + shift


def _new_end(runs: tuple[Run, ...], end: int) -> int:
    """What was put just behind a passage is not of it; what replaced its last words is."""
    shift = 0
    for o1, o2, n1, n2 in runs:
        if o1 >= end:
            break
        if o2 > end:
            return n1
        shift = n2 - o2
    return end + shift


def _changed(text: str, start: int, end: int) -> Found:
    """A changed passage without the space around it and the end of the sentence before it, if anything is left of it."""
    passage = text[start:end].rstrip()
    rest = passage.lstrip(" \n\t.,;:!?")
    if not rest:
        return ORPHANED
    return Found("changed", start + len(passage) - len(rest), start + len(passage))


def _seek(anchor: Anchor, text: str) -> Found:
    """Look for the words themselves, then for words much like them between much the same surroundings."""
    found = _seek_words(anchor, text)
    is_likened = SHORTEST_LIKENED <= len(anchor.quote) <= LONGEST_LIKENED and len(text) <= LONGEST_SEARCHED
    if found.how != "orphaned" or not is_likened:
        return found
    like = fuzz.partial_ratio_alignment(anchor.quote, text, score_cutoff=ALIKE_ENOUGH)
    if like is None or like.dest_end <= like.dest_start:
        return ORPHANED
    start, end = _whole_words(text, like.dest_start, like.dest_end)
    if 2 * _agreement(anchor, text, start, end) < len(anchor.prefix) + len(anchor.suffix):
        return ORPHANED
    return _changed(text, start, end)


def _seek_words(anchor: Anchor, text: str) -> Found:
    """The words themselves, where they agree best with what stood around them, and nearest to where they were."""
    length = len(anchor.quote)
    agreements = {
        place: _agreement(anchor, text, place, place + length)
        for place in _occurrences(text, anchor.quote, anchor.start)
    }
    if not agreements:
        return ORPHANED
    # Of equals the first is the nearest.
    start = max(agreements, key=lambda place: agreements[place])
    enough = min(TELLING_AROUND, len(anchor.prefix) + len(anchor.suffix))
    if length < TELLING and agreements[start] < enough:
        return ORPHANED
    return Found("exact" if start == anchor.start else "moved", start, start + length)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    at = positions(words_of(text))
    return at[max(0, bisect_right(at, start) - 1)], at[bisect_left(at, end)]


def _agreement(anchor: Anchor, text: str, start: int, end: int) -> int:
    """How many characters around a place are those that stood around the passage."""
    before, after = text[max(0, start - SURROUNDINGS) : start], text[end : end + SURROUNDINGS]
    return _common(before[::-1], anchor.prefix[::-1]) + _common(after, anchor.suffix)


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


def _said(text: str) -> int:
    """How many characters that are not white space."""
    return len("".join(text.split()))


def _occurrences(text: str, quote: str, near: int) -> list[int]:
    """Where the text says the quote, the nearest first; of very many only those around."""
    near = min(max(0, near), len(text))
    places: list[int] = []
    after = text.find(quote, near)
    before = text.rfind(quote, 0, near + len(quote) - 1)
    while len(places) < MOST_PLACES and (after >= 0 or before >= 0):
        if before < 0 or 0 <= after - near <= near - before:
            places.append(after)
            after = text.find(quote, after + 1)
        else:
            places.append(before)
            before = text.rfind(quote, 0, before + len(quote) - 1)
    return places


def _anchor_by_words(text: str, quote: str, near: int) -> Anchor | None:
    """The passage whose words are the quote's, whatever white space and marks stand between them."""
    tokens = words_of(text)
    at = positions(tokens)
    places = [index for index, token in enumerate(tokens) if is_word(token)]
    wanted = [token for token in words_of(quote) if is_word(token)]
    if not wanted:
        return None
    row = "\n" + "".join(tokens[index] + "\n" for index in places)
    found = _occurrences(row, "\n" + "".join(word + "\n" for word in wanted), near=0)
    firsts = [row.count("\n", 0, place) for place in found]
    if not firsts:
        return None
    first = min(firsts, key=lambda index: abs(at[places[index]] - near))
    return make_anchor(text, at[places[first]], at[places[first + len(wanted) - 1] + 1])
