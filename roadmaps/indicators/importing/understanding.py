"""What a file would do, looked at against what is there now: pure looking, nothing is written.

The same is asked twice, when the file is shown and when it is confirmed, because readings may come in between.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.indicators.checking import NewReading, faults_of
from roadmaps.indicators.importing.cells import period_in, place_in, sex_in, value_in
from roadmaps.indicators.importing.columns import Cells, Column, Line
from roadmaps.indicators.models import Reading, Sex
from roadmaps.indicators.numbers import plain
from roadmaps.indicators.policy import may_record
from roadmaps.indicators.queries import Key, last_by_key
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import LABELS, Municipality
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.values import Shown, date_in_words, number_in_words

# How a spreadsheet of the plan tells apart what shares a name.
_MARK = re.compile(r"\[([0-9a-f]{8})\]$")
T = TypeVar("T")


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CORRECTION = "correction"
    SAME = "same"
    EMPTY = "empty"
    BAD = "bad"


@dataclass(frozen=True)
class Understood:
    """One row and what becomes of it. `standing` is the reading that is there already; faults are told by field."""

    number: int
    cells: Cells
    outcome: Outcome
    indicator: BlockState | None = None
    new: NewReading | None = None
    standing: Reading | None = None
    faults: Sequence[Sentence] = ()

    @property
    def title(self) -> str:
        """What the indicator is called."""
        return str(self.indicator.content["title"]) if self.indicator else ""

    @property
    def when(self) -> Shown:
        """The period in words, or what the cell says where it is none."""
        return date_in_words(read_partial_date(self.new.period)) if self.new else self.cells.get(Column.PERIOD, "")

    @property
    def place(self) -> str:
        """The municipality's name; empty for the county as a whole."""
        code = self.new.municipality if self.new else None
        return LABELS[Municipality][Municipality(code)] if code else ""

    @property
    def sex(self) -> Sex | None:
        """Whom it counts."""
        return Sex(self.new.sex) if self.new else None

    @property
    def value_in_words(self) -> str:
        """The value with its unit."""
        return self._in_words(self.new.value if self.new else None)

    @property
    def value_there(self) -> str:
        """The same for the reading that is there already; empty when that has been taken back."""
        return self._in_words(self.standing.value if self.standing else None)

    @property
    def source(self) -> str:
        """Where the figure comes from: a correction that does not say keeps what stands there."""
        kept = self.standing.source if self.standing else self.new.source if self.new else ""
        return self.cells.get(Column.SOURCE) or kept

    @property
    def note(self) -> str:
        """What one must know to read it right."""
        return self.cells.get(Column.NOTE, "")

    def _in_words(self, value: Decimal | None) -> str:
        if value is None or self.indicator is None:
            return ""
        return " ".join(filter(None, (number_in_words(plain(value)), self.indicator.content["unit"])))


@dataclass(frozen=True)
class Preview:
    """Everything that a file would do."""

    rows: Sequence[Understood]
    counts: Mapping[Outcome, int] = field(default_factory=dict)

    def of(self, outcome: Outcome | str) -> list[Understood]:
        """The rows that end so, as they stand in the file."""
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def is_fit(self) -> bool:
        """Whether it can be confirmed: all of it or nothing, and something at all."""
        return not self.of(Outcome.BAD) and bool(self.of(Outcome.NEW) or self.of(Outcome.CORRECTION))

    @cached_property
    def seal(self) -> str:
        """What has been shown, in short: another seal means that something else would be done now."""
        said = "\n".join(f"{row.number} {row.outcome} {row.standing.id if row.standing else ''}" for row in self.rows)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def understand(
    session: Session,
    roadmap: Roadmap,
    indicators: Sequence[BlockState],
    lines: Sequence[Line],
    *,
    actor: Actor,
    at: datetime,
) -> Preview:
    """What these rows would do for the actor at this moment. One query, however many rows there are."""
    named = _Named(roadmap, indicators, actor)
    standing = last_by_key(session, [one.id for one in indicators])
    rows = [_read(line, named) for line in lines]
    rows = _with_what_is_there(rows, standing)
    rows = _with_faults(rows, named, day_of(at))
    return Preview(rows, Counter(row.outcome for row in rows))


