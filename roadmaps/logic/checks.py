"""What a roadmap that holds together says, one check each: of which blocks it is asked, and when it is in place.

None of it is a fault. A roadmap begins with everything loose, and each check is a small thing that somebody can do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmaps.foundation.sentences import N_
from roadmaps.logic.ties import Ties, serves
from roadmaps.plan.rows import PlannedActivity
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import ConflictState, Status

_OVER = {Status.DONE, Status.DROPPED}


class Step(StrEnum):
    """What one would do next, in the order in which it is offered."""

    PEOPLE = "people"
    TIME = "time"
    TIES = "ties"
    MEASURES = "measures"
    REST = "rest"

    @property
    def label(self) -> str:
        """The act in a few words, as a catalogue message."""
        return {
            Step.PEOPLE: N_("Ask who takes it on"),
            Step.TIME: N_("Set a time"),
            Step.TIES: N_("Tie together what belongs together"),
            Step.MEASURES: N_("Make it possible to follow"),
            Step.REST: N_("Fill in what is missing"),
        }[self]


@dataclass(frozen=True)
class Check:
    """One question to every block that `asked_of` gives; `holds` tells whether its answer is in place.

    What is missing is mended in the block's own form, at `field`; or, with `adds`, by a new block of that kind, whose
    address names the block as `names_it` ("under" for what lies under it).
    """

    name: str
    step: Step
    loose: str
    why: str
    mend: str
    asked_of: Callable[[Ties], Iterable[BlockState]]
    holds: Callable[[Ties, BlockState], bool]
    field: str = ""
    adds: str = ""
    names_it: str = ""


def _alive(ties: Ties) -> Sequence[PlannedActivity]:
    """What is done already lacks nothing any more."""
    return [one for one in ties.activities if one.status not in _OVER]


def _activities(ties: Ties) -> Iterable[BlockState]:
    return [one.block for one in _alive(ties)]


def _kind(kind: str) -> Callable[[Ties], Iterable[BlockState]]:
    return lambda ties: ties.of_kind(kind)


def _says(*fields: str) -> Callable[[Ties, BlockState], bool]:
    """Whether all of the fields hold something."""
    return lambda _ties, block: all(block.content[field] not in (None, "", []) for field in fields)


def _conflicts(ties: Ties) -> Iterable[BlockState]:
    return [one for one in ties.of_kind("goal_conflict") if one.content["state"] != ConflictState.RESOLVED]


def _milestones(ties: Ties) -> Iterable[BlockState]:
    return [stone.block for one in _alive(ties) for stone in one.milestones if not stone.is_reached]


def _any_part(test: Callable[[Ties, BlockState], object]) -> Callable[[Ties, BlockState], bool]:
    """Whether it is so for the goal, or for a step towards it."""
    return lambda ties, goal: any(test(ties, one) for one in ties.with_parts(goal))


def _any_whole(test: Callable[[Ties, BlockState], object]) -> Callable[[Ties, BlockState], bool]:
    """Whether it is so for the goal, or for a larger one that it is a step towards."""
    return lambda ties, goal: any(test(ties, one) for one in ties.with_wholes(goal))


CHECKS: Sequence[Check] = (
    Check(
        "lead",
        Step.PEOPLE,
        loose=N_("Activities that nobody leads"),
        why=N_("What nobody leads is easily left undone."),
        mend=N_("Propose who leads"),
        asked_of=_activities,
        holds=lambda ties, block: block.id in ties.led,
        adds="responsibility",
        names_it="under",
    ),
    Check(
        "conflict_owner",
        Step.PEOPLE,
        loose=N_("Goal conflicts without an owner"),
        why=N_("Somebody has to see to it that the conflict is looked at again."),
        mend=N_("Say who owns it"),
        asked_of=_conflicts,
        holds=_says("owner"),
        field="owner",
    ),
    Check(
        "responsible",
        Step.PEOPLE,
        loose=N_("Indicators that nobody is responsible for"),
        why=N_("An indicator is read when it is somebody's task to read it."),
        mend=N_("Say who is responsible"),
        asked_of=_kind("indicator"),
        holds=_says("responsible"),
        field="responsible",
    ),
    Check(
        "dates",
        Step.TIME,
        loose=N_("Activities without both a start and an end"),
        why=N_("A year will do. Without it, the activity is not on the timeline as it should be."),
        mend=N_("Say when"),
        asked_of=_activities,
        holds=_says("start", "end"),
        field="start",
    ),
    Check(
        "milestone_date",
        Step.TIME,
        loose=N_("Milestones without a date"),
        why=N_("Nobody can tell whether a milestone without a date is late."),
        mend=N_("Set a date"),
        asked_of=_milestones,
        holds=_says("due"),
        field="due",
    ),
    Check(
        "conflict_review",
        Step.TIME,
        loose=N_("Goal conflicts without a next review"),
        why=N_("A conflict that is looked at again is not forgotten."),
        mend=N_("Set a date for the review"),
        asked_of=_conflicts,
        holds=_says("next_review"),
        field="next_review",
    ),
    Check(
        "activity",
        Step.TIES,
        loose=N_("Goals without activities"),
        why=N_("A goal that nothing is done for is a wish."),
        mend=N_("Add an activity"),
        asked_of=_kind("goal"),
        holds=_any_part(lambda ties, goal: goal.id in ties.activities_of),
        adds="activity",
        names_it="goal",
    ),
    Check(
        "aim",
        Step.TIES,
        loose=N_("Activities that serve no goal"),
        why=N_("With a goal, everyone sees why it is done."),
        mend=N_("Choose a goal"),
        asked_of=_activities,
        holds=_says("goal"),
        field="goal",
    ),
    Check(
        "strategy",
        Step.TIES,
        loose=N_("Goals that serve nothing in the regional strategy"),
        why=N_("The roadmap is to bring the county of 2050 closer; each goal says what of it."),
        mend=N_("Say what it serves"),
        asked_of=_kind("goal"),
        holds=_any_whole(lambda _ties, goal: serves(goal)),
        field="strategy",
    ),
    Check(
        "answers",
        Step.TIES,
        loose=N_("Goals that answer no need"),
        why=N_("A goal is easier to stand behind when one sees the need that it answers."),
        mend=N_("Choose the needs"),
        asked_of=_kind("goal"),
        holds=_any_whole(lambda ties, goal: ties.needs_of(goal)),
        field="answers",
    ),
    Check(
        "unanswered",
        Step.TIES,
        loose=N_("Needs that no goal answers"),
        why=N_("Somebody has told of the need and can see no answer."),
        mend=N_("Add a goal"),
        asked_of=_kind("need"),
        holds=lambda ties, need: need.id in ties.goals_answering,
        adds="goal",
        names_it="answers",
    ),
    Check(
        "sub_area",
        Step.TIES,
        loose=N_("Sub-areas with nothing under them"),
        why=N_("A sub-area comes alive with its first need."),
        mend=N_("Add a need"),
        asked_of=_kind("sub_area"),
        holds=lambda ties, block: bool(ties.plan.state.children(block.id)),
        adds="need",
        names_it="under",
    ),
    Check(
        "indicator",
        Step.MEASURES,
        loose=N_("Goals whose result nobody measures"),
        why=N_("Without a measure, nobody can tell whether the work leads there."),
        mend=N_("Add an indicator"),
        asked_of=_kind("goal"),
        holds=lambda ties, goal: bool(ties.results_of(goal)),
        adds="indicator",
        names_it="measures",
    ),
    Check(
        "measures",
        Step.MEASURES,
        loose=N_("Indicators that measure neither a goal nor an activity"),
        why=N_("A figure says something when one sees what it is about."),
        mend=N_("Say what it measures"),
        asked_of=_kind("indicator"),
        holds=_says("measures"),
        field="measures",
    ),
    Check(
        "baseline",
        Step.MEASURES,
        loose=N_("Indicators without a baseline"),
        why=N_("How far one has come is seen from where one began."),
        mend=N_("Tell the baseline"),
        asked_of=_kind("indicator"),
        holds=_says("baseline"),
        field="baseline",
    ),
    Check(
        "target",
        Step.MEASURES,
        loose=N_("Indicators without a target"),
        why=N_("Without a target, nobody knows when one is there."),
        mend=N_("Set a target"),
        asked_of=_kind("indicator"),
        holds=_says("target"),
        field="target",
    ),
    Check(
        "level",
        Step.REST,
        loose=N_("Activities without a level in the pyramid"),
        why=N_("With levels, one sees what the base carries and where the peak is."),
        mend=N_("Choose a level"),
        asked_of=_activities,
        holds=_says("level"),
        field="level",
    ),
    Check(
        "funding",
        Step.REST,
        loose=N_("Activities that say nothing of funding"),
        why=N_("When it is said what lacks money, one can look for it."),
        mend=N_("Say how it is funded"),
        asked_of=_activities,
        holds=_says("funding_state"),
        field="funding_state",
    ),
    Check(
        "output",
        Step.REST,
        loose=N_("Activities that do not say what there is afterwards"),
        why=N_("What an activity leaves behind is what others can build on."),
        mend=N_("Say what it leads to"),
        asked_of=_activities,
        holds=_says("output"),
        field="output",
    ),
)
