"""What sorts of things are done in the process, and in which steps each belongs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.six_steps.steps import Step


class Sort(StrEnum):
    """What sort of thing was done."""

    NEED = "need"
    FINDING = "finding"
    CONFLICT = "conflict"
    POST = "post"
    PHASE = "phase"
    LEAD = "lead"
    MEETING = "meeting"
    VISION = "vision"
    STRATEGY = "strategy"
    VERSION = "version"
    CONSULTATION = "consultation"
    GOAL = "goal"
    WEIGHING = "weighing"
    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    ACTIVITY = "activity"
    CALL = "call"
    SHEET = "sheet"
    INDICATOR = "indicator"
    READING = "reading"
    REPORT = "report"
    PULSE = "pulse"
    NEIGHBOUR = "neighbour"
    ABROAD = "abroad"

    @property
    def label(self) -> str:
        """The word for several of them, as a catalogue message."""
        return _LABELS[self]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in which it is done."""
        return _STEPS[self]


_LABELS = {
    Sort.NEED: N_("Needs and challenges"),
    Sort.FINDING: N_("Needs, ideas and strengths that were sent in"),
    Sort.CONFLICT: N_("Goal conflicts"),
    Sort.POST: N_("Process leaders"),
    Sort.PHASE: N_("States of the roadmap"),
    Sort.LEAD: N_("Answers about who leads"),
    Sort.MEETING: N_("Meetings"),
    Sort.VISION: N_("The vision"),
    Sort.STRATEGY: N_("Ties to the regional development strategy"),
    Sort.VERSION: N_("Frozen and adopted versions"),
    Sort.CONSULTATION: N_("Consultations"),
    Sort.GOAL: N_("Goals"),
    Sort.WEIGHING: N_("Weighings"),
    Sort.DECISION: N_("Decisions on candidates"),
    Sort.RECOMMENDATION: N_("Recommendations to the funder"),
    Sort.ACTIVITY: N_("Activities"),
    Sort.CALL: N_("Calls"),
    Sort.SHEET: N_("Assessment sheets"),
    Sort.INDICATOR: N_("Indicators"),
    Sort.READING: N_("Readings"),
    Sort.REPORT: N_("Follow-up reports"),
    Sort.PULSE: N_("Pulses"),
    Sort.NEIGHBOUR: N_("Cooperation with other regions"),
    Sort.ABROAD: N_("Cooperation with other regions"),
}
_STEPS = {
    Sort.NEED: (Step.ANALYSIS,),
    Sort.FINDING: (Step.ANALYSIS,),
    Sort.CONFLICT: (Step.ANALYSIS,),
    Sort.POST: (Step.GOVERNANCE,),
    Sort.PHASE: (Step.GOVERNANCE,),
    Sort.LEAD: (Step.GOVERNANCE,),
    Sort.MEETING: (Step.GOVERNANCE,),
    Sort.VISION: (Step.VISION,),
    Sort.STRATEGY: (Step.VISION,),
    Sort.VERSION: (Step.VISION, Step.PRIORITIES),
    Sort.CONSULTATION: (Step.VISION, Step.PRIORITIES),
    Sort.GOAL: (Step.PRIORITIES,),
    Sort.WEIGHING: (Step.PRIORITIES,),
    Sort.DECISION: (Step.PRIORITIES,),
    Sort.RECOMMENDATION: (Step.PRIORITIES, Step.POLICY_MIX),
    Sort.ACTIVITY: (Step.POLICY_MIX,),
    Sort.CALL: (Step.POLICY_MIX,),
    Sort.SHEET: (Step.POLICY_MIX,),
    Sort.INDICATOR: (Step.EVALUATION,),
    Sort.READING: (Step.EVALUATION,),
    Sort.REPORT: (Step.EVALUATION,),
    Sort.PULSE: (Step.EVALUATION,),
    Sort.NEIGHBOUR: (Step.POLICY_MIX,),
    Sort.ABROAD: (Step.POLICY_MIX,),
}


@dataclass(frozen=True)
class Deed:
    """Something that was done, or is to be, on a day: what the records say of it, and where that can be checked.

    `key` is the same each time the records are asked. `address` begins with a slash; `area` is that of an area, empty for
    the whole county. `count` is how many things it tells of.
    """

    key: str
    sort: Sort
    on: date
    sentence: Sentence
    address: str
    area: str = ""
    count: int = 1
