"""Making and revoking the links by which partners read a roadmap."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.neighbours import policy
from roadmaps.neighbours.events import RoadmapShared, ShareRevoked
from roadmaps.neighbours.models import Shared, ShareLink, ShareLinkDay
from roadmaps.roadmap.models import Roadmap

MOST_LINKS = 30
LONGEST = timedelta(days=2 * 366)


def make_link(
    session: Session,
    roadmap: Roadmap,
    *,
    recipient: str,
    shows: Shared,
    language: str,
    until_on: date,
    at: datetime,
    actor: Actor,
) -> tuple[ShareLink, str]:
    """Make a link to the roadmap, and return it with its secret, which is told this once.

    :param until_on: the last day on which it shows anything, at most two years from now
    :raises Invalid: when the day is past or too far away, or the roadmap has too many links
    """
    if not policy.may_share(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    today = day_of(at)
    if until_on < today:
        raise _refused("until_on", say("The day is past. Choose one to come."))
    if until_on > today + LONGEST:
        raise _refused("until_on", say("A link may last for two years at most. Make a new one when it has ended."))
    if _number_of_open(session, roadmap, today) >= MOST_LINKS:
        raise Invalid(say("There are %(most)s links already. Revoke one that nobody uses.", most=MOST_LINKS))
    token = new_token()
    link = ShareLink(
        id=new_id(),
        roadmap=roadmap,
        token_hash=hash_of(token),
        recipient=recipient,
        shows=shows,
        language=language,
        until_on=until_on,
        made_at=at,
        made_by_id=actor.person_id,
    )
    session.add(link)
    record(session, RoadmapShared(link.id, roadmap.id, roadmap.area_id, recipient, until_on, actor.person_id, at))
    return link, token


def revoke(session: Session, link: ShareLink, *, at: datetime, actor: Actor) -> None:
    """Let the link show nothing any more. To revoke it twice changes nothing."""
    if not policy.may_share(actor, link.roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by_id = at, actor.person_id
        roadmap = link.roadmap
        record(session, ShareRevoked(link.id, roadmap.id, roadmap.area_id, actor.person_id, at))


def note_use(session: Session, link_id: UUID, *, on: date) -> None:
    """Count one fetch on that day. Of who fetched, nothing is kept."""
    this_day = ShareLinkDay.link_id == link_id, ShareLinkDay.on == on
    # The row of the link is the lock: two who come first on a day do not both begin it.
    session.execute(select(ShareLink.id).where(ShareLink.id == link_id).with_for_update())
    if not session.execute(update(ShareLinkDay).where(*this_day).values(times=ShareLinkDay.times + 1)).rowcount:  # type: ignore[attr-defined]
        session.add(ShareLinkDay(link_id=link_id, on=on, times=1))


def _number_of_open(session: Session, roadmap: Roadmap, today: date) -> int:
    is_open = ShareLink.revoked_at.is_(None), ShareLink.until_on >= today
    return session.scalar(select(func.count()).where(ShareLink.roadmap_id == roadmap.id, *is_open)) or 0


def _refused(field: str, why: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {field: why})
