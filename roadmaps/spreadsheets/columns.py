"""Which sheets there are and which columns they have: taken from the kinds, so that a new field is a new column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import Kind
from roadmaps.roadmap.table import ROADMAP

ID, VERSION, PARENT, AREA = "id", "version", "under", "area"
ANSWER, ANSWER_NOTE = "answer", "answer_note"
# In this order, so that what others lie under or point at comes first.
SHEET_KINDS = ("goal", "activity", "responsibility", "milestone", "indicator", "goal_conflict")
SHOWN_FIRST = ("activity", "responsibility", "milestone", "indicator", "readings", "goal_conflict", "goal")


@dataclass(frozen=True)
class Column:
    """One column. `key` stays the same in every language; `ask` is that of the kind's field, None for those beside it.

    What `is_hidden` is in the workbook for programs only.
    """

    key: str
    label: str
    ask: Ask | None = None
    width: int = 18
    is_hidden: bool = False


_WIDTHS: Mapping[str, int] = {"prose": 60, "references": 40, "reference": 36, "strategy": 40, "goals_elsewhere": 40}
# What the organisation alone can say; in the file it is only to be read, and reading the file passes it by.
_OF_PARTS = (
    Column(ANSWER, N_("The organisation's answer (only to be read)")),
    Column(ANSWER_NOTE, N_("What it said to that (only to be read)"), width=44),
)
_NARROW = {"number", "year", "checkbox", "partial_date"}


@cache
def columns_of(kind_name: str) -> Sequence[Column]:
    """The columns of a kind's sheet, as they stand in the file; the area's comes only in the file of the county."""
    kind = ROADMAP[kind_name]
    beside = [
        Column(ID, N_("Id (do not change)"), width=14),
        Column(VERSION, N_("Version (do not change)"), width=10),
    ]
    if is_beneath_activity(kind):
        beside.append(Column(PARENT, N_("Of the activity"), width=44))
    asked = [_column(name, ask) for name, ask in kind.asks().items() if ask.widget != "hidden"]
    return [*beside, *asked, *(_OF_PARTS if kind_name == "responsibility" else ())]


def is_beneath_activity(kind: type[Kind]) -> bool:
    """Whether such blocks lie under an activity, and nowhere else."""
    return kind.parents == ("activity",)


def _column(name: str, ask: Ask) -> Column:
    if name == "title":
        return Column(name, ask.label, ask, 44)
    return Column(name, ask.label, ask, 13 if ask.widget in _NARROW else _WIDTHS.get(ask.widget, 22))
