"""One spelling for every text: what a browser or an import delivers, made fit to be kept and compared."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?")
# Everything below space but tab and line feed; DEL and the C1 range; the two that turn text around unseen are kept
# out too, because a name or a figure could be made to read as another.
_UNWANTED = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def tidy(text: str) -> str:
    """Line feeds only, no byte order mark, composed letters, no control characters, no white space at the end.

    Doing it twice changes nothing more.
    """
    text = _LINE_ENDS.sub("\n", text.lstrip("\ufeff")).replace("\x00", "\ufffd")
    # A lone half of a surrogate pair cannot be stored as UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _UNWANTED.sub("", text).lstrip("\ufeff")
    return unicodedata.normalize("NFC", text).rstrip()
