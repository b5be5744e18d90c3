"""The words of a roadmap, in whatever language they are read: which fields hold some, and how far they are translated.

A roadmap is written in one language, and its texts are plain `str`. Where a reader has asked for another, a room above puts
`Written` words in their place.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from roadmaps.foundation.written import SOURCE, Written, as_written, is_behind, language_of
from roadmaps.revisions.kinds import Content, Kind

__all__ = [
    "SOURCE",
    "Wording",
    "Written",
    "as_written",
    "fields_of_words",
    "is_behind",
    "language_of",
    "wording_of",
    "words_in",
]
# Fields for a line of text that are no words but codes.
_CODES = frozenset({"kolada_id"})


class Wording(StrEnum):
    """How far some texts are read in another language than they are written in."""

    WHOLE = "whole"
    BEHIND = "behind"
    PARTLY = "partly"
    NOT = "not"


def wording_of(texts: Iterable[object]) -> Wording:
    """How far these texts, none of them empty, are read in another language. Without any there is nothing to wish for."""
    told = list(texts)
    if any(map(is_behind, told)):
        return Wording.BEHIND
    as_in_source = [language_of(text) == SOURCE for text in told]
    if not any(as_in_source):
        return Wording.WHOLE
    return Wording.NOT if all(as_in_source) else Wording.PARTLY


@cache
def fields_of_words(kind: type[Kind]) -> tuple[str, ...]:
    """The names of the fields that hold somebody's words, in lines or in prose, in the order of the form."""
    return tuple(name for name, ask in kind.asks().items() if ask.widget in {"text", "prose"} and name not in _CODES)


def words_in(kind: type[Kind], content: Content) -> Mapping[str, str]:
    """The words in the content, by field, as far as there are some."""
    return {name: content[name] for name in fields_of_words(kind) if content.get(name)}
