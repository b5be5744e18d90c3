"""What can be asked about letters."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotFound
from roadmaps.notifications.models import MailChoice, MailKind, MailState, OutgoingMail, Rhythm


def letters(state: MailState | None = None) -> Select[OutgoingMail]:
    """The letters in this state, or all of them, newest first."""
    query = select(OutgoingMail).order_by(OutgoingMail.written_at.desc(), OutgoingMail.id.desc())
    match state:
        case MailState.SENT:
            return query.where(OutgoingMail.sent_at.is_not(None))
        case MailState.GIVEN_UP:
            return query.where(OutgoingMail.given_up_at.is_not(None))
        case MailState.WAITING:
            return query.where(OutgoingMail.sent_at.is_(None), OutgoingMail.given_up_at.is_(None))
    return query


def find_letter(session: Session, mail_id: UUID) -> OutgoingMail:
    """:raises NotFound: when there is none."""
    mail = session.get(OutgoingMail, mail_id)
    if mail is None:
        raise NotFound
    return mail


def choice_of(session: Session, person_id: UUID) -> MailChoice:
    """What the person has chosen, or the ordinary choice."""
    return session.get(MailChoice, person_id) or ordinary_choice(person_id)


def ordinary_choice(person_id: UUID) -> MailChoice:
    """What holds for somebody who has not chosen anything; a row that is not in the database yet."""
    return MailChoice(
        person_id=person_id, wants_answers=True, wants_mentions=True, wants_assignments=True, digest=Rhythm.WEEKLY
    )


def wants(session: Session, person_id: UUID, kind: MailKind) -> bool:
    """Whether the person is to get letters of the kind."""
    return choice_of(session, person_id).wants(kind)


def count_in(session: Session, state: MailState) -> int:
    """How many letters are in the state."""
    return session.scalar(select(func.count()).select_from(letters(state).order_by(None).subquery())) or 0
