"""How blocks, revisions and those who wrote them are told to programs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.policy import may_see_names
from roadmaps.api.shapes import Shape, Who, local
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.history import Told
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.language import translate


class BlockOut(Shape):
    """A part of a roadmap that has an identity and a history of its own."""

    id: UUID
    kind: str
    version: Annotated[int, Field(description="The revision that wrote it. Send it as base_version to change it.")]
    parent: Annotated[UUID | None, Field(description="The block that it lies under; null in the document itself.")]
    is_removed: bool
    title: str
    fields: Annotated[dict[str, Any], Field(description="By the schema of its kind.")]
    html: Annotated[dict[str, str], Field(description="Its Markdown as clean HTML, by field.")]


class ChangeOut(Shape):
    """What a revision did with one block, in a sentence of the language that was asked for."""

    block_id: UUID
    sentence: str


class RevisionOut(Shape):
    """One act of writing in a roadmap. It never changes."""

    number: int
    written_at: datetime
    how: str
    summary: str
    restored_from: int | None
    by: list[Who]
    approved_by: Who | None
    changes: list[ChangeOut]


def block_out(block: BlockState) -> BlockOut:
    """A block as it is in a version."""
    return BlockOut(
        id=block.id,
        kind=block.kind,
        version=block.number,
        parent=block.parent_id,
        is_removed=block.is_removed,
        title=ROADMAP[block.kind].title_of(block.content),
        fields=block.content,
        html=dict(block.html),
    )


def blocks_out(blocks: Iterable[BlockState]) -> list[BlockOut]:
    """Several blocks."""
    return [block_out(one) for one in blocks]


def revisions_out(told: Sequence[Told], viewer: Actor | None) -> list[RevisionOut]:
    """Revisions with who wrote them, as far as the viewer may know it."""
    return [_revision_out(one, sees_names=may_see_names(viewer)) for one in told]


def who(person: str | None, organisation: str | None, *, sees_names: bool) -> Who:
    """Somebody, by name only for those who may see names."""
    return Who(person=person or None if sees_names else None, organisation=organisation or None)


def names_of(found: Mapping[UUID, str], one: UUID | None) -> str | None:
    """What an organisation or a person is called; None where there is none."""
    return found.get(one) if one else None


def _revision_out(told: Told, *, sees_names: bool) -> RevisionOut:
    revision = told.revision
    approver = who(told.approver, told.approver_organisation, sees_names=sees_names) if told.is_approved else None
    return RevisionOut(
        number=revision.number,
        written_at=local(revision.written_at),
        how=revision.how,
        summary=revision.summary,
        restored_from=revision.restored_from,
        by=[who(one.person, one.organisation, sees_names=sees_names) for one in told.writers],
        approved_by=approver,
        changes=[ChangeOut(block_id=UUID(block), sentence=translate(said)) for block, said in told.sentences],
    )
