"""The public log writes itself: each entry in the transaction of the act that it tells of.

Where an event does not say when it happened, the row that the act left does.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.discussion.events import CommentHidden, CommentRestored
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import Listeners
from roadmaps.moderation.models import Deed, LogEntry
from roadmaps.roadmap.events import Locked, PhaseChanged, Unlocked, WorkingVersionShown
from roadmaps.roadmap.models import Lock, PhaseChange
from roadmaps.snapshots.events import SnapshotFrozen
from roadmaps.snapshots.models import Snapshot


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(Locked, note_lock)
    listeners.in_transaction(Unlocked, note_unlock)
    listeners.in_transaction(CommentHidden, note_hidden)
    listeners.in_transaction(CommentRestored, note_restored)
    listeners.in_transaction(PhaseChanged, note_phase)
    listeners.in_transaction(WorkingVersionShown, note_showing)
    listeners.in_transaction(SnapshotFrozen, note_freezing)


def note_lock(session: Session, fact: Locked) -> None:
    """Something was locked."""
    at = session.scalar(
        select(Lock.locked_at)
        .where(Lock.roadmap_id == fact.roadmap_id, Lock.block_id == fact.block_id, Lock.reason == fact.reason)
        .order_by(Lock.locked_at.desc())
    )
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=at or now(),
            person_id=fact.person_id,
            deed=Deed.LOCKED,
            about=fact.title,
            reason=fact.reason,
            block_id=fact.block_id,
        )
    )


def note_unlock(session: Session, fact: Unlocked) -> None:
    """A lock was lifted."""
    at = session.scalar(
        select(Lock.lifted_at)
        .where(Lock.roadmap_id == fact.roadmap_id, Lock.block_id == fact.block_id, Lock.lifted_at.is_not(None))
        .order_by(Lock.lifted_at.desc())
    )
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=at or now(),
            person_id=fact.person_id,
            deed=Deed.UNLOCKED,
            about=fact.title,
            block_id=fact.block_id,
        )
    )


def note_hidden(session: Session, fact: CommentHidden) -> None:
    """A comment was hidden; its text stays out of the log."""
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=fact.at,
            person_id=fact.person_id,
            deed=Deed.COMMENT_HIDDEN,
            about=fact.about,
            reason=fact.reason,
            thread_id=fact.thread_id,
        )
    )


def note_restored(session: Session, fact: CommentRestored) -> None:
    """A hidden comment can be read again."""
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=fact.at,
            person_id=fact.person_id,
            deed=Deed.COMMENT_RESTORED,
            about=fact.about,
            thread_id=fact.thread_id,
        )
    )


def note_phase(session: Session, fact: PhaseChanged) -> None:
    """The roadmap went to another state."""
    at = session.scalar(
        select(PhaseChange.changed_at)
        .where(
            PhaseChange.roadmap_id == fact.roadmap_id,
            PhaseChange.phase == fact.phase,
            PhaseChange.reason == fact.reason,
        )
        .order_by(PhaseChange.changed_at.desc())
    )
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=at or now(),
            person_id=fact.person_id,
            deed=Deed.PHASE_CHANGED,
            phase=fact.phase,
            reason=fact.reason,
        )
    )


def note_showing(session: Session, fact: WorkingVersionShown) -> None:
    """The working version became public, or ceased to be."""
    deed = Deed.SHOWN_TO_ALL if fact.is_public else Deed.NOT_SHOWN_TO_ALL
    session.add(LogEntry(area_id=fact.area_id, at=now(), person_id=fact.person_id, deed=deed))


def note_freezing(session: Session, fact: SnapshotFrozen) -> None:
    """A version was frozen. That it exists is told to everyone who reads the log; what it says is not."""
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=session.get_one(Snapshot, fact.snapshot_id).frozen_at,
            person_id=fact.person_id,
            deed=Deed.VERSION_FROZEN,
            about=fact.title,
        )
    )
