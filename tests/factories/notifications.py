"""Letters for the tests, and an outbox that writes them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps import paths
from roadmaps.foundation.ids import new_id
from roadmaps.notifications.letters import Letters
from roadmaps.notifications.models import OutgoingMail
from roadmaps.notifications.outbox import Outbox
from roadmaps.notifications.stopping import StopLinks

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BASE_URL = "https://fardplan.example.org"


def the_letters() -> Letters:
    """Letters of a site at BASE_URL."""
    return Letters(paths.TEMPLATES, paths.TRANSLATIONS, base_url=BASE_URL, site_name="Färdplan")


def the_outbox() -> Outbox:
    """An outbox whose letters come from that site."""
    return Outbox(the_letters(), StopLinks("kept by the tests"), host="fardplan.example.org")


def a_mail(
    session: Session,
    *,
    to: str = "karin@example.org",
    subject: str = "Ett svar på ”Färdplan för skogen”",
    text: str = "Hej Åsa,\n\nläs på https://fardplan.example.org/threads/1\n",
    html: str = "<!doctype html><p>Hej Åsa</p>",
    due_at: datetime = AT,
    expires_at: datetime = AT + timedelta(days=7),
    has_secret: bool = False,
    kind: str = "discussion/answer",
    person_id: UUID | None = None,
) -> OutgoingMail:
    """A letter that waits."""
    mail_id = new_id()
    mail = OutgoingMail(
        id=mail_id,
        kind=kind,
        to=to,
        person_id=person_id,
        language="sv",
        subject=subject,
        text=text,
        html=html,
        headers={},
        message_id=f"<{mail_id}@fardplan.example.org>",
        has_secret=has_secret,
        written_at=AT,
        due_at=due_at,
        expires_at=expires_at,
        attempts=0,
        last_error="",
    )
    session.add(mail)
    session.flush()
    return mail
