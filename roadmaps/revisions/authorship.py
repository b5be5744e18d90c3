"""Who wrote each word of a text, told from its versions."""

from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import TypeVar

from roadmaps.foundation.tokens import words_of
from roadmaps.foundation.word_changes import word_changes

A = TypeVar("A", bound=Hashable)


def authors_of_words(versions: Sequence[tuple[A, str]]) -> list[tuple[str, A]]:
    """The newest text in runs, each with whoever put its words there.

    `versions` go from oldest to newest. Words that an earlier version had keep their author through everything that
    leaves them in place; words that were taken out and written again belong to whoever wrote them again, also when
    that was by restoring an earlier version: who brings words back answers for them. A change is what the comparison
    of two versions shows as one, so that rewriting a sentence around a lone short word makes the sentence one's own.
    The runs joined are the newest text.
    """
    words: list[str] = []
    authors: list[A] = []
    for author, text in versions:
        new_words = words_of(text)
        new_authors: list[A] = []
        at = 0
        for o1, o2, n1, n2 in word_changes(words, new_words):
            new_authors += authors[at:o1]
            new_authors += [author] * (n2 - n1)
            at = o2
        authors = new_authors + authors[at:]
        words = new_words
    told = zip(words, authors, strict=True)
    return [("".join(word for word, _ in run), author) for author, run in groupby(told, key=lambda one: one[1])]
