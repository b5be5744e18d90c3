"""Blocks: reading them with their past, and writing them, one by one or several in one revision."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import Scope
from roadmaps.api.answering import Told
from roadmaps.api.bases import base_of
from roadmaps.api.operations import acts, reads
from roadmaps.api.paging import Part, part_of
from roadmaps.api.resources.shown import BlockOut, RevisionOut, block_out, blocks_out, revisions_out
from roadmaps.api.shapes import LARGEST_NUMBER, Number, Page, Paging, Shape, Wish
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import N_, say
from roadmaps.revisions.changes import LAST, Change, Place
from roadmaps.revisions.models import Block
from roadmaps.revisions.states import current
from roadmaps.roadmap import rules
from roadmaps.roadmap.history import Step, steps_of_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block, find_roadmap, roadmap_with_block
from roadmaps.web.identity import actor, the_actor

RESOURCE = N_("Blocks")
MOST_CHANGES = 200
Summary = Annotated[str, Field(max_length=500, description="Why, in a line; shown in the history.")]
Base = Annotated[
    int | None,
    Field(ge=0, le=LARGEST_NUMBER, strict=True, description="The version that you began from. Or send If-Match."),
]
Fields = Annotated[dict[str, Any], Field(description="Those that change; the others stay as they were in the base.")]


class PlaceWish(Wish):
    """Where a block is to lie."""

    parent: Annotated[UUID | None, Field(description="Under which block; null: in the document itself.")] = None
    after: Annotated[
        UUID | Literal["first", "last"], Field(description="After which block there, or first, or last.")
    ] = "last"

    def as_place(self) -> Place:
        """The same for the engine."""
        return Place(self.parent, self.after)


class NewBlock(Wish):
    """A block that is to be in the roadmap."""

    id: Annotated[UUID | None, Field(description="Your own, if you like; the same one twice is a conflict.")] = None
    kind: Annotated[str, Field(max_length=30)]
    fields: Annotated[dict[str, Any], Field(description="By the schema of the kind.")]
    place: PlaceWish = PlaceWish()
    summary: Summary = ""


class BlockEdit(Wish):
    """What a block is to say."""

    base_version: Base = None
    fields: Fields
    summary: Summary = ""


class BlockMove(Wish):
    """Where a block is to lie."""

    base_version: Base = None
    place: PlaceWish
    summary: Summary = ""


class BlockRestoration(Wish):
    """Which version of a block is to be taken up again."""

    base_version: Base = None
    version: Annotated[Number, Field(ge=1, description="One of its own versions, or the revision of the roadmap.")]
    summary: Summary = ""


class OneChange(Wish):
    """What is wanted of one block. A new one names its kind and the base version 0; what is left out stays as it is."""

    id: Annotated[UUID | None, Field(description="Which block; may be left out for a new one.")] = None
    base_version: Number
    kind: Annotated[str | None, Field(max_length=30)] = None
    fields: Fields | None = None
    place: PlaceWish | None = None
    remove: bool = False


class Changes(Wish):
    """Changes of several blocks, all kept in one revision or none."""

    changes: Annotated[list[OneChange], Field(min_length=1, max_length=MOST_CHANGES)]
    summary: Summary = ""


class Changed(Shape):
    """The revision that came of it, null where nothing had to change, and the blocks that were named, as they are now."""

    revision: int | None
    blocks: list[BlockOut]


class VersionOfBlock(Shape):
    """What a block said from one revision on."""

    revision: RevisionOut
    block: BlockOut
    changed_fields: list[str]


class BlocksQuery(Paging):
    """Which blocks are wanted."""

    kind: Annotated[str, Field(max_length=30, description="Such as goal or activity; empty for all.")] = ""


@reads(
    "/areas/<slug>/roadmap/blocks",
    answers=Page[BlockOut],
    query=BlocksQuery,
    resource=RESOURCE,
    summary=N_("List the blocks of a roadmap"),
)
def list_blocks(session: Session, slug: str, query: BlocksQuery) -> Part[BlockOut]:
    """In the order in which they are read."""
    state = current(session, find_roadmap(session, slug, actor()).history)
    found = state.of_kind(query.kind) if query.kind else list(state.in_reading_order())
    return part_of(found, query, lambda one: str(one.id), blocks_out)


@reads("/blocks/<uuid:block_id>", answers=BlockOut, resource=RESOURCE, summary=N_("Read a block"))
def read_block(session: Session, block_id: UUID) -> Told:
    """As it is now, also where it was removed. Its ETag tells its version, and is what If-Match takes."""
    block = find_block(session, roadmap_with_block(session, block_id, actor()), block_id)
    return Told(block_out(block), block.number)


@reads(
    "/blocks/<uuid:block_id>/versions",
    answers=Page[VersionOfBlock],
    query=Paging,
    resource=RESOURCE,
    summary=N_("List what a block has said"),
)
def list_versions_of_block(session: Session, block_id: UUID, query: Paging) -> Part[VersionOfBlock]:
    """Newest first, each with who wrote it and which fields it changed."""
    find_block(session, roadmap_with_block(session, block_id, actor()), block_id)
    steps = steps_of_block(session, session.get_one(Block, block_id))
    return part_of(steps, query, lambda one: str(one.state.number), lambda some: [_step_out(one) for one in some])


@acts(
    "POST",
    "/areas/<slug>/roadmap/blocks",
    takes=NewBlock,
    answers=BlockOut,
    status=201,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Add a block to a roadmap"),
)
def add_block(session: Session, slug: str, body: NewBlock) -> Told:
    """For those who may write in the roadmap."""
    roadmap = find_roadmap(session, slug, the_actor())
    block_id = rules.add_block(
        session,
        roadmap,
        body.kind,
        body.fields,
        actor=the_actor(),
        at=now(),
        place=body.place.as_place(),
        summary=body.summary,
        block_id=body.id,
    )
    return _told(session, roadmap, block_id, location=True)


@acts(
    "POST",
    "/areas/<slug>/roadmap/changes",
    takes=Changes,
    answers=Changed,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Change several blocks in one revision"),
)
def change_blocks(session: Session, slug: str, body: Changes) -> Changed:
    """All of them or none. Where some cannot be merged, 409 tells of every one."""
    roadmap = find_roadmap(session, slug, the_actor())
    wanted = [_change(one) for one in body.changes]
    _check_each_once(wanted)
    revision = rules.write_blocks(session, roadmap, wanted, actor=the_actor(), at=now(), summary=body.summary)
    blocks = [find_block(session, roadmap, one.block_id) for one in wanted]
    return Changed(revision=revision.number if revision else None, blocks=blocks_out(blocks))


@acts(
    "PATCH",
    "/blocks/<uuid:block_id>",
    takes=BlockEdit,
    answers=BlockOut,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Change what a block says"),
    needs_base=True,
)
def edit_block(session: Session, block_id: UUID, body: BlockEdit) -> Told:
    """What others have written since the base version is merged with it: texts by words, lists by entries.

    Where both have changed the same so that no merge keeps both, nothing is kept, and 409 carries the base, yours, theirs and a
    merge to begin from. With If-Match nothing is merged: it is 412 if the block has changed at all.
    """
    roadmap = roadmap_with_block(session, block_id, the_actor())
    base = base_of(body.base_version, find_block(session, roadmap, block_id))
    change = Change(block_id, base, content=body.fields)
    rules.write_blocks(session, roadmap, [change], actor=the_actor(), at=now(), summary=body.summary)
    return _told(session, roadmap, block_id)


@acts(
    "PUT",
    "/blocks/<uuid:block_id>/place",
    takes=BlockMove,
    answers=BlockOut,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Move a block"),
    needs_base=True,
)
def move_block(session: Session, block_id: UUID, body: BlockMove) -> Told:
    """Let it lie under another block, or elsewhere among those beside it."""
    roadmap = roadmap_with_block(session, block_id, the_actor())
    base = base_of(body.base_version, find_block(session, roadmap, block_id))
    change = Change(block_id, base, place=body.place.as_place())
    rules.write_blocks(session, roadmap, [change], actor=the_actor(), at=now(), summary=body.summary)
    return _told(session, roadmap, block_id)


@acts(
    "POST",
    "/blocks/<uuid:block_id>/restoration",
    takes=BlockRestoration,
    answers=BlockOut,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Let a block say again what it said"),
    needs_base=True,
)
def restore_block(session: Session, block_id: UUID, body: BlockRestoration) -> Told:
    """Also one that was removed, which is then there again."""
    roadmap = roadmap_with_block(session, block_id, the_actor())
    base = base_of(body.base_version, find_block(session, roadmap, block_id))
    version, why = body.version, body.summary
    rules.restore_block(session, roadmap, block_id, version, based_on=base, actor=the_actor(), at=now(), summary=why)
    return _told(session, roadmap, block_id)


@acts(
    "DELETE",
    "/blocks/<uuid:block_id>",
    takes=None,
    answers=BlockOut,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Take a block out of its roadmap"),
    needs_base=True,
)
def remove_block(session: Session, block_id: UUID) -> Told:
    """Its history stays, and it can be restored. What lies under it or points at it has to go first.

    The base is told by If-Match alone.
    """
    roadmap = roadmap_with_block(session, block_id, the_actor())
    base = base_of(None, find_block(session, roadmap, block_id))
    rules.remove_block(session, roadmap, [block_id], based_on=base, actor=the_actor(), at=now())
    return _told(session, roadmap, block_id)


def _told(session: Session, roadmap: Roadmap, block_id: UUID, *, location: bool = False) -> Told:
    block = find_block(session, roadmap, block_id)
    return Told(block_out(block), block.number, f"/api/v1/blocks/{block_id}" if location else "")


def _change(one: OneChange) -> Change:
    if one.id is None and (one.base_version or one.kind is None):
        fault = say("Tell which block it is, or for a new one its kind and the base version 0.")
        raise Invalid(fault, {"changes": fault})
    place = one.place.as_place() if one.place else None
    if one.base_version == 0 and place is None and one.kind is not None:
        place = Place(None, LAST)
    return Change(
        one.id or new_id(),
        one.base_version,
        kind=one.kind,
        content=one.fields,
        place=place,
        removed=True if one.remove else None,
    )


def _check_each_once(wanted: list[Change]) -> None:
    if len({one.block_id for one in wanted}) < len(wanted):
        fault = say("Name each block once.")
        raise Invalid(fault, {"changes": fault})


def _step_out(step: Step) -> VersionOfBlock:
    return VersionOfBlock(
        revision=revisions_out([step.told], actor())[0],
        block=block_out(step.state),
        changed_fields=[field.name for field in step.diff.fields] if step.diff else [],
    )
