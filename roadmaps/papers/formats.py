"""The formats that any paper can be written in, for the rooms that send theirs out. A new one is a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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


PAPER_FORMATS: Mapping[str, PaperFormat] = {}
