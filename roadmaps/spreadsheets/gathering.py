"""What a spreadsheet of a plan holds, sheet by sheet, before it becomes a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.indicators.models import Reading, Sex
from roadmaps.indicators.numbers import plain
from roadmaps.indicators.queries import standing_readings
from roadmaps.plan.rows import AreaPlan, Plan
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.elsewhere import goals_elsewhere, named_elsewhere, names_of_goals
from roadmaps.roadmap.kinds.choices import LABELS, Answer, Municipality, Part, word_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.spreadsheets.cells import Called, Cell, Translate, as_number, as_text, dated, writable, written
from roadmaps.spreadsheets.columns import (
    ANSWER,
    ANSWER_NOTE,
    AREA,
    ID,
    PARENT,
    SHOWN_FIRST,
    VERSION,
    Column,
    columns_of,
)
from roadmaps.strategy.queries import names_of_elements

READINGS = "readings"
OF_READINGS = (
    Column("indicator", N_("Indicator"), width=44),
    Column("period", N_("Period"), width=13),
    Column("municipality", N_("Municipality"), width=18),
    Column("sex", N_("Sex"), width=13),
    Column("value", N_("Value"), width=13),
    Column("source", N_("Source"), width=36),
    Column("note", N_("Note"), width=44),
)
_SEXES: Mapping[str, str] = {Sex.ALL: N_("All"), Sex.WOMEN: N_("Women"), Sex.MEN: N_("Men")}
_AREA = Column(AREA, N_("Strength area"), width=26)


@dataclass(frozen=True)
class SheetOf:
    """One sheet: `key` is the kind's name, or that of the readings. `offers` are what cells of a column may say."""

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    offers: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Calls:
    """What everything that fields may name is called in a file."""

    state: State
    outside: Mapping[str, Called]
    blocks: dict[tuple[str, ...], Called] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, roadmap: Roadmap, state: State, viewer: Actor | None) -> "Calls":
        """For one roadmap; a fixed number of queries."""
        organisations = {str(key): name for key, name in session.execute(select(Organisation.id, Organisation.name))}
        strategy = dict.fromkeys(named_elsewhere([state], "strategy"), "") | names_of_elements(session)
        named = named_elsewhere([state], "goals_elsewhere")
        goals = dict.fromkeys(map(str, named), "")
        goals |= {str(key): name for key, name in names_of_goals(session, named, viewer).items()}
        goals |= {key: f"{title} ({area})" for key, title, area in goals_elsewhere(session, roadmap, viewer)}
        return cls(
            state,
            {
                "organisation": Called.of(organisations),
                "strategy": Called.of({str(key): name for key, name in strategy.items()}),
                "goals_elsewhere": Called.of(goals),
            },
        )

    def for_field(self, ask: Ask) -> Called:
        """Those that a field may name."""
        return self.of_kinds(*ask.refers_to) if ask.refers_to else self.outside.get(ask.widget, Called())

    def of_kinds(self, *kinds: str) -> Called:
        """The blocks of some kinds."""
        if kinds not in self.blocks:
            found = self.state.of_kind(*kinds)
            self.blocks[kinds] = Called.of({str(one.id): ROADMAP[one.kind].title_of(one.content) for one in found})
        return self.blocks[kinds]

    def texts_of(self, block: BlockState, translate: Translate) -> dict[str, str]:
        """How each cell of the block's row reads, by the column's key."""
        cells = zip(columns_of(block.kind), self.row_of(block, translate), strict=True)
        return {column.key: as_text(cell) for column, cell in cells}

    def row_of(self, block: BlockState, translate: Translate) -> list[Cell]:
        """The block's row."""
        return [self._cell(column, block, translate) for column in columns_of(block.kind)]

    def _cell(self, column: Column, block: BlockState, translate: Translate) -> Cell:
        if column.ask:
            return written(column.ask, block.content.get(column.key), self.for_field(column.ask), translate)
        beside: dict[str, Cell] = {ID: str(block.id), VERSION: self.state.number}
        if column.key == PARENT:
            return self.of_kinds("activity").names.get(str(block.parent_id))
        if column.key in {ANSWER, ANSWER_NOTE}:
            return _answered(column.key, block.content, translate)
        return beside[column.key]


