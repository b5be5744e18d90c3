"""What a file would do, looked at against the calls that are there: pure looking, nothing is written.

A call is known again by the funder's number, or else by its name and who pays, unless it plainly is that of another
year: it has another number, or opens when the one that is there has closed. The same is asked twice, when the file is
shown and when it is confirmed, because somebody may write in between.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.queries import running_areas
from roadmaps.calls import policy
from roadmaps.calls.forms import CallForm
from roadmaps.calls.importing.cells import Faults, day_in, form_in
from roadmaps.calls.importing.columns import Cells, Column, Line
from roadmaps.calls.models import Call
from roadmaps.calls.queries import standing_calls
from roadmaps.calls.rules.keeping import AREAS, as_kept, check, said_by
from roadmaps.calls.wording import Value, label_of, value_in_words
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import Sentence, say

Key = tuple[str, ...]
Known = Mapping[Key, Sequence[Call]]


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True)
class Understood:
    """One row and what becomes of it. `standing` is the call that is there already; `changes` what it says otherwise."""

    number: int
    cells: Cells
    outcome: Outcome
    form: CallForm | None = None
    areas: Sequence[Area] = ()
    standing: Call | None = None
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    faults: Sequence[Sentence] = ()

    @property
    def changes_in_words(self) -> list[tuple[str, Value, Value]]:
        """What would change: the field's name, and what it says now and would say."""
        names = {area.slug: area.name for area in (*self.areas, *(self.standing.areas if self.standing else ()))}
        return [
            (label_of(name), value_in_words(name, before, names), value_in_words(name, after, names))
            for name, (before, after) in self.changes.items()
        ]


@dataclass(frozen=True)
class Preview:
    """Everything that a file would do."""

    rows: Sequence[Understood]

    def of(self, outcome: Outcome | str) -> list[Understood]:
        """The rows that end so, as they stand in the file."""
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def is_fit(self) -> bool:
        """Whether it can be confirmed: all of it or nothing, and something at all."""
        return not self.of(Outcome.BAD) and bool(self.of(Outcome.NEW) or self.of(Outcome.CHANGED))

    @cached_property
    def seal(self) -> str:
        """What has been shown, in short: another seal means that something else would be done now."""
        said = "\n".join(
            f"{row.number} {row.outcome} {(row.standing.id, row.standing.version) if row.standing else ''}"
            for row in self.rows
        )
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def understand(session: Session, lines: Sequence[Line], *, actor: Actor) -> Preview:
    """What these rows would do for the actor at this moment. Two queries, however many rows there are."""
    areas = session.scalars(running_areas()).all()
    calls = session.scalars(standing_calls()).all()
    known: dict[Key, list[Call]] = defaultdict(list)
    for call in calls:
        for key in _keys(call.reference, call.fund, call.title):
            known[key].append(call)
    rows = [_read(line, areas, known, actor) for line in lines]
    twice = _told_again(rows)
    return Preview([_told_twice(row) if row.number in twice else row for row in rows])


def _read(line: Line, areas: Sequence[Area], known: Known, actor: Actor) -> Understood:
    row = Understood(line.number, line.cells, Outcome.BAD)
    cells = line.cells
    standing = _known_again(cells, known)
    try:
        form = form_in(cells, areas, _start(standing, areas, actor))
        check(form.facts)
    except Faults as faults:
        return replace(row, faults=faults.sentences)
    except Invalid as refusal:
        return replace(row, faults=list(refusal.fields.values()))
    chosen = [area for area in areas if area.id in form.areas]
    row = replace(row, form=form, areas=chosen, standing=standing)
    if not policy.may_write_for(actor, chosen) or (standing and not policy.may_write_call(actor, standing)):
        sentence = say(
            "A call is written by those who lead every area that it is for; one for all areas by coordinators."
        )
        return replace(row, faults=[sentence])
    if standing is None:
        return replace(row, outcome=Outcome.NEW)
    before, after = said_by(standing), {**as_kept(form.facts), AREAS: sorted(area.slug for area in chosen)}
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    return replace(row, outcome=Outcome.CHANGED if changes else Outcome.SAME, changes=changes)


def _known_again(cells: Cells, known: Known) -> Call | None:
    """The call that is there already, of those with the same name the one that closes last."""
    reference, fund, title = (cells.get(one, "") for one in (Column.REFERENCE, Column.FUND, Column.TITLE))
    *numbered, named = _keys(reference, fund, title)
    for key in numbered:
        if known.get(key):
            return known[key][0]
    same = [one for one in known.get(named, ()) if not _is_of_another_year(one, reference, cells)]
    return max(same, key=lambda one: one.closes_on or date.max, default=None)


def _is_of_another_year(standing: Call, reference: str, cells: Cells) -> bool:
    if reference.strip() and standing.reference.strip():
        return True
    try:
        opens_on = day_in(cells.get(Column.OPENS_ON, ""))
    except Fault:
        return False
    return bool(opens_on and standing.closes_on and opens_on > standing.closes_on)


def _start(standing: Call | None, areas: Sequence[Area], actor: Actor) -> dict[str, Any]:
    """What has no column stays as it is; a new call of somebody who leads one area is for that one."""
    if standing is not None:
        return {**said_by(standing), AREAS: [area.id for area in standing.areas]}
    led = [area.id for area in areas if policy.may_write_for(actor, [area])]
    return {AREAS: [] if actor.is_coordinator else led}


def _told_twice(row: Understood) -> Understood:
    sentence = say("Another row of the file is about the same call.")
    return replace(row, outcome=Outcome.BAD, faults=[*row.faults, sentence])


def _told_again(rows: Sequence[Understood]) -> set[int]:
    """The numbers of the rows about the same call: one that is there, one number, or one name without numbers to tell apart."""
    groups: dict[object, list[Understood]] = defaultdict(list)
    for row in rows:
        if row.form is not None:
            keys = _keys(row.form.reference, row.form.fund, row.form.title)
            for key in [*keys, row.standing.id] if row.standing else keys:
                groups[key].append(row)
    found: set[int] = set()
    for key, those in groups.items():
        is_name = isinstance(key, tuple) and len(key) == 2  # who pays and what it is called
        if len(those) > 1 and not (is_name and all(one.form and one.form.reference.strip() for one in those)):
            found |= {one.number for one in those}
    return found


def _keys(reference: str, fund: str, title: str) -> list[Key]:
    """By what a call is known, the surest first."""
    named = (_folded(fund), _folded(title))
    return [(_folded(fund), "no", _folded(reference)), named] if reference.strip() else [named]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
