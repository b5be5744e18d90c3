"""Papers as PDF: tagged, and as the standards for accessibility (PDF/UA-1) and for archives (PDF/A-2a, A-3a) ask.

Typst sets them, in a process of its own with limits. What people have written reaches it as data, never as a program,
and it can read nothing but fonts. Violations of a standard are errors there; what it refuses is set without the standard,
and the file says so to programs (`PdfFile`) and, after its cover, to readers.
"""

import json
import logging
from typing import Self

from roadmaps.papers.bounded import LIMITS, Limits, run_module
from roadmaps.papers.pdf.sheet import sheet_of
from roadmaps.papers.tree import Paper
from roadmaps.papers.words import NOT_ACCESSIBLE, Words

_log = logging.getLogger(__name__)
_READING: tuple[str, ...] = ("ua-1",)
_CLAIMS_ACCESS = b"<pdfuaid:part>1<"
_CLAIMS_KEEPING = b"<pdfaid:conformance>A<"


class PdfFile(bytes):
    """The file, and what it can promise."""

    is_accessible: bool
    is_for_archives: bool
    standards: tuple[str, ...]

    @classmethod
    def holding(cls, content: bytes, standards: list[str]) -> Self:
        """The file with these bytes, which keeps to these standards."""
        made = cls(content)
        made.standards = tuple(standards)
        made.is_accessible = "ua-1" in standards
        made.is_for_archives = any(standard.startswith("a-") for standard in standards)
        return made


def claims_access(content: bytes) -> bool:
    """Whether a file that was kept says of itself that it keeps to the standard for accessibility."""
    return _CLAIMS_ACCESS in content


def claims_keeping(content: bytes) -> bool:
    """Whether a file that was kept says of itself that it keeps to the standard for archives."""
    return _CLAIMS_KEEPING in content


def write(
    paper: Paper,
    words: Words,
    *,
    archive: bool = False,
    attachment: tuple[str, bytes] | None = None,
    limits: Limits = LIMITS,
) -> PdfFile:
    """The paper as a file, the same each time.

    :param archive: to be kept: PDF/A-2a too, or A-3a when something is attached
    :param attachment: name and contents of a file to go along in an archive copy, as text in UTF-8
    :raises TooMuch: when the paper needs more time or memory than it may take
    """
    data = sheet_of(paper, words)
    request = {
        "named": data.pop("named"),
        "paper": json.dumps(data, ensure_ascii=False, separators=(",", ":")),
        "made_at": int(paper.identity.made_at.timestamp()),
        "standards": _ladder(archive=archive, attaches=bool(attachment)),
        "not_accessible": words.say(NOT_ACCESSIBLE),
        "attachment": {"name": attachment[0], "text": attachment[1].decode()} if attachment else None,
    }
    answer = run_module("roadmaps.papers.pdf.setting", json.dumps(request).encode(), limits)
    head, _, content = answer.partition(b"\n")
    told = json.loads(head)
    for complaint in told["complaints"]:
        _log.error("A paper could not be set as asked (%s): %s", paper.identity.title, complaint)
    return PdfFile.holding(content, told["standards"])


def _ladder(*, archive: bool, attaches: bool) -> list[tuple[str, ...]]:
    """What to try, the strictest first, down to no standard at all."""
    if not archive:
        return [_READING, ()]
    return [(*_READING, "a-3a" if attaches else "a-2a"), _READING, ()]