class _Named:
    """The indicators of the roadmap by what files may call them."""

    def __init__(self, roadmap: Roadmap, indicators: Sequence[BlockState], actor: Actor) -> None:
        self._mine = {one.id for one in indicators if may_record(actor, roadmap, one)}
        self._by_id = {str(one.id): one for one in indicators}
        self._by_title: dict[str, list[BlockState]] = {}
        for one in indicators:
            self._by_title.setdefault(_folded(one.content["title"]), []).append(one)

    def find(self, cell: str) -> BlockState:
        """The one that is meant, by its id, its title, or its title with the end of its id in brackets.

        :raises Fault: when it is none, or several
        """
        asked = _folded(cell)
        if not asked:
            raise Fault(say("The row does not say which indicator it is of."))
        if marked := _MARK.search(asked):
            found = [one for key, one in self._by_id.items() if key.replace("-", "").endswith(marked[1])]
        else:
            found = [self._by_id[asked]] if asked in self._by_id else self._by_title.get(asked, [])
        if not found:
            raise Fault(say("The roadmap has no indicator called “%(name)s”.", name=cell))
        if len(found) > 1:
            raise Fault(
                say("Several indicators are called “%(name)s”. Write the id that the template gives.", name=cell)
            )
        return found[0]

    def why_not(self, indicator: BlockState) -> list[Sentence]:
        """Why the actor may not record it, if so."""
        if indicator.id in self._mine:
            return []
        name = indicator.content["title"]
        return [say("“%(name)s” is not yours to record for: another organisation is responsible.", name=name)]


def _folded(text: str) -> str:
    return " ".join(str(text).split()).casefold()


def _read(line: Line, named: _Named) -> Understood:
    """The row by itself. A row without a value says nothing yet, as those of the template."""
    cells = line.cells
    row = Understood(line.number, cells, Outcome.BAD)
    if not cells.get(Column.VALUE) and not cells.get(Column.NOTE):
        return replace(row, outcome=Outcome.EMPTY)
    faults: list[Sentence] = []
    indicator = _told(faults, named.find, cells.get(Column.INDICATOR, ""))
    period = _told(faults, period_in, cells.get(Column.PERIOD, ""))
    place = _told(faults, place_in, cells.get(Column.MUNICIPALITY, ""))
    sex = _told(faults, sex_in, cells.get(Column.SEX, ""))
    unit = indicator.content["unit"] if indicator else "%"
    value = _told(faults, lambda cell: value_in(cell, unit), cells.get(Column.VALUE, ""))
    if faults or indicator is None or value is None:
        return replace(row, indicator=indicator, faults=tuple(faults))
    source = cells.get(Column.SOURCE) or indicator.content["source"]
    new = NewReading(indicator.id, str(period), value, place, str(sex), source, cells.get(Column.NOTE, ""))
    return replace(row, outcome=Outcome.NEW, indicator=indicator, new=new)


def _told(faults: list[Sentence], read: Callable[[str], T], cell: str) -> T | None:
    """What the cell says; where it says nothing that can be used, None and one fault more."""
    try:
        return read(cell)
    except Fault as fault:
        faults.append(fault.sentence)
        return None


def _with_faults(rows: Sequence[Understood], named: _Named, today: date) -> list[Understood]:
    """The same with what stands against each row that can be read: rights and rules, and that it says what another does.

    A row that only tells what is there already asks for nothing, and so needs neither.
    """
    firsts: dict[Key, int] = {}
    seen: list[Understood] = []
    for row in rows:
        if row.new is None or row.indicator is None:
            seen.append(row)
            continue
        faults: list[Sentence] = []
        if row.outcome is not Outcome.SAME:
            faults = [*named.why_not(row.indicator), *faults_of(row.indicator, row.new, today=today).values()]
        first = firsts.setdefault(_key(row.new), row.number)
        if first != row.number:
            faults.append(say("Row %(number)s is of the same period, place and people.", number=first))
        seen.append(replace(row, outcome=Outcome.BAD, standing=None, faults=tuple(faults)) if faults else row)
    return seen


def _with_what_is_there(rows: Sequence[Understood], known: Mapping[Key, Reading]) -> list[Understood]:
    seen: list[Understood] = []
    for row in rows:
        standing = known.get(_key(row.new)) if row.new and row.outcome is Outcome.NEW else None
        if standing is None or row.new is None:
            seen.append(row)
            continue
        same = standing.value == row.new.value
        seen.append(replace(row, outcome=Outcome.SAME if same else Outcome.CORRECTION, standing=standing))
    return seen


def _key(new: NewReading) -> Key:
    return new.indicator_id, new.period, new.municipality, new.sex
