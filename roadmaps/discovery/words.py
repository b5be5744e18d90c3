"""The words of this room: what somebody has found, how it stands, and how a candidate stands."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_


class Sort(StrEnum):
    """What somebody has found."""

    NEED = "need"
    IDEA = "idea"
    STRENGTH = "strength"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {Sort.NEED: N_("Need"), Sort.IDEA: N_("Idea"), Sort.STRENGTH: N_("Strength")}[self]

    @property
    def plural(self) -> str:
        """The word for several of them, as a catalogue message."""
        return {Sort.NEED: N_("Needs"), Sort.IDEA: N_("Ideas"), Sort.STRENGTH: N_("Strengths")}[self]

    @property
    def meaning(self) -> str:
        """What counts as one, in a plain sentence, as a catalogue message."""
        return {
            Sort.NEED: N_("A need: something that is missing, or stands in the way"),
            Sort.IDEA: N_("An idea: something that could be done"),
            Sort.STRENGTH: N_("A strength: something that works here, and could be used more"),
        }[self]


class Standing(StrEnum):
    """Whether what somebody has found can be read by others."""

    WAITING = "waiting"
    SHOWN = "shown"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Standing.WAITING: N_("Waits to be read"),
            Standing.SHOWN: N_("Can be read by all"),
            Standing.SET_ASIDE: N_("Was set aside"),
        }[self]


class Way(StrEnum):
    """How it came in."""

    FORM = "form"
    MEETING = "meeting"
    COMMENT = "comment"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Way.FORM: N_("By the form"),
            Way.MEETING: N_("From a meeting"),
            Way.COMMENT: N_("From a thread"),
        }[self]


class FindingTurnSort(StrEnum):
    """What can happen to what somebody has found."""

    SHOWN = "shown"
    SET_ASIDE = "set_aside"
    PASSED_ON = "passed_on"


class CandidateState(StrEnum):
    """How a candidate stands. Every change is a decision with reasons."""

    CONSIDERED = "considered"
    PRIORITISED = "prioritised"
    CHOSEN_AWAY = "chosen_away"
    RESTING = "resting"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            CandidateState.CONSIDERED: N_("Being considered"),
            CandidateState.PRIORITISED: N_("Prioritised"),
            CandidateState.CHOSEN_AWAY: N_("Chosen away"),
            CandidateState.RESTING: N_("Resting"),
        }[self]

    @property
    def plural(self) -> str:
        """The word for several that stand so, as a catalogue message."""
        return {
            CandidateState.CONSIDERED: N_("Candidates being considered"),
            CandidateState.PRIORITISED: N_("Prioritised candidates"),
            CandidateState.CHOSEN_AWAY: N_("Candidates chosen away"),
            CandidateState.RESTING: N_("Resting candidates"),
        }[self]

    @property
    def meaning(self) -> str:
        """What it leads to, in a plain sentence, as a catalogue message."""
        return {
            CandidateState.CONSIDERED: N_("It is taken up again, and can be weighed and decided about anew."),
            CandidateState.PRIORITISED: N_("It is to become a goal or an activity of the roadmap."),
            CandidateState.CHOSEN_AWAY: N_(
                "It is not gone on with. It stays here with the reasons, and can be taken up again."
            ),
            CandidateState.RESTING: N_(
                "It waits for something. It is looked at again on a day, or when things have changed."
            ),
        }[self]

    @property
    def is_decided(self) -> bool:
        """Whether somebody has decided about it."""
        return self is not CandidateState.CONSIDERED


DECIDED = (CandidateState.PRIORITISED, CandidateState.CHOSEN_AWAY, CandidateState.RESTING)
