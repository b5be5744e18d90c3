"""Working a point into the text by hand, where it is no proposal that can be accepted as it stands."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.consultation import policy
from roadmaps.consultation.models import Point
from roadmaps.consultation.rules.replying import tie_to_revision
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.revisions.models import Revision
from roadmaps.roadmap import rules as roadmap_rules

LONGEST_SUMMARY = 200


def work_in(
    session: Session,
    point: Point,
    block_id: UUID,
    content: Mapping[str, object],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
) -> Revision:
    """Write a block anew because of a point; the point tells from now on which revision it led to.

    :raises Invalid: when nothing was changed
    :raises WriteConflict: when others have changed the same words
    """
    if not policy.may_reply(actor, point):
        raise NotAllowed(say("Only the area's process leader can do this."))
    summary = f"{point.consultation.title} – {point.consultee.name}, {point.number}"
    roadmap = point.consultation.roadmap
    revision = roadmap_rules.edit_block(
        session, roadmap, block_id, content, based_on=based_on, actor=actor, at=at, summary=summary[:LONGEST_SUMMARY]
    )
    if revision is None:
        raise Invalid(say("Nothing differs from the text as it is. Change what you want to be changed."))
    tie_to_revision(session, point, revision.number, actor=actor, at=at)
    return revision
