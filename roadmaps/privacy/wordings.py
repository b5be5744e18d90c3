"""How a name, an address or a telephone number is found in what people write: in any case, with a Swedish genitive, however it
is spaced, and whether its accents are letters of their own or signs put on top. Pure.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import escape

_BETWEEN = r"\s+"
_BETWEEN_IN_HTML = r"(?:\s|&nbsp;|<br\s*/?>)+"
# An underscore is no letter: around words it is an emphasis, and in names of files a space.
_BEFORE_NAME, _AFTER_NAME = r"(?<![^\W_])", r"(?=s?(?![^\W_]))"
_BEFORE_ADDRESS, _AFTER_ADDRESS = r"(?<![\w.+-])", r"(?![\w-])"
# Between the digits of a telephone number people put anything, or nothing.
_BETWEEN_DIGITS = r"(?:[\s\u2010-\u2015./()-]|&nbsp;)*"
_BEFORE_NUMBER, _AFTER_NUMBER = r"(?<![\d+])", r"(?!\d)"
_LOOKS_LIKE_NUMBER = re.compile(r"\+?[\d\s\u2010-\u2015./()-]+")
# The country is left out at home: whoever is looked for in one way is found in the other.
_SWEDEN = re.compile(r"(?:\+|00)46\s*(?:\(0\))?\s*|0(?=[1-9])")
SHORTEST_NUMBER = 6
_PLAIN = re.compile(r"[!-~]+")
SHORTEST_PLAIN = 2


@lru_cache(maxsize=64)
def pattern_of(words: tuple[str, ...], *, is_html: bool = False) -> re.Pattern[str]:
    """Where one of the words stands; in HTML if so told."""
    longest_first = sorted(filter(str.strip, words), key=len, reverse=True)
    return re.compile("|".join(_one(word, is_html) for word in longest_first) or r"(?!)", re.IGNORECASE)


def plain_parts(words: Sequence[str]) -> list[str] | None:
    """Of each the longest part that any database finds in any case; None where one of them has no such part.

    SQLite knows small and large letters in ASCII alone.
    """
    if any(is_number(word) for word in words):
        return None
    parts = [max(_PLAIN.findall(word), key=len, default="") for word in words]
    return parts if all(len(part) >= SHORTEST_PLAIN for part in parts) else None


def is_number(word: str) -> bool:
    """Whether the word is a telephone number, or another one that is written with spaces and dashes in it."""
    return bool(_LOOKS_LIKE_NUMBER.fullmatch(word.strip())) and sum(map(str.isdigit, word)) >= SHORTEST_NUMBER


def _number(word: str) -> str:
    at_home = _SWEDEN.match(word.strip())
    digits = [one for one in word.strip()[at_home.end() if at_home else 0 :] if one.isdigit()]
    inside = _BETWEEN_DIGITS.join(digits)
    if at_home:
        start = rf"(?:(?:\+|00){_BETWEEN_DIGITS.join('46')}{_BETWEEN_DIGITS}(?:0{_BETWEEN_DIGITS})?|0{_BETWEEN_DIGITS})"
        return f"{_BEFORE_NUMBER}{start}{inside}{_AFTER_NUMBER}"
    return rf"{_BEFORE_NUMBER}\+?{inside}{_AFTER_NUMBER}"


def _one(word: str, is_html: bool) -> str:
    if is_number(word):
        return _number(word)
    between = _BETWEEN_IN_HTML if is_html else _BETWEEN
    inside = between.join("".join(_letter(one, is_html) for one in part) for part in _composed(word).split())
    is_address = "@" in word
    before, after = (_BEFORE_ADDRESS, _AFTER_ADDRESS) if is_address else (_BEFORE_NAME, _AFTER_NAME)
    return f"{before}{inside}{after}"


def _letter(one: str, is_html: bool) -> str:
    shown = escape(one) if is_html else one
    apart = unicodedata.normalize("NFD", one)
    return re.escape(shown) if apart == one else f"(?:{re.escape(shown)}|{re.escape(apart)})"


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)
