"""Letters to participants: each with a link of its own, that shows the meeting and takes an answer without signing in."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.meetings.events import Occasion, ParticipantTold
from roadmaps.meetings.models import Participant, ParticipantLink


def tell(
    session: Session, participants: Iterable[Participant], occasion: Occasion, *, at: datetime, words: str = ""
) -> int:
    """Write to those of them who can be reached; return how many letters that was."""
    letters = 0
    for one in participants:
        if not one.email:
            continue
        token = new_token()
        session.add(ParticipantLink(id=new_id(), participant_id=one.id, token_hash=hash_of(token), made_at=at))
        record(session, ParticipantTold(occasion, one.meeting_id, one.id, token, at, words))
        letters += 1
    session.flush()
    return letters
