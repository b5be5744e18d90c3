"""Words as they are compared: in small letters, without accents, and cut to what their forms have in common.

The same is done with what is kept and with what is asked for, on every database, so that all find the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import local
from typing import NamedTuple

import snowballstemmer

LONGEST_WORD = 60
_WORD = re.compile(r"([^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)")
# Letters of their own in Swedish and its neighbours; every other accent is left out of account.
_OWN = frozenset("åäöæø")
# So common that they tell nothing; they count within quotation marks only.
_EMPTY = frozenset(
    {
        *("alla", "att", "av", "de", "den", "det", "du", "en", "er", "ett", "för", "från", "har", "hur", "i", "inte"),
        *("kan", "med", "men", "när", "och", "om", "på", "sin", "ska", "som", "så", "till", "vad", "var", "vi", "vid"),
        *(
            "vår",
            "är",
            "a",
            "an",
            "and",
            "are",
            "by",
            "from",
            "in",
            "is",
            "of",
            "on",
            "or",
            "that",
            "the",
            "to",
            "with",
        ),
    }
)
# Forms whose last letter the stemmer does not know as an ending.
_MORE_ENDINGS = ("an", "en", "in", "on", "orn", "et", "ers", "ors", "ars", "ets")
_own = local()


class Found(NamedTuple):
    """One word of a text, and where it stands there."""

    start: int
    end: int
    word: str


def unfolded_words_in(text: str) -> tuple[list[str], list[str]]:
    """The words of a text as they stand, in order, and what stands before each of them and after the last.

    For who knows already what most of them come to.
    """
    parts = _WORD.split(text)
    return parts[1::2], parts[::2]


def words_in(text: str) -> Iterator[Found]:
    """The words of a text, folded, in order."""
    for match in _WORD.finditer(text):
        yield Found(match.start(), match.end(), fold(match[0]))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The word as it is compared: é counts as e, but å, ä and ö are other letters than a and o."""
    small = unicodedata.normalize("NFC", word).casefold()
    if not small.isascii():
        small = "".join(letter if letter in _OWN else _bare(letter) for letter in small)
    return small[:LONGEST_WORD]


@lru_cache(maxsize=50_000)
def roots_of(word: str) -> tuple[str, ...]:
    """What the forms of a folded word have in common: färdplan for färdplaner and färdplanens.

    Snowball's Swedish stems leave the definite forms energin and målet as they are, and cut indikator otherwise than
    indikatorer. A word therefore has several roots, and two words are alike when they share one.
    """
    roots = [_stem(word)]
    if len(word) > 4:
        if word.endswith(_MORE_ENDINGS):
            roots += [_stem(word[:-1]), *_uncut(word[:-1])]
        roots += _uncut(word)
    return tuple(dict.fromkeys(roots))


def tells_something(word: str) -> bool:
    """Whether the folded word is one that a search is about."""
    return word not in _EMPTY


def _uncut(word: str) -> list[str]:
    return [word] if word.endswith(("or", "s")) else []


def _stem(word: str) -> str:
    # A stemmer keeps what it works on, so each thread has its own.
    if not hasattr(_own, "stemmer"):
        _own.stemmer = snowballstemmer.stemmer("swedish")
    return str(_own.stemmer.stemWord(word))


def _bare(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))
