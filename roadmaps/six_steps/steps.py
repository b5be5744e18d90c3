"""The six steps, what is asked in each, and what can be told of one."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_


class Step(StrEnum):
    """One of the six. They overlap and come round again; nothing holds anybody to their order."""

    ANALYSIS = "analysis"
    GOVERNANCE = "governance"
    VISION = "vision"
    PRIORITIES = "priorities"
    POLICY_MIX = "policy_mix"
    EVALUATION = "evaluation"

    @property
    def number(self) -> int:
        """Its place in the round, from 1."""
        return list(Step).index(self) + 1

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Step.ANALYSIS: N_("Analysis"),
            Step.GOVERNANCE: N_("Governance"),
            Step.VISION: N_("Vision"),
            Step.PRIORITIES: N_("Priorities"),
            Step.POLICY_MIX: N_("Policy mix"),
            Step.EVALUATION: N_("Evaluation"),
        }[self]

    @property
    def question(self) -> str:
        """What the step is to answer, as a catalogue message."""
        return {
            Step.ANALYSIS: N_("What do we have, what is missing, and what stands in the way?"),
            Step.GOVERNANCE: N_("Who leads, who takes part, and how do we decide together?"),
            Step.VISION: N_("Where do we want to be, so that others want to come along?"),
            Step.PRIORITIES: N_("What do we choose together, and what do we leave?"),
            Step.POLICY_MIX: N_("Which activities, money and calls carry what we have chosen?"),
            Step.EVALUATION: N_("What came of it, and what do we take with us into the next lap?"),
        }[self]


class Turn(StrEnum):
    """What those who lead an area tell of a step."""

    BEGUN = "begun"
    FINISHED = "finished"
    TAKEN_UP = "taken_up"
    NOTED = "noted"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Turn.BEGUN: N_("The step was begun"),
            Turn.FINISHED: N_("The step was finished"),
            Turn.TAKEN_UP: N_("The step was taken up again"),
            Turn.NOTED: N_("Told about the step"),
        }[self]


class Standing(StrEnum):
    """How a step stands in a lap."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Standing.NOT_BEGUN: N_("Not begun"),
            Standing.UNDER_WAY: N_("Under way"),
            Standing.FINISHED: N_("Finished"),
        }[self]
