"""The states of a roadmap, and the ways between them."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_


class Phase(StrEnum):
    """What state a roadmap is in; each change is told with a reason, a date and what happens next."""

    PREPARING = "preparing"
    BEING_WRITTEN = "being_written"
    CONSULTATION = "consultation"
    ADOPTED = "adopted"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    RESTARTING = "restarting"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return _LABELS[self]

    @property
    def is_open_for_writing(self) -> bool:
        """Whether editors may write. A paused roadmap takes comments only; a closed one nothing."""
        return self not in {Phase.PAUSED, Phase.CLOSED}

    @property
    def is_open_for_comments(self) -> bool:
        """Whether actors may comment."""
        return self is not Phase.CLOSED


_LABELS = {
    Phase.PREPARING: N_("Being prepared"),
    Phase.BEING_WRITTEN: N_("Being written"),
    Phase.CONSULTATION: N_("Consultation"),
    Phase.ADOPTED: N_("Adopted"),
    Phase.IN_PROGRESS: N_("Being carried out"),
    Phase.PAUSED: N_("Paused"),
    Phase.RESTARTING: N_("Restarting"),
    Phase.CLOSED: N_("Closed"),
}
