"""The public log writes itself: each entry in the transaction of the act that it tells of.

Where an event does not say when it happened, the row that the act left does. What concerns a single person is told
without the name: see docs/decisions/0009-what-the-log-tells.md.
"""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.events import AreaHandedOver, PersonMuted, PersonUnmuted
from roadmaps.areas.queries import grants_of
from roadmaps.discussion.events import (
    CommentHidden,
    CommentNotReleased,
    CommentRestored,
    ReadFirstChanged,
)
from roadmaps.foundation.clock import day_of, now
from roadmaps.foundation.events import Listeners
from roadmaps.moderation.events import AppealAnswered
from roadmaps.moderation.models import Deed, LogEntry, ThingSort
from roadmaps.moderation.rules import close_appeal, settle_hidden
from roadmaps.roadmap.events import Locked, PhaseChanged, Unlocked, WorkingVersionShown
from roadmaps.roadmap.models import PhaseChange
from roadmaps.snapshots.events import SnapshotFrozen
from roadmaps.snapshots.models import Snapshot
from roadmaps.suggestions.events import SuggestionNotReleased


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(Locked, note_lock)
    listeners.in_transaction(Unlocked, note_unlock)
    listeners.in_transaction(CommentHidden, note_hidden)
    listeners.in_transaction(CommentRestored, note_restored)
    listeners.in_transaction(AppealAnswered, note_appeal)
    listeners.in_transaction(PhaseChanged, note_phase)
    listeners.in_transaction(WorkingVersionShown, note_showing)
    listeners.in_transaction(SnapshotFrozen, note_freezing)
    listeners.in_transaction(PersonMuted, note_mute)
    listeners.in_transaction(PersonUnmuted, note_unmute)
    listeners.in_transaction(ReadFirstChanged, note_read_first)
    listeners.in_transaction(CommentNotReleased, note_not_released)
    listeners.in_transaction(SuggestionNotReleased, note_not_released)
    listeners.in_transaction(AreaHandedOver, note_handover)


def note_lock(session: Session, fact: Locked) -> None:
    """Something was locked."""
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=fact.at,
            person_id=fact.person_id,
            deed=Deed.LOCKED,
            about=fact.title,
            reason=fact.reason,
            section=fact.section,
            until_on=fact.until_on,
            block_id=fact.block_id,
        )
    )


def note_unlock(session: Session, fact: Unlocked) -> None:
    """A lock was lifted."""
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=fact.at,
            person_id=fact.person_id,
            deed=Deed.UNLOCKED,
            about=fact.title,
            section=fact.section,
            block_id=fact.block_id,
        )
    )


def note_hidden(session: Session, fact: CommentHidden) -> None:
    """A comment was hidden; its text stays out of the log. Those who flagged it are answered with the same words."""
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
    settle_hidden(session, ThingSort.COMMENT, fact.comment_id, fact.reason, by_id=fact.person_id, at=fact.at)


def note_restored(session: Session, fact: CommentRestored) -> None:
    """A hidden comment can be read again. Whoever had appealed has got what was asked for."""
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=fact.at,
            person_id=fact.person_id,
            deed=Deed.COMMENT_RESTORED,
            about=fact.about,
            reason=fact.reason,
            thread_id=fact.thread_id,
        )
    )
    close_appeal(session, fact.comment_id, fact.reason, by_id=fact.person_id, at=fact.at)


def note_appeal(session: Session, fact: AppealAnswered) -> None:
    """A comment stays hidden after a second look. One that is restored is told by that."""
    if fact.is_restored:
        return
    session.add(
        LogEntry(
            area_id=fact.area_id,
            at=fact.at,
            person_id=fact.person_id,
            deed=Deed.APPEAL_DENIED,
            about=fact.about,
            reason=fact.answer,
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


def note_mute(session: Session, fact: PersonMuted) -> None:
    """Somebody may not write for a time: until when, but neither who nor why.

    A mute everywhere is told in the areas in which the person has a role.
    """
    for area_id in _areas_of(session, fact):
        about = {"deed": Deed.MUTED, "until_on": fact.until_on}
        session.add(LogEntry(area_id=area_id, at=fact.at, person_id=fact.by_id, **about))


def note_unmute(session: Session, fact: PersonUnmuted) -> None:
    """Somebody may write again before the day that was said."""
    for area_id in _areas_of(session, fact):
        session.add(LogEntry(area_id=area_id, at=fact.at, person_id=fact.by_id, deed=Deed.UNMUTED))


def note_read_first(session: Session, fact: ReadFirstChanged) -> None:
    """What new people write waits for a look from now on, or does so no more."""
    deed = Deed.READ_FIRST if fact.reads_first else Deed.READ_AFTER
    session.add(LogEntry(area_id=fact.area_id, at=fact.at, person_id=fact.person_id, deed=deed))


def note_not_released(session: Session, fact: CommentNotReleased | SuggestionNotReleased) -> None:
    """What somebody new wrote was not released: why, but neither who nor what."""
    entry = LogEntry(area_id=fact.area_id, at=fact.at, person_id=fact.person_id, deed=Deed.NOT_RELEASED)
    entry.reason = fact.reason
    session.add(entry)


def note_handover(session: Session, fact: AreaHandedOver) -> None:
    """Another person leads the area."""
    session.add(LogEntry(area_id=fact.area_id, at=fact.at, person_id=fact.by_id, deed=Deed.HANDED_OVER))


def _areas_of(session: Session, fact: PersonMuted | PersonUnmuted) -> list[UUID]:
    if fact.area_id is not None:
        return [fact.area_id]
    held = session.scalars(grants_of(fact.person_id, day_of(fact.at)))
    return list(dict.fromkeys(grant.area_id for grant in held))
