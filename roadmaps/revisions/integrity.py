"""What must hold among the blocks of a history, checked on the state that a revision would leave behind."""

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.revisions.changes import StillReferenced
from roadmaps.revisions.kinds import TOP, KindTable
from roadmaps.revisions.models import History
from roadmaps.revisions.outline import Outline
from roadmaps.revisions.states import BlockState, current

NAMED_DEPENDENTS = 3


def check_integrity(
    session: Session,
    history: History,
    changed: Sequence[tuple[BlockState | None, BlockState]],
    *,
    kinds: KindTable,
    outline: Outline,
) -> None:
    """Refuse places and references that lead nowhere, and removals that would leave some behind.

    :raises Invalid: for a place or a reference
    :raises StillReferenced: for a removal
    """
    for _, block in changed:
        if not block.is_removed:
            _check_place(block, kinds=kinds, outline=outline)
            _check_references(block, kinds=kinds, outline=outline)
    removed = {draft.id for before, draft in changed if draft.is_removed and before and not before.is_removed}
    if removed:
        _check_removal(session, history, removed, changed, kinds=kinds)


def _check_place(block: BlockState, *, kinds: KindTable, outline: Outline) -> None:
    kind = kinds[block.kind]
    if block.parent_id is None:
        fits = TOP in kind.parents
    else:
        parent = outline.living(block.parent_id)
        if parent is None:
            raise Invalid(
                say("What this was to lie under has been removed. Choose another place, or restore it first.")
            )
        fits = parent.kind in kind.parents
    if not fits:
        raise Invalid(say("A block of this kind cannot lie there."))
    if block.id in outline.ancestors(block.id):
        raise Invalid(say("A block cannot lie under itself."))


def _check_references(block: BlockState, *, kinds: KindTable, outline: Outline) -> None:
    kind = kinds[block.kind]
    faults: dict[str, Sentence] = {}
    for name, target_id in kind.references_in(block.content):
        target = outline.living(target_id)
        if target is None:
            faults[name] = say("What this points at has been removed. Choose another, or restore it first.")
        elif target.kind not in kind.asks()[name].refers_to or target_id == block.id:
            faults[name] = say("Choose one of the alternatives.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)


def _check_removal(
    session: Session,
    history: History,
    removed: set[UUID],
    changed: Sequence[tuple[BlockState | None, BlockState]],
    *,
    kinds: KindTable,
) -> None:
    after = {block.id: block for block in current(session, history)}
    after.update({draft.id: draft for _, draft in changed})
    dependents = [block for block in after.values() if not block.is_removed and _depends(block, removed, kinds)]
    if not dependents:
        return
    names = ", ".join(
        f"“{kinds[block.kind].title_of(block.content)}”" for block in islice(dependents, NAMED_DEPENDENTS)
    )
    sentence = say_number(
        "%(names)s depends on this. Change or remove that first.",
        "%(num)s others depend on this, among them %(names)s. Change or remove those first.",
        len(dependents),
        names=names,
    )
    raise StillReferenced(sentence, dependents)


def _depends(block: BlockState, removed: set[UUID], kinds: KindTable) -> bool:
    targets = {target for _, target in kinds[block.kind].references_in(block.content)}
    return block.parent_id in removed or bool(targets & removed)
