"""Taking up an earlier state again, as a new revision: nothing between then and now is lost."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.changes import Author, Change, Spot
from roadmaps.revisions.kinds import KindTable
from roadmaps.revisions.models import History, How, Revision
from roadmaps.revisions.plan_diff import changes_between
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import as_of, current, current_block, version_at
from roadmaps.revisions.write import Settle, as_merged, write


def restore_history(
    session: Session,
    history: History,
    number: int,
    *,
    kinds: KindTable,
    author: Author,
    at: datetime,
    summary: str = "",
    settle: Settle = as_merged,
) -> Revision | None:
    """Make the whole history say what it said as of a revision; None when it says so already."""
    changes = changes_between(current(session, history), as_of(session, history, number))
    return write(
        session,
        history,
        changes,
        kinds=kinds,
        author=author,
        at=at,
        summary=summary,
        how=How.RESTORE,
        restored_from=number,
        settle=settle,
    )


def restore_block(
    session: Session,
    history: History,
    block_id: UUID,
    number: int,
    *,
    kinds: KindTable,
    author: Author,
    at: datetime,
    based_on: int,
    summary: str = "",
    settle: Settle = as_merged,
) -> Revision | None:
    """Make one block say what it said as of a revision, and be there again if it was removed.

    A block that is still there keeps its place: only what it says is taken up again.

    :param based_on: number of the revision that the restorer saw, so that words written meanwhile are not lost
    :raises NotFound: when the block was not there as of that revision
    :raises WriteConflict: when the block has changed since `based_on`
    """
    return write(
        session,
        history,
        [change_restoring(session, block_id, number, based_on=based_on)],
        kinds=kinds,
        author=author,
        at=at,
        summary=summary,
        how=How.RESTORE,
        restored_from=number,
        settle=settle,
    )


def change_restoring(session: Session, block_id: UUID, number: int, *, based_on: int) -> Change:
    """The change that lets one block say what it said as of a revision, and puts it where it lay if it was removed.

    :raises NotFound: when the block was not there as of that revision
    """
    wanted, here = version_at(session, block_id, number), current_block(session, block_id)
    if wanted is None or here is None or wanted.is_removed:
        raise NotFound
    return Change(
        block_id,
        based_on,
        content=wanted.content,
        removed=False if here.is_removed else None,
        place=Spot(wanted.parent_id, wanted.rank) if here.is_removed else None,
    )


def changes_undoing(session: Session, history: History, number: int) -> list[Change]:
    """The changes that take back what one revision did, each based on that revision.

    :raises NotFound: when the history has no such revision
    """
    revision = find_revision(session, history, number)
    return [_change_undoing(session, UUID(str(fact["block"])), number) for fact in revision.facts]


def _change_undoing(session: Session, block_id: UUID, number: int) -> Change:
    before, after = version_at(session, block_id, number - 1), version_at(session, block_id, number)
    assert after is not None
    if before is None:
        return Change(block_id, number, removed=True)
    return Change(
        block_id,
        number,
        content=before.content if before.content != after.content else None,
        place=Spot(before.parent_id, before.rank) if before.place != after.place else None,
        removed=before.is_removed if before.is_removed != after.is_removed else None,
    )
