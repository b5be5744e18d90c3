"""The tables of a version as a workbook: what was frozen, not what has become of it since.

It is laid out as the workbook of the plan (the room of spreadsheets), so that programs that know the one know the other.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.kinds.choices import word_of
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.spreadsheets.cells import Called, Cell, Translate, as_number, dated
from roadmaps.spreadsheets.columns import ID, VERSION, Column, columns_of
from roadmaps.spreadsheets.gathering import OF_READINGS, READINGS, Calls, SheetOf
from roadmaps.spreadsheets.workbook import MIMETYPE, About, as_workbook

__all__ = ["MIMETYPE", "sheets_in", "write"]

_SHEETS: Mapping[str, Part] = {
    "activity": Part.GOALS,
    "goal": Part.GOALS,
    "milestone": Part.GOALS,
    "responsibility": Part.RESPONSIBILITIES,
    "indicator": Part.INDICATORS,
    "goal_conflict": Part.CONFLICTS,
}


def write(manuscript: Manuscript) -> bytes:
    """The workbook, with a sheet for each sort of row that there is and that is wanted."""
    return as_workbook(sheets_in(manuscript), _about(manuscript))


def sheets_in(manuscript: Manuscript) -> list[SheetOf]:
    """What stands on the sheets, in order."""
    translate: Translate = cache(manuscript.words.translate)
    calls = _calls(manuscript)
    sheets = [
        SheetOf(
            kind,
            translate(ROADMAP[kind].plural),
            [_to_read(column, translate) for column in columns_of(kind)],
            [calls.row_of(block, translate) for block in calls.state.of_kind(kind)],
        )
        for kind, part in _SHEETS.items()
        if manuscript.choice.has(part)
    ]
    return [*sheets, _readings(manuscript, translate)] if manuscript.choice.has(Part.INDICATORS) else sheets


def _readings(manuscript: Manuscript, translate: Translate) -> SheetOf:
    """What had been read of the indicators on the day, oldest first in each."""
    state = manuscript.edition.written
    called = Called.of({str(block.id): str(block.content["title"]) for block in state.of_kind("indicator")}).names
    rows: list[list[Cell]] = [
        [
            called[str(measured.indicator)],
            dated(one.period),
            translate(word_of(one.municipality)) if one.municipality else None,
            translate(one.sex.label),
            as_number(one.value),
            one.source or None,
        ]
        for measured in manuscript.edition.file.measured
        if str(measured.indicator) in called
        for one in measured.readings
    ]
    columns = [replace(one, label=translate(one.label)) for one in OF_READINGS if one.key != "note"]
    return SheetOf(READINGS, translate(N_("Readings")), columns, rows)


def _calls(manuscript: Manuscript) -> Calls:
    """What everything was called on the day, by the version itself."""
    file = manuscript.edition.file
    outside = {
        "organisation": {str(one.id): one.name for one in file.organisations},
        "strategy": {str(one.id): one.name for one in file.elsewhere if one.sort == "strategy"},
        "goals_elsewhere": {str(one.id): one.name for one in file.elsewhere if one.sort == "goal"},
    }
    return Calls(manuscript.edition.written, {sort: Called.of(names) for sort, names in outside.items()})


def _to_read(column: Column, translate: Translate) -> Column:
    label = N_("Id") if column.key == ID else column.label
    return replace(column, label=translate(label), is_hidden=column.key == VERSION)


def _about(manuscript: Manuscript) -> About:
    edition, words = manuscript.edition, manuscript.words
    plan = edition.file.roadmap
    period = words.say(N_("Roadmap %(from)s–%(to)s"), **{"from": plan.period_from, "to": plan.period_to})
    facts = [f"{words.translate(label)}: {words.shown(value)}" for label, value in edition.facts]
    lines = [
        *([edition.file.version.title] if edition.file.version.title else []),
        *facts,
        f"{words.translate(N_('Address'))}: {edition.address}",
    ]
    if edition.file.version.number:
        lines.append(f"{words.translate(N_('Hash (SHA-256)'))}: {edition.sha256}")
    title = f"{edition.name_in(words.language)} – {period}"
    return About(words.translate(N_("About the file")), title, lines, words.language, manuscript.extras.made_at)
