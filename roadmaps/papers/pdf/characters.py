"""Somebody's words as they can be set in type: composed, without signs that steer, with a box for what no font shows."""

import re
import unicodedata

from roadmaps.papers.pdf.fonts import shown_characters

# Where a line may be broken without a hyphen; the template takes it out again and leaves no trace in the text.
MAY_BREAK = "\u200b"
BOX = "\u25a1"
_LONGEST_WORD = 24
_BROKEN_EVERY = 8
_MOST_ACCENTS = 2
_LONG_WORDS = re.compile(rf"[^\s{MAY_BREAK}]{{{_LONGEST_WORD + 1},}}")
_JOINTS = re.compile(r"(?<=[/.,;:?&=_@|\\)\]}-])(?=[^\s/])")
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_ODD_SPACES = re.compile(r"[\f\v\x1c-\x1f\x85\u2028\u2029]")
_KEPT_FORMATS = (MAY_BREAK, "\u00ad")


def line(text: str) -> str:
    """The words on one line, with chances to break those that are very long."""
    return _LONG_WORDS.sub(_with_chances, _SPACES.sub(" ", _shown(text)))


def lines(text: str) -> list[str]:
    """The words line by line, spaces as they are, tabs as four."""
    cleaned = [
        _ODD_SPACES.sub(" ", _shown(part.expandtabs(4)))
        for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    return [_LONG_WORDS.sub(_with_chances, part) for part in cleaned]


def plain(text: str) -> str:
    """The words without chances to break: for titles that programs show, and for descriptions."""
    return _SPACES.sub(" ", _shown(text)).replace(MAY_BREAK, "").replace("\u00ad", "").strip()


def is_blank(text: str) -> bool:
    """Whether nothing of it would be seen."""
    return not text.strip(" \u00a0\u00ad\u202f\u2007" + MAY_BREAK)


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    shown = shown_characters()
    kept: list[str] = []
    accents = 0
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        accents = accents + 1 if category in {"Mn", "Me"} else 0
        if sign in _KEPT_FORMATS or _SPACES.match(sign):
            kept.append(sign)
        elif category in {"Cc", "Cf", "Cs"} or accents > _MOST_ACCENTS or _is_selector(sign) or (accents and not kept):
            continue
        elif ord(sign) in shown and category not in {"Co", "Cn"}:
            kept.append(sign)
        elif not kept or kept[-1] != BOX:
            kept.append(BOX)
    return "".join(kept)


def _is_selector(sign: str) -> bool:
    """Signs that only choose how the one before them looks."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef" or "\U0001f3fb" <= sign <= "\U0001f3ff"


def _with_chances(match: re.Match[str]) -> str:
    """A long word in parts: at its joints first, as in an address, then anywhere. Words of letters are left to hyphenation."""
    return MAY_BREAK.join(_parts(match[0]))


def _parts(word: str) -> list[str]:
    parts = []
    for part in _JOINTS.split(word):
        if len(part) <= _LONGEST_WORD:
            parts.append(part)
        else:
            parts += [part[at : at + _BROKEN_EVERY] for at in range(0, len(part), _BROKEN_EVERY)]
    return parts
