"""What has happened in roadmaps since the reader was there last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.following.happenings import Happening
from roadmaps.following.models import Visit
from roadmaps.following.news import by_roadmap, happened
from roadmaps.following.rules import is_over
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read

# A few sentences open the page; the others are a press away.
SHOWN = 5
SHOWN_OF_MANY = 3


@dataclass(frozen=True)
class News:
    """What others have done in one roadmap since the reader was there; `more` tells how much is not shown here."""

    roadmap: Roadmap
    since: datetime
    happenings: Sequence[Happening]
    more: int


def since_of(visit: Visit | None, at: datetime) -> datetime | None:
    """When the visit before the present one ended; None where this is the first."""
    if visit is None:
        return None
    return visit.seen_at if is_over(visit, at) else visit.since


def news_in(session: Session, roadmap: Roadmap, visit: Visit | None, *, viewer: Actor, at: datetime) -> News | None:
    """What is new in one roadmap; None where nothing is, or the reader has not been here before."""
    since = since_of(visit, at)
    found = news_since(session, {roadmap: since}, viewer=viewer, at=at) if since else []
    return found[0] if found else None


def news_everywhere(session: Session, *, viewer: Actor, at: datetime) -> list[News]:
    """What is new in each roadmap where the reader has been before, in the order of the areas."""
    visits = session.scalars(select(Visit).where(Visit.person_id == viewer.person_id))
    known: Mapping[UUID, datetime] = {one.area_id: since for one in visits if (since := since_of(one, at))}
    if not known:
        return []
    running = select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.archived_at.is_(None))
    roadmaps = session.scalars(running.where(Roadmap.area_id.in_(known))).unique()
    return news_since(
        session, {one: known[one.area_id] for one in roadmaps if may_read(viewer, one)}, viewer=viewer, at=at
    )


def news_since(session: Session, since: Mapping[Roadmap, datetime], *, viewer: Actor, at: datetime) -> list[News]:
    """What others have done in each of the roadmaps since its own moment, with one look for all of them."""
    if not since:
        return []
    shown = SHOWN if len(since) == 1 else SHOWN_OF_MANY
    found = happened(session, list(since), since=min(since.values()), upto=at, viewer=viewer, with_words=False)
    new = [one for one in found if one.at > since[one.roadmap]]
    return [News(roadmap, since[roadmap], those[:shown], len(those[shown:])) for roadmap, those in by_roadmap(new)]
