"""The log of moderation, told to people in plain sentences."""

from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.moderation.models import Deed, LogEntry
from roadmaps.roadmap.locks import SECTIONS
from roadmaps.roadmap.phases import Phase


def sentence_of(entry: LogEntry) -> Sentence:
    """What was done, without who did it; the reason stands beside it."""
    if entry.deed is Deed.PHASE_CHANGED:
        return say("The state of the roadmap was changed to: %(phase)s.", phase=Sentence(Phase(entry.phase).label))
    if entry.deed is Deed.MUTED:
        return say("Somebody may read but not write here until %(day)s has passed.", day=entry.until_on)
    if entry.section in SECTIONS:
        about = Sentence(SECTIONS[entry.section].title)
        return Sentence(_OF_A_SECTION[entry.deed], {"about": about})
    if entry.about and entry.deed in _OF_A_BLOCK:
        return Sentence(_OF_A_BLOCK[entry.deed], {"about": entry.about})
    return Sentence(_OF_THE_WHOLE[entry.deed])


def end_of(entry: LogEntry) -> Sentence | None:
    """Until when a lock was to stand, where that was said."""
    if entry.deed is Deed.LOCKED and entry.until_on:
        return say("It ends by itself after %(day)s.", day=entry.until_on)
    return None


_OF_A_BLOCK = {
    Deed.LOCKED: N_("“%(about)s” was locked."),
    Deed.UNLOCKED: N_("“%(about)s” was unlocked."),
    Deed.COMMENT_HIDDEN: N_("A comment on “%(about)s” was hidden."),
    Deed.COMMENT_RESTORED: N_("A hidden comment on “%(about)s” can be read again."),
    Deed.APPEAL_DENIED: N_("A hidden comment on “%(about)s” was looked at once more, and stays hidden."),
    Deed.VERSION_FROZEN: N_("A version was frozen: “%(about)s”."),
}
_OF_A_SECTION = {
    Deed.LOCKED: N_("The section “%(about)s” was locked."),
    Deed.UNLOCKED: N_("The section “%(about)s” was unlocked."),
}
_OF_THE_WHOLE = {
    Deed.LOCKED: N_("The whole roadmap was locked."),
    Deed.UNLOCKED: N_("The roadmap was unlocked."),
    Deed.COMMENT_HIDDEN: N_("A comment on the roadmap was hidden."),
    Deed.COMMENT_RESTORED: N_("A hidden comment on the roadmap can be read again."),
    Deed.APPEAL_DENIED: N_("A hidden comment on the roadmap was looked at once more, and stays hidden."),
    Deed.VERSION_FROZEN: N_("A version was frozen."),
    Deed.SHOWN_TO_ALL: N_("The working version was opened to everyone."),
    Deed.NOT_SHOWN_TO_ALL: N_("The working version is no longer open to everyone."),
    Deed.UNMUTED: N_("Somebody who was not to write here may do so again."),
    Deed.READ_FIRST: N_("What new people write is read before it is shown, from now on."),
    Deed.READ_AFTER: N_("What new people write is shown at once again."),
    Deed.NOT_RELEASED: N_("Something that somebody new had written was not released."),
    Deed.HANDED_OVER: N_("The area got another process leader."),
}
