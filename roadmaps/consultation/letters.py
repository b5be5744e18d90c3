"""What may be sent as a letter: a PDF or a Word file, known by its bytes. It is never opened. No session."""

import re
from dataclasses import dataclass

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say

MOST_BYTES = 10_000_000
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENDINGS = {PDF: "pdf", WORD: "docx"}
_LONGEST_NAME = 80


@dataclass(frozen=True)
class File:
    """A file that can be kept, under a name that every file system takes."""

    name: str
    media_type: str
    data: bytes


def checked_file(name: str, data: bytes) -> File:
    """The file as it is kept.

    :raises Invalid: when there is none, it is too large, or it is neither
    """
    if not data:
        raise _refused(say("Choose a file first."))
    if len(data) > MOST_BYTES:
        raise _refused(say("The file is too large. At most %(most)s MB can be sent.", most=MOST_BYTES // 1_000_000))
    media_type = _type_of(data)
    stem = " ".join(_plain(name.rsplit(".", 1)[0]).split()).strip(" .-")[:_LONGEST_NAME]
    return File(f"{stem or 'letter'}.{_ENDINGS[media_type]}", media_type, data)


def _type_of(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return PDF
    # The names of the files within stand unpacked in the file, so that nothing has to be opened to read them.
    if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data and b"[Content_Types].xml" in data:
        if b"vbaProject.bin" in data:
            raise _refused(say("The file holds macros. Save it as a PDF, or as a Word file without macros."))
        return WORD
    raise _refused(say("Only PDF and Word files (.docx) can be sent. Save the letter as one of them."))


def _plain(name: str) -> str:
    return re.sub(r"[^\w .()-]+", "-", name.replace("\\", "/").rsplit("/", 1)[-1])


def _refused(why: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {"letter": why})
