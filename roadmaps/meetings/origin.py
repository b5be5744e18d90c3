"""What was said at a meeting as an origin of text: told in the form, and noted as worked in when the text is saved."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.sentences import say
from roadmaps.meetings.models import Input
from roadmaps.meetings.queries import find_input
from roadmaps.meetings.rules.settling import note_worked_in
from roadmaps.roadmap.origins import Settled, ToldOrigin
from roadmaps.roadmap.values import day_in_words

SORT = "input"


def tell(session: Session, input_id: UUID, actor: Actor) -> ToldOrigin:
    """:raises NotFound: when it is not for the actor to read."""
    said = find_input(session, input_id, actor)
    day, title = day_in_words(said.meeting.starts_on), said.meeting.title
    words = (
        say("Said by %(who)s at “%(meeting)s” on %(day)s", who=said.who, meeting=title, day=day)
        if said.who
        else say("Said at “%(meeting)s” on %(day)s", meeting=title, day=day)
    )
    return ToldOrigin(words, said.words, f"/inputs/{said.id}")


def settle(session: Session, input_id: UUID, settled: Settled, *, actor: Actor, at: datetime) -> None:
    """It was worked into a text by somebody who may write there; whatever had become of it until then."""
    said = session.get_one(Input, input_id)
    if said.meeting.area_id in {None, settled.roadmap.area_id}:
        note_worked_in(session, said, settled.roadmap, settled.block_id, settled.number, actor=actor, at=at)
