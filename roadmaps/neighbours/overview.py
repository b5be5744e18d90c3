"""What the pages about neighbours gather, for one area or the whole county. For the doors only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, session, url_for
from sqlalchemy import select

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import today
from roadmaps.foundation.sentences import Sentence
from roadmaps.neighbours import policy
from roadmaps.neighbours.errands import Found
from roadmaps.neighbours.models import Mirror, News, Tie
from roadmaps.neighbours.queries import links_of, mirrored, ties_visible_to, uses_of
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.snapshots.queries import latest
from roadmaps.web.identity import actor
from roadmaps.web.work import reading


@dataclass(frozen=True)
class NewLink:
    """A link that has just been made, with the address that is shown this once."""

    id: UUID
    address: str


@dataclass(frozen=True)
class ShownTie:
    """A tie with what the activity here is called today."""

    tie: Tie
    title: str
    area: Area


def of_area(area: Area, roadmap: Roadmap | None) -> dict[str, Any]:
    """Everything that the page of an area shows."""
    person = actor()
    may_share = roadmap is not None and policy.may_share(person, roadmap)
    return {
        "area": area,
        "roadmap": roadmap,
        "mirrored": mirrored(reading(), person, area.id),
        "ties": shown_ties(ties_visible_to(reading(), person, roadmap=roadmap)) if roadmap else [],
        "adopted": latest(reading(), roadmap, SnapshotKind.ADOPTED) if roadmap else None,
        "links": reading().scalars(links_of(roadmap)).all() if roadmap and may_share else [],
        "uses": uses_of(reading(), roadmap, today()) if roadmap and may_share else {},
        "may_share": may_share,
        "may_mirror": policy.may_mirror(person, area.id),
        "may_tie": roadmap is not None and policy.may_tie(person, roadmap),
        "may_compare": roadmap is not None and (may_read(person, roadmap) or _has_public(roadmap)),
        "today": today(),
    }


def of_county() -> dict[str, Any]:
    """Everything that the page of the county shows."""
    person = actor()
    roadmaps = reading().scalars(select(Roadmap).join(Area, Area.id == Roadmap.area_id).order_by(Area.position)).all()
    running = [one for one in roadmaps if not one.area.is_archived]
    return {
        "mirrored": mirrored(reading(), person),
        "ties": shown_ties(ties_visible_to(reading(), person)),
        "published": [(one.area, found) for one in running if (found := latest(reading(), one, SnapshotKind.ADOPTED))],
        "may_mirror": policy.may_mirror(person, None),
        "today": today(),
    }


def shown_ties(ties: Sequence[Tie]) -> list[ShownTie]:
    """The ties with the names of today, in the order of areas and names; those whose activity is gone are left out."""
    titles = titles_of({one.block_id for one in ties}) if ties else {}
    shown = [ShownTie(one, titles[one.block_id], one.roadmap.area) for one in ties if one.block_id in titles]
    return sorted(shown, key=lambda one: (one.area.position, one.title.casefold(), one.tie.theirs_title.casefold()))


def lost_ties(mirror: Mirror, state: State) -> list[ShownTie]:
    """The ties to what the newest version of a neighbour's roadmap no longer holds."""
    ties = ties_visible_to(reading(), actor(), mirror_id=mirror.id)
    return shown_ties([one for one in ties if one.theirs_id not in state])


def failure_of(mirror: Mirror) -> Sentence | None:
    """Why the last look at a neighbour told nothing, where it did not."""
    return Found(News.FAILED, mirror.news_detail).sentence if mirror.news is News.FAILED else None


def titles_of(block_ids: set[UUID]) -> dict[UUID, str]:
    """What blocks are called now, without those that have been removed."""
    rows = reading().execute(
        select(Block.id, BlockVersion.title)
        .join(BlockVersion, (BlockVersion.block_id == Block.id) & (BlockVersion.number == Block.current))
        .where(Block.id.in_(block_ids), BlockVersion.is_removed.is_(False))
    )
    return dict(rows.all())


def keep_new(link_id: UUID, token: str) -> None:
    """Keep the secret of a new link until the next page has shown it."""
    session["new_share"] = [str(link_id), token]


def new_link() -> NewLink | None:
    """The link that was made a moment ago; asked for once, and gone."""
    made = session.pop("new_share", None)
    if not made:
        return None
    path = url_for("neighbours.shared", token=made[1])
    return NewLink(UUID(made[0]), str(current_app.config["BASE_URL"]).rstrip("/") + path)


def readable_roadmap(area: Area) -> Roadmap | None:
    """The area's roadmap, if there is one."""
    return roadmap_of(reading(), area.id)


def _has_public(roadmap: Roadmap) -> bool:
    public = [kind.value for kind in SnapshotKind if kind.is_public]
    is_public = Snapshot.roadmap_id == roadmap.id, Snapshot.kind.in_(public)
    return reading().scalar(select(Snapshot.id).where(*is_public).limit(1)) is not None
