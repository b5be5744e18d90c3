"""Working a point into the text by hand, where it is no proposal that can be accepted as it stands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.consultation import policy
from roadmaps.consultation.models import Point
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules.replying import tie_to_revision
from roadmaps.consultation.words import PartSort
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.revisions.block_merge import merge_block
from roadmaps.revisions.changes import BlockConflict
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.models import Revision
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.roadmap.table import ROADMAP

LONGEST_SUMMARY = 200


def beginning(session: Session, point: Point, block: BlockState) -> Content:
    """What the form of a block begins with: the text as it is, and where the point proposes another wording of just this
    block, as much of that as fits beside what others have changed since.
    """
    if point.sort is not PartSort.PROPOSAL or point.part.key != str(block.id):
        return block.content
    base = frozen_text(session, point.consultation).edition.document.state.blocks.get(block.id)
    if base is None:
        return block.content
    yours = replace(base, content={**base.content, **point.part.content["content"]})
    try:
        merged = merge_block(ROADMAP[block.kind], base=base, theirs=block, yours=yours, place=None)
    except Invalid:
        return block.content
    return merged.merged if isinstance(merged, BlockConflict) else merged.content


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
