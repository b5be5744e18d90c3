"""Names as people give them: one line, without characters that would change what surrounds them or look like others."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.later import later
from roadmaps.foundation.sentences import say, say_number

if TYPE_CHECKING:
    from confusable_homoglyphs import confusables
else:
    confusables = later("confusable_homoglyphs.confusables")

MAX_NAME = 120
MAX_HOMEPAGE = 300
# Control, format and line-breaking characters; the last two kinds could turn a name around or split a letter's head. What is
# not assigned yet may become anything.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Co", "Zl", "Zp"})
_MOST_MARKS = 3
_BETWEEN_WORDS = re.compile(r"[\s\-–/&.,()]+")
# What the site itself, and those who look after it, are called. No person, organisation or area has the name.
RESERVED = frozenset(
    {
        "admin",
        "administrator",
        "administratör",
        "borttagen användare",
        "coordinator",
        "deleted user",
        "fardplan",
        "färdplan",
        "moderator",
        "process leader",
        "processledare",
        "root",
        "samordnare",
        "support",
        "system",
    }
)


def one_line(text: str, *, field: str, most: int = MAX_NAME, may_be_empty: bool = False) -> str:
    """The text in one line with single spaces; raises Invalid, with the field's name, when empty or too long."""
    seen = "".join(" " if unicodedata.category(character) in _UNSEEN else character for character in text)
    # Wide, bold and joined forms of letters are the letters; what they may hide is then looked at as such.
    line = " ".join(unicodedata.normalize("NFKC", seen).split())
    if not line and not may_be_empty:
        raise _invalid(field)
    if len(line) > most:
        fault = say_number(
            "This may be at most %(num)s character long.", "This may be at most %(num)s characters long.", most
        )
        raise Invalid(fault, {field: fault})
    if any(confusables.is_dangerous(word) for word in _BETWEEN_WORDS.split(line)) or _is_heaped(line):
        fault = say("Write each word in letters of one alphabet. This one mixes letters that look alike.")
        raise Invalid(fault, {field: fault})
    if field == "name" and looks(line) in RESERVED:
        fault = say("This is what the site itself is called, or those who look after it. Choose another name.")
        raise Invalid(fault, {field: fault})
    return line


def looks(name: str) -> str:
    """What a name looks like, whichever letters it is written with: two that look the same cannot be told apart."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(map(_latin, unicodedata.normalize("NFC", folded.replace("i\u0307", "i").replace("ı", "i"))))


@lru_cache(maxsize=4_096)
def _latin(letter: str) -> str:
    """The plain letter that this one is taken for; å, ä and ö are letters of their own."""
    if letter.isascii():
        return letter
    found = confusables.is_confusable(letter, preferred_aliases=["latin"])
    alike = [one["c"].casefold() for one in found[0]["homoglyphs"]] if found else []
    return next((one for one in alike if len(one) == 1 and one.isascii()), letter)


def _is_heaped(line: str) -> bool:
    """Whether letters stand under heaps of marks, which grow into the lines around."""
    marks = "".join("m" if unicodedata.combining(one) else "." for one in line)
    return "m" * (_MOST_MARKS + 1) in marks


def homepage(address: str, *, field: str = "homepage") -> str:
    """The address of a web page, or nothing; raises Invalid for what is no such address."""
    text = address.strip()
    if not text:
        return ""
    text = text if "://" in text else f"https://{text}"
    if len(text) > MAX_HOMEPAGE or not re.fullmatch(r"https?://[^\s<>\"'\\]+", text) or not _has_host(text):
        fault = say("Write the address of a web page, such as https://example.org.")
        raise Invalid(fault, {field: fault})
    return text


def slug_of(name: str, *, most: int = 70) -> str:
    """The name as a part of an address: small letters a to z, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("æ", "ae").replace("ø", "o"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:most].strip("-") or "x"


def free_slug(wanted: str, taken: frozenset[str]) -> str:
    """The wanted part of an address, with a number behind where someone else has it."""
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _invalid(field: str) -> Invalid:
    fault = say("Write something here.")
    return Invalid(fault, {field: fault})


def _has_host(address: str) -> bool:
    try:
        return "." in (urlsplit(address).hostname or "")
    except ValueError:
        return False
