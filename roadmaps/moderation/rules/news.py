"""What a process leader does with the page of what is new."""

from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.moderation import policy
from roadmaps.moderation.models import SeenMark
from roadmaps.roadmap.models import Roadmap


def mark_seen(session: Session, roadmap: Roadmap, *, upto: datetime, actor: Actor, at: datetime) -> None:
    """Remember that the actor has read all that was new up to a moment: not one ahead, and never less than before.

    What arrives while the page is being read stays new, as the page says up to which moment it reached.
    """
    if not policy.may_see_news(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    mark = session.get(SeenMark, (actor.person_id, roadmap.area_id))
    if mark is None:
        mark = SeenMark(person_id=actor.person_id, area_id=roadmap.area_id, upto=min(upto, at))
        session.add(mark)
    mark.upto = max(mark.upto, min(upto, at))
    session.flush()
