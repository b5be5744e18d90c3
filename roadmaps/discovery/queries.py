"""What can be asked about discovery. The figures of the funnel have a file of their own."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.secrets import hash_of
from roadmaps.discovery import policy
from roadmaps.discovery.models import (
    Candidate,
    CandidateFinding,
    CandidateOutcome,
    CandidateWording,
    Decision,
    Finding,
    FindingLink,
    FindingTurn,
)
from roadmaps.discovery.words import CandidateState, Standing
from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.roadmap.models import Roadmap


@dataclass(frozen=True)
class Outcome:
    """A goal or an activity that a candidate became, as it is called now."""

    id: UUID
    candidate_id: UUID
    block_id: UUID
    kind: str
    title: str
    is_removed: bool
    is_new: bool
    revision_number: int
    tied_at: datetime


def find_finding(session: Session, finding_id: UUID, actor: Actor | None) -> Finding:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    found = session.get(Finding, finding_id)
    if found is None or not policy.may_read_finding(actor, found):
        raise NotFound
    return found


def find_link(session: Session, token: str) -> FindingLink:
    """:raises NotFound: when there has never been such a link."""
    link = session.scalar(select(FindingLink).where(FindingLink.token_hash == hash_of(token)))
    if link is None:
        raise NotFound
    return link


def find_candidate(session: Session, candidate_id: UUID, actor: Actor | None) -> Candidate:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    found = session.get(Candidate, candidate_id)
    if found is None or not policy.may_read_candidate(actor, found):
        raise NotFound
    return found


def findings_of(roadmap: Roadmap, standing: Standing | None = Standing.SHOWN) -> Select[Finding]:
    """What has been found in the area, newest first; None for all of it."""
    found = select(Finding).where(Finding.roadmap_id == roadmap.id)
    found = found.order_by(Finding.came_at.desc(), Finding.id.desc())
    return found if standing is None else found.where(Finding.standing == standing)


def waiting_findings(roadmap_ids: Iterable[UUID]) -> Select[Finding]:
    """What nobody has read yet, the oldest first."""
    return (
        select(Finding)
        .where(Finding.roadmap_id.in_(list(roadmap_ids)), Finding.standing == Standing.WAITING)
        .order_by(Finding.came_at, Finding.id)
    )


def findings_by(person_id: UUID) -> Select[Finding]:
    """What the person has told, newest first."""
    return select(Finding).where(Finding.person_id == person_id).order_by(Finding.came_at.desc(), Finding.id.desc())


def is_joined() -> ColumnElement[bool]:
    """That a finding is part of a candidate."""
    return exists().where(CandidateFinding.finding_id == Finding.id, CandidateFinding.left_at.is_(None))


def findings_in(candidate_ids: Iterable[UUID]) -> Select[Finding, UUID]:
    """What these candidates were made of, with the candidate's id; the first to come first."""
    return (
        select(Finding, CandidateFinding.candidate_id)
        .join(CandidateFinding, CandidateFinding.finding_id == Finding.id)
        .where(CandidateFinding.candidate_id.in_(list(candidate_ids)), CandidateFinding.left_at.is_(None))
        .order_by(Finding.came_at, Finding.id)
    )


def findings_by_candidate(session: Session, candidate_ids: Iterable[UUID]) -> Mapping[UUID, list[Finding]]:
    """The same by candidate."""
    found: dict[UUID, list[Finding]] = defaultdict(list)
    for finding, candidate_id in session.execute(findings_in(candidate_ids)):
        found[candidate_id].append(finding)
    return found


def candidates_of(roadmap: Roadmap, *states: CandidateState) -> Select[Candidate]:
    """The candidates of an area in the order of their numbers: all of them, or those in one of the states."""
    found = select(Candidate).where(Candidate.roadmap_id == roadmap.id).order_by(Candidate.number)
    return found.where(Candidate.state.in_(states)) if states else found


def decisions_on(candidate_ids: Iterable[UUID]) -> Select[Decision]:
    """All that was ever decided about these candidates, in order."""
    return select(Decision).where(Decision.candidate_id.in_(list(candidate_ids))).order_by(Decision.at, Decision.id)


def standing_decisions(session: Session, candidate_ids: Iterable[UUID]) -> Mapping[UUID, Decision]:
    """What was last decided about each candidate; those about which nothing has been decided are left out."""
    return {one.candidate_id: one for one in session.scalars(decisions_on(candidate_ids))}


