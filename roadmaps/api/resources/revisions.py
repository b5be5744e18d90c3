"""The history of a roadmap: its revisions, what lies between two of them, and taking an earlier state up again."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import Scope
from roadmaps.api.operations import acts, reads
from roadmaps.api.paging import Part, after_cursor, sign
from roadmaps.api.resources.shown import RevisionOut, revisions_out
from roadmaps.api.shapes import LARGEST_NUMBER, Made, Page, Paging, Shape, Wish
from roadmaps.foundation.clock import now
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.models import Revision
from roadmaps.revisions.plan_diff import BlockDiff, Comparison
from roadmaps.revisions.queries import find_revision, revisions_of, touching
from roadmaps.roadmap import rules
from roadmaps.roadmap.history import comparison, tell
from roadmaps.roadmap.queries import find_block, find_roadmap
from roadmaps.web.identity import actor, the_actor

RESOURCE = N_("History")
RevisionNumber = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]


class HistoryQuery(Paging):
    """Which revisions are wanted."""

    block: Annotated[UUID | None, Field(description="Only those that changed this block.")] = None


class BetweenQuery(Wish):
    """Two revisions to compare; 0 is the empty roadmap."""

    old: Annotated[RevisionNumber, Field(description="The earlier one.")]
    new: Annotated[RevisionNumber, Field(description="The later one.")]


class PieceOut(Shape):
    """A stretch of text: same, added or removed."""

    op: str
    text: str


class FieldDiffOut(Shape):
    """One field that differs; `pieces` marks the words where it is text."""

    name: str
    old: Any
    new: Any
    pieces: list[PieceOut]


class BlockDiffOut(Shape):
    """One block that differs."""

    block_id: UUID
    kind: str
    title: str
    fields: list[FieldDiffOut]


class ComparisonOut(Shape):
    """What lies between two revisions. A block that was both moved and changed is in both lists."""

    old: int
    new: int
    added: list[BlockDiffOut]
    removed: list[BlockDiffOut]
    moved: list[BlockDiffOut]
    changed: list[BlockDiffOut]


class WhyWish(Wish):
    """Why it is done; shown in the history."""

    summary: Annotated[str, Field(max_length=500)] = ""


@reads(
    "/areas/<slug>/roadmap/revisions",
    answers=Page[RevisionOut],
    query=HistoryQuery,
    resource=RESOURCE,
    summary=N_("List the revisions of a roadmap"),
)
def list_revisions(session: Session, slug: str, query: HistoryQuery) -> Part[RevisionOut]:
    """Newest first."""
    roadmap = find_roadmap(session, slug, actor())
    wanted = revisions_of(roadmap.history)
    if query.block is not None:
        wanted = touching(find_block(session, roadmap, query.block).id, wanted)
    if (before := after_cursor(query.cursor)) is not None:
        wanted = wanted.where(Revision.number < before)
    found = session.scalars(wanted.limit(query.limit + 1)).all()
    shown = revisions_out(tell(session, found[: query.limit]), actor())
    return Part(shown, sign(shown[-1].number) if len(found) > query.limit else None)


@reads(
    "/areas/<slug>/roadmap/revisions/<int:number>",
    answers=RevisionOut,
    resource=RESOURCE,
    summary=N_("Read what a revision did"),
)
def read_revision(session: Session, slug: str, number: int) -> RevisionOut:
    """One revision."""
    roadmap = find_roadmap(session, slug, actor())
    return revisions_out(tell(session, [find_revision(session, roadmap.history, number)]), actor())[0]


@reads(
    "/areas/<slug>/roadmap/comparison",
    answers=ComparisonOut,
    query=BetweenQuery,
    resource=RESOURCE,
    summary=N_("Compare two revisions of a roadmap"),
)
def compare_revisions(session: Session, slug: str, query: BetweenQuery) -> ComparisonOut:
    """Field by field, and word by word in texts."""
    roadmap = find_roadmap(session, slug, actor())
    found, _names = comparison(session, roadmap, query.old, query.new, viewer=actor())
    return _comparison_out(found)


@acts(
    "POST",
    "/areas/<slug>/roadmap/revisions/<int:number>/restoration",
    takes=WhyWish,
    answers=Made,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Let a roadmap say again what it said at a revision"),
)
def restore_revision(session: Session, slug: str, number: int, body: WhyWish) -> Made:
    """For those who lead the area. It is a revision of its own; nothing that was written since is lost.

    `revision` is null where the roadmap says all of it already.
    """
    roadmap = find_roadmap(session, slug, the_actor())
    revision = rules.restore_roadmap(session, roadmap, number, actor=the_actor(), at=now(), summary=body.summary)
    return Made(revision=revision.number if revision else None)


def _comparison_out(found: Comparison) -> ComparisonOut:
    return ComparisonOut(
        old=found.old.number,
        new=found.new.number,
        added=[_diff_out(one) for one in found.added],
        removed=[_diff_out(one) for one in found.removed],
        moved=[_diff_out(one) for one in found.moved],
        changed=[_diff_out(one) for one in found.changed],
    )


def _diff_out(one: BlockDiff) -> BlockDiffOut:
    return BlockDiffOut(
        block_id=one.block.id,
        kind=one.block.kind,
        title=one.title,
        fields=[
            FieldDiffOut(
                name=field.name,
                old=field.old,
                new=field.new,
                pieces=[PieceOut(op=piece.op, text=piece.text) for piece in field.pieces],
            )
            for field in one.fields
        ],
    )
