"""What can be asked about links for partners, mirrors of neighbours, and ties."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, undefer

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import NotFound
from roadmaps.neighbours import policy
from roadmaps.neighbours.models import Mirror, MirrorVersion, ShareLink, ShareLinkDay, Tie
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap

RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Use:
    """How often a link has been followed: in all, lately, and on which day last."""

    times: int = 0
    lately: int = 0
    last_on: date | None = None


@dataclass(frozen=True)
class Mirrored:
    """A neighbour's roadmap with its newest version that the reader may read."""

    mirror: Mirror
    version: MirrorVersion


def links_of(roadmap: Roadmap) -> Select[ShareLink]:
    """Every link to the roadmap that was ever made, the newest first."""
    return (
        select(ShareLink)
        .where(ShareLink.roadmap_id == roadmap.id)
        .order_by(ShareLink.made_at.desc(), ShareLink.id.desc())
    )


def uses_of(session: Session, roadmap: Roadmap, on: date) -> Mapping[UUID, Use]:
    """How the roadmap's links have been used, by their ids."""
    rows = session.execute(
        select(
            ShareLinkDay.link_id,
            func.sum(ShareLinkDay.times),
            func.sum(ShareLinkDay.times).filter(ShareLinkDay.on > on - RECENT),
            func.max(ShareLinkDay.on),
        )
        .join(ShareLink, ShareLink.id == ShareLinkDay.link_id)
        .where(ShareLink.roadmap_id == roadmap.id)
        .group_by(ShareLinkDay.link_id)
    )
    return {link_id: Use(int(times), int(lately or 0), last) for link_id, times, lately, last in rows}


def days_of(link_id: UUID) -> Select[ShareLinkDay]:
    """The days on which a link was followed, the newest first."""
    return select(ShareLinkDay).where(ShareLinkDay.link_id == link_id).order_by(ShareLinkDay.on.desc())


def link_with_token(session: Session, token: str) -> ShareLink | None:
    """The link whose secret this is, open or not."""
    return session.scalar(select(ShareLink).where(ShareLink.token_hash == hash_of(token)))


def find_link(session: Session, link_id: UUID, actor: Actor | None) -> ShareLink:
    """:raises NotFound: when there is none, or its roadmap is not the actor's to share."""
    link = session.get(ShareLink, link_id)
    if link is None or not policy.may_share(actor, link.roadmap):
        raise NotFound
    return link


def mirrored(session: Session, actor: Actor | None, area_id: UUID | None = None) -> list[Mirrored]:
    """What is mirrored from neighbours and followed, with what the actor may read of it: beside an area, or (None) all.

    What is mirrored for the whole county is beside every area.
    """
    mirrors = select(Mirror).where(Mirror.ended_at.is_(None))
    if area_id is not None:
        mirrors = mirrors.where(or_(Mirror.area_id == area_id, Mirror.area_id.is_(None)))
    found = session.scalars(mirrors.order_by(func.lower(Mirror.region), Mirror.added_at, Mirror.id)).all()
    newest = _newest(session, [one.id for one in found], actor)
    return [Mirrored(one, newest[one.id]) for one in found if one.id in newest]


def find_mirror(session: Session, mirror_id: UUID, actor: Actor | None) -> Mirrored:
    """One of them, also when it is no longer followed.

    :raises NotFound: when there is none, or none of its versions is for the actor to read
    """
    mirror = session.get(Mirror, mirror_id)
    newest = _newest(session, [mirror_id], actor)
    if mirror is None or mirror_id not in newest:
        raise NotFound
    return Mirrored(mirror, newest[mirror_id])


def versions_of(mirror: Mirror, actor: Actor | None) -> Select[MirrorVersion]:
    """The versions that the actor may read, the newest first, without their contents."""
    versions = select(MirrorVersion).where(MirrorVersion.mirror_id == mirror.id)
    if not policy.may_read_unpublished(actor):
        versions = versions.where(MirrorVersion.is_public)
    return versions.order_by(MirrorVersion.number.desc())


def find_version(session: Session, mirror: Mirror, number: int, actor: Actor | None) -> MirrorVersion:
    """One version, with what is shown of it.

    :raises NotFound: when there is none, or it is not for the actor to read
    """
    whole = undefer(MirrorVersion.content), undefer(MirrorVersion.html)
    found = session.scalar(versions_of(mirror, actor).where(MirrorVersion.number == number).options(*whole))
    if found is None:
        raise NotFound
    return found


def newest_version(session: Session, mirror: Mirror) -> MirrorVersion | None:
    """The newest of all, whoever asks."""
    versions = select(MirrorVersion).where(MirrorVersion.mirror_id == mirror.id)
    return session.scalar(versions.order_by(MirrorVersion.number.desc()).limit(1))


def ties_of(roadmaps: Collection[UUID], mirror_id: UUID | None = None) -> Select[Tie]:
    """The ties that stand of activities in these roadmaps, to all neighbours or to one."""
    ties = select(Tie).where(Tie.roadmap_id.in_(roadmaps), Tie.untied_at.is_(None))
    if mirror_id is not None:
        ties = ties.where(Tie.mirror_id == mirror_id)
    return ties.order_by(Tie.tied_at, Tie.id)


def ties_visible_to(
    session: Session, actor: Actor | None, *, roadmap: Roadmap | None = None, mirror_id: UUID | None = None
) -> Sequence[Tie]:
    """The ties of which the actor may read both ends: of one roadmap or all, to one neighbour or all."""
    if roadmap is not None:
        roadmaps = [roadmap.id] if roadmap_policy.may_read(actor, roadmap) else []
    else:
        roadmaps = [one.id for one in session.scalars(roadmap_policy.visible_to(actor)) if not one.area.is_archived]
    ties = session.scalars(ties_of(roadmaps, mirror_id)).all()
    readable = _newest(session, {one.mirror_id for one in ties}, actor) if ties else {}
    return [one for one in ties if one.mirror_id in readable]


def find_tie(session: Session, tie_id: UUID, actor: Actor | None) -> Tie:
    """:raises NotFound: when there is none that stands, or its roadmap is not for the actor to read."""
    tie = session.get(Tie, tie_id)
    if tie is None or tie.untied_at is not None or not roadmap_policy.may_read(actor, tie.roadmap):
        raise NotFound
    return tie


def _newest(session: Session, mirror_ids: Collection[UUID], actor: Actor | None) -> dict[UUID, MirrorVersion]:
    """The newest version of each mirror that the actor may read."""
    numbers = select(MirrorVersion.mirror_id, func.max(MirrorVersion.number).label("number")).where(
        MirrorVersion.mirror_id.in_(mirror_ids)
    )
    if not policy.may_read_unpublished(actor):
        numbers = numbers.where(MirrorVersion.is_public)
    newest = numbers.group_by(MirrorVersion.mirror_id).subquery()
    is_newest = (MirrorVersion.mirror_id == newest.c.mirror_id) & (MirrorVersion.number == newest.c.number)
    return {one.mirror_id: one for one in session.scalars(select(MirrorVersion).join(newest, is_newest))}