def outcomes_of(session: Session, candidate_ids: Iterable[UUID]) -> Mapping[UUID, list[Outcome]]:
    """What each of these candidates became, by candidate, the first first."""
    found: dict[UUID, list[Outcome]] = defaultdict(list)
    for one in _outcomes(session, CandidateOutcome.candidate_id.in_(list(candidate_ids))):
        found[one.candidate_id].append(one)
    return found


def origins_of(
    session: Session, roadmap: Roadmap, numbers: Collection[int] | None = None
) -> Sequence[tuple[CandidateOutcome, Candidate]]:
    """Which blocks of a roadmap came from candidates, or were tied to them, in the order in which that was done; by
    any revision, or by one of these.
    """
    found = (
        select(CandidateOutcome, Candidate)
        .join(Candidate, Candidate.id == CandidateOutcome.candidate_id)
        .where(Candidate.roadmap_id == roadmap.id, CandidateOutcome.untied_at.is_(None))
        .order_by(CandidateOutcome.tied_at, CandidateOutcome.id)
    )
    rows = session.execute(found if numbers is None else found.where(CandidateOutcome.revision_number.in_(numbers)))
    return [(outcome, candidate) for outcome, candidate in rows]


def numbers_with_origins(session: Session, roadmap: Roadmap) -> frozenset[int]:
    """The revisions of a roadmap by which candidates became text, or were tied to what stood there."""
    numbers = (
        select(CandidateOutcome.revision_number)
        .join(Candidate, Candidate.id == CandidateOutcome.candidate_id)
        .where(Candidate.roadmap_id == roadmap.id)
    )
    return frozenset(one for one in session.scalars(numbers) if one is not None)


def wordings_of(candidate: Candidate) -> Select[CandidateWording]:
    """How it read before, newest first."""
    return (
        select(CandidateWording)
        .where(CandidateWording.candidate_id == candidate.id)
        .order_by(CandidateWording.version.desc())
    )


def turns_of(finding: Finding) -> Select[FindingTurn]:
    """What has happened to it, in order."""
    return select(FindingTurn).where(FindingTurn.finding_id == finding.id).order_by(FindingTurn.at, FindingTurn.id)


def taken_from_comments(comment_ids: Iterable[UUID]) -> Select[Finding]:
    """What was taken in from these comments, in order."""
    return select(Finding).where(Finding.comment_id.in_(list(comment_ids))).order_by(Finding.came_at, Finding.id)


def taken_from_inputs(input_ids: Iterable[UUID]) -> Select[Finding]:
    """What was taken in from these inputs of meetings, in order."""
    return select(Finding).where(Finding.input_id.in_(list(input_ids))).order_by(Finding.came_at, Finding.id)


def told_lately(session: Session, roadmap: Roadmap, since: datetime) -> int:
    """How much has come in since then without an account."""
    lately = Finding.roadmap_id == roadmap.id, Finding.person_id.is_(None), Finding.came_at > since
    return (
        session.scalar(select(func.count()).select_from(Finding).where(*lately, Finding.taken_in_by_id.is_(None))) or 0
    )


def written_to_lately(session: Session, email: str, since: datetime) -> int:
    """How much has come in since then, to any area, with this address however it is spelled: words after a plus are nobody's."""
    name, _, host = as_typed(email).rpartition("@")
    name = name.partition("+")[0]
    spelled = Finding.email.startswith(f"{name}+", autoescape=True) & Finding.email.endswith(
        f"@{host}", autoescape=True
    )
    lately = or_(Finding.email == f"{name}@{host}", spelled), Finding.came_at > since
    return session.scalar(select(func.count()).select_from(Finding).where(*lately)) or 0


def _outcomes(session: Session, *where: ColumnElement[bool]) -> Iterable[Outcome]:
    rows = session.execute(
        select(CandidateOutcome, Block.kind, BlockVersion.title, BlockVersion.is_removed)
        .join(Block, Block.id == CandidateOutcome.block_id)
        .join(BlockVersion, (BlockVersion.block_id == Block.id) & (BlockVersion.number == Block.current))
        .where(CandidateOutcome.untied_at.is_(None), *where)
        .order_by(CandidateOutcome.tied_at, CandidateOutcome.id)
    )
    for outcome, kind, title, is_removed in rows:
        yield Outcome(
            outcome.id,
            outcome.candidate_id,
            outcome.block_id,
            kind,
            title,
            is_removed,
            outcome.is_new,
            outcome.revision_number,
            outcome.tied_at,
        )
