"""What may happen to the statement: it is written, faults come and go, reports are made and answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accessibility import policy
from roadmaps.accessibility.events import (
    FaultCorrected,
    FaultMended,
    FaultReported,
    FaultTold,
    ReportAnswered,
    StatementWritten,
)
from roadmaps.accessibility.models import Fault, FaultReason, FaultReport, Statement, Status
from roadmaps.accounts.actors import Actor
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say

_AGAIN = say("Some of what you wrote needs another look.")


def write_statement(
    session: Session,
    *,
    responsible: str,
    status: Status,
    assessed_on: date,
    assessed_how: str,
    email: str = "",
    telephone: str = "",
    answers_within: int,
    actor: Actor,
    at: datetime,
) -> Statement:
    """Write the statement as it holds from now on; what was said before stays as rows.

    :raises Invalid: when it was assessed on a day to come, or there is no other way than the form to reach anybody
    """
    _must_write(actor)
    faults: dict[str, Sentence] = {}
    if assessed_on > day_of(at):
        faults["assessed_on"] = say("Choose today or a day that has been.")
    if not email and not telephone:
        faults["email"] = say("Give an address or a telephone number, for those who cannot use the form.")
    if faults:
        raise Invalid(_AGAIN, faults)
    statement = Statement(
        responsible=responsible,
        status=status,
        assessed_on=assessed_on,
        assessed_how=assessed_how,
        email=email,
        telephone=telephone,
        answers_within=answers_within,
        written_at=at,
        written_by_id=actor.person_id,
    )
    session.add(statement)
    session.flush()
    record(session, StatementWritten(statement.id, actor.person_id))
    return statement


def tell_fault(
    session: Session,
    *,
    words: str,
    instead: str = "",
    criterion: str = "",
    reason: FaultReason,
    since_on: date,
    until_on: date | None = None,
    report: FaultReport | None = None,
    actor: Actor,
    at: datetime,
) -> Fault:
    """Put a fault among those that are known.

    :param report: what somebody has reported, where it is how the fault became known
    """
    _must_write(actor)
    _check_days(since_on, until_on, at)
    fault = Fault(
        words=words,
        instead=instead,
        criterion=criterion,
        reason=reason,
        since_on=since_on,
        until_on=until_on,
        told_at=at,
        told_by_id=actor.person_id,
    )
    session.add(fault)
    session.flush()
    if report is not None:
        report.fault_id = fault.id
        session.flush()
    record(session, FaultTold(fault.id, actor.person_id))
    return fault


def correct_fault(
    session: Session,
    fault: Fault,
    *,
    words: str,
    instead: str,
    criterion: str,
    reason: FaultReason,
    since_on: date,
    until_on: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Say it in better words, or move the day on which it is to be mended."""
    _must_write(actor)
    _must_stand(fault)
    _check_days(since_on, until_on, at)
    fault.words, fault.instead, fault.criterion, fault.reason = words, instead, criterion, reason
    fault.since_on, fault.until_on = since_on, until_on
    session.flush()
    record(session, FaultCorrected(fault.id, actor.person_id))


def mend_fault(session: Session, fault: Fault, *, actor: Actor, at: datetime) -> None:
    """Say that a fault has been mended; the row stays."""
    _must_write(actor)
    _must_stand(fault)
    fault.mended_at, fault.mended_by_id = at, actor.person_id
    session.flush()
    record(session, FaultMended(fault.id, actor.person_id))


def report_fault(
    session: Session,
    *,
    words: str,
    place: str = "",
    aids: str = "",
    email: str = "",
    language: str,
    at: datetime,
) -> FaultReport:
    """Keep what somebody reports. Who it is is not asked; an address is kept until the report is answered."""
    report = FaultReport(words=words, place=place, aids=aids, email=email, language=language, reported_at=at)
    session.add(report)
    session.flush()
    record(session, FaultReported(report.id, at))
    return report


def answer_report(session: Session, report_id: UUID, *, answer: str, actor: Actor, at: datetime) -> FaultReport:
    """Answer a report, once. A letter goes to its address, which is kept no longer.

    :raises Conflict: when somebody else has answered it meanwhile
    """
    _must_write(actor)
    report = session.get_one(FaultReport, report_id, with_for_update=True)
    if not report.is_waiting:
        raise Conflict(say("Somebody has answered it already."))
    report.answer, report.answered_at, report.answered_by_id = answer, at, actor.person_id
    session.flush()
    record(session, ReportAnswered(report.id, actor.person_id, at))
    return report


def forget_address(session: Session, report: FaultReport) -> None:
    """Keep the address no longer: the answer is on its way to it."""
    report.email = ""
    session.flush()


def _check_days(since_on: date, until_on: date | None, at: datetime) -> None:
    faults: dict[str, Sentence] = {}
    if since_on > day_of(at):
        faults["since_on"] = say("Choose today or a day that has been.")
    if until_on is not None and until_on < since_on:
        faults["until_on"] = say("Choose a day after the one since which it is known.")
    if faults:
        raise Invalid(_AGAIN, faults)


def _must_stand(fault: Fault) -> None:
    if fault.mended_at is not None:
        raise Conflict(say("It has been mended already."))


def _must_write(actor: Actor) -> None:
    if not policy.may_write_statement(actor):
        raise NotAllowed(say("Only a coordinator can do this."))
