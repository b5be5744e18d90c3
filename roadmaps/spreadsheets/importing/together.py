"""What must hold among several rows, looked at when all of them say what they are to say."""

from collections.abc import Sequence
from dataclasses import replace

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.dependencies import dependencies_in, find_circle
from roadmaps.roadmap.responsibilities import check_activity
from roadmaps.roadmap.table import ROADMAP
from roadmaps.spreadsheets.importing.outcomes import Outcome, Told, Understood

_WRITING = (Outcome.NEW, Outcome.CHANGED)


def state_after(state: State, rows: Sequence[Understood]) -> State:
    """The roadmap as the rows would leave it; what somebody must choose first stays as it is."""
    blocks = {block.id: block for block in (*state.removed.values(), *state)}
    blocks |= {row.diff.block.id: row.diff.block for row in rows if row.diff and row.outcome in _WRITING}
    return State(state.number, blocks.values())


def with_faults_together(rows: Sequence[Understood], after: State) -> list[Understood]:
    """The same rows, those of them bad that cannot stand beside what the roadmap would say otherwise."""
    circle = find_circle(dependencies_in(after))
    names = " → ".join(ROADMAP["activity"].title_of(after[one].content) for one in circle)
    waiting = say("These activities would wait for each other: %(names)s", names=names)
    found = []
    for row in rows:
        block = row.diff.block if row.diff and row.outcome in _WRITING else None
        fault = None
        if block and block.kind == "responsibility":
            fault = _fault_among_parts(after, block)
        elif block and block.id in circle:
            fault = waiting
        found.append(replace(row, outcome=Outcome.BAD, faults=[Told("", fault)]) if fault else row)
    return found


def _fault_among_parts(after: State, block: BlockState) -> Sentence | None:
    try:
        check_activity(after, block.parent_id)
    except Invalid as refusal:
        return refusal.sentence
    return None
