"""The words that the kinds' fields choose among. Values are kept in the database; labels are catalogue messages."""

from collections.abc import Mapping
from enum import StrEnum

from roadmaps.foundation.sentences import N_


class GoalType(StrEnum):
    """What sort of goal it is."""

    LONG_TERM = "long_term"
    SUB_GOAL = "sub_goal"
    TRANSFORMATIVE = "transformative"


class NeedType(StrEnum):
    """Whether it is something lacking or something hard."""

    NEED = "need"
    CHALLENGE = "challenge"


class Status(StrEnum):
    """How far an activity has come."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    OBSTACLE = "obstacle"
    DONE = "done"
    PAUSED = "paused"
    DROPPED = "dropped"


class Level(StrEnum):
    """Where in the pyramid an activity lies; the levels feed each other."""

    BASE = "base"
    BREADTH = "breadth"
    PEAK = "peak"


class FundingState(StrEnum):
    """Whether the money is there."""

    FUNDED = "funded"
    PARTLY = "partly"
    UNFUNDED = "unfunded"
    NOT_NEEDED = "not_needed"


class IndicatorType(StrEnum):
    """What an indicator measures: what is done, or what comes of it."""

    OUTPUT = "output"
    RESULT = "result"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


class Frequency(StrEnum):
    """How often an indicator is read."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    EVERY_OTHER_YEAR = "every_other_year"


class Part(StrEnum):
    """An organisation's part in an activity; exactly one leads."""

    LEADS = "leads"
    TAKES_PART = "takes_part"
    CONSULTED = "consulted"
    INFORMED = "informed"


class Answer(StrEnum):
    """What an organisation has said about the part that it was given. Nothing is its own word until it has answered."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ConflictType(StrEnum):
    """What the two sides of a goal conflict contend for."""

    LAND = "land"
    CLIMATE = "climate"
    RESOURCES = "resources"
    RIGHTS = "rights"
    PLACES = "places"
    TIME = "time"
    OTHER = "other"


class ConflictState(StrEnum):
    """How a goal conflict stands. To live with it, knowingly, is an answer."""

    OPEN = "open"
    BEING_HANDLED = "being_handled"
    LIVED_WITH = "lived_with"
    RESOLVED = "resolved"


class Municipality(StrEnum):
    """The eight municipalities of the county, by their official codes."""

    RAGUNDA = "2303"
    BRACKE = "2305"
    KROKOM = "2309"
    STROMSUND = "2313"
    ARE = "2321"
    BERG = "2326"
    HARJEDALEN = "2361"
    OSTERSUND = "2380"


LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    GoalType: {
        GoalType.LONG_TERM: N_("Long-term goal"),
        GoalType.SUB_GOAL: N_("Sub-goal"),
        GoalType.TRANSFORMATIVE: N_("Transformative goal"),
    },
    NeedType: {NeedType.NEED: N_("Need"), NeedType.CHALLENGE: N_("Challenge")},
    Status: {
        Status.PLANNED: N_("Planned"),
        Status.IN_PROGRESS: N_("In progress"),
        Status.OBSTACLE: N_("Meets an obstacle"),
        Status.DONE: N_("Done"),
        Status.PAUSED: N_("Paused"),
        Status.DROPPED: N_("Dropped"),
    },
    Level: {Level.BASE: N_("Base"), Level.BREADTH: N_("Breadth"), Level.PEAK: N_("Peak")},
    FundingState: {
        FundingState.FUNDED: N_("Funded"),
        FundingState.PARTLY: N_("Partly funded"),
        FundingState.UNFUNDED: N_("Lacks funding"),
        FundingState.NOT_NEEDED: N_("Needs no funding"),
    },
    IndicatorType: {
        IndicatorType.OUTPUT: N_("Output: what is done"),
        IndicatorType.RESULT: N_("Result: what comes of it"),
    },
    Direction: {
        Direction.UP: N_("Should go up"),
        Direction.DOWN: N_("Should go down"),
        Direction.KEEP: N_("Should stay"),
    },
    Frequency: {
        Frequency.MONTHLY: N_("Every month"),
        Frequency.QUARTERLY: N_("Every quarter"),
        Frequency.HALF_YEARLY: N_("Twice a year"),
        Frequency.YEARLY: N_("Every year"),
        Frequency.EVERY_OTHER_YEAR: N_("Every other year"),
    },
    Part: {
        Part.LEADS: N_("Leads"),
        Part.TAKES_PART: N_("Takes part"),
        Part.CONSULTED: N_("Is consulted"),
        Part.INFORMED: N_("Is informed"),
    },
    Answer: {
        Answer.PROPOSED: N_("Proposed"),
        Answer.ACCEPTED: N_("Accepted"),
        Answer.DECLINED: N_("Declined"),
    },
    ConflictType: {
        ConflictType.LAND: N_("Land, water and raw materials"),
        ConflictType.CLIMATE: N_("Climate and environment"),
        ConflictType.RESOURCES: N_("Money, time and skills"),
        ConflictType.RIGHTS: N_("Rights and living conditions, such as those of the Sámi"),
        ConflictType.PLACES: N_("Different parts of the county"),
        ConflictType.TIME: N_("Now and later"),
        ConflictType.OTHER: N_("Something else"),
    },
    ConflictState: {
        ConflictState.OPEN: N_("Open"),
        ConflictState.BEING_HANDLED: N_("Being handled"),
        ConflictState.LIVED_WITH: N_("Lived with"),
        ConflictState.RESOLVED: N_("Resolved"),
    },
    # Names of places are the same in every language.
    Municipality: {
        Municipality.BERG: "Berg",
        Municipality.BRACKE: "Bräcke",
        Municipality.HARJEDALEN: "Härjedalen",
        Municipality.KROKOM: "Krokom",
        Municipality.RAGUNDA: "Ragunda",
        Municipality.STROMSUND: "Strömsund",
        Municipality.ARE: "Åre",
        Municipality.OSTERSUND: "Östersund",
    },
}


def word_of(value: StrEnum) -> str:
    """The word for people, as a catalogue message."""
    return LABELS[type(value)][value]


def choices(words: type[StrEnum]) -> dict[str, str]:
    """The stored values with their labels, in the order in which they are offered."""
    return {str(value): label for value, label in LABELS[words].items()}