def sheets_of(
    session: Session,
    plan: Plan,
    *,
    viewer: Actor | None,
    translate: Translate,
    keys: Sequence[str] = SHOWN_FIRST,
) -> list[SheetOf]:
    """Sheets of the plan, all unless told; those of the whole county begin with the area."""
    calls = [Calls.of(session, one.roadmap, one.state, viewer) for one in plan.areas]
    makers = dict(zip(map(id, plan.areas), calls, strict=True))

    def sheet(key: str) -> SheetOf:
        if key == READINGS:
            return _readings(session, plan, translate)
        rows: list[list[Cell]] = [
            [*([] if plan.area else [one.area.name]), *makers[id(one)].row_of(block, translate)]
            for one in plan.areas
            for block in one.state.of_kind(key)
        ]
        columns = [*([] if plan.area else [_AREA]), *columns_of(key)]
        offers = _offers(calls[0], key, translate) if plan.area and calls else {}
        return SheetOf(key, translate(ROADMAP[key].plural), _headed(columns, translate), rows, offers)

    return [sheet(key) for key in keys]


def _answered(key: str, content: Content, translate: Translate) -> Cell:
    """What the organisation has answered to being the one that leads; other parts await no answer."""
    if content["part"] != Part.LEADS:
        return None
    if key == ANSWER_NOTE:
        return writable(content[ANSWER_NOTE]) or None
    return translate(word_of(Answer(content[ANSWER])))


def _headed(columns: Sequence[Column], translate: Translate) -> list[Column]:
    return [replace(column, label=translate(column.label)) for column in columns]


def _offers(calls: Calls, key: str, translate: Translate) -> dict[str, list[str]]:
    """What the cells of a column may say, where they say one thing only."""
    found: dict[str, list[str]] = {}
    for column in columns_of(key):
        if column.key == PARENT:
            found[PARENT] = list(calls.of_kinds("activity").names.values())
        ask = column.ask
        if ask is None or ask.takes_many:
            continue
        if ask.choices:
            found[column.key] = [translate(label) for label in ask.choices.values()]
        elif ask.widget == "checkbox":
            found[column.key] = [translate("Yes"), translate("No")]
        elif ask.widget in {"reference", "organisation"}:
            found[column.key] = list(calls.for_field(ask).names.values())
    return {key: words for key, words in found.items() if words}


def _readings(session: Session, plan: Plan, translate: Translate) -> SheetOf:
    indicators = [(one, block) for one in plan.areas for block in one.state.of_kind("indicator")]
    known = standing_readings(session, [block.id for _, block in indicators])
    rows = list(_reading_rows(indicators, known, translate, with_area=plan.area is None))
    columns = [*([] if plan.area else [_AREA]), *OF_READINGS]
    return SheetOf(READINGS, translate(N_("Readings")), _headed(columns, translate), rows)


def _reading_rows(
    indicators: Sequence[tuple[AreaPlan, BlockState]],
    known: Mapping[UUID, Sequence[Reading]],
    translate: Translate,
    *,
    with_area: bool,
) -> Iterator[list[Cell]]:
    called = Called.of({str(block.id): str(block.content["title"]) for _, block in indicators}).names
    for one, block in indicators:
        for reading in known.get(block.id, ()):
            assert reading.value is not None
            place = translate(LABELS[Municipality][Municipality(reading.municipality)]) if reading.municipality else ""
            yield [
                *([one.area.name] if with_area else []),
                called[str(block.id)],
                dated(reading.period),
                place or None,
                translate(_SEXES[Sex(reading.sex)]),
                as_number(plain(reading.value)),
                reading.source or None,
                reading.note or None,
            ]
