"""What a revision did to a block, as plain values that are kept with it and told in the reader's own language."""

from typing import Literal, TypedDict

from roadmaps.revisions.kinds import Kind
from roadmaps.revisions.states import BlockState

Verb = Literal["added", "changed", "moved", "removed", "restored"]


class Fact(TypedDict):
    """One block's part in a revision; `fields` names what changed in it."""

    verb: Verb
    block: str
    kind: str
    title: str
    fields: list[str]


def fact_of(before: BlockState | None, after: BlockState, kind: type[Kind]) -> dict[str, object]:
    """The fact of one block going from one version to the next; `before` is None for a new block."""
    fact = Fact(
        verb=_verb(before, after),
        block=str(after.id),
        kind=after.kind,
        title=kind.title_of(after.content),
        fields=changed_fields(before, after, kind) if before else [],
    )
    return dict(fact)


def changed_fields(before: BlockState, after: BlockState, kind: type[Kind]) -> list[str]:
    """The names of the fields whose values differ, in the order of the form."""
    return [name for name in kind.model_fields if _said(before, name) != _said(after, name)]


def _said(block: BlockState, name: str) -> object:
    """A field that the kind did not have yet says as little as one that was left empty."""
    value = block.content.get(name)
    return None if value in ("", []) else value


def _verb(before: BlockState | None, after: BlockState) -> Verb:
    if before is None:
        return "added"
    if before.is_removed != after.is_removed:
        return "removed" if after.is_removed else "restored"
    return "changed" if before.content != after.content else "moved"
