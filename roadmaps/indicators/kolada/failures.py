"""What can go wrong with a source, each with a sentence for people. Kept by its word, so that it reads in any language."""

from collections.abc import Mapping
from enum import StrEnum

from roadmaps.foundation.sentences import N_, Sentence


class Failure(StrEnum):
    """Why nothing could be fetched."""

    UNREACHABLE = "unreachable"
    SLOW = "slow"
    REFUSED = "refused"
    UNKNOWN_FIGURE = "unknown figure"
    ELSEWHERE = "elsewhere"
    TOO_MUCH = "too much"
    CUT_OFF = "cut off"
    NOT_UNDERSTOOD = "not understood"
    OTHER_FIGURE = "other figure"
    NOT_KEPT = "not kept"


_SENTENCES: Mapping[Failure, str] = {
    Failure.UNREACHABLE: N_("Kolada could not be reached."),
    Failure.SLOW: N_("Kolada did not answer in time."),
    Failure.REFUSED: N_("Kolada did not give an answer (%(detail)s)."),
    Failure.UNKNOWN_FIGURE: N_("Kolada has no figure with this number."),
    Failure.ELSEWHERE: N_("The answer led to another address (%(detail)s), which was not followed."),
    Failure.TOO_MUCH: N_("The answer was much larger than it should be."),
    Failure.CUT_OFF: N_("The answer broke off in the middle."),
    Failure.NOT_UNDERSTOOD: N_("The answer could not be understood."),
    Failure.OTHER_FIGURE: N_("The answer was about another figure (%(detail)s)."),
    Failure.NOT_KEPT: N_("What came could not be kept: %(detail)s"),
}


class SourceFailed(Exception):
    """The source did not give what was asked. Nothing that came before is lost."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(str(told(failure, detail)))
        self.failure = failure
        self.detail = detail[:200]

    @property
    def sentence(self) -> Sentence:
        """What happened, for people."""
        return told(self.failure, self.detail)


def told(failure: str, detail: str) -> Sentence:
    """What happened, for people."""
    message = _SENTENCES[Failure(failure)]
    return Sentence(message, {"detail": detail} if "%(detail)s" in message else {})
