"""How an area stands, reckoned from what has been told and what has been done. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from roadmaps.six_steps.deeds.sorts import Deed
from roadmaps.six_steps.models import Lap, StepMark
from roadmaps.six_steps.steps import Standing, Step, Turn

# What each turn asks for, and what it leads to; what is only noted changes nothing.
_TURNS = {
    Turn.BEGUN: (Standing.NOT_BEGUN, Standing.UNDER_WAY),
    Turn.FINISHED: (Standing.UNDER_WAY, Standing.FINISHED),
    Turn.TAKEN_UP: (Standing.FINISHED, Standing.UNDER_WAY),
}


@dataclass(frozen=True)
class Spell:
    """Days through which a step was worked on; `until` is None while it goes on."""

    begins: date
    until: date | None = None


@dataclass(frozen=True)
class StepInLap:
    """One step in one lap: `marks` in the order of their days, `deeds` the newest first."""

    step: Step
    marks: Sequence[StepMark]
    deeds: Sequence[Deed]

    @property
    def standing(self) -> Standing:
        """How it stands by what has been told."""
        return standing_after(self.marks)

    @property
    def is_touched(self) -> bool:
        """Whether something has been done in it though nobody has told that it was begun."""
        return self.standing is Standing.NOT_BEGUN and bool(self.deeds)

    @property
    def spells(self) -> Sequence[Spell]:
        """When it was worked on."""
        return spells_of(self.marks)

    @property
    def last(self) -> StepMark | None:
        """What was told of it last."""
        return self.marks[-1] if self.marks else None


@dataclass(frozen=True)
class LapStanding:
    """One time round; `lap` is None for an area where none has been begun, whose deeds are shown all the same."""

    lap: Lap | None
    steps: Sequence[StepInLap]

    @property
    def number(self) -> int:
        """Which time round it is."""
        return self.lap.number if self.lap else 1

    @property
    def under_way(self) -> Sequence[StepInLap]:
        """The steps that are worked on."""
        return [one for one in self.steps if one.standing is Standing.UNDER_WAY]


def in_order(marks: Iterable[StepMark]) -> list[StepMark]:
    """Those that count, by the day from which they hold, then as they were told."""
    return sorted((one for one in marks if one.counts), key=lambda one: (one.told_on, one.marked_at, one.id))


def standing_after(marks: Sequence[StepMark]) -> Standing:
    """How a step stands when these have been told of it, in order."""
    turns = [one.turn for one in marks if one.turn in _TURNS]
    return _TURNS[turns[-1]][1] if turns else Standing.NOT_BEGUN


def follow_on(marks: Iterable[StepMark]) -> bool:
    """Whether each turn can come after those before it: a step is begun, finished and taken up again in turns."""
    standing = Standing.NOT_BEGUN
    for turn in (one.turn for one in marks if one.turn in _TURNS):
        needed, after = _TURNS[turn]
        if standing is not needed:
            return False
        standing = after
    return True


def spells_of(marks: Iterable[StepMark]) -> list[Spell]:
    """The days between each beginning and the end that follows."""
    spells: list[Spell] = []
    for mark in marks:
        if mark.turn in {Turn.BEGUN, Turn.TAKEN_UP}:
            spells.append(Spell(mark.told_on))
        elif mark.turn is Turn.FINISHED and spells:
            spells[-1] = Spell(spells[-1].begins, mark.told_on)
    return spells


def round_of(laps: Sequence[Lap], marks: Iterable[StepMark], deeds: Iterable[Deed]) -> list[LapStanding]:
    """Every lap with its six steps, the newest first.

    What was done belongs to the lap in which its step was worked on that day; where several or none was, to the last
    that had begun, and before the first lap to that one.
    """
    told: dict[tuple[int, Step], list[StepMark]] = defaultdict(list)
    for mark in in_order(marks):
        told[mark.lap.number, mark.step].append(mark)
    done: dict[tuple[int, Step], list[Deed]] = defaultdict(list)
    for deed in sorted(deeds, key=lambda one: (one.on, one.key), reverse=True):
        for step in deed.sort.steps:
            done[_lap_of(laps, told, step, deed.on), step].append(deed)
    numbers: dict[int, Lap | None] = {one.number: one for one in laps} or {1: None}
    return [
        LapStanding(
            numbers[number],
            [StepInLap(step, told[number, step], done[number, step]) for step in Step],
        )
        for number in sorted(numbers, reverse=True)
    ]


def _lap_of(laps: Sequence[Lap], told: dict[tuple[int, Step], list[StepMark]], step: Step, on: date) -> int:
    begun = [one.number for one in laps if one.began_on <= on]
    worked_on = [
        one.number for one in laps if any(_holds(spell, on) for spell in spells_of(told.get((one.number, step), [])))
    ]
    return max(worked_on or begun, default=1)


def _holds(spell: Spell, on: date) -> bool:
    return spell.begins <= on and (spell.until is None or on <= spell.until)
