"""What has happened in a unit of work, as far as other systems can be told of it: identities, numbers and words of the code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.consultation.events import ConsultationClosed, ConsultationOpened
from roadmaps.discussion.events import ThreadAnswered, ThreadOpened
from roadmaps.discussion.models import Thread
from roadmaps.foundation.events import Event
from roadmaps.indicators.events import ReadingCorrected, ReadingRecorded
from roadmaps.revisions.events import RevisionWritten
from roadmaps.roadmap.events import PhaseChanged
from roadmaps.roadmap.queries import roadmap_with_history
from roadmaps.snapshots.events import SnapshotFrozen
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.suggestions.events import SuggestionDecided, SuggestionSent
from roadmaps.webhooks.happenings import Happening

# A revision that brings in a whole paper changes thousands; the others are had by its number.
MOST_BLOCKS = 100


@dataclass(frozen=True)
class Notice:
    """One thing that has happened. `facts` are what stands in the message beside the area and the roadmap."""

    happening: Happening
    area_id: UUID | None
    roadmap_id: UUID | None
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)


def notice(session: Session, event: Event, *, at: datetime) -> Notice | None:
    """What others can be told of the event; None for all else.

    :param at: when the unit of work is kept, for events that do not say when they were
    """
    read = _READERS.get(type(event))
    return read(session, event, at) if read else None


def _revision(session: Session, event: RevisionWritten, at: datetime) -> Notice | None:
    roadmap = roadmap_with_history(session, event.history_id)
    if roadmap is None:
        return None
    blocks = [str(one) for one in event.block_ids]
    facts = {"revision": event.number, "blocks": blocks[:MOST_BLOCKS], "blocks_in_all": len(blocks)}
    return Notice(Happening.REVISION_WRITTEN, roadmap.area_id, roadmap.id, at, facts)


def _comment(session: Session, event: ThreadOpened | ThreadAnswered, _at: datetime) -> Notice | None:
    """What begins a thread beside something else, such as the reasons of a suggestion, is told of with that."""
    if isinstance(event, ThreadOpened) and session.get_one(Thread, event.thread_id).is_kept_apart:
        return None
    facts = {
        "thread": str(event.thread_id),
        "comment": str(event.comment_id),
        "is_first": isinstance(event, ThreadOpened),
    }
    return Notice(Happening.COMMENT_WRITTEN, event.area_id, event.roadmap_id, event.at, facts)


def _suggestion(_session: Session, event: SuggestionSent, _at: datetime) -> Notice:
    facts = {"suggestion": str(event.suggestion_id)}
    return Notice(Happening.SUGGESTION_SENT, event.area_id, event.roadmap_id, event.at, facts)


def _decision(_session: Session, event: SuggestionDecided, _at: datetime) -> Notice:
    facts = {"suggestion": str(event.suggestion_id), "state": event.state, "revision": event.revision_number}
    return Notice(Happening.SUGGESTION_DECIDED, event.area_id, event.roadmap_id, event.at, facts)


def _consultation(_session: Session, event: ConsultationOpened | ConsultationClosed, _at: datetime) -> Notice:
    is_open = isinstance(event, ConsultationOpened)
    sort = Happening.CONSULTATION_OPENED if is_open else Happening.CONSULTATION_CLOSED
    return Notice(sort, event.area_id, event.roadmap_id, event.at, {"consultation": str(event.consultation_id)})


def _version(_session: Session, event: SnapshotFrozen, at: datetime) -> Notice:
    is_adopted = event.kind == SnapshotKind.ADOPTED
    facts = {"snapshot": str(event.snapshot_id), "version": event.number, "kind": event.kind}
    sort = Happening.VERSION_ADOPTED if is_adopted else Happening.VERSION_FROZEN
    return Notice(sort, event.area_id, event.roadmap_id, at, facts)


def _reading(_session: Session, event: ReadingRecorded | ReadingCorrected, _at: datetime) -> Notice:
    facts: dict[str, Any] = {"indicator": str(event.indicator_id), "reading": str(event.reading_id), "corrects": None}
    if isinstance(event, ReadingCorrected):
        facts |= {"corrects": str(event.corrected_id), "is_taken_back": event.is_taken_back}
    return Notice(Happening.READING_RECORDED, event.area_id, event.roadmap_id, event.at, facts)


def _state(_session: Session, event: PhaseChanged, at: datetime) -> Notice:
    return Notice(Happening.STATE_CHANGED, event.area_id, event.roadmap_id, at, {"state": event.phase})


_READERS: Mapping[type[Event], Callable[[Session, Any, datetime], Notice | None]] = {
    RevisionWritten: _revision,
    ThreadOpened: _comment,
    ThreadAnswered: _comment,
    SuggestionSent: _suggestion,
    SuggestionDecided: _decision,
    ConsultationOpened: _consultation,
    ConsultationClosed: _consultation,
    SnapshotFrozen: _version,
    ReadingRecorded: _reading,
    ReadingCorrected: _reading,
    PhaseChanged: _state,
}
