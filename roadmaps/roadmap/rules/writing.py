"""Writing in a roadmap: every way to its text goes through here, and through the engine."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.sentences import why_muted
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions import restore
from roadmaps.revisions.changes import Author, Change, Place, Together
from roadmaps.revisions.models import How, Revision
from roadmaps.revisions.outline import read_outline
from roadmaps.revisions.plan_diff import changes_between
from roadmaps.revisions.states import as_of, current, current_blocks
from roadmaps.revisions.write import write
from roadmaps.roadmap import policy
from roadmaps.roadmap.dependencies import check_no_circle
from roadmaps.roadmap.elsewhere import check_elsewhere, leads_elsewhere
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Lock, Roadmap
from roadmaps.roadmap.responsibilities import as_written, check_one_leads, settling, with_organisation_name
from roadmaps.roadmap.table import ROADMAP


def write_blocks(
    session: Session,
    roadmap: Roadmap,
    changes: Sequence[Change],
    *,
    actor: Actor,
    at: datetime,
    summary: str = "",
    how: How = How.EDIT,
    is_faithful: bool = False,
    author: Author | None = None,
    answers_for: UUID | None = None,
) -> Revision | None:
    """Write changes of several blocks as one revision of the roadmap; None when they change nothing.

    :param is_faithful: the changes say what was once said, as when it is taken up again or brought in whole. What a
        coordinator brings in keeps the answers of organisations in it; otherwise nobody answers for others.
    :param author: whose words they are, where that is not the actor, who then approves them
    :param answers_for: the organisation whose answer to its parts the author's words are, if they are

    :raises NotAllowed: when the actor may not write here, or one of the blocks is locked
    :raises WriteConflict: see `roadmaps.revisions.write.write`
    :raises Invalid: also when an activity would be led by more than one organisation
    """
    _check_changes(session, roadmap, changes, actor)
    own = {answers_for} if author else _own(actor)
    revision = write(
        session,
        roadmap.history,
        _prepared(session, roadmap, changes, actor, is_faithful=is_faithful),
        kinds=ROADMAP,
        author=author or author_of(actor),
        approver=author_of(actor) if author else None,
        at=at,
        summary=summary,
        how=how,
        settle=settling(session, own, is_faithful=is_faithful, brings_answers=is_faithful and actor.is_coordinator),
    )
    if revision is not None:
        _check_revision(session, revision)
    return revision


def write_together(
    session: Session,
    roadmap: Roadmap,
    change: Change,
    together: Together,
    *,
    at: datetime,
    summary: str = "",
) -> Revision | None:
    """Write what several wrote at once, as one revision of all of them; None when it changes nothing.

    Nobody's right is asked for here: it was asked as each word came, and a lock that has come since takes nothing
    from what was written before it. What is at odds with the rest of the roadmap is refused as ever.

    :raises WriteConflict: see `roadmaps.revisions.write.write`
    """
    revision = write(
        session,
        roadmap.history,
        [with_organisation_name(session, change)],
        kinds=ROADMAP,
        author=together.authors[0],
        at=at,
        summary=summary,
        how=How.TOGETHER if len(together.authors) > 1 else How.EDIT,
        together=together,
        settle=settling(session, ()),
    )
    if revision is not None:
        _check_revision(session, revision)
    return revision


def add_block(
    session: Session,
    roadmap: Roadmap,
    kind: str,
    content: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
    place: Place | None = None,
    summary: str = "",
    block_id: UUID | None = None,
) -> UUID:
    """Add a block and return its id; last in the document unless a place is told.

    A caller that names `block_id` may safely send the same block twice: the second is refused as a conflict.
    """
    change = Change(block_id or new_id(), based_on=0, kind=kind, content=content, place=place or Place())
    write_blocks(session, roadmap, [change], actor=actor, at=at, summary=summary)
    return change.block_id


def edit_block(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    content: Mapping[str, object],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    summary: str = "",
) -> Revision | None:
    """Save what the writer wants the block to say; fields that are not named stay as they were in the base."""
    change = Change(block_id, based_on, content=content)
    return write_blocks(session, roadmap, [change], actor=actor, at=at, summary=summary)


def move_block(
    session: Session, roadmap: Roadmap, block_id: UUID, place: Place, *, based_on: int, actor: Actor, at: datetime
) -> Revision | None:
    """Let the block lie somewhere else in the document."""
    return write_blocks(session, roadmap, [Change(block_id, based_on, place=place)], actor=actor, at=at)


def remove_block(
    session: Session,
    roadmap: Roadmap,
    block_ids: Sequence[UUID],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    summary: str = "",
) -> Revision | None:
    """Take blocks out of the document in one revision; their history stays, and they can be restored.

    :raises StillReferenced: when other blocks lie under them or point at them
    """
    changes = [Change(block_id, based_on, removed=True) for block_id in block_ids]
    return write_blocks(session, roadmap, changes, actor=actor, at=at, summary=summary)


def restore_block(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    number: int,
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    summary: str = "",
) -> Revision | None:
    """Let the block say again what it said as of a revision, and be there again if it was removed."""
    _check_changes(session, roadmap, [restore.change_restoring(session, block_id, number, based_on=based_on)], actor)
    revision = restore.restore_block(
        session,
        roadmap.history,
        block_id,
        number,
        kinds=ROADMAP,
        author=author_of(actor),
        at=at,
        based_on=based_on,
        summary=summary,
        settle=settling(session, _own(actor), is_faithful=True),
    )
    if revision is not None:
        _check_revision(session, revision)
    return revision


def restore_roadmap(
    session: Session, roadmap: Roadmap, number: int, *, actor: Actor, at: datetime, summary: str = ""
) -> Revision | None:
    """Let the whole roadmap say again what it said as of a revision; a process leader's act.

    :raises NotAllowed: also when a block that would change is locked for the actor
    """
    if not policy.may_moderate(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    changes = changes_between(current(session, roadmap.history), as_of(session, roadmap.history, number))
    _check_changes(session, roadmap, changes, actor)
    # The whole state held together once, so that it needs no check now.
    return restore.restore_history(
        session,
        roadmap.history,
        number,
        kinds=ROADMAP,
        author=author_of(actor),
        at=at,
        summary=summary,
        settle=settling(session, _own(actor), is_faithful=True),
    )


def undo_revision(
    session: Session, roadmap: Roadmap, number: int, *, actor: Actor, at: datetime, summary: str = ""
) -> Revision | None:
    """Take back what one revision did, and nothing else: what has been written since stays, merged with it.

    :raises WriteConflict: when what it did has been changed since, so that no merge keeps both
    """
    changes = restore.changes_undoing(session, roadmap.history, number)
    return write_blocks(
        session, roadmap, changes, actor=actor, at=at, summary=summary, how=How.RESTORE, is_faithful=True
    )


def author_of(actor: Actor) -> Author:
    """The actor as the engine names an author."""
    return Author(actor.person_id, actor.acting_for_id)


def check_editing(session: Session, roadmap: Roadmap, block_ids: Iterable[UUID], *, actor: Actor) -> None:
    """Refuse, with the reason, when the actor may not write in the roadmap now, or not change one of the blocks.

    A lock keeps what lies under its block as well: the milestones of an activity, the goals of a sub-area.
    """
    if not policy.may_write(actor, roadmap):
        raise NotAllowed(_why_not_write(roadmap, actor))
    locks = standing_locks(session, roadmap)
    outline = read_outline(session, roadmap.history_id) if locks.blocks or locks.within else None
    for block_id in block_ids:
        over = outline.ancestors(block_id) if outline else ()
        standing = locks.on(block_id, *over)
        _must_pass(standing, roadmap, actor)


def _must_pass(standing: Lock | None, roadmap: Roadmap, actor: Actor) -> None:
    if standing is not None and not policy.may_edit(actor, roadmap, standing):
        raise NotAllowed(say("This is locked by the process leader: %(reason)s", reason=standing.reason))


def _prepared(
    session: Session,
    roadmap: Roadmap,
    changes: Sequence[Change],
    actor: Actor,
    *,
    is_faithful: bool,
) -> list[Change]:
    """The changes with what the roadmap itself adds to them. Only a new part that is brought in comes with its answer."""
    if is_faithful:
        return [(with_organisation_name if change.kind else as_written)(session, change) for change in changes]
    leading_out = [change for change in changes if leads_elsewhere(change)]
    standing = current_blocks(session, [change.block_id for change in leading_out])
    for change in leading_out:
        check_elsewhere(session, roadmap, change, actor, before=standing.get(change.block_id))
    return [as_written(session, change) for change in changes]


def _own(actor: Actor) -> set[UUID]:
    """The organisations that the writer can answer for."""
    return {one for one, _ in actor.organisations}


def _check_revision(session: Session, revision: Revision) -> None:
    """What must hold among several blocks, looked at when all of them say what they are to say."""
    check_one_leads(session, revision)
    check_no_circle(session, revision)


def _check_changes(session: Session, roadmap: Roadmap, changes: Sequence[Change], actor: Actor) -> None:
    """The same for changes: also what they put blocks under must be open."""
    parents = [change.place.parent for change in changes if change.place and change.place.parent]
    check_editing(session, roadmap, [*(change.block_id for change in changes), *parents], actor=actor)
    new = {change.kind for change in changes if change.kind}
    if new:
        locks = standing_locks(session, roadmap)
        for kind in sorted(new):
            _must_pass(locks.on_kind(kind), roadmap, actor)


def _why_not_write(roadmap: Roadmap, actor: Actor) -> Sentence:
    if muted := why_muted(actor, roadmap.area_id):
        return muted
    if roadmap.area.is_archived:
        return say("The area is archived, so its roadmap is no longer written in.")
    if not roadmap.state.is_open_for_writing and (actor.is_coordinator or actor.has(roadmap.area_id, *policy.WRITERS)):
        return say("The roadmap is not open for writing now: %(reason)s", reason=roadmap.phase_reason)
    return say("You can read and comment here, but not write in the roadmap. Ask the process leader if you need to.")
