"""Who wrote each word of a text, told from its versions."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Generic, TypeVar

from roadmaps.foundation.tokens import words_of
from roadmaps.foundation.word_changes import word_changes

A = TypeVar("A", bound=Hashable)


@dataclass(frozen=True)
class Written(Generic[A]):
    """One version of a text and its author; where several wrote it together, also its runs of characters, each with
    whoever wrote it (None: it stood there before).
    """

    author: A
    text: str
    runs: Sequence[tuple[int, A | None]] = ()


def authors_of_words(versions: Sequence[Written[A]]) -> list[tuple[str, A]]:
    """The newest text in runs, each with whoever put its words there.

    `versions` go from oldest to newest. Words that an earlier version had keep their author through everything that
    leaves them in place; words that were taken out and written again belong to whoever wrote them again, also when
    that was by restoring an earlier version: who brings words back answers for them. A change is what the comparison
    of two versions shows as one, so that rewriting a sentence around a lone short word makes the sentence one's own.
    The runs joined are the newest text.
    """
    words: list[str] = []
    authors: list[A] = []
    for version in versions:
        new_words = words_of(version.text)
        writers = _writers_of(version, new_words)
        new_authors: list[A] = []
        at = 0
        for o1, o2, n1, n2 in word_changes(words, new_words):
            new_authors += authors[at:o1]
            new_authors += writers[n1:n2]
            at = o2
        authors = new_authors + authors[at:]
        words = new_words
    told = zip(words, authors, strict=True)
    return [("".join(word for word, _ in run), author) for author, run in groupby(told, key=lambda one: one[1])]


def _writers_of(version: Written[A], words: Sequence[str]) -> list[A]:
    """Who wrote each word, if it is new: whoever wrote most of its characters."""
    if not version.runs:
        return [version.author] * len(words)
    by_character = [author for length, author in version.runs for _ in range(length)]
    ends = list(accumulate(map(len, words)))
    return [_most(by_character[end - len(word) : end], version.author) for word, end in zip(words, ends, strict=True)]


def _most(authors: Sequence[A | None], otherwise: A) -> A:
    known = [author for author in authors if author is not None]
    return max(known, key=known.count) if known else otherwise
