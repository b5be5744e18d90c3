"""What became of something that was said at a meeting, when it has gone the way through discovery.

Those who were at the meeting read it there. Where somebody has settled it there already, or where it is not the actor's
to settle, it stays as it is.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery.models import Candidate, CandidateFinding, Decision, Finding
from roadmaps.discovery.words import CandidateState
from roadmaps.meetings import policy
from roadmaps.meetings.models import Input
from roadmaps.meetings.rules import settling
from roadmaps.meetings.rules.planning import LONGEST_REASON
from roadmaps.meetings.words import Fate
from roadmaps.roadmap.models import Roadmap


def is_on_its_way(session: Session, said: Input, words: str, *, actor: Actor, at: datetime) -> None:
    """It has been taken in here."""
    if words and not said.fate.is_settled and policy.may_settle(actor, said):
        settling.put_in_progress(session, said, words=words, actor=actor, at=at)


def was_chosen_away(session: Session, findings: Iterable[Finding], reasons: str, *, actor: Actor, at: datetime) -> None:
    """Nothing comes of these, unless another candidate that they are part of is still alive."""
    chosen_away = [one for one in findings if not _lives_on(session, one.id)]
    for said in _unsettled(session, chosen_away, actor):
        settling.decline(session, said, reason=_as_told_there(reasons), actor=actor, at=at)


def lives_again(
    session: Session, candidate: Candidate, findings: Iterable[Finding], reasons: str, *, actor: Actor, at: datetime
) -> None:
    """A candidate that was chosen away is taken up again: what was declined because of that is on its way once more."""
    away = Decision.candidate_id == candidate.id, Decision.state == CandidateState.CHOSEN_AWAY
    moments = set(session.scalars(select(Decision.at).where(*away)))
    for said in _said(session, findings, actor):
        if said.fate is Fate.DECLINED and said.decided_at in moments:
            settling.put_in_progress(session, said, words=_as_told_there(reasons), actor=actor, at=at)


def became(
    session: Session,
    findings: Iterable[Finding],
    roadmap: Roadmap,
    block_id: UUID,
    number: int,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """They stand in the roadmap now."""
    for said in _unsettled(session, findings, actor):
        settling.note_worked_in(session, said, roadmap, block_id, number, actor=actor, at=at)


def _unsettled(session: Session, findings: Iterable[Finding], actor: Actor) -> list[Input]:
    return [one for one in _said(session, findings, actor) if not one.fate.is_settled]


def _as_told_there(reasons: str) -> str:
    """Reasons as they have room on the page of a meeting; all of them stand with the candidate."""
    return reasons if len(reasons) <= LONGEST_REASON else f"{reasons[: LONGEST_REASON - 1]}…"


def _said(session: Session, findings: Iterable[Finding], actor: Actor) -> list[Input]:
    """What was said of these at meetings, as far as it is the actor's to settle."""
    ids = [one.input_id for one in findings if one.input_id]
    found = session.scalars(select(Input).where(Input.id.in_(ids))).unique() if ids else ()
    return [one for one in found if policy.may_settle(actor, one)]


def _lives_on(session: Session, finding_id: UUID) -> bool:
    others = (
        select(Candidate.id)
        .join(CandidateFinding, CandidateFinding.candidate_id == Candidate.id)
        .where(
            CandidateFinding.finding_id == finding_id,
            CandidateFinding.left_at.is_(None),
            Candidate.state != CandidateState.CHOSEN_AWAY,
        )
    )
    return session.scalar(others.limit(1)) is not None
