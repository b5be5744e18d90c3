"""What is followed, as the follower may see it: what it is called, and where it is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.discussion.models import Thread
from roadmaps.discussion.queries import titles_of
from roadmaps.following import policy
from roadmaps.following.models import Follow, SubjectSort
from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.models import Block
from roadmaps.roadmap.models import Roadmap


@dataclass(frozen=True)
class Subject:
    """Something that can be followed. `name` is empty for a thread about the roadmap as a whole; `place` is its area."""

    sort: SubjectSort
    id: UUID
    name: str
    path: str
    place: Area | None = None


Key = tuple[SubjectSort, UUID]


def find_subject(session: Session, sort: SubjectSort, subject_id: UUID, actor: Actor | None) -> Subject:
    """:raises NotFound: when there is none, or it is not for the actor to see."""
    found = subjects(session, [(sort, subject_id)], actor)
    if not found:
        raise NotFound
    return found[sort, subject_id]


def subjects(session: Session, keys: Iterable[Key], actor: Actor | None) -> Mapping[Key, Subject]:
    """Those of these that the actor may see, with a fixed number of queries."""
    wanted: dict[SubjectSort, set[UUID]] = defaultdict(set)
    for sort, subject_id in keys:
        wanted[sort].add(subject_id)
    found = [one for sort, ids in wanted.items() for one in _FINDERS[sort](session, ids, actor)]
    return {(one.sort, one.id): one for one in found}


def followed_by(actor: Actor, session: Session) -> Sequence[tuple[Follow, Subject | None]]:
    """What the actor follows, newest first; None for what the actor may not see any more."""
    mine = Follow.person_id == actor.person_id, Follow.left_at.is_(None)
    follows = session.scalars(select(Follow).where(*mine).order_by(Follow.made_at.desc(), Follow.id.desc())).all()
    seen = subjects(session, [(one.sort, one.subject_id) for one in follows], actor)
    return [(one, seen.get((one.sort, one.subject_id))) for one in follows]


def _areas(session: Session, ids: set[UUID], actor: Actor | None) -> list[Subject]:
    if not policy.may_follow_openly(actor):
        return []
    found = session.scalars(select(Area).where(Area.id.in_(ids)))
    return [Subject(SubjectSort.AREA, one.id, one.name, f"/areas/{one.slug}", one) for one in found]


def _roadmaps(session: Session, ids: set[UUID], actor: Actor | None) -> list[Subject]:
    found = session.scalars(select(Roadmap).where(Roadmap.id.in_(ids))).unique()
    return [
        Subject(SubjectSort.ROADMAP, one.id, one.area.name, f"/areas/{one.area.slug}/roadmap", one.area)
        for one in found
        if policy.may_follow(actor, one)
    ]


def _blocks(session: Session, ids: set[UUID], actor: Actor | None) -> list[Subject]:
    rows = session.execute(
        select(Block.id, Roadmap).join(Roadmap, Roadmap.history_id == Block.history_id).where(Block.id.in_(ids))
    ).unique()
    places = {block_id: roadmap for block_id, roadmap in rows if policy.may_follow(actor, roadmap)}
    titles = titles_of(session, places)
    return [
        Subject(SubjectSort.BLOCK, one, titles[one].title, f"/blocks/{one}", roadmap.area)
        for one, roadmap in places.items()
    ]


def _threads(session: Session, ids: set[UUID], actor: Actor | None) -> list[Subject]:
    found = session.scalars(select(Thread).where(Thread.id.in_(ids))).unique()
    seen = [one for one in found if policy.may_follow(actor, one.roadmap)]
    titles = titles_of(session, [one.block_id for one in seen if one.block_id])
    return [
        Subject(
            SubjectSort.THREAD,
            one.id,
            titles[one.block_id].title if one.block_id else "",
            f"/threads/{one.id}",
            one.roadmap.area,
        )
        for one in seen
    ]


def _organisations(session: Session, ids: set[UUID], actor: Actor | None) -> list[Subject]:
    if not policy.may_follow_openly(actor):
        return []
    found = session.scalars(select(Organisation).where(Organisation.id.in_(ids)))
    return [Subject(SubjectSort.ORGANISATION, one.id, one.name, f"/organisations/{one.id}") for one in found]


_FINDERS: Mapping[SubjectSort, Callable[[Session, set[UUID], Actor | None], list[Subject]]] = {
    SubjectSort.AREA: _areas,
    SubjectSort.ROADMAP: _roadmaps,
    SubjectSort.BLOCK: _blocks,
    SubjectSort.THREAD: _threads,
    SubjectSort.ORGANISATION: _organisations,
}
