"""Bringing in versions of neighbours' roadmaps, keeping an eye on whether there are newer ones, and ending that."""

import json
import re
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.neighbours import policy
from roadmaps.neighbours.addresses import is_secret
from roadmaps.neighbours.arriving import Arrival
from roadmaps.neighbours.events import MirrorEnded, NeighbourMirrored, NewerSeen
from roadmaps.neighbours.models import Mirror, MirrorVersion, News
from roadmaps.neighbours.queries import newest_version

MOST_MIRRORS = 60
LOOK_EVERY = timedelta(days=1)
# Marks that turn the direction of writing, and signs that are not shown.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def add_mirror(
    session: Session,
    arrival: Arrival,
    *,
    region: str,
    language: str,
    area_id: UUID | None,
    at: datetime,
    actor: Actor,
) -> Mirror:
    """Begin to mirror a neighbour's roadmap, with its first version.

    :param language: in which it is written, one of `languages.SPOKEN`
    :param area_id: beside which area it is read; None for the whole county
    :raises Invalid: when it is here already, or there are too many
    """
    if not policy.may_mirror(actor, area_id):
        raise NotAllowed(say("Only the area's process leader can do this."))
    followed = Mirror.ended_at.is_(None)
    if (session.scalar(select(func.count()).select_from(Mirror).where(followed)) or 0) >= MOST_MIRRORS:
        raise Invalid(say("%(most)s roadmaps of neighbours are mirrored already. End one first.", most=MOST_MIRRORS))
    is_same = (MirrorVersion.sha256 == arrival.sent.sha256) & (
        Mirror.area_id == area_id if area_id else Mirror.area_id.is_(None)
    )
    if session.scalar(
        select(Mirror.id).join(MirrorVersion, MirrorVersion.mirror_id == Mirror.id).where(followed, is_same)
    ):
        raise Invalid(say("This version is mirrored here already."))
    mirror = Mirror(
        id=new_id(),
        region=region,
        area_id=area_id,
        language=language,
        address=arrival.address,
        is_secret=is_secret(arrival.address),
        added_at=at,
        added_by_id=actor.person_id,
    )
    session.add(mirror)
    session.flush()
    _write(session, mirror, 1, arrival, at=at, actor=actor)
    return mirror


def add_version(session: Session, mirror: Mirror, arrival: Arrival, *, at: datetime, actor: Actor) -> MirrorVersion:
    """Put a newer version beside those that are here.

    :raises Invalid: when it is the one that is here already, or the mirror has ended
    """
    _check_kept(mirror, actor)
    # Of two who bring in the same, one waits here, and is then told.
    _hold(session, mirror)
    newest = newest_version(session, mirror)
    if newest is not None and newest.sha256 == arrival.sent.sha256:
        _note_same(mirror, at)
        raise Invalid(say("The newest version is here already."))
    return _write(session, mirror, (newest.number if newest else 0) + 1, arrival, at=at, actor=actor)


def end_mirror(session: Session, mirror: Mirror, *, at: datetime, actor: Actor) -> None:
    """Follow it no longer. What was mirrored and tied stays to be read at its address."""
    if not policy.may_keep(actor, mirror):
        raise NotAllowed(say("Only the area's process leader can do this."))
    if mirror.ended_at is None:
        mirror.ended_at, mirror.ended_by_id, mirror.look_due_at = at, actor.person_id, None
        record(session, MirrorEnded(mirror.id, mirror.area_id, actor.person_id, at))


def claim_look(session: Session, *, at: datetime) -> Mirror | None:
    """The next mirror whose time to be looked after has come; nobody else will look at it until the next time."""
    is_due = Mirror.look_due_at <= at, Mirror.ended_at.is_(None), Mirror.address != ""
    mirror = session.scalar(
        select(Mirror).where(*is_due).order_by(Mirror.look_due_at, Mirror.id).limit(1).with_for_update(of=Mirror)
    )
    if mirror is not None:
        mirror.look_due_at = at + LOOK_EVERY
    return mirror


def note_look(session: Session, mirror: Mirror, news: News, detail: str = "", *, at: datetime) -> None:
    """Keep what a look has told: that nothing is newer, which hash is, or the word of what went wrong."""
    _hold(session, mirror)
    newest = newest_version(session, mirror)
    if news is News.NEWER and newest is not None and newest.sha256 == detail.partition(" ")[0]:
        news, detail = News.SAME, ""
    is_news = news is News.NEWER and (mirror.news is not News.NEWER or mirror.news_detail != detail)
    mirror.looked_at, mirror.news, mirror.news_detail = at, news, detail
    if is_news:
        record(session, NewerSeen(mirror.id, mirror.area_id, mirror.region, at))


def _hold(session: Session, mirror: Mirror) -> None:
    """Let nobody else change it until the unit of work ends. Its area is joined to it, and is not to be locked with it."""
    session.execute(select(Mirror.id).where(Mirror.id == mirror.id).with_for_update())
    session.refresh(mirror)


def _write(
    session: Session, mirror: Mirror, number: int, arrival: Arrival, *, at: datetime, actor: Actor
) -> MirrorVersion:
    sent = arrival.sent
    kind = sent.file.version.kind
    version = MirrorVersion(
        id=new_id(),
        mirror=mirror,
        number=number,
        area_name=_line(sent.file.area.name),
        title=_line(sent.file.version.title),
        is_public=kind is not None and kind.is_public,
        received=sent.received,
        content=sent.file.canonical(),
        html=json.dumps(sent.html, ensure_ascii=False),
        left_out=sent.left_out,
        sha256=sent.sha256,
        is_confirmed=arrival.is_confirmed,
        source=arrival.source,
        received_at=at,
        received_by_id=actor.person_id,
    )
    session.add(version)
    if mirror.address:
        _note_same(mirror, at)
    record(session, NeighbourMirrored(mirror.id, mirror.area_id, mirror.region, number, actor.person_id, at))
    return version


def _note_same(mirror: Mirror, at: datetime) -> None:
    if mirror.address:
        mirror.looked_at, mirror.look_due_at = at, at + LOOK_EVERY
        mirror.news, mirror.news_detail = News.SAME, ""


def _check_kept(mirror: Mirror, actor: Actor) -> None:
    if not policy.may_keep(actor, mirror):
        raise NotAllowed(say("Only the area's process leader can do this."))
    if not mirror.is_followed:
        raise Invalid(say("This roadmap is no longer followed here."))


def _line(text: str) -> str:
    """A line as it is kept in a column: without signs that nobody sees."""
    return _UNSEEN.sub("", text).strip()[:200] or "–"
