"""The words of a pulse: the questions that are asked unless others are written, the five answers, and how far it has come."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from roadmaps.foundation.sentences import N_

# Told by their keys, so that they follow the reader's language and can be compared over the years.
QUESTIONS: Mapping[str, str] = {
    "clear": N_("Do you know where the work with the roadmap stands, and what happens next?"),
    "heard": N_("Does what you say make a difference to the roadmap?"),
    "useful": N_("Is the roadmap of use in your own work?"),
}
# With fewer answers than this, nobody is told any of them: one could tell whose they are.
FEWEST_SHOWN = 5


class Mark(IntEnum):
    """One of five answers."""

    NOT_AT_ALL = 1
    A_LITTLE = 2
    PARTLY = 3
    LARGELY = 4
    COMPLETELY = 5

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Mark.NOT_AT_ALL: N_("Not at all"),
            Mark.A_LITTLE: N_("A little"),
            Mark.PARTLY: N_("Partly"),
            Mark.LARGELY: N_("Largely"),
            Mark.COMPLETELY: N_("Completely"),
        }[self]


class Consent(StrEnum):
    """Who may read the words that somebody has added."""

    LEADERS = "leaders"
    UNNAMED = "unnamed"
    NAMED = "named"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Consent.LEADERS: N_("Only those who lead the work"),
            Consent.UNNAMED: N_("Everyone, without our name"),
            Consent.NAMED: N_("Everyone, with our name"),
        }[self]


class State(StrEnum):
    """How far a pulse has come."""

    PREPARED = "prepared"
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            State.PREPARED: N_("Being prepared"),
            State.WAITING: N_("Opens soon"),
            State.OPEN: N_("Open for answers"),
            State.CLOSED: N_("Closed"),
            State.DROPPED: N_("Dropped"),
        }[self]


class Turn(StrEnum):
    """What has happened to a pulse."""

    PREPARED = "prepared"
    CONFIRMED = "confirmed"
    OPENED = "opened"
    ASKED = "asked"
    EXTENDED = "extended"
    REMINDED = "reminded"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Turn.PREPARED: N_("Prepared"),
            Turn.CONFIRMED: N_("Set to open"),
            Turn.OPENED: N_("Opened"),
            Turn.ASKED: N_("More were asked"),
            Turn.EXTENDED: N_("Given more time"),
            Turn.REMINDED: N_("Reminded"),
            Turn.CLOSED: N_("Closed"),
            Turn.DROPPED: N_("Dropped"),
        }[self]
