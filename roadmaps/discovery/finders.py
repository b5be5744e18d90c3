"""Whom to tell what became of a finding: whoever told of it, by account or by an address of their own."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.discovery.events import FinderTold, Occasion
from roadmaps.discovery.models import Finding, FindingLink
from roadmaps.foundation.events import record


def write_to(
    session: Session,
    findings: Iterable[Finding],
    occasion: Occasion,
    *,
    at: datetime,
    but_not: UUID | None = None,
    decision_id: UUID | None = None,
) -> None:
    """One letter a person or address, about the first of its findings.

    An address gets only the first letter until its reader has confirmed it, since anybody could have typed it.

    :param but_not: who did it, and so knows
    """
    told: set[UUID | str] = {but_not} if but_not else set()
    for finding in findings:
        receiver = finding.person_id or finding.email
        if not receiver or receiver in told or not (finding.person_id or _may_write(finding, occasion)):
            continue
        told.add(receiver)
        token = "" if finding.person_id else new_link(session, finding, at=at, is_letter=True)
        email = "" if finding.person_id else finding.email
        record(session, FinderTold(occasion, finding.id, finding.person_id, email, token, at, decision_id))


def new_link(session: Session, finding: Finding, *, at: datetime, is_letter: bool) -> str:
    """A secret that opens the finding for whoever told of it, and nothing else."""
    token = new_token()
    session.add(FindingLink(finding_id=finding.id, token_hash=hash_of(token), is_letter=is_letter, made_at=at))
    return token


def _may_write(finding: Finding, occasion: Occasion) -> bool:
    return occasion is Occasion.RECEIVED or finding.email_confirmed_at is not None
