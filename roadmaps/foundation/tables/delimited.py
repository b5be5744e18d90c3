"""CSV as it comes: UTF-8 with and without a mark, UTF-16, or Windows-1252; commas, semicolons or tabs between the cells."""

import csv
import io
import re

from roadmaps.foundation.sentences import say
from roadmaps.foundation.tables.rows import Row, Unreadable, kept

_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAYS_ITSELF = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_DELIMITERS = ";\t,"


def read_delimited(data: bytes) -> list[Row]:
    """The rows of a text.

    :raises Unreadable: when it is no such text, or a quotation mark is not closed
    """
    text = _text(data)
    told = _SAYS_ITSELF.match(text)
    skipped = 1 if told else 0
    delimiter = told[1] if told else _delimiter(text)
    body = io.StringIO(text[told.end() :] if told else text, newline="")
    reader = csv.reader(body, delimiter=delimiter, strict=True)
    try:
        return kept(enumerate(reader, 1 + skipped))
    except csv.Error:
        line = reader.line_num + skipped
        raise Unreadable(
            say("The file cannot be read at line %(line)s. Is there a quotation mark that is not closed?", line=line)
        ) from None


def _text(data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith(_MARKS_OF_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable.of_no_table()


def _delimiter(text: str) -> str:
    """The one that splits the headings into most cells."""
    headings = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=lambda one: _cells(headings, one))


def _cells(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0
