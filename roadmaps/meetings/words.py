"""The words of meetings: how far one has come, who answers what, and what becomes of what was said."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_


class State(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            State.PLANNED: N_("Being planned"),
            State.INVITED: N_("Invitation sent"),
            State.HELD: N_("Held"),
            State.CANCELLED: N_("Called off"),
        }[self]


class Turn(StrEnum):
    """What has happened to a meeting."""

    PLANNED = "planned"
    CHANGED = "changed"
    INVITED = "invited"
    REMINDED = "reminded"
    CANCELLED = "cancelled"
    TOLD = "told"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Turn.PLANNED: N_("Planned"),
            Turn.CHANGED: N_("Changed"),
            Turn.INVITED: N_("Invitations sent"),
            Turn.REMINDED: N_("Reminded"),
            Turn.CANCELLED: N_("Called off"),
            Turn.TOLD: N_("Those who were there were told what came of it"),
        }[self]


class Subject(StrEnum):
    """What a point of an agenda takes up."""

    OWN = "own"
    THREAD = "thread"
    SUGGESTION = "suggestion"
    CONSULTATION = "consultation"
    INPUT = "input"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Subject.OWN: N_("Own point"),
            Subject.THREAD: N_("Open thread"),
            Subject.SUGGESTION: N_("Suggestion that waits"),
            Subject.CONSULTATION: N_("Points without a reply"),
            Subject.INPUT: N_("Said at an earlier meeting"),
        }[self]


class Answer(StrEnum):
    """Whether somebody comes."""

    YES = "yes"
    NO = "no"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {Answer.YES: N_("I am coming"), Answer.NO: N_("I cannot come")}[self]


class Fate(StrEnum):
    """What has become of something that was said."""

    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    WORKED_IN = "worked_in"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Fate.WAITING: N_("Not looked at yet"),
            Fate.IN_PROGRESS: N_("In progress"),
            Fate.WORKED_IN: N_("Worked in"),
            Fate.DECLINED: N_("Declined"),
        }[self]

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self in {Fate.WORKED_IN, Fate.DECLINED}


class InputTurnSort(StrEnum):
    """What has happened to something that was said."""

    SAID = "said"
    REWORDED = "reworded"
    IN_PROGRESS = "in_progress"
    WORKED_IN = "worked_in"
    DECLINED = "declined"
    REOPENED = "reopened"
    TAKEN_OUT = "taken_out"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            InputTurnSort.SAID: N_("Written down"),
            InputTurnSort.REWORDED: N_("Worded otherwise"),
            InputTurnSort.IN_PROGRESS: N_("In progress"),
            InputTurnSort.WORKED_IN: N_("Worked into the text"),
            InputTurnSort.DECLINED: N_("Declined"),
            InputTurnSort.REOPENED: N_("Taken up again"),
            InputTurnSort.TAKEN_OUT: N_("Taken out, as it was written by mistake"),
        }[self]
