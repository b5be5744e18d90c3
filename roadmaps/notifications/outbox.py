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
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.notifications.stopping import StopLinks

# No address ends so (RFC 2606), but for those of service accounts.
REACHES_NOBODY = ".invalid"


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
    stop_links: StopLinks
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
        thread_id: UUID | None = None,
        stops: MailKind | None = None,
        calendar: str = "",
    ) -> OutgoingMail | None:
        """Write the letter of this kind (a template under ``mail/``, such as ``discussion/answer``) for the receiver.

        `stops` tells which letters the receiver can end with the link in this one, and `thread_id` which thread it
        belongs to: mail programs then put it with the others, and its receiver can leave that thread. `calendar` is an
        entry that goes with it for the receiver's calendar. None is written of what lies so far back that no letter
        about it is of use any more, as in what is imported; nor to a program, which has no letter box.
        """
        if expires_at <= now() or receiver.email.endswith(REACHES_NOBODY):
            return None
        stop_link = self._stop_link(receiver, stops)
        links = {"stop_link": stop_link, "leave_link": self._leave_link(receiver, thread_id)}
        letter = self.letters.write(kind, receiver.language, receiver_name=receiver.name, **{**links, **facts})
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
            headers={**self._thread_headers(thread_id), **_stop_headers(stop_link)},
            calendar=calendar,
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

    def _stop_link(self, receiver: Receiver, kind: MailKind | None) -> str:
        if kind is None or receiver.person_id is None:
            return ""
        return f"{self.letters.base_url}/mail/stop/{self.stop_links.token_of(receiver.person_id, kind)}"

    def _leave_link(self, receiver: Receiver, thread_id: UUID | None) -> str:
        if thread_id is None or receiver.person_id is None:
            return ""
        return f"{self.letters.base_url}/mail/leave/{self.stop_links.thread_token_of(receiver.person_id, thread_id)}"

    def _thread_headers(self, thread_id: UUID | None) -> dict[str, str]:
        """Every letter of a thread answers the same message, which mail programs need not have."""
        first = f"<thread.{thread_id}@{self.host}>"
        return {"In-Reply-To": first, "References": first} if thread_id else {}


def _stop_headers(link: str) -> dict[str, str]:
    """Let mail programs show a button of their own for it."""
    if not link:
        return {}
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
