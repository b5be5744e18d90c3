"""The formats in which a roadmap can be taken home. A new one is a new file and a line here.

A format turns a manuscript into bytes, the same bytes each time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roadmaps.foundation.sentences import N_
from roadmaps.papers import pdf
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.snapshots.exports import ics, json, xlsx
from roadmaps.snapshots.exports.manuscript import Manuscript


@dataclass(frozen=True)
class Format:
    """How one format is called, offered and written. Texts are catalogue messages.

    `is_data` tells that it is for programs rather than to be read; `mark` tells its files from those of another format
    with the same extension. It takes about `base` seconds, and `each` more for
    every block (bench/exports.py).
    """

    label: str
    purpose: str
    media_type: str
    extension: str
    write: Callable[[Manuscript], bytes]
    is_data: bool = False
    mark: str = ""
    base: float = 0.05
    each: float = 0.0006

    @property
    def is_text(self) -> bool:
        """Whether people can read it as it is."""
        return self.media_type.startswith("text/") or self.media_type == "application/json"

    def seconds_for(self, blocks: int) -> float:
        """About how long it takes for a version with so many blocks."""
        return self.base + self.each * blocks


def _data(manuscript: Manuscript) -> tuple[str, bytes]:
    return "roadmap.json", manuscript.edition.text.encode()


def _of_paper(name: str, *, base: float = 0.05, each: float = 0.0006) -> Format:
    """A format that any paper can be written in."""
    one = PAPER_FORMATS[name]
    return Format(
        one.label,
        one.purpose,
        one.media_type,
        one.extension,
        lambda manuscript: one.write(manuscript.paper, manuscript.words, manuscript.template),
        base=base,
        each=each,
    )


FORMATS: Mapping[str, Format] = {
    "pdf": _of_paper("pdf", base=0.3, each=0.008),
    "docx": _of_paper("docx", base=0.5, each=0.006),
    "odt": _of_paper("odt", base=0.5, each=0.006),
    "html": _of_paper("html"),
    "markdown": _of_paper("markdown"),
    "xlsx": Format(
        N_("Tables (Excel)"),
        N_("Activities, goals, indicators, responsibilities and the rest as sheets of a workbook."),
        xlsx.MIMETYPE,
        "xlsx",
        xlsx.write,
        is_data=True,
    ),
    "ics": Format(
        N_("Calendar (iCalendar)"),
        N_("The dates of the version, to be put into a calendar."),
        "text/calendar; charset=utf-8",
        "ics",
        ics.write,
        is_data=True,
    ),
    "json": Format(
        N_("Data (JSON)"),
        N_("Everything, for programs: to build on, to check, and to bring in elsewhere."),
        "application/json",
        "json",
        json.write,
        is_data=True,
    ),
    "pdf-archive": Format(
        N_("PDF for the archive (PDF/A)"),
        N_("The same PDF in the form that archives keep, with the data inside."),
        "application/pdf",
        "pdf",
        lambda one: pdf.write(one.paper, one.words, archive=True, attachment=_data(one)),
        mark="archive",
        base=0.3,
        each=0.008,
    ),
}
