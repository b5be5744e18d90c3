"""How a name, an address or a telephone number is found in what people write: in any case, with a Swedish genitive, however it
is spaced, whether its accents are letters of their own or signs put on top, and however HTML spells its signs. Pure.
"""

import re
import string
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from roadmaps.foundation.alike_signs import alike
from roadmaps.foundation.telephone_numbers import is_number, pattern_of_number

_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
# Between two names an emphasis may begin or end.
_EMPHASIS, _EMPHASIS_IN_HTML = "[*_]*", r"(?:</?(?:strong|em|b|i|del|mark)\b[^<>]*>)*"
_BETWEEN = rf"{_EMPHASIS}[\s{_UNSEEN}]+{_EMPHASIS}"
_BETWEEN_IN_HTML = rf"{_EMPHASIS_IN_HTML}(?:[\s{_UNSEEN}]|&nbsp;|<br\s*/?>)+{_EMPHASIS_IN_HTML}"
_BEGINS, _ENDS = re.compile(rf"(?<=[\s{_UNSEEN}])[*_]+"), re.compile(rf"[*_]+(?=[\s{_UNSEEN}])")
_BEGINS_IN_HTML, _ENDS_IN_HTML = re.compile(r"<(?!br)[a-z]+\b[^<>]*>"), re.compile(r"</[a-z]+>")
# An underscore is no letter: around words it is an emphasis, and in names of files a space.
_BEFORE_NAME, _AFTER_NAME = r"(?<![^\W_])", r"(?=s?(?![^\W_]))"
_BEFORE_ADDRESS, _AFTER_ADDRESS = r"(?<![\w.+-])", r"(?![\w-])"
# Without the signs that are spelled in several ways.
_PLAIN = re.compile(r"[0-9A-Za-z]+")
# Markdown takes a sign with this before it as it is: so the editor keeps an address that is meant as words.
_AS_IT_IS = r"\\?"
_MARKS = frozenset(string.punctuation)
SHORTEST_PLAIN = 2
# The same sign is spelled in another way by each that makes HTML.
_NAMED_IN_HTML = {
    "'": "apos", "\u2019": "rsquo", "\u2018": "lsquo", "\u00b4": "acute", "\u2032": "prime", "`": "grave",
    "\u00ad": "shy", "\u2010": "hyphen", "\u2013": "ndash", "\u2014": "mdash", "\u2212": "minus",
    '"': "quot", "&": "amp", "<": "lt", ">": "gt",
}  # fmt: skip


@lru_cache(maxsize=64)
def pattern_of(words: tuple[str, ...], *, is_html: bool = False) -> re.Pattern[str]:
    """Where one of the words stands; in HTML if so told."""
    longest_first = sorted(filter(str.strip, words), key=len, reverse=True)
    return re.compile("|".join(_one(word, is_html) for word in longest_first) or r"(?!)", re.IGNORECASE)


def instead_of(found: str, words: str, *, is_html: bool = False) -> str:
    """What is put in the place of what was found: the other words, within what emphasis begins or ends there."""
    begins, ends = (_BEGINS_IN_HTML, _ENDS_IN_HTML) if is_html else (_BEGINS, _ENDS)
    return "".join(begins.findall(found)) + words + "".join(ends.findall(found))


def plain_parts(words: Sequence[str]) -> list[str] | None:
    """Of each the longest part that any database finds in any case; None where one of them has no such part.

    SQLite knows small and large letters in ASCII alone.
    """
    if any(is_number(word) for word in words):
        return None
    parts = [max(_PLAIN.findall(word), key=len, default="") for word in words]
    return parts if all(len(part) >= SHORTEST_PLAIN for part in parts) else None


def _one(word: str, is_html: bool) -> str:
    if is_number(word):
        return pattern_of_number(word)
    between = _BETWEEN_IN_HTML if is_html else _BETWEEN
    inside = between.join("".join(_letter(one, is_html) for one in part) for part in _composed(word).split())
    is_address = "@" in word
    before, after = (_BEFORE_ADDRESS, _AFTER_ADDRESS) if is_address else (_BEFORE_NAME, _AFTER_NAME)
    return f"{before}{inside}{after}"


def _letter(one: str, is_html: bool) -> str:
    """The letter as a pattern, in each way in which it is written."""
    same = alike(one)
    # Markdown reads what HTML spells as well.
    spelled = [spelling for sign in same for spelling in (*_in_html(sign), sign)]
    apart = unicodedata.normalize("NFD", one)
    ways = list(dict.fromkeys([*map(re.escape, spelled), re.escape(apart)]))
    found = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return found if is_html or _MARKS.isdisjoint(same) else _AS_IT_IS + found


def _in_html(sign: str) -> list[str]:
    """How HTML, and so Markdown, may spell a sign that it, or who makes it, would rather not have as it is."""
    if sign not in _NAMED_IN_HTML and alike(sign) == sign:
        return []
    named = [f"&{_NAMED_IN_HTML[sign]};"] if sign in _NAMED_IN_HTML else []
    return [*named, f"&#{ord(sign)};", f"&#x{ord(sign):x};"]


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)
