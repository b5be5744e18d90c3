"""Saying under which licence the data is given, and by whom."""

from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.open_data import policy
from roadmaps.open_data.events import OpenDataDescribed
from roadmaps.open_data.models import Licence, OpenDataFacts


def describe(
    session: Session, *, licence: Licence, publisher: str, homepage: str, email: str, at: datetime, actor: Actor
) -> OpenDataFacts:
    """Tell it anew; what was told before is kept."""
    if not policy.may_describe(actor):
        raise NotAllowed(say("Coordinators can do this."))
    facts = OpenDataFacts(
        id=new_id(),
        licence=licence,
        publisher=publisher,
        homepage=homepage,
        email=email,
        set_at=at,
        set_by_id=actor.person_id,
    )
    session.add(facts)
    record(session, OpenDataDescribed(facts.id, actor.person_id, at))
    return facts
