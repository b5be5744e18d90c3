"""What stands in a year, and on which ring of the wheel: what a line tells of, by its sort."""

from enum import IntEnum, StrEnum

from roadmaps.foundation.sentences import N_


class Ring(IntEnum):
    """The rings of the wheel, from the outermost."""

    CALLS = 0
    MEETINGS = 1
    ASKED = 2
    DUE = 3
    PLAN = 4


class Sort(StrEnum):
    """What a line tells of."""

    MEETING = "meeting"
    CONSULTATION = "consultation"
    PULSE = "pulse"
    CALL = "call"
    REPORT = "report"
    DEADLINE = "deadline"
    READING = "reading"
    STEP = "step"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Sort.MEETING: N_("Meeting"),
            Sort.CONSULTATION: N_("Consultation"),
            Sort.PULSE: N_("Pulse"),
            Sort.CALL: N_("Call"),
            Sort.REPORT: N_("Report"),
            Sort.DEADLINE: N_("Deadline"),
            Sort.READING: N_("Reading due"),
            Sort.STEP: N_("Next step"),
            Sort.OTHER: N_("Other"),
        }[self]

    @property
    def ring(self) -> Ring:
        """Where in the wheel it stands."""
        return {
            Sort.MEETING: Ring.MEETINGS,
            Sort.CONSULTATION: Ring.ASKED,
            Sort.PULSE: Ring.ASKED,
            Sort.CALL: Ring.CALLS,
            Sort.READING: Ring.PLAN,
            Sort.STEP: Ring.PLAN,
        }.get(self, Ring.DUE)


# What leaders write in the wheel themselves; everything else comes from where it is held.
OWN = (Sort.DEADLINE, Sort.REPORT, Sort.CONSULTATION, Sort.CALL, Sort.OTHER)
