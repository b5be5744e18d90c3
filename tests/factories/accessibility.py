"""A statement, a known fault and a report, as coordinators have them before them."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from roadmaps.accessibility import rules
from roadmaps.accessibility.models import Fault, FaultReason, FaultReport, Statement, Status
from roadmaps.accounts.actors import Actor


def a_statement(session: Session, actor: Actor, *, at: datetime, status: Status = Status.PARTLY) -> Statement:
    """What the region says of the site."""
    return rules.write_statement(
        session,
        responsible="Region Jämtland Härjedalen",
        status=status,
        assessed_on=date(2026, 11, 2),
        assessed_how="Eget test med tangentbord, NVDA och förstoring.",
        email="tillganglighet@example.org",
        answers_within=14,
        actor=actor,
        at=at,
    )


def a_fault(session: Session, actor: Actor, *, at: datetime, words: str = "Tidslinjens bild läses inte upp.") -> Fault:
    """Something that is known not to work."""
    return rules.tell_fault(
        session,
        words=words,
        instead="Tabellen under bilden säger samma sak.",
        criterion="1.1.1",
        reason=FaultReason.FAULT,
        since_on=date(2026, 11, 2),
        until_on=date(2027, 3, 31),
        actor=actor,
        at=at,
    )


def a_report(session: Session, *, at: datetime, email: str = "lasare@example.org") -> FaultReport:
    """What a reader has told."""
    return rules.report_fault(
        session, words="Jag kan inte stänga menyn med tangentbordet.", email=email, language="sv", at=at
    )
