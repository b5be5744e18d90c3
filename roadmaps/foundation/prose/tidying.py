"""One spelling for every text: what a browser or an import delivers, made fit to be kept and compared."""

import re
import unicodedata
from functools import cache

# Word and PDF copy line breaks and pages as other characters than line feeds.
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Everything below space but tab and line feed; DEL and the C1 range; the two that turn text around unseen are kept
# out too, because a name or a figure could be made to read as another. The last two stand in no XML.
_UNWANTED = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_FIRST_MARK = "\u0300"
_MOST_MARKS = 30
_LAST_OF_SCRIPTS = 0x20000


def tidy(text: str) -> str:
    """Line feeds only, no byte order mark, composed letters, no control characters, no white space at the end.

    Doing it twice changes nothing more.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\x00", "\ufffd")
    # A lone half of a surrogate pair cannot be stored as UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _UNWANTED.sub("", text).lstrip("\ufeff")
    if text and max(text) >= _FIRST_MARK:
        # Composing takes the square of the time for letters under heaps of marks.
        text = _heap_of_marks().sub(r"\1", text)
    return unicodedata.normalize("NFC", text).rstrip()


def is_unwanted(character: str) -> bool:
    """Whether no text may hold the character."""
    return character == "\x00" or bool(_UNWANTED.match(character) or _LINE_ENDS.match(character))


@cache
def _heap_of_marks() -> re.Pattern[str]:
    marks = "".join(filter(unicodedata.combining, map(chr, range(ord(_FIRST_MARK), _LAST_OF_SCRIPTS))))
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")
