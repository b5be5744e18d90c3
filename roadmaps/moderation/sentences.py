"""The log of moderation, told to people in plain sentences."""

from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.moderation.models import Deed, LogEntry
from roadmaps.roadmap.phases import Phase


def sentence_of(entry: LogEntry) -> Sentence:
    """What was done, without who did it; the reason stands beside it."""
    if entry.deed is Deed.PHASE_CHANGED:
        return say("The state of the roadmap was changed to: %(phase)s.", phase=Sentence(Phase(entry.phase).label))
    told = _OF_A_BLOCK if entry.about else _OF_THE_WHOLE
    return Sentence(told[entry.deed], {"about": entry.about} if entry.about else {})


_OF_A_BLOCK = {
    Deed.LOCKED: N_("“%(about)s” was locked."),
    Deed.UNLOCKED: N_("“%(about)s” was unlocked."),
    Deed.COMMENT_HIDDEN: N_("A comment on “%(about)s” was hidden."),
    Deed.COMMENT_RESTORED: N_("A hidden comment on “%(about)s” can be read again."),
    Deed.VERSION_FROZEN: N_("A version was frozen: “%(about)s”."),
}
_OF_THE_WHOLE = {
    Deed.LOCKED: N_("The whole roadmap was locked."),
    Deed.UNLOCKED: N_("The roadmap was unlocked."),
    Deed.COMMENT_HIDDEN: N_("A comment on the roadmap was hidden."),
    Deed.COMMENT_RESTORED: N_("A hidden comment on the roadmap can be read again."),
    Deed.VERSION_FROZEN: N_("A version was frozen."),
    Deed.SHOWN_TO_ALL: N_("The working version was opened to everyone."),
    Deed.NOT_SHOWN_TO_ALL: N_("The working version is no longer open to everyone."),
}
