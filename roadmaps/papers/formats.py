"""The formats that any paper can be written in, for the rooms that send theirs out. A new one is a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roadmaps.foundation.sentences import N_
from roadmaps.papers import markdown, opendocument, pdf, web, word
from roadmaps.papers.tree import Paper
from roadmaps.papers.words import Words


@dataclass(frozen=True)
class PaperFormat:
    """How one format is called, and the writer that makes it. The label and the purpose are catalogue messages.

    `has_styles` tells that the writer takes a template: a Word file, whose styles the paper gets.
    """

    label: str
    purpose: str
    media_type: str
    extension: str
    writer: Callable[..., bytes]
    has_styles: bool = False

    def write(self, paper: Paper, words: Words, template: bytes | None = None) -> bytes:
        """The paper as a file, the same each time."""
        return self.writer(paper, words, template=template) if self.has_styles else self.writer(paper, words)


PAPER_FORMATS: Mapping[str, PaperFormat] = {
    "pdf": PaperFormat(
        N_("PDF"),
        N_("To read, print and send. Accessible, with pages and contents."),
        "application/pdf",
        "pdf",
        pdf.write,
    ),
    "docx": PaperFormat(
        N_("Word"),
        N_("To go on writing in, with headings, contents and comments."),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        word.write,
        has_styles=True,
    ),
    "odt": PaperFormat(
        N_("Text (OpenDocument)"),
        N_("The same for LibreOffice and other programs."),
        "application/vnd.oasis.opendocument.text",
        "odt",
        opendocument.write,
    ),
    "html": PaperFormat(
        N_("Web page"),
        N_("One file that opens in any browser, without a network, and prints well."),
        "text/html; charset=utf-8",
        "html",
        web.write,
    ),
    "markdown": PaperFormat(
        N_("Text (Markdown)"),
        N_("Plain text to go on writing with, in any program."),
        "text/markdown; charset=utf-8",
        "md",
        markdown.write,
    ),
}
