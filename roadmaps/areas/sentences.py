"""What those are told who would write and may not."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.sentences import Sentence, say


def why_muted(actor: Actor | None, area_id: UUID) -> Sentence | None:
    """Until when somebody who is muted may not write in the area; None for everybody else."""
    until = actor.muted_until(area_id) if actor else None
    if until is None:
        return None
    return say("You can read here, but not write until %(day)s has passed. You have been told why by mail.", day=until)
