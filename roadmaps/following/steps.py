"""The great steps of a roadmap: new states, frozen versions and consultations. What is public of them is told to everyone."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, defer

from roadmaps.accounts.actors import Actor
from roadmaps.consultation.models import Consultation, ConsultationTurn
from roadmaps.consultation.words import Turn
from roadmaps.following.happenings import Happening, HappeningSort, Span, readable
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import N_, Sentence, say
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
    frozen = (
        session.scalars(
            select(Snapshot)
            .options(defer(Snapshot.content), defer(Snapshot.html))
            .where(Snapshot.roadmap_id.in_(roadmaps), or_(Snapshot.kind.in_(PUBLIC), Snapshot.roadmap_id.in_(own)))
            .where(Snapshot.frozen_at > span.since, Snapshot.frozen_at <= span.upto)
            .order_by(Snapshot.frozen_at.desc())
            .limit(span.most)
        )
        .unique()
        .all()
    )
    replaced = _numbers(session, [one.supersedes_id for one in frozen if one.supersedes_id])
    for one in frozen:
        yield Happening(
            key=f"version/{one.id}",
            sort=HappeningSort.VERSION,
            at=one.frozen_at,
            roadmap=roadmaps[one.roadmap_id],
            person_id=one.frozen_by_id,
            organisation_id=one.frozen_for_id,
            sentence=_frozen(one, replaced.get(one.supersedes_id) if one.supersedes_id else None),
            path=f"/areas/{roadmaps[one.roadmap_id].area.slug}/snapshots/{one.number}",
            excerpt=excerpt(one.note, EXCERPT),
        )


def consultations(session: Session, span: Span, _viewer: Actor | None) -> Iterable[Happening]:
    """That organisations are asked, get more time, and that everything they said has got a reply: for everyone."""
    roadmaps = {roadmap.id: roadmap for roadmap in span.roadmaps}
    rows = session.execute(
        select(ConsultationTurn, Consultation)
        .join(Consultation, Consultation.id == ConsultationTurn.consultation_id)
        .where(Consultation.roadmap_id.in_(roadmaps), ConsultationTurn.turn.in_(_TOLD))
        # One that was cancelled before it opened has been told to nobody.
        .where(Consultation.opened_at.is_not(None))
        .where(ConsultationTurn.at > span.since, ConsultationTurn.at <= span.upto)
        .order_by(ConsultationTurn.at.desc())
        .limit(span.most)
    )
    for turn, consultation in rows.unique():
        page = f"/consultations/{consultation.id}"
        yield Happening(
            key=f"consultation/{turn.id}",
            sort=HappeningSort.CONSULTATION,
            at=turn.at,
            roadmap=roadmaps[consultation.roadmap_id],
            person_id=turn.person_id,
            organisation_id=None,
            sentence=Sentence(_TOLD[turn.turn], {"title": consultation.title}),
            path=f"{page}/compilation" if turn.turn is Turn.PUBLISHED else page,
            excerpt=excerpt(turn.words or consultation.purpose, EXCERPT),
        )


_TOLD = {
    Turn.OPENED: N_("A consultation has opened: “%(title)s”"),
    Turn.EXTENDED: N_("There is more time to answer: “%(title)s”"),
    Turn.CLOSED: N_("A consultation is closed: “%(title)s”"),
    Turn.CANCELLED: N_("A consultation is cancelled: “%(title)s”"),
    Turn.PUBLISHED: N_("Answers and replies are published: “%(title)s”"),
}


def _numbers(session: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    """The numbers of the versions that have been replaced."""
    if not ids:
        return {}
    found = session.execute(select(Snapshot.id, Snapshot.number).where(Snapshot.id.in_(ids)))
    return {row.id: row.number for row in found}


def _frozen(one: Snapshot, replaced: int | None) -> Sentence:
    if replaced is None:
        return say("%(kind)s: “%(title)s”", kind=Sentence(one.sort.label), title=one.title)
    return say(
        "%(kind)s: “%(title)s”, which replaces no. %(number)s",
        kind=Sentence(one.sort.label),
        title=one.title,
        number=replaced,
    )
