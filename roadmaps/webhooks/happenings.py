"""What other systems can be told of: a few words, each one type of message. Kept by its word, which receivers see too."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_


class Happening(StrEnum):
    """What has happened. The value is the type that stands in the message."""

    REVISION_WRITTEN = "revision.written"
    COMMENT_WRITTEN = "comment.written"
    SUGGESTION_SENT = "suggestion.sent"
    SUGGESTION_DECIDED = "suggestion.decided"
    CONSULTATION_OPENED = "consultation.opened"
    CONSULTATION_CLOSED = "consultation.closed"
    VERSION_FROZEN = "version.frozen"
    VERSION_ADOPTED = "version.adopted"
    READING_RECORDED = "reading.recorded"
    STATE_CHANGED = "state.changed"
    TRIAL = "trial"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Happening.REVISION_WRITTEN: N_("Something was written in a roadmap"),
            Happening.COMMENT_WRITTEN: N_("Somebody commented"),
            Happening.SUGGESTION_SENT: N_("Somebody suggested a change"),
            Happening.SUGGESTION_DECIDED: N_("A suggestion was decided"),
            Happening.CONSULTATION_OPENED: N_("A consultation opened"),
            Happening.CONSULTATION_CLOSED: N_("A consultation closed"),
            Happening.VERSION_FROZEN: N_("A version was frozen"),
            Happening.VERSION_ADOPTED: N_("A version was adopted"),
            Happening.READING_RECORDED: N_("An indicator got a reading, or another reading"),
            Happening.STATE_CHANGED: N_("A roadmap went on to another state"),
            Happening.TRIAL: N_("A trial"),
        }[self]


# What one chooses among; a trial is sent by pressing a button.
CHOICES = tuple(one for one in Happening if one is not Happening.TRIAL)
