"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class StatementWritten(Event):
    """Recorded when a coordinator has written the statement anew."""

    statement_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class FaultTold(Event):
    """Recorded when a fault is put among those that are known."""

    fault_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class FaultCorrected(Event):
    """Recorded when what is said of a known fault has changed."""

    fault_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class FaultMended(Event):
    """Recorded when a known fault is said to be mended."""

    fault_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class FaultReported(Event):
    """Recorded when somebody, with or without an account, has reported a fault."""

    report_id: UUID
    at: datetime


@dataclass(frozen=True)
class ReportAnswered(Event):
    """Recorded when a coordinator has answered a report."""

    report_id: UUID
    person_id: UUID
    at: datetime
