"""Writing letters to the outbox, in the unit of work of what they tell of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.clock import now
from roadmaps.foundation.ids import new_id
from roadmaps.notifications.letters import Letters
from roadmaps.notifications.messages import header_line
from roadmaps.notifications.models import OutgoingMail


@dataclass(frozen=True)
class Receiver:
    """Whom a letter is for, and in which language it is to be written."""

    email: str
    language: str
    name: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True)
class Outbox:
    """Takes letters. `host` is the domain of their message ids."""

    letters: Letters
    host: str = field(default="localhost")

    def put(
        self,
        session: Session,
        kind: str,
        receiver: Receiver,
        *,
        at: datetime,
        expires_at: datetime,
        facts: Mapping[str, Any],
        has_secret: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> OutgoingMail | None:
        """Write the letter of this kind (a template under ``mail/``, such as ``discussion/answer``) for the receiver.

        None is written of what lies so far back that no letter about it is of use any more, as in what is imported.
        """
        if expires_at <= now():
            return None
        letter = self.letters.write(kind, receiver.language, receiver_name=receiver.name, **facts)
        mail_id = new_id()
        mail = OutgoingMail(
            id=mail_id,
            kind=kind,
            to=receiver.email,
            person_id=receiver.person_id,
            language=receiver.language,
            subject=header_line(letter.subject),
            text=letter.text,
            html=letter.html,
            headers=dict(headers or {}),
            message_id=f"<{mail_id}@{self.host}>",
            has_secret=has_secret,
            written_at=at,
            due_at=at,
            expires_at=expires_at,
            attempts=0,
            last_error="",
        )
        session.add(mail)
        session.flush()
        return mail
