"""The words of public records: what is in a package, and what was decided about each thing."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_


class Sort(StrEnum):
    """What a thing in a package is."""

    REVISION = "revision"
    COMMENT = "comment"
    TURN = "turn"
    SUGGESTION = "suggestion"
    CONSULTATION = "consultation"
    ANSWER = "answer"
    POINT = "point"
    MEETING = "meeting"
    INPUT = "input"
    FINDING = "finding"
    DECISION = "decision"
    VERSION = "version"
    REPORT = "report"
    LETTER = "letter"
    FILE = "file"

    @property
    def label(self) -> str:
        """The word for one, as a catalogue message."""
        return {
            Sort.REVISION: N_("Change of the text"),
            Sort.COMMENT: N_("Comment in a thread"),
            Sort.TURN: N_("What came of a thread"),
            Sort.SUGGESTION: N_("Suggestion"),
            Sort.CONSULTATION: N_("Consultation"),
            Sort.ANSWER: N_("Answer in a consultation"),
            Sort.POINT: N_("Reply in a consultation"),
            Sort.MEETING: N_("Meeting"),
            Sort.INPUT: N_("Said at a meeting"),
            Sort.FINDING: N_("Need, idea or strength"),
            Sort.DECISION: N_("Decision about the work"),
            Sort.VERSION: N_("Frozen version"),
            Sort.REPORT: N_("Follow-up report"),
            Sort.LETTER: N_("Letter that was sent"),
            Sort.FILE: N_("File"),
        }[self]


class Outcome(StrEnum):
    """What was decided about a thing."""

    GIVEN_OUT = "given_out"
    MASKED = "masked"
    WITHHELD = "withheld"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Outcome.GIVEN_OUT: N_("Given out"),
            Outcome.MASKED: N_("Given out in part"),
            Outcome.WITHHELD: N_("Not given out"),
        }[self]


class Naming(StrEnum):
    """Whether the package says which people wrote."""

    NAMED = "named"
    UNNAMED = "unnamed"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Naming.NAMED: N_("Their names are given out"),
            Naming.UNNAMED: N_("Only their organisations are given out"),
        }[self]
