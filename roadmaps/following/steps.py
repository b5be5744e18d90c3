"""The great steps of a roadmap: new states and frozen versions. What is public of them is told to everyone."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, defer

from roadmaps.accounts.actors import Actor
from roadmaps.following.happenings import Happening, HappeningSort, Span, readable
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import PhaseChange
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.policy import PUBLIC

EXCERPT = 240


def states(session: Session, span: Span, _viewer: Actor | None) -> Iterable[Happening]:
    """The state of a roadmap stands on its area's page, for everyone to read."""
    roadmaps = {roadmap.id: roadmap for roadmap in span.roadmaps}
    changes = session.scalars(
        select(PhaseChange)
        .where(PhaseChange.roadmap_id.in_(roadmaps))
        .where(PhaseChange.changed_at > span.since, PhaseChange.changed_at <= span.upto)
        .order_by(PhaseChange.changed_at.desc())
        .limit(span.most)
    )
    for change in changes:
        yield Happening(
            key=f"state/{change.id}",
            sort=HappeningSort.STATE,
            at=change.changed_at,
            roadmap=roadmaps[change.roadmap_id],
            person_id=change.changed_by_id,
            organisation_id=None,
            sentence=say("The state of the roadmap was changed to: %(phase)s.", phase=Sentence(change.state.label)),
            path=f"/areas/{roadmaps[change.roadmap_id].area.slug}",
            excerpt=excerpt(change.reason, EXCERPT),
        )


def versions(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """Frozen versions: those for everyone, and all of them where the viewer may read the working version."""
    roadmaps = {roadmap.id: roadmap for roadmap in span.roadmaps}
    own = [roadmap.id for roadmap in readable(span.roadmaps, viewer)]
    frozen = session.scalars(
        select(Snapshot)
        .options(defer(Snapshot.content), defer(Snapshot.html))
        .where(Snapshot.roadmap_id.in_(roadmaps), or_(Snapshot.kind.in_(PUBLIC), Snapshot.roadmap_id.in_(own)))
        .where(Snapshot.frozen_at > span.since, Snapshot.frozen_at <= span.upto)
        .order_by(Snapshot.frozen_at.desc())
        .limit(span.most)
    ).unique()
    for one in frozen:
        yield Happening(
            key=f"version/{one.id}",
            sort=HappeningSort.VERSION,
            at=one.frozen_at,
            roadmap=roadmaps[one.roadmap_id],
            person_id=one.frozen_by_id,
            organisation_id=one.frozen_for_id,
            sentence=say("%(kind)s: “%(title)s”", kind=Sentence(one.sort.label), title=one.title),
            path=f"/areas/{roadmaps[one.roadmap_id].area.slug}/snapshots/{one.number}",
            excerpt=excerpt(one.note, EXCERPT),
        )
