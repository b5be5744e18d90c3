"""The words of this room: the two ways of weighing, how far a round has come, and what can happen to one."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_


class Kind(StrEnum):
    """How candidates are weighed."""

    CRITERIA = "criteria"
    DOTS = "dots"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {Kind.CRITERIA: N_("Organisations give points"), Kind.DOTS: N_("Dots in a room")}[self]

    @property
    def meaning(self) -> str:
        """What it is good for, as a catalogue message."""
        return {
            Kind.CRITERIA: N_(
                "Each organisation gives every candidate points from 1 to 5 on the area’s criteria, over some weeks."
            ),
            Kind.DOTS: N_(
                "Those who are in the room place some dots each by phone, without an account. A feeling, not a basis for decisions by itself."
            ),
        }[self]


class State(StrEnum):
    """How far a round has come."""

    PREPARED = "prepared"
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            State.PREPARED: N_("Not opened yet"),
            State.WAITING: N_("Opens soon"),
            State.OPEN: N_("Open"),
            State.CLOSED: N_("Closed"),
            State.CANCELLED: N_("Cancelled"),
        }[self]


class Turn(StrEnum):
    """What can happen to a round."""

    PREPARED = "prepared"
    CONFIRMED = "confirmed"
    OPENED = "opened"
    INVITED = "invited"
    REMINDED = "reminded"
    EXTENDED = "extended"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """What happened, as a catalogue message."""
        return {
            Turn.PREPARED: N_("Preparations began"),
            Turn.CONFIRMED: N_("Opens by itself on its first day"),
            Turn.OPENED: N_("Opened"),
            Turn.INVITED: N_("More organisations were asked"),
            Turn.REMINDED: N_("Those who had not weighed were reminded"),
            Turn.EXTENDED: N_("More time was given"),
            Turn.CLOSED: N_("Closed"),
            Turn.CANCELLED: N_("Cancelled"),
        }[self]
