"""Why an update is refused. Each is an `Invalid` with a sentence fit to be shown."""

from roadmaps.foundation.errors import Conflict, Invalid
from roadmaps.foundation.sentences import Sentence, say


class UpdateRefused(Invalid):
    """The update is not taken, and nothing has changed.

    `is_final` tells that sending it again cannot help: the page keeps its text and has to begin anew.
    """

    is_final = True

    def __init__(self, sentence: Sentence | None = None) -> None:
        super().__init__(sentence or say("This could not be read. Your text is kept here: reload the page to go on."))


class Unreadable(UpdateRefused):
    """It is not what our editor sends: broken, or something other than text put in and taken out."""


class NotTheirs(UpdateRefused):
    """It carries the client id of somebody else, or of another page."""


class Gap(UpdateRefused):
    """Something before it is missing. Whoever sends everything from the log's clock on is let in again."""

    is_final = False


class NotThere(UpdateRefused):
    """It speaks of letters that the log does not have."""


class TooMuch(UpdateRefused):
    """It, or the text with it, is larger than anything here may be."""


class SessionOver(Conflict):
    """The session has been closed meanwhile. What was not sent in time is taken in by `rules.take_late`."""

    def __init__(self) -> None:
        super().__init__(say("Others have saved a version meanwhile."))
