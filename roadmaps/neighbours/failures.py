"""What can go wrong when another installation is asked, each with a sentence for people. Kept by its word."""

from collections.abc import Mapping
from enum import StrEnum

from roadmaps.foundation.sentences import N_, Sentence


class Failure(StrEnum):
    """Why nothing could be fetched."""

    UNREACHABLE = "unreachable"
    NOT_OPEN = "not open"
    SLOW = "slow"
    MISSING = "missing"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"
    TOO_MUCH = "too much"
    CUT_OFF = "cut off"
    NO_DATA = "no data"
    ALTERED = "altered"
    NOT_UNDERSTOOD = "not understood"
    BUSY = "busy"


_SENTENCES: Mapping[Failure, str] = {
    Failure.UNREACHABLE: N_("The other site could not be reached."),
    Failure.NOT_OPEN: N_("The address does not lead to the open internet, so it was not followed."),
    Failure.SLOW: N_("The other site did not answer in time."),
    Failure.MISSING: N_("There is no published roadmap at this address."),
    Failure.REFUSED: N_("The other site did not give an answer (%(detail)s)."),
    Failure.ELSEWHERE: N_("The answer led to another site (%(detail)s), which was not followed."),
    Failure.TOO_MUCH: N_("The answer was larger than a roadmap may be."),
    Failure.CUT_OFF: N_("The answer broke off in the middle."),
    Failure.NO_DATA: N_(
        "What came is a page and not the data of a roadmap. Paste the address of an area, of a version, or of a shared link."
    ),
    Failure.ALTERED: N_("What came is not what the other site says that it sent, so it was not kept."),
    Failure.NOT_UNDERSTOOD: N_("What came could not be read as a roadmap."),
    Failure.BUSY: N_("Others are fetching just now. Try again in a moment."),
}


class FetchFailed(Exception):
    """The other site did not give what was asked."""

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
