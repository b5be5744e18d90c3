"""What this room announces: that a copy was taken or put back, and that everything was moved."""

from dataclasses import dataclass
from datetime import datetime

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class CopyTaken(Event):
    """Recorded when a copy is whole: up to which line of the journal it goes, and how many files were not there."""

    journal_number: int
    files: int
    missing: int
    at: datetime


@dataclass(frozen=True)
class CopyNoted(Event):
    """Recorded when somebody tells that a copy was taken by other means."""

    at: datetime


@dataclass(frozen=True)
class CopyPutBack(Event):
    """Recorded as the first thing in a site that was put back: when the copy was begun, and its last line of the journal.

    `sign_ins_ended` tells in how many browsers somebody was signed in by it, and is not any more.
    """

    begun_at: datetime
    journal_number: int
    is_ours: bool
    sign_ins_ended: int
    at: datetime


@dataclass(frozen=True)
class EverythingMoved(Event):
    """Recorded as the first thing in a database that everything was moved to."""

    rows: int
    kind: str
    at: datetime
