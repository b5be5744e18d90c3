"""Coming into a session: the open one of the field, or a new one where nobody writes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.live.results import Joined
from roadmaps.roadmap.models import Roadmap


def join(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    field: str,
    *,
    client_id: int | None = None,
    of_session: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Joined:
    """Come into the open session of a field; it is opened where there is none.

    :param client_id: one's own from before, to be taken up again; another is given where it is not one's own in this
        session
    :param of_session: the session that `client_id` was given in
    :raises NotAllowed: when the actor may not write in the block now
    :raises NotFound: when the roadmap never had the block, or the block has no such prose field
    :raises Conflict: when the block has been removed
    """
    raise NotImplementedError
