"""Taking words out of texts, so that nothing of them is left, and finding what may have to be taken out. Pure.

A passage is found however it is spaced, in small letters or large, as whole words; a Swedish genitive counts as the
word itself, hyphens and apostrophes are each one sign in all their forms, and a number is known by its digits. What stands in its place tells by which rule it was taken out, and not
how long it was. A passage that hides behind Markdown, tags, tables, invisible signs or entities is not replaced, as nobody
could tell what to leave; it is told as left over.
"""

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from urllib.parse import unquote

from roadmaps.foundation.alike_signs import HYPHENS, alike
from roadmaps.foundation.mail_addresses import addresses_in
from roadmaps.foundation.telephone_numbers import is_number, pattern_of_number
from roadmaps.foundation.unseen_signs import UNSEEN

SHORTEST = 2
_HYPHEN = re.escape(HYPHENS)
_GAP = rf"[\s{_HYPHEN}]?"
_TELEPHONE = re.compile(
    rf"(?<![\w{_HYPHEN}])(?:\+46|0046|0){_GAP}\d{{1,3}}{_GAP}\d{{2,3}}(?:{_GAP}\d{{2,3}}){{1,3}}(?![\w{_HYPHEN}])"
)
_PERSONAL_NUMBER = re.compile(rf"(?<!\d)(?:19|20)?\d{{2}}[01]\d[0-3]\d[+{_HYPHEN}]?\d{{4}}(?!\d)")
_ESCAPED = frozenset(string.punctuation)
_MARKS = frozenset("*~`\\[]<>|^")
# What stands for all of these: within a word as if it were not there, between words as a space.
_NOTHING = "\0"
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_TARGET = re.compile(r"\](?:\([^()]*\)|\[[^\[\]]*\])")


@dataclass(frozen=True)
class Masked:
    """Words to be taken out, and the number of the rule by which they are."""

    passage: str
    ground: int


@dataclass(frozen=True)
class Masker:
    """Takes passages out of texts; `sign` stands in their place, with the number of the rule."""

    masks: Sequence[Masked]
    sign: str

    def __call__(self, text: str) -> str:
        """The text without the passages."""
        made = unicodedata.normalize("NFC", text)
        # The longest first: a name within an address does not break the address in two.
        for mask in sorted(self.masks, key=lambda one: -len(one.passage)):
            made = pattern_of(mask.passage).sub(f"[{self.sign} {mask.ground}]", made)
        return made

    def left_over(self, text: str) -> list[str]:
        """The passages that can still be read in the text, once all that is not letters is overlooked."""
        if not self.masks:
            return []
        readings = list(as_read(text))
        return [one.passage for one in self.masks if any(_is_read_in(one.passage, seen) for seen in readings)]


@lru_cache(maxsize=4_096)
def pattern_of(passage: str) -> re.Pattern[str]:
    """Where the passage stands, however it is spaced and whether in small letters or large."""
    words = unicodedata.normalize("NFC", passage).split()
    if is_number(passage):
        return re.compile(pattern_of_number(passage))
    inside = r"[\s_]+".join("".join(map(_sign, word)) for word in words)
    if not inside:
        return re.compile(r"(?!)")
    return _as_whole_words(inside, words)


def _sign(one: str) -> str:
    """A sign as a pattern: Markdown takes one with a backslash before it as it is."""
    return (r"\\?" if not _ESCAPED.isdisjoint(alike(one)) else "") + _in_any_form(one)


def _in_any_form(one: str, besides: str = "") -> str:
    """A sign as a pattern, with those that are meant as it; `besides` is for those that have other forms."""
    signs = alike(one)
    return re.escape(one) if signs == one else f"[{re.escape(signs)}{besides}]"


def _as_whole_words(inside: str, words: Sequence[str]) -> re.Pattern[str]:
    # An underscore is no letter: around words it is an emphasis, and in names of files a space.
    before = r"(?<![^\W_])" if words[0][0].isalnum() else ""
    after = r"(?=s?(?![^\W_]))" if words[-1][-1].isalnum() else ""
    return re.compile(before + inside + after, re.IGNORECASE)


def as_read(text: str) -> Iterator[str]:
    """The text as an eye or a search sees it: decoded, letters in one form; as it stands, and without where links lead.

    In the place of marks, tags and signs that nobody sees is one sign that is none.
    """
    told = unicodedata.normalize("NFKC", unquote(unescape(unescape(text))))
    for one in dict.fromkeys((told, _TARGET.sub("]", told.replace("![", "[")))):
        untagged = _TAG.sub(_NOTHING, one)
        yield "".join(_NOTHING if _is_nothing(sign) else sign for sign in untagged)


def _is_nothing(sign: str) -> bool:
    if sign in _MARKS or sign in UNSEEN:
        return True
    return sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Co"}


def _is_read_in(passage: str, seen: str) -> bool:
    if is_number(passage):
        return bool(pattern_of(passage).search(seen.replace(_NOTHING, "")))
    return bool(_pattern_behind(passage).search(seen))


@lru_cache(maxsize=4_096)
def _pattern_behind(passage: str) -> re.Pattern[str]:
    """Where the passage can be read, whatever that is nothing stands within its words and between them."""
    words = next(as_read(passage)).replace(_NOTHING, "").split()
    # A soft hyphen and a grave accent have become nothing when it is read.
    signs = partial(_in_any_form, besides=_NOTHING)
    # In addresses of pages and names of files other signs stand for spaces.
    inside = rf"[\s_+{_HYPHEN}{_NOTHING}]+".join(f"{_NOTHING}*".join(map(signs, word)) for word in words)
    return _as_whole_words(inside, words) if words else re.compile(r"(?!)")


def stands_in(passage: str, texts: Iterable[str]) -> bool:
    """Whether the passage is found in one of the texts, so that a mask is no mistake."""
    pattern = pattern_of(passage)
    return any(pattern.search(unicodedata.normalize("NFC", text)) for text in texts)


def personal_in(texts: Iterable[str], names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """What tells of people in the texts, with how often: names, addresses, telephone numbers, personal numbers."""
    every = [unicodedata.normalize("NFC", text) for text in texts if text]
    for name in sorted({one.strip() for one in names if len(one.strip()) > SHORTEST}):
        times = sum(len(pattern_of(name).findall(text)) for text in every)
        if times:
            yield name, times
    found: dict[str, int] = {}
    for text in every:
        for one in (*addresses_in(text), *_PERSONAL_NUMBER.findall(text), *_TELEPHONE.findall(text)):
            found[one.rstrip(".")] = found.get(one.rstrip("."), 0) + 1
    yield from sorted(found.items())
