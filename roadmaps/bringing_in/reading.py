"""Telling what sort of file has come in, and reading it."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import say
from roadmaps.papers.incoming import Aside, Told, is_word, read_word

WORD, MARKDOWN, DATA = "word", "markdown", "data"
LARGEST_TEXT = 2_000_000
LARGEST_DATA = 10_000_000
# Each line may be a paragraph to place, and a paper is understood anew each time it is looked at.
MOST_LINES = 50_000
_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OLD_WORD, _PDF, _RICH = b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"


@dataclass(frozen=True)
class ReadFile:
    """What was read: its sort, and the text to keep, by which it is understood later."""

    sort: str
    kept: str


def read_file(filename: str, data: bytes) -> ReadFile:
    """What the file says, told by its contents rather than by its name.

    :raises Fault: with a sentence that tells what to do instead
    """
    if is_word(data):
        told = read_word(data)
        _check_lines(told.text)
        return ReadFile(WORD, packed(told))
    if data.startswith(_OLD_WORD):
        raise Fault(say("The file is protected by a password, or of an older kind. Save it without one, as .docx."))
    if data.startswith(_PDF):
        raise Fault(
            say("A PDF does not tell what is a heading and what is a table. Send the Word file it was made from.")
        )
    text = _text(data)
    if text.lstrip().startswith("{") and not filename.lower().endswith((".md", ".markdown", ".txt")):
        if len(data) > LARGEST_DATA:
            raise Fault(say("The file is too large. At most %(most)s MB are read.", most=LARGEST_DATA // 1_000_000))
        return ReadFile(DATA, text)
    if len(text) > LARGEST_TEXT:
        raise Fault(say("The file is too large. At most %(most)s MB are read.", most=LARGEST_TEXT // 1_000_000))
    if not text.strip():
        raise Fault(say("The file is empty."))
    _check_lines(text)
    return ReadFile(MARKDOWN, packed(Told(text)))


def packed(told: Told) -> str:
    """To be kept."""
    return json.dumps(asdict(told), ensure_ascii=False)


def unpacked(kept: str) -> Told:
    """What was kept."""
    found: dict[str, Any] = json.loads(kept)
    return Told(**{**found, "aside": [Aside(**one) for one in found["aside"]]})


def _check_lines(text: str) -> None:
    if len(text.splitlines()) > MOST_LINES:
        raise Fault(say("The file has too many lines. At most %(most)s are read.", most=MOST_LINES))


def _text(data: bytes) -> str:
    if data.startswith(_RICH):
        raise Fault(_of_no_paper())
    encodings = ("utf-16",) if data.startswith(_MARKS_OF_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and sum(map(text.count, "\x01\x02\x03\x04\x05\x06\x07\x08")) < 3:
            return text
    raise Fault(_of_no_paper())


def _of_no_paper() -> Any:
    return say("This is not a Word file. Send a Word file (.docx), a Markdown file (.md) or data of this site (.json).")
