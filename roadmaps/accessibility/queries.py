"""What can be asked about the statement, its faults and the reports."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accessibility.models import Fault, FaultReport, Statement
from roadmaps.foundation.errors import NotFound


def statements() -> Select[Statement]:
    """As it was written, the newest first; the first of them counts."""
    return select(Statement).order_by(Statement.written_at.desc(), Statement.id.desc())


def standing_faults() -> Select[Fault]:
    """The faults that are known and not mended, the oldest first."""
    return select(Fault).where(Fault.mended_at.is_(None)).order_by(Fault.since_on, Fault.id)


def mended_faults() -> Select[Fault]:
    """Those that have been mended, the latest first."""
    return select(Fault).where(Fault.mended_at.is_not(None)).order_by(Fault.mended_at.desc(), Fault.id)


def reports() -> Select[FaultReport]:
    """What people have reported: what waits first, the oldest before the newer; then what was answered, the latest first."""
    return select(FaultReport).order_by(
        FaultReport.answered_at.is_not(None), FaultReport.answered_at.desc(), FaultReport.reported_at, FaultReport.id
    )


def find_fault(session: Session, fault_id: UUID) -> Fault:
    """:raises NotFound: when there is no such fault."""
    found = session.get(Fault, fault_id)
    if found is None:
        raise NotFound
    return found


def find_report(session: Session, report_id: UUID) -> FaultReport:
    """:raises NotFound: when there is no such report."""
    found = session.get(FaultReport, report_id)
    if found is None:
        raise NotFound
    return found
