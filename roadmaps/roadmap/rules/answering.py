"""What an organisation says for itself: whether it takes the part that it was given, and how its activity goes.

Whoever acts for the organisation may say it, with or without a role in the area. A lock does not stop it, as a lock
keeps what was agreed and not what has come to pass; only a closed or archived roadmap takes no more answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, MovedOn, NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import Author, Change
from roadmaps.revisions.models import How, Revision
from roadmaps.revisions.states import BlockState, State, current
from roadmaps.revisions.write import wait_for_turn, write
from roadmaps.roadmap import policy
from roadmaps.roadmap.kinds.choices import Answer, Part, Status
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.responsibilities import check_one_leads, leading_part
from roadmaps.roadmap.table import ROADMAP


@dataclass(frozen=True)
class Offer:
    """The part in an activity that an organisation is offered."""

    organisation_id: UUID
    activity_id: UUID
    part: Part

    def holds(self, block: BlockState) -> bool:
        """Whether the block is that still: others may have moved it, given it to somebody else, or made another of it."""
        is_theirs = block.content["organisation"] == str(self.organisation_id)
        return is_theirs and block.parent_id == self.activity_id and block.content["part"] == self.part


def answer_part(
    session: Session,
    roadmap: Roadmap,
    responsibility_id: UUID,
    answer: Answer,
    *,
    part: Part | None = None,
    note: str = "",
    offer: Offer | None = None,
    actor: Actor,
    at: datetime,
) -> Revision | None:
    """Keep what the organisation says to its part; `part` is the one that it takes instead of the proposed one.

    :param offer: what it answers to, where that was asked
    :raises NotFound: when it has no such part any more
    :raises NotAllowed: when the actor does not act for the organisation, or the roadmap takes no more answers
    :raises MovedOn: when the part is another one by now than was offered; with the activity that it lies in now
    """
    wait_for_turn(session, roadmap.history)
    block = current(session, roadmap.history)[responsibility_id]
    if offer is not None and not offer.holds(block):
        raise MovedOn(
            say(
                "The roadmap has changed since you were asked, so the answer was not kept. Look at it and answer anew."
            ),
            {"activity": block.parent_id},
        )
    facts = {"answer": answer, "answer_note": note, **({"part": part} if part else {})}
    return _say(session, roadmap, block, facts, organisation_id=UUID(block.content["organisation"]), actor=actor, at=at)


def tell_status(
    session: Session,
    roadmap: Roadmap,
    activity_id: UUID,
    status: Status,
    *,
    note: str = "",
    organisation_id: UUID,
    actor: Actor,
    at: datetime,
) -> Revision | None:
    """Keep what the leading organisation says of how its activity goes.

    :raises NotFound: when there is no such activity any more
    :raises Invalid: when another organisation leads it by now
    """
    wait_for_turn(session, roadmap.history)
    state = current(session, roadmap.history)
    activity = state[activity_id]
    check_leads(state, activity_id, organisation_id)
    facts = {"status": status, "status_note": note}
    return _say(session, roadmap, activity, facts, organisation_id=organisation_id, actor=actor, at=at)


def check_leads(state: State, activity_id: UUID, organisation_id: UUID) -> None:
    """:raises Invalid: when the organisation does not lead the activity."""
    leader = leading_part(state, activity_id)
    if leader is None or leader.content["organisation"] != str(organisation_id):
        raise Invalid(say("Your organisation does not lead this activity any more, so there is nothing to answer."))


def _say(
    session: Session,
    roadmap: Roadmap,
    block: BlockState,
    facts: Mapping[str, object],
    *,
    organisation_id: UUID,
    actor: Actor,
    at: datetime,
) -> Revision | None:
    if not policy.may_answer_for(actor, roadmap, organisation_id):
        raise NotAllowed(
            say("Only somebody who acts for the organisation can answer for it, while the roadmap is open.")
        )
    revision = write(
        session,
        roadmap.history,
        [Change(block.id, block.number, content=facts)],
        kinds=ROADMAP,
        author=Author(actor.person_id, organisation_id),
        at=at,
        how=How.ANSWER,
    )
    if revision is not None:
        check_one_leads(session, revision)
    return revision
