"""What happens to letters in the outbox that somebody has to answer for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class LetterOpened(Event):
    """A coordinator has looked at a letter to somebody that holds a link which opens something.

    `kind` is what sort of letter it is, such as ``accounts.reset``; `person_id` is whom it is for, if that is anybody here.
    """

    mail_id: UUID
    person_id: UUID | None
    by_id: UUID
    kind: str
    at: datetime
