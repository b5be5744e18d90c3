"""The log of moderation, told to people in plain sentences."""

from roadmaps.foundation.sentences import Sentence, say
from roadmaps.moderation.models import Deed, LogEntry
from roadmaps.roadmap.phases import Phase


def sentence_of(entry: LogEntry) -> Sentence:
    """What was done, without who did it; the reason stands beside it."""
    if not entry.about:
        return _of_the_whole(entry)
    match entry.deed:
        case Deed.LOCKED:
            return say("“%(about)s” was locked.", about=entry.about)
        case Deed.UNLOCKED:
            return say("“%(about)s” was unlocked.", about=entry.about)
        case Deed.COMMENT_HIDDEN:
            return say("A comment on “%(about)s” was hidden.", about=entry.about)
        case Deed.COMMENT_RESTORED:
            return say("A hidden comment on “%(about)s” can be read again.", about=entry.about)
    return _of_the_whole(entry)


def _of_the_whole(entry: LogEntry) -> Sentence:
    match entry.deed:
        case Deed.LOCKED:
            return say("The whole roadmap was locked.")
        case Deed.UNLOCKED:
            return say("The roadmap was unlocked.")
        case Deed.COMMENT_HIDDEN:
            return say("A comment on the roadmap was hidden.")
        case Deed.COMMENT_RESTORED:
            return say("A hidden comment on the roadmap can be read again.")
        case Deed.PHASE_CHANGED:
            return say("The state of the roadmap was changed to: %(phase)s.", phase=Sentence(Phase(entry.phase).label))
        case Deed.SHOWN_TO_ALL:
            return say("The working version was opened to everyone.")
    return say("The working version is no longer open to everyone.")
