"""How a name, an address or a telephone number is found in what people write: in any case, with a Swedish genitive, however it
is spaced and emphasised, whether its accents are letters of their own or signs put on top, and however HTML spells it. Pure.
"""

import re
import string
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html.entities import html5

from roadmaps.foundation.alike_signs import alike
from roadmaps.foundation.telephone_numbers import is_number, pattern_of_number
from roadmaps.foundation.unseen_signs import UNSEEN, as_ranges, ways_to_spell

_SPACES = frozenset(sign for code in range(0x3001) if (sign := chr(code)).isspace())
_UNSEEN = as_ranges(UNSEEN)
_UNSEEN_SPELLED, _SPACE_SPELLED = ways_to_spell(UNSEEN), ways_to_spell(_SPACES)
# Within a word, and between words, an emphasis, code or a link may begin or end. A quotation goes on with marks on its next line.
_LINK = r"!?\[|\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]\n]{1,100}\])?"
_NOTE, _NOTE_IN_HTML = r"\[\^[^\[\]\s]{1,60}\]", r"<sup\b[^<>]*><a\b[^<>]*>\d{1,4}</a></sup>"
# The next cell of a table.
_CELL, _CELL_IN_HTML = r"\|", r"</t[dh]>\s*<t[dh]\b[^<>]*>"
_TAG = r"</?(?:strong|em|b|i|del|s|ins|u|mark|code|span|sub|sup|a)\b[^<>]*>"
_WITHIN = rf"(?:[{_UNSEEN}*~`]|{_LINK}|{_UNSEEN_SPELLED})*"
# What Markdown takes as it is, as in code and after a backslash, stands so in HTML too.
_WITHIN_IN_HTML = rf"(?:[{_UNSEEN}*~`]|{_LINK}|{_UNSEEN_SPELLED}|{_TAG})*"
_ANY_SPACE = rf"\n(?:[ \t]*(?:>|&gt;))+|[\s{_UNSEEN}*_~`]|\\(?=[\s*_~`\[\]])|<br\s*/?>|{_LINK}"
_BETWEEN = rf"(?:{_NOTE}|{_CELL}|{_ANY_SPACE}|{_SPACE_SPELLED}|{_UNSEEN_SPELLED})+"
_BETWEEN_IN_HTML = rf"(?:{_NOTE_IN_HTML}|{_CELL_IN_HTML}|{_ANY_SPACE}|{_SPACE_SPELLED}|{_UNSEEN_SPELLED}|{_TAG})+"
# Of many names each is looked for with the spaces that people spell.
_BETWEEN_OF_MANY = rf"(?:{_CELL}|{_ANY_SPACE}|&(?:nbsp|shy|\#160|\#32);)+"
# An underscore between letters is no emphasis, and a grave accent between them is an apostrophe.
_EMPHASIS = re.compile(r"\*+|~~+|(?<![^\W_])[_`]+|[_`]+(?![^\W_])")
_TO_OR_FROM_A_LINK = re.compile(_LINK)
_KEPT = re.compile(rf"{_NOTE}|{_NOTE_IN_HTML}|[ \t]*{_CELL}[ \t]*|{_CELL_IN_HTML}")
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
# A text in which none of these stands spells its letters as they are, one after the other.
HIDING = rf"[&*~`\[\]{_UNSEEN}]"


@lru_cache(maxsize=64)
def pattern_of(words: tuple[str, ...], *, is_html: bool = False) -> re.Pattern[str]:
    """Where one of the words stands; in HTML if so told."""
    return _compiled(words, _IN_HTML if is_html else _IN_TEXT)


@lru_cache(maxsize=8)
def pattern_of_many(words: tuple[str, ...]) -> re.Pattern[str]:
    """Where one of many words stands in a text, spelled as it is: every way to hide each would take seconds to make ready."""
    return _compiled(words, _AS_THEY_ARE)


def instead_of(found: str, words: str, *, is_html: bool = False) -> str:
    """What is put in the place of what was found: the other words, within what emphasis begins or ends there, and before notes
    and the cells of a table that were begun.
    """
    kept = "".join(_KEPT.findall(found))
    return _among_marks(_KEPT.sub("", found), words, is_html=is_html) + kept


