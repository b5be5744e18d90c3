"""Making and revoking the links by which calendars are fetched."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.areas.models import Area
from roadmaps.areas.policy import may_read_area
from roadmaps.calendars import policy
from roadmaps.calendars.events import CalendarLinkMade, CalendarLinkRevoked
from roadmaps.calendars.models import CalendarLink, Scope
from roadmaps.calendars.queries import number_of_open_links, open_links_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say

MOST_LINKS = 20


def make_link(
    session: Session, scope: Scope, about_id: UUID | None = None, *, at: datetime, actor: Actor
) -> tuple[CalendarLink, str]:
    """Make a link, and return it with its secret, which is told this once.

    :param about_id: the area or the organisation whose dates it shows; None for all
    :raises Invalid: when there is no such area or organisation, or the person has too many links
    """
    _check_there_is_one(session, scope, about_id, actor)
    if number_of_open_links(session, actor.person_id) >= MOST_LINKS:
        raise Invalid(
            say("You have %(most)s links already. Revoke one that you do not use, and make a new one.", most=MOST_LINKS)
        )
    token = new_token()
    link = CalendarLink(
        id=new_id(),
        person_id=actor.person_id,
        token_hash=hash_of(token),
        scope=scope.value,
        area_id=about_id if scope is Scope.AREA else None,
        organisation_id=about_id if scope is Scope.ORGANISATION else None,
        created_at=at,
    )
    session.add(link)
    record(session, CalendarLinkMade(link.id, actor.person_id, scope.value))
    return link, token


def revoke(session: Session, link: CalendarLink, *, at: datetime, actor: Actor) -> None:
    """Let the link show nothing any more. To revoke it twice changes nothing.

    :raises NotAllowed: when it is somebody else's
    """
    if not policy.may_revoke(actor, link):
        raise NotAllowed(say("Only the person who made the link can revoke it."))
    if link.is_open:
        link.revoked_at = at
        record(session, CalendarLinkRevoked(link.id, actor.person_id))


def revoke_all_of(session: Session, person_id: UUID, *, at: datetime, by_id: UUID) -> None:
    """Let no link of somebody who has been shut out show anything, also not when the person is let in again."""
    for link in session.scalars(open_links_of(person_id)).all():
        link.revoked_at = at
        record(session, CalendarLinkRevoked(link.id, person_id, by_id))


def revoke_since(session: Session, person_id: UUID, since: datetime, *, at: datetime) -> None:
    """Let no link of the person show anything that has come since a moment, as somebody else may have made it."""
    for link in session.scalars(open_links_of(person_id).where(CalendarLink.created_at >= since)).all():
        link.revoked_at = at
        record(session, CalendarLinkRevoked(link.id, person_id))


def note_use(session: Session, link_id: UUID, *, on: date) -> None:
    """Keep the day on which the link was last used."""
    unused = or_(CalendarLink.last_used_on.is_(None), CalendarLink.last_used_on < on)
    session.execute(update(CalendarLink).where(CalendarLink.id == link_id, unused).values(last_used_on=on))


def _check_there_is_one(session: Session, scope: Scope, about_id: UUID | None, actor: Actor) -> None:
    if scope is Scope.AREA:
        area = session.get(Area, about_id)
        is_there = area is not None and may_read_area(actor, area)
    else:
        is_there = scope is Scope.ALL or session.get(Organisation, about_id) is not None
    if not is_there:
        fault = say("Choose one of the alternatives.")
        raise Invalid(fault, {"show": fault})
