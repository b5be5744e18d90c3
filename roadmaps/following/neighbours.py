"""What happens with neighbours: versions of their roadmaps that are mirrored beside an area, and activities tied to theirs."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.following.happenings import Happening, HappeningSort, Span, readable
from roadmaps.foundation.sentences import say
from roadmaps.neighbours.models import Mirror, MirrorVersion, Tie
from roadmaps.neighbours.policy import may_read_unpublished


def mirrored_versions(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """What has been brought in beside an area, as far as the viewer may read it."""
    roadmaps = {roadmap.area_id: roadmap for roadmap in span.roadmaps}
    came = (
        select(MirrorVersion)
        .join(Mirror, Mirror.id == MirrorVersion.mirror_id)
        .where(Mirror.area_id.in_(roadmaps), Mirror.ended_at.is_(None))
        .where(MirrorVersion.received_at > span.since, MirrorVersion.received_at <= span.upto)
    )
    if not may_read_unpublished(viewer):
        came = came.where(MirrorVersion.is_public)
    for one in session.scalars(came.order_by(MirrorVersion.received_at.desc()).limit(span.most)).unique():
        assert one.mirror.area_id is not None  # one of these areas
        names = {"region": one.mirror.region, "area": one.area_name}
        yield Happening(
            key=f"mirror/{one.id}",
            sort=HappeningSort.NEIGHBOUR,
            at=one.received_at,
            roadmap=roadmaps[one.mirror.area_id],
            person_id=one.received_by_id,
            organisation_id=None,
            sentence=(
                say("A roadmap of %(region)s is mirrored here: “%(area)s”", **names)
                if one.number == 1
                else say("A newer roadmap of %(region)s is mirrored here: “%(area)s”", **names)
            ),
            path=f"/neighbours/{one.mirror_id}",
        )


def ties(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """Activities that have been tied to those of neighbours, where the viewer may read both."""
    roadmaps = {roadmap.id: roadmap for roadmap in readable(span.roadmaps, viewer)}
    tied = (
        select(Tie)
        .where(Tie.roadmap_id.in_(roadmaps), Tie.untied_at.is_(None))
        .where(Tie.tied_at > span.since, Tie.tied_at <= span.upto)
    )
    if not may_read_unpublished(viewer):
        tied = tied.where(Tie.mirror_id.in_(select(MirrorVersion.mirror_id).where(MirrorVersion.is_public)))
    for one in session.scalars(tied.order_by(Tie.tied_at.desc()).limit(span.most)).unique():
        yield Happening(
            key=f"tie/{one.id}",
            sort=HappeningSort.NEIGHBOUR,
            at=one.tied_at,
            roadmap=roadmaps[one.roadmap_id],
            person_id=one.tied_by_id,
            organisation_id=one.tied_for_id,
            sentence=say(
                "An activity is tied to one of %(region)s: “%(title)s”",
                region=one.mirror.region,
                title=one.theirs_title,
            ),
            path=f"/blocks/{one.block_id}",
            excerpt=one.note,
            blocks=frozenset([one.block_id]),
        )
