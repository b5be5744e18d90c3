"""What can be asked about the links to calendars."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.secrets import hash_of
from roadmaps.calendars import policy
from roadmaps.calendars.models import CalendarLink
from roadmaps.foundation.errors import NotFound


def open_links_of(person_id: UUID) -> Select[CalendarLink]:
    """The person's links that have not been revoked, the newest first."""
    return (
        select(CalendarLink)
        .where(CalendarLink.person_id == person_id, CalendarLink.revoked_at.is_(None))
        .order_by(CalendarLink.created_at.desc(), CalendarLink.id.desc())
    )


def number_of_open_links(session: Session, person_id: UUID) -> int:
    """How many links of the person stand open."""
    return session.scalar(select(func.count()).select_from(open_links_of(person_id).order_by(None).subquery())) or 0


def link_with_token(session: Session, token: str) -> CalendarLink | None:
    """The link whose secret this is, revoked or not; None when there is none."""
    return session.scalar(select(CalendarLink).where(CalendarLink.token_hash == hash_of(token)))


def find_own_link(session: Session, link_id: UUID, actor: Actor) -> CalendarLink:
    """:raises NotFound: when there is none, or it is somebody else's."""
    link = session.get(CalendarLink, link_id)
    if link is None or not policy.may_revoke(actor, link):
        raise NotFound
    return link
