"""What hangs loose in a roadmap, as a list of things to do that shrinks as they are done. No session."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from roadmaps.logic.checks import CHECKS, Check, Step
from roadmaps.logic.ties import Ties
from roadmaps.plan.rows import AreaPlan
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import Part


@dataclass(frozen=True)
class Mend:
    """Where a loose end is tied: the form of a block at one of its fields, or the form of a new block.

    `adds` is the new block's kind and `given` what its address tells; both are empty for a form that is there already.
    """

    block_id: UUID
    field: str = ""
    adds: str = ""
    given: Mapping[str, str] | None = None


@dataclass(frozen=True)
class LooseEnd:
    """One block to which something is still to be tied."""

    block: BlockState
    mend: Mend


@dataclass(frozen=True)
class Found:
    """What one check found: the loose ends, and how many blocks it asked."""

    check: Check
    ends: Sequence[LooseEnd]
    asked: int

    @property
    def in_place(self) -> int:
        """How many blocks say what the check asks for."""
        return self.asked - len(self.ends)


@dataclass(frozen=True)
class LooseEnds:
    """What all checks found in one roadmap."""

    plan: AreaPlan
    found: Sequence[Found]

    @property
    def count(self) -> int:
        """How many ends hang loose."""
        return sum(len(one.ends) for one in self.found)

    @property
    def asked(self) -> int:
        """How many things were asked in all."""
        return sum(one.asked for one in self.found)

    @property
    def in_place(self) -> int:
        """How many of them are in place."""
        return self.asked - self.count

    @property
    def by_step(self) -> list[tuple[Step, list[Found]]]:
        """What hangs loose by what one would do next; within a step, what is soonest done comes first."""
        loose = [one for one in self.found if one.ends]
        order = list(Step)
        loose.sort(key=lambda one: (order.index(one.check.step), len(one.ends)))
        return [(step, list(those)) for step, those in groupby(loose, key=lambda one: one.check.step)]

    def of_step(self, step: Step) -> int:
        """How many ends one kind of act would tie."""
        return sum(len(one.ends) for one in self.found if one.check.step is step)


def loose_ends_of(plan: AreaPlan, *, has_strategy: bool) -> LooseEnds:
    """What hangs loose; nobody is asked about the strategy as long as no part of it has been told."""
    ties = Ties(plan)
    checks = [check for check in CHECKS if has_strategy or check.name != "strategy"]
    return LooseEnds(plan, [found for check in checks if (found := _ask(check, ties)).asked])


def _ask(check: Check, ties: Ties) -> Found:
    blocks = list(check.asked_of(ties))
    return Found(check, list(_loose(check, ties, blocks)), len(blocks))


def _loose(check: Check, ties: Ties, blocks: Sequence[BlockState]) -> Iterator[LooseEnd]:
    for block in blocks:
        if not check.holds(ties, block):
            yield LooseEnd(block, _mend(check, ties, block))


def _mend(check: Check, ties: Ties, block: BlockState) -> Mend:
    if check.name == "lead" and (declined := _declined(ties, block)):
        return Mend(declined.id, field="organisation")
    if check.adds:
        return Mend(block.id, adds=check.adds, given=_given(check, block))
    if check.name == "answers" and not ties.of_kind("need"):
        # There is nothing to choose from yet, so the need comes first.
        return Mend(block.id, adds="need", given={"under": str(block.parent_id)} if block.parent_id else {})
    if check.name == "dates" and block.content["start"]:
        return Mend(block.id, field="end")
    return Mend(block.id, field=check.field)


def _declined(ties: Ties, activity: BlockState) -> BlockState | None:
    """The part of an organisation that was to lead and has declined; another can be chosen in its place."""
    parts = ties.plan.state.children(activity.id, "responsibility")
    return next((one for one in parts if one.content["part"] == Part.LEADS), None)


def _given(check: Check, block: BlockState) -> dict[str, str]:
    given = {check.names_it: str(block.id)}
    if check.name == "lead":
        given["part"] = Part.LEADS
    # A new goal or activity is to lie beside what it belongs to, in its sub-area.
    if check.names_it != "under" and check.adds != "indicator" and block.parent_id:
        given["under"] = str(block.parent_id)
    return given
