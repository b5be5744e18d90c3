"""The formats that any paper can be written in, for the rooms that send theirs out. A new one is a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roadmaps.foundation.sentences import N_
from roadmaps.papers import pdf, web
from roadmaps.papers.tree import Paper
from roadmaps.papers.words import Words


@dataclass(frozen=True)
class PaperFormat:
    """How one format is called and written. The label and the purpose are catalogue messages."""

    label: str
    purpose: str
    media_type: str
    extension: str
    write: Callable[[Paper, Words], bytes]


PAPER_FORMATS: Mapping[str, PaperFormat] = {
    "pdf": PaperFormat(
        N_("PDF"),
        N_("To read, print and send. Accessible, with pages and contents."),
        "application/pdf",
        "pdf",
        pdf.write,
    ),
    "html": PaperFormat(
        N_("Web page"),
        N_("One file that opens in any browser, without a network, and prints well."),
        "text/html; charset=utf-8",
        "html",
        web.write,
    ),
}
