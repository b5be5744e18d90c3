"""The words of a consultation: what a part of an answer is, how somebody stands, and what can be replied."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_, Sentence, say


class State(StrEnum):
    """How far a consultation has come."""

    PREPARED = "prepared"
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            State.PREPARED: N_("Being prepared"),
            State.WAITING: N_("Opens soon"),
            State.OPEN: N_("Open for answers"),
            State.CLOSED: N_("Closed"),
            State.PUBLISHED: N_("Answered"),
            State.CANCELLED: N_("Cancelled"),
        }[self]


class PartSort(StrEnum):
    """What a part of an answer is."""

    STATEMENT = "statement"
    QUESTION = "question"
    VIEW = "view"
    PROPOSAL = "proposal"
    LETTER = "letter"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            PartSort.STATEMENT: N_("General statement"),
            PartSort.QUESTION: N_("Answer to a question"),
            PartSort.VIEW: N_("View on a section"),
            PartSort.PROPOSAL: N_("Proposed wording"),
            PartSort.LETTER: N_("Letter"),
        }[self]


class View(StrEnum):
    """How an organisation stands to a section of the text."""

    AGREES = "agrees"
    AGREES_IN_PART = "agrees_in_part"
    DISAGREES = "disagrees"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            View.AGREES: N_("We agree"),
            View.AGREES_IN_PART: N_("We agree in part"),
            View.DISAGREES: N_("We do not agree"),
        }[self]


class Reply(StrEnum):
    """What is replied to a point."""

    FOLLOWED = "followed"
    PARTLY_FOLLOWED = "partly_followed"
    NOT_FOLLOWED = "not_followed"
    ALREADY_THERE = "already_there"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Reply.FOLLOWED: N_("Followed"),
            Reply.PARTLY_FOLLOWED: N_("Partly followed"),
            Reply.NOT_FOLLOWED: N_("Not followed"),
            Reply.ALREADY_THERE: N_("Already there"),
            Reply.OUTSIDE: N_("Outside scope"),
        }[self]

    @property
    def needs_reason(self) -> bool:
        """Whether it has to be told why."""
        return self in {Reply.PARTLY_FOLLOWED, Reply.NOT_FOLLOWED}


class Turn(StrEnum):
    """What has happened to a consultation."""

    PREPARED = "prepared"
    CONFIRMED = "confirmed"
    OPENED = "opened"
    INVITED = "invited"
    EXTENDED = "extended"
    REMINDED = "reminded"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Turn.PREPARED: N_("Prepared"),
            Turn.CONFIRMED: N_("Set to open"),
            Turn.OPENED: N_("Opened"),
            Turn.INVITED: N_("More were asked"),
            Turn.EXTENDED: N_("Given more time"),
            Turn.REMINDED: N_("Reminded"),
            Turn.CLOSED: N_("Closed"),
            Turn.CANCELLED: N_("Cancelled"),
            Turn.PUBLISHED: N_("Replies published"),
        }[self]


class PointTurnSort(StrEnum):
    """What has happened to a point."""

    SPLIT = "split"
    JOINED = "joined"
    PARTED = "parted"
    ASSIGNED = "assigned"
    REPLIED = "replied"
    REPLY_UNDONE = "reply_undone"
    WORKED_IN = "worked_in"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            PointTurnSort.SPLIT: N_("Split into several points"),
            PointTurnSort.JOINED: N_("Joined with another point"),
            PointTurnSort.PARTED: N_("Stands by itself again"),
            PointTurnSort.ASSIGNED: N_("Given to somebody"),
            PointTurnSort.REPLIED: N_("Replied to"),
            PointTurnSort.REPLY_UNDONE: N_("The reply was taken back"),
            PointTurnSort.WORKED_IN: N_("Worked into the text"),
            PointTurnSort.REPLACED: N_("Replaced by a newer answer"),
        }[self]


def ask_to_sign_in(organisation: str) -> Sentence:
    """What to tell whoever has a link without a person to an answer that is written with an account."""
    return say(
        "%(organisation)s answers with an account now, and this link no longer opens the answer. Sign in to go on.",
        organisation=organisation,
    )
