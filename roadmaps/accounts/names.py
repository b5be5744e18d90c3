"""Names as people give them: one line, without characters that would change what surrounds them."""

import re
import unicodedata
from urllib.parse import urlsplit

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say, say_number

MAX_NAME = 120
MAX_HOMEPAGE = 300
# Control, format and line-breaking characters; the last two kinds could turn a name around or split a letter's head.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def one_line(text: str, *, field: str, most: int = MAX_NAME, may_be_empty: bool = False) -> str:
    """The text in one line with single spaces; raises Invalid, with the field's name, when empty or too long."""
    seen = "".join(" " if unicodedata.category(character) in _UNSEEN else character for character in text)
    line = " ".join(unicodedata.normalize("NFC", seen).split())
    if not line and not may_be_empty:
        raise _invalid(field)
    if len(line) > most:
        fault = say_number(
            "This may be at most %(num)s character long.", "This may be at most %(num)s characters long.", most
        )
        raise Invalid(fault, {field: fault})
    return line


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