def _among_marks(found: str, words: str, *, is_html: bool) -> str:
    before, after = _halves_of_links(found)
    if is_html:
        begins, ends = (part.findall(found) for part in (_BEGINS_IN_HTML, _ENDS_IN_HTML))
        return "".join((before, *begins, words, *ends, after))
    marks = list(_EMPHASIS.finditer(_TO_OR_FROM_A_LINK.sub(" ", found)))
    if len(marks) % 2 == 0:
        return before + words + after
    at = found.index(marks[0][0])
    if found[at - 1 : at].isspace() or found[at - 1 : at] in UNSEEN:
        return before + marks[0][0] + words + after
    return before + words + marks[0][0] + after


def _halves_of_links(found: str) -> tuple[str, str]:
    """What begins a link that ends after what was found, and what ends one that began before it."""
    begun: list[str] = []
    ended: list[str] = []
    for half in _TO_OR_FROM_A_LINK.findall(found):
        here, other = (begun, ended) if half == "[" else (ended, begun)
        if other:
            other.pop()
        else:
            here.append(half)
    return "".join(begun), "".join(ended)


def plain_parts(words: Sequence[str]) -> list[str] | None:
    """Of each the longest part that any database finds in any case; None where one of them has no such part.

    SQLite knows small and large letters in ASCII alone.
    """
    if any(is_number(word) for word in words):
        return None
    parts = [max(_PLAIN.findall(word), key=len, default="") for word in words]
    return parts if all(len(part) >= SHORTEST_PLAIN for part in parts) else None


@dataclass(frozen=True)
class _Writing:
    """What may stand within words and between them, and the pattern of a letter."""

    within: str
    between: str
    letter: Callable[[str], str]


def _compiled(words: Sequence[str], writing: _Writing) -> re.Pattern[str]:
    longest_first = sorted(filter(str.strip, words), key=len, reverse=True)
    return re.compile("|".join(_one(word, writing) for word in longest_first) or r"(?!)", re.IGNORECASE)


def _one(word: str, writing: _Writing) -> str:
    if is_number(word):
        return pattern_of_number(word)
    parts = unicodedata.normalize("NFC", word).split()
    inside = writing.between.join(writing.within.join(map(writing.letter, part)) for part in parts)
    is_address = "@" in word
    before, after = (_BEFORE_ADDRESS, _AFTER_ADDRESS) if is_address else (_BEFORE_NAME, _AFTER_NAME)
    return f"{before}{inside}{after}"


def _letter(one: str) -> str:
    return _any_of(_ways(one))


def _letter_in_html(one: str) -> str:
    return _any_of([_spelled(alike(one)), *_with_a_sign_on_top(one), *_ways(one)])


def _letter_in_text(one: str) -> str:
    return ("" if _MARKS.isdisjoint(alike(one)) else _AS_IT_IS) + _letter_in_html(one)


_AS_THEY_ARE = _Writing("", _BETWEEN_OF_MANY, _letter)
_IN_TEXT = _Writing(_WITHIN, _BETWEEN, _letter_in_text)
_IN_HTML = _Writing(_WITHIN_IN_HTML, _BETWEEN_IN_HTML, _letter_in_html)


def _with_a_sign_on_top(one: str) -> list[str]:
    """The letter and its accent, each as it is or as HTML spells it."""
    letter, *signs = list(unicodedata.normalize("NFD", one))
    return ["".join(_any_of([re.escape(part), _spelled(part)]) for part in (letter, *signs))] if signs else []


def _ways(one: str) -> list[str]:
    """The letter as it is, and those that are meant alike; with its accent as a sign of its own, too."""
    return list(dict.fromkeys(map(re.escape, (*alike(one), unicodedata.normalize("NFD", one)))))


def _any_of(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _spelled(signs: str) -> str:
    """How HTML may spell one of the signs, small or large."""
    every = sorted({form for sign in signs for form in (sign, sign.lower(), sign.upper()) if len(form) == 1})
    numbers = "|".join(str(ord(sign)) for sign in every)
    hexadecimal = "|".join(f"{ord(sign):x}" for sign in every)
    named = "".join(f"|{name}" for sign in every for name in _names_in_html().get(sign, ()))
    return rf"&(?:amp;)?(?:\#0*(?:{numbers})|\#x0*(?:{hexadecimal}){named});"


@cache
def _names_in_html() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name, sign in html5.items():
        if len(sign) == 1 and name.endswith(";"):
            names.setdefault(sign, []).append(name.removesuffix(";"))
    return names
