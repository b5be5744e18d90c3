"""Signs that nobody sees: those that join, that turn the direction of writing, that choose a form, and that fill a place; and how HTML,
and so Markdown, spells signs. Where one is spelled in code, HTML spells the spelling. Pure.
"""

import unicodedata
from collections.abc import Iterable
from html.entities import html5

# Fillers and selectors of forms, which Unicode counts as marks, letters or symbols.
_FILLING = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
_FORMS = ((0xFE00, 0xFE10), (0xE0100, 0xE01F0))
# Unicode has none of the others elsewhere.
_PLANES = ((0, 0x20000), (0xE0000, 0xE0100))

UNSEEN = frozenset(
    [
        *_FILLING,
        *(chr(code) for first, end in _FORMS for code in range(first, end)),
        *(chr(code) for first, end in _PLANES for code in range(first, end) if unicodedata.category(chr(code)) == "Cf"),
    ]
)


def as_ranges(signs: frozenset[str]) -> str:
    """The signs as they stand in a pattern between square brackets."""
    told: list[list[int]] = []
    for code in sorted(map(ord, signs)):
        if told and told[-1][1] == code - 1:
            told[-1][1] = code
        else:
            told.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in told)


def ways_to_spell(signs: frozenset[str]) -> str:
    """A pattern of every way in which HTML spells one of the signs, or several of them at once."""
    names = _one_of(name[:-1] for name, told in html5.items() if name.endswith(";") and signs.issuperset(told))
    numbers = _one_of(str(ord(sign)) for sign in signs)
    hexadecimal = _one_of(f"{ord(sign):x}" for sign in signs)
    return rf"&(?:amp;)?(?:\#0*{numbers}|\#x0*{hexadecimal}|{names});"


def _one_of(words: Iterable[str]) -> str:
    """A pattern of the words, of ASCII letters and digits alone, that is small however many they are."""
    after: dict[str, set[str]] = {}
    ends_here = False
    for word in words:
        if word:
            after.setdefault(word[0], set()).add(word[1:])
        else:
            ends_here = True
    alike: dict[str, list[str]] = {}
    for first in sorted(after):
        alike.setdefault(_one_of(after[first]), []).append(first)
    ways = [(f"[{''.join(firsts)}]" if len(firsts) > 1 else firsts[0]) + rest for rest, firsts in alike.items()]
    if not ways:
        return ""
    return f"(?:{'|'.join(ways)})" + ("?" if ends_here else "")
