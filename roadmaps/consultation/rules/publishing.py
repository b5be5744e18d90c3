"""Publishing the compilation: from then on everyone reads what was said and replied, and nothing of it changes."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.consultation import policy
from roadmaps.consultation.addressees import tell
from roadmaps.consultation.events import Occasion, RepliesPublished
from roadmaps.consultation.models import Consultation, ConsultationTurn, Consultee, Response
from roadmaps.consultation.points import counts_of
from roadmaps.consultation.queries import consultees_of
from roadmaps.consultation.rules.preparing import STEERED
from roadmaps.consultation.words import Turn
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say, say_number


def publish(session: Session, consultation: Consultation, *, actor: Actor, at: datetime) -> None:
    """Let everyone read the compilation, and write to each who has answered what was replied to them.

    :raises Invalid: when a point waits for a reply
    """
    session.refresh(consultation, STEERED, with_for_update=True)
    if not policy.may_publish(actor, consultation):
        raise NotAllowed(say("It can be published by the area's process leader, once the consultation is closed."))
    waiting = counts_of(session, consultation.id).waiting
    if waiting:
        raise Invalid(say_number("%(num)s point waits for a reply.", "%(num)s points wait for a reply.", waiting))
    consultation.published_at = at
    turn = ConsultationTurn(
        id=new_id(), consultation_id=consultation.id, turn=Turn.PUBLISHED, at=at, person_id=actor.person_id
    )
    session.add(turn)
    session.flush()
    answered = select(Response.consultee_id).where(Response.consultation_id == consultation.id)
    tell(
        session,
        session.scalars(consultees_of(consultation.id).where(Consultee.id.in_(answered))).all(),
        Occasion.REPLIED,
        at=at,
    )
    about = consultation.id, consultation.roadmap_id, consultation.roadmap.area_id, actor.person_id, at
    record(session, RepliesPublished(*about))
