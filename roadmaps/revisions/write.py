"""The only way into a history.

`write` takes what one writer wants of some blocks, merges it with what has happened since, and writes one revision,
or none when nothing changes, or refuses with everything that is needed to settle the matter.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from roadmaps.foundation import prose
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.revisions.block_merge import merge_block
from roadmaps.revisions.changes import Author, BlockConflict, Change, Place, Spot, Together, WriteConflict
from roadmaps.revisions.events import RevisionWritten
from roadmaps.revisions.facts import fact_of
from roadmaps.revisions.integrity import check_integrity
from roadmaps.revisions.kinds import KindTable, canonical
from roadmaps.revisions.models import Block, BlockVersion, Contribution, History, How, Revision, SharedWords
from roadmaps.revisions.outline import Outline, read_outline
from roadmaps.revisions.states import BlockState, current_blocks, version_at

LONGEST_SUMMARY = 500
# What the owner of a history makes of a block once it is merged: what was wanted, the block as it stands, None when it is new, and
# as it is to be.
Settle = Callable[[Change, BlockState | None, BlockState], BlockState]
# Made once, as each save asks it.
_NEWEST = select(History.current).where(History.id == bindparam("history")).with_for_update()


def as_merged(_change: Change, _standing: BlockState | None, merged: BlockState) -> BlockState:
    """Leave the block as the merge made it."""
    return merged


def write(
    session: Session,
    history: History,
    changes: Sequence[Change],
    *,
    kinds: KindTable,
    author: Author,
    approver: Author | None = None,
    at: datetime,
    summary: str = "",
    how: How = How.EDIT,
    restored_from: int | None = None,
    together: Together | None = None,
    settle: Settle = as_merged,
) -> Revision | None:
    """Write the changes as the history's next revision; None when they change nothing.

    Each block is merged with what others did since the writer's base: prose by words within lines, lists as sets,
    other values when only one side changed them. All changes are kept, or none. `approver` is who lets the author's
    words in, where that is somebody else. `together` tells who else wrote it, and which words are whose. `settle` has
    the last word on what a block says, when nobody else can write any more.

    :raises WriteConflict: when a block has changed so that no merge keeps both sides; carries base, theirs, yours
        and a proposal for every such block
    :raises Invalid: when a value, a place or a reference cannot be right; with a sentence a field where it can be told
    :raises StillReferenced: when a block is removed that living blocks lie under or point at
    """
    if len({change.block_id for change in changes}) < len(changes):
        raise ValueError("one change a block")
    number = wait_for_turn(session, history)
    outline = read_outline(session, history.id)
    standing = current_blocks(session, [change.block_id for change in changes])
    drafts: list[tuple[BlockState | None, BlockState]] = []
    conflicts: list[BlockConflict] = []
    for change in changes:
        theirs = standing.get(change.block_id)
        draft = (
            _merged(session, change, theirs, kinds=kinds, outline=outline, number=number)
            if theirs
            else _new_block(change, kinds=kinds, outline=outline, number=number)
        )
        if isinstance(draft, BlockConflict):
            conflicts.append(draft)
        else:
            drafts.append((theirs, settled := settle(change, theirs, draft)))
            outline.put(settled)
    if conflicts:
        raise WriteConflict(conflicts, number)
    changed = [(theirs, draft) for theirs, draft in drafts if theirs is None or _differs(theirs, draft)]
    if not changed:
        return None
    check_integrity(session, history, changed, kinds=kinds, outline=outline)
    revision = Revision(
        history_id=history.id,
        number=number + 1,
        person_id=author.person_id,
        organisation_id=author.organisation_id,
        approved_by_id=approver.person_id if approver else None,
        approved_for_id=approver.organisation_id if approver else None,
        written_at=at,
        how=how.value,
        restored_from=restored_from,
        summary=" ".join(summary.split())[:LONGEST_SUMMARY],
        facts=[fact_of(theirs, draft, kinds[draft.kind]) for theirs, draft in changed],
    )
    _store(session, revision, changed, kinds=kinds)
    if together:
        _store_together(session, revision, {draft.id: draft for _, draft in changed}, together)
    record(
        session,
        RevisionWritten(
            history_id=history.id,
            number=revision.number,
            block_ids=tuple(draft.id for _, draft in changed),
            person_id=author.person_id,
            organisation_id=author.organisation_id,
        ),
    )
    return revision


def wait_for_turn(session: Session, history: History) -> int:
    """Hold other writers of this history until the transaction ends, and read the newest number afresh.

    Whoever decides by what stands there waits before looking.
    """
    return session.execute(_NEWEST, {"history": history.id}).scalar_one()


def _merged(
    session: Session, change: Change, theirs: BlockState, *, kinds: KindTable, outline: Outline, number: int
) -> BlockState | BlockConflict:
    """A block that stands already as it is to be, or the conflict. Nobody has begun from what is not written yet."""
    is_newest = theirs.number <= change.based_on
    base = theirs if is_newest else version_at(session, change.block_id, change.based_on)
    if base is None or change.based_on > number or change.block_id not in outline:
        raise Invalid(say("The version that you began from cannot be found. Open the text again and try once more."))
    kind = kinds[theirs.kind]
    yours = replace(
        base,
        content=kind.check({**base.content, **(change.content or {})}) if change.content is not None else base.content,
        is_removed=base.is_removed if change.removed is None else change.removed,
    )
    merged = merge_block(kind, base=base, theirs=theirs, yours=yours, place=change.place)
    if isinstance(merged, BlockConflict) or change.place is None:
        return merged
    parent, rank = _resolve(change.place, outline=outline, block_id=change.block_id)
    return replace(merged, parent_id=parent, rank=rank)


def _new_block(change: Change, *, kinds: KindTable, outline: Outline, number: int) -> BlockState:
    if change.kind is None:
        raise Invalid(say("The version that you began from cannot be found. Open the text again and try once more."))
    parent, rank = _resolve(change.place or Place(), outline=outline, block_id=change.block_id)
    return BlockState(
        id=change.block_id,
        kind=change.kind,
        number=number + 1,
        parent_id=parent,
        rank=rank,
        is_removed=bool(change.removed),
        content=kinds[change.kind].check(change.content or {}),
        html={},
    )


def _resolve(place: Place | Spot, *, outline: Outline, block_id: UUID) -> tuple[UUID | None, str]:
    if isinstance(place, Spot):
        return place.parent, place.rank
    return place.parent, outline.rank_for(block_id, parent=place.parent, after=place.after)


def _differs(theirs: BlockState, draft: BlockState) -> bool:
    return (theirs.content, theirs.place, theirs.is_removed) != (draft.content, draft.place, draft.is_removed)


def _store(
    session: Session, revision: Revision, changed: Sequence[tuple[BlockState | None, BlockState]], *, kinds: KindTable
) -> None:
    session.execute(update(History).where(History.id == revision.history_id).values(current=revision.number))
    session.add(revision)
    for theirs, draft in changed:
        if theirs is None:
            session.add(Block(id=draft.id, history_id=revision.history_id, kind=draft.kind, current=revision.number))
    # Blocks and the revision must stand before the versions that refer to them.
    session.flush()
    for theirs, draft in changed:
        unchanged_text = theirs is not None and theirs.content == draft.content
        html = theirs.html if theirs and unchanged_text else kinds.render(session, draft.kind, draft.content, draft.id)
        session.add(
            BlockVersion(
                block_id=draft.id,
                number=revision.number,
                history_id=revision.history_id,
                parent_id=draft.parent_id,
                rank=draft.rank,
                is_removed=draft.is_removed,
                title=kinds[draft.kind].title_of(draft.content),
                content=canonical(draft.content),
                html=json.dumps(dict(html), ensure_ascii=False) if html else None,
                renderer=prose.RENDERER,
            )
        )
    session.flush()
    if rewritten := [{"id": draft.id, "current": revision.number} for theirs, draft in changed if theirs]:
        session.execute(update(Block), rewritten)


def _store_together(
    session: Session, revision: Revision, drafts: Mapping[UUID, BlockState], together: Together
) -> None:
    for place, author in enumerate(together.authors):
        session.add(
            Contribution(
                history_id=revision.history_id,
                number=revision.number,
                place=place,
                person_id=author.person_id,
                organisation_id=author.organisation_id,
            )
        )
    for text in together.texts:
        if text.block_id not in drafts:
            continue
        if sum(length for length, _ in text.runs) != len(drafts[text.block_id].content.get(text.field) or ""):
            raise ValueError("the runs of a text written together must make up the text")
        session.add(
            SharedWords(
                block_id=text.block_id, number=revision.number, field=text.field, runs=[list(run) for run in text.runs]
            )
        )
    session.flush()
