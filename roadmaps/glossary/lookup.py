"""Looking a word up in the glossary: by what the terms are called first, then by what is said of them. No session."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from roadmaps.foundation.prose import plain
from roadmaps.foundation.word_forms import fold, roots_of, words_in
from roadmaps.glossary.queries import swedish_order
from roadmaps.revisions.states import BlockState

_NAMES = ("title", "synonyms", "title_en", "synonyms_en")
_SAID = ("text", "local", "example", "text_en", "local_en", "example_en")
LONGEST_ASKED = 200


def called(term: BlockState, language: str) -> str:
    """The name of a term in the language of the page."""
    return str((language == "en" and term.content.get("title_en")) or term.content["title"])


def by_letter(terms: Iterable[BlockState], language: str) -> list[tuple[str, list[BlockState]]]:
    """The terms in order under their first letters."""
    in_order = sorted(terms, key=lambda term: swedish_order(called(term, language)))
    return [
        (letter, list(those)) for letter, those in groupby(in_order, key=lambda term: _letter(called(term, language)))
    ]


def looked_up(terms: Sequence[BlockState], asked: str) -> list[BlockState]:
    """The terms that hold every asked word; those whose names hold them first."""
    words = [found.word for found in words_in(asked[:LONGEST_ASKED])]
    if not words:
        return list(terms)
    named = [term for term in terms if _holds(_of(term, _NAMES), words)]
    said = [term for term in terms if term not in named and _holds(_of(term, (*_NAMES, *_SAID)), words)]
    return [*named, *said]


def _letter(name: str) -> str:
    first = name[:1].upper()
    return first if first.isalpha() else "#"


def _of(term: BlockState, fields: Iterable[str]) -> str:
    return " ".join(plain(term.content.get(field) or "") for field in fields)


def _holds(text: str, words: Sequence[str]) -> bool:
    there = {found.word for found in words_in(text)}
    roots = {root for word in there for root in roots_of(word)}
    return all(
        any(one.startswith(word) for one in there) or not roots.isdisjoint(roots_of(fold(word))) for word in words
    )
