"""The roadmap as a whole: what it says now or said then, and the versions that were frozen of it."""

import json
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, Field
from sqlalchemy.orm import Session

from roadmaps.api.operations import reads
from roadmaps.api.paging import Part, part_of
from roadmaps.api.resources.shown import BlockOut, blocks_out
from roadmaps.api.shapes import LARGEST_NUMBER, Page, Paging, Shape, Wish, local
from roadmaps.areas.queries import find_area
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.states import as_of, current, number_at
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_roadmap, roadmap_of
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.queries import find_snapshot, snapshots_of
from roadmaps.web.identity import actor

RESOURCE = N_("Roadmaps")


def _in_utc(moment: datetime) -> datetime:
    """A clock at the very edge of the years that there are may tell a moment that universal time cannot."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("there is no such moment") from None


class AsOf(Wish):
    """As of when: of one of the two, or of now."""

    revision: Annotated[
        int | None, Field(ge=0, le=LARGEST_NUMBER, description="As it was when this revision had been written.")
    ] = None
    at: Annotated[
        Annotated[AwareDatetime, AfterValidator(_in_utc)] | None,
        Field(description="As it was at this moment, such as 2026-03-01T12:00:00Z."),
    ] = None


class RoadmapOut(Shape):
    """A roadmap with every block, in the order in which it is read."""

    area: str
    revision: int
    phase: str
    phase_since: date
    phase_reason: str
    next_step: str
    next_on: date | None
    period_from: int
    period_to: int
    may_write: bool
    may_comment: bool
    blocks: list[BlockOut]


class VersionOut(Shape):
    """A frozen version of a roadmap. It never changes, and its hash shows that."""

    number: int
    kind: str
    title: str
    revision: int
    frozen_at: datetime
    decision_body: str
    decided_on: date | None
    registry_number: str
    sha256: str


class VersionDocument(Shape):
    """A frozen version with what it says, by the published format of the site."""

    version: VersionOut
    content: Annotated[dict[str, Any], Field(description="By docs/formats.md; its canonical JSON has the hash sha256.")]


@reads("/areas/<slug>/roadmap", answers=RoadmapOut, query=AsOf, resource=RESOURCE, summary=N_("Read a roadmap"))
def read_roadmap(session: Session, slug: str, query: AsOf) -> RoadmapOut:
    """The working version, as it is or as it was.

    Each block tells its version, which is the base to change it from.
    """
    roadmap = find_roadmap(session, slug, actor())
    return _roadmap_out(session, roadmap, query)


@reads(
    "/areas/<slug>/versions",
    answers=Page[VersionOut],
    query=Paging,
    resource=RESOURCE,
    summary=N_("List the frozen versions of a roadmap"),
)
def list_versions(session: Session, slug: str, query: Paging) -> Part[VersionOut]:
    """Consultation and adopted versions for everybody, the others for those who may read the working version."""
    found = session.scalars(snapshots_of(_any_roadmap(session, slug), actor())).unique().all()
    return part_of(found, query, lambda one: str(one.number), lambda some: [_version_out(one) for one in some])


@reads(
    "/areas/<slug>/versions/<int:number>",
    answers=VersionDocument,
    resource=RESOURCE,
    summary=N_("Read a frozen version of a roadmap"),
)
def read_version(session: Session, slug: str, number: int) -> VersionDocument:
    """What it says, as it was frozen."""
    found = find_snapshot(session, _any_roadmap(session, slug), number, actor())
    return VersionDocument(version=_version_out(found), content=json.loads(found.content))


def _any_roadmap(session: Session, slug: str) -> Roadmap:
    """The area's roadmap, also where its working version is not for the asker; what is frozen of it may be."""
    roadmap = roadmap_of(session, find_area(session, slug, viewer=actor()).id)
    if roadmap is None:
        raise NotFound
    return roadmap


def _roadmap_out(session: Session, roadmap: Roadmap, wanted: AsOf) -> RoadmapOut:
    number = wanted.revision
    if number is None and wanted.at is not None:
        number = number_at(session, roadmap.history, wanted.at)
    state = current(session, roadmap.history) if number is None else as_of(session, roadmap.history, number)
    return RoadmapOut(
        area=roadmap.area.slug,
        revision=state.number,
        phase=roadmap.phase,
        phase_since=roadmap.phase_since,
        phase_reason=roadmap.phase_reason,
        next_step=roadmap.next_step,
        next_on=roadmap.next_on,
        period_from=roadmap.period_from,
        period_to=roadmap.period_to,
        may_write=policy.may_write(actor(), roadmap),
        may_comment=policy.may_comment(actor(), roadmap),
        blocks=blocks_out(state.in_reading_order()),
    )


def _version_out(one: Snapshot) -> VersionOut:
    return VersionOut(
        number=one.number,
        kind=one.kind,
        title=one.title,
        revision=one.revision_number,
        frozen_at=local(one.frozen_at),
        decision_body=one.decision_body,
        decided_on=one.decided_on,
        registry_number=one.registry_number,
        sha256=one.sha256,
    )
