"""What somebody has told, and candidates made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix
from roadmaps.discovery import rules
from roadmaps.discovery.models import Candidate, Finding
from roadmaps.discovery.queries import candidates_of
from roadmaps.discovery.rules.candidates import Wording
from roadmaps.discovery.words import CandidateState, Sort
from roadmaps.roadmap.models import Roadmap
from tests.factories.roadmap import AT, Plan

_numbers = count(1)
ON = date(2026, 5, 18)


def told(title: str = "", **facts: object) -> rules.Told:
    """What somebody has to say."""
    sort = facts.pop("sort", Sort.IDEA)
    return rules.Told(sort=sort, title=title or f"Ett uppslag {next(_numbers)}", **facts)  # type: ignore[arg-type]


def a_finding(plan: Plan, title: str = "", *, by: Actor | None = None, at: datetime = AT, **facts: object) -> Finding:
    """One that came in by the form: from nobody known, which has been read and can be read by all, or from somebody."""
    finding, _ = rules.tell(plan.session, plan.roadmap, told(title, **facts), actor=by, at=at)
    rules.show(plan.session, finding, actor=plan.leader, at=at)
    return finding


def an_unread_finding(plan: Plan, title: str = "", **facts: object) -> tuple[Finding, str]:
    """One that waits to be read, with the secret of the link that follows it."""
    helix = facts.pop("helix", Helix.BUSINESS)
    return rules.tell(plan.session, plan.roadmap, told(title, helix=helix, **facts), actor=None, at=AT)


def a_candidate(plan: Plan, *findings: Finding, title: str = "", at: datetime = AT) -> Candidate:
    """One that is made of these findings, or of one that nobody has asked about."""
    wording = Wording(title or f"En kandidat {next(_numbers)}", "Vad som skulle göras.")
    return rules.begin(plan.session, plan.roadmap, findings or [a_finding(plan)], wording, actor=plan.leader, at=at)


def decided(plan: Plan, candidate: Candidate, state: CandidateState, reasons: str = "Det bär längst.") -> Candidate:
    """The candidate after a decision."""
    facts = {"reasons": reasons, "decided_on": ON, "decided_by": "Styrgruppen"}
    rules.decide(plan.session, candidate, state, actor=plan.leader, at=AT, **facts)
    return candidate


@dataclass(frozen=True)
class Discovered:
    """What a demo has of discovery, for looking at every page of it."""

    finding_id: UUID
    open_id: UUID
    by_door: Mapping[str, str]


def discovery_to_look_at(session: Session, slug: str, *, at: datetime) -> Discovered:
    """The demo's candidates, and something that was told without an account."""
    roadmap = next(one for one in session.scalars(select(Roadmap)).unique() if one.area.slug == slug)
    [open_one, *_] = session.scalars(candidates_of(roadmap, CandidateState.CONSIDERED))
    [first, *_] = session.scalars(candidates_of(roadmap, CandidateState.PRIORITISED))
    finding, token = rules.tell(session, roadmap, told("Ett behov", email="nagon@example.org"), actor=None, at=at)
    by_door = {
        "discovery.follow": f"/findings/follow/{token}",
        "discovery.tie": f"/candidates/{first.id}/outcomes",
        "discovery.begin": f"/areas/{slug}/discovery/candidates/new?finding={finding.id}",
    }
    return Discovered(finding.id, open_one.id, by_door)
