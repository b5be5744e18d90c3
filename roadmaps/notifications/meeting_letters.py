"""The letters to those who are asked to a meeting: invitation, new time, reminder, cancellation, and what came of it.

Each of the first carries the meeting for the receiver's calendar. Only here is the secret of a link seen after the act
that made it, as only its hash is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.actors import load_actor
from roadmaps.discussion.queries import BlockTitle
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.meetings.calendar_entry import invitation
from roadmaps.meetings.events import Occasion, ParticipantTold
from roadmaps.meetings.models import Meeting, Participant
from roadmaps.meetings.queries import agenda_of, inputs_of, is_readable, worked_into
from roadmaps.meetings.timetable import timed
from roadmaps.meetings.words import Fate
from roadmaps.notifications.outbox import Outbox, Receiver

# An outbox that could not be emptied for so long tells something that is of no use any more.
OF_USE = timedelta(days=30)
# Where somebody without an account is written to, the language of the county.
LANGUAGE = "sv"
_WITHOUT_ENTRY = (Occasion.TOLD, Occasion.REMINDED)


@dataclass(frozen=True)
class MeetingLetters:
    """Writes letters to the outbox in the transaction of what they tell of. `sender` is whom they come from."""

    outbox: Outbox
    sender: str

    def wire(self, listeners: Listeners) -> None:
        """Hang the listener."""
        listeners.in_transaction(ParticipantTold, self.tell)

    def tell(self, session: Session, fact: ParticipantTold) -> None:
        """One letter, with a link of its own."""
        meeting = session.get_one(Meeting, fact.meeting_id)
        participant = session.get_one(Participant, fact.participant_id)
        person = session.get(Person, participant.person_id) if participant.person_id else None
        if person is not None and not person.is_active:
            return
        viewer = load_actor(session, person.id, on=day_of(fact.at)) if person else None
        link = f"{self.outbox.letters.base_url}/meetings/by-letter/{fact.token}"
        expires_at = fact.at + OF_USE if fact.occasion is Occasion.TOLD else max(meeting.ends_at, fact.at)
        self.outbox.put(
            session,
            f"meetings/{fact.occasion}",
            Receiver(
                participant.email,
                person.language if person else LANGUAGE,
                person.name if person else "",
                participant.person_id,
            ),
            at=fact.at,
            expires_at=expires_at,
            facts={**_facts(session, meeting, viewer), "words": fact.words, "link": link},
            has_secret=True,
            calendar="" if fact.occasion in _WITHOUT_ENTRY else self._entry(session, meeting, participant, link, fact),
        )

    def _entry(
        self, session: Session, meeting: Meeting, participant: Participant, link: str, fact: ParticipantTold
    ) -> str:
        # Calendars are shared with others: the personal link is in one only where nothing else leads there.
        page = f"{self.outbox.letters.base_url}/meetings/{meeting.id}"
        return invitation(
            meeting,
            [meeting.purpose],
            address=page if is_readable(session, meeting, None) else link,
            organiser=parseaddr(self.sender)[1],
            attendee=participant.email,
            name=participant.name,
            at=fact.at,
        )


def _facts(session: Session, meeting: Meeting, viewer: Actor | None) -> Mapping[str, Any]:
    said = list(session.scalars(inputs_of(meeting)).unique())
    titles = worked_into(session, said, viewer=viewer)
    return {
        "title": meeting.title,
        "purpose": meeting.purpose,
        "area": meeting.area.name if meeting.area else "",
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "join": meeting.link,
        "agenda": [(one.point.title, one.at) for one in timed(meeting, session.scalars(agenda_of(meeting)))],
        "inputs": [
            (
                one.words,
                one.who,
                one.fate,
                one.reason,
                _title(one.block_id, titles) if one.fate is Fate.WORKED_IN else "",
            )
            for one in said
        ],
    }


def _title(block_id: UUID | None, titles: Mapping[UUID, BlockTitle]) -> str:
    return titles[block_id].title if block_id and block_id in titles else ""
