"""Finding what an address names, for the doors of this room."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from roadmaps.areas.doors import area_at
from roadmaps.discovery import policy
from roadmaps.discovery.models import Candidate, Finding
from roadmaps.discovery.queries import find_candidate, find_finding
from roadmaps.discovery.rules.candidates import DECIDED
from roadmaps.discovery.words import Standing
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.doors import roadmap_at, uuid_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor
from roadmaps.web.work import reading

ONLY_LEADERS = say("Only the area's process leader can do this.")


def open_roadmap_at(slug: str, session: Session | None = None) -> Roadmap:
    """The roadmap of the area at this address for somebody who has something to tell, also where it is not public."""
    roadmap = roadmap_of(session or reading(), area_at(slug, session).id)
    if roadmap is None:
        raise NotFound
    return roadmap


def led_roadmap_at(slug: str, session: Session | None = None) -> Roadmap:
    """The roadmap of the area at this address, for those who lead it as long as it is not archived."""
    roadmap = roadmap_at(slug, session)
    if not policy.may_lead(actor(), roadmap):
        raise NotAllowed(ONLY_LEADERS)
    return roadmap


def led_finding(finding_id: UUID, session: Session | None = None) -> Finding:
    """The finding at this address, for those who lead its area."""
    finding = find_finding(session or reading(), finding_id, actor())
    if not policy.may_read_first(actor(), finding):
        raise NotAllowed(ONLY_LEADERS)
    return finding


def named_findings(session: Session, roadmap: Roadmap, asked: MultiDict[str, str]) -> list[Finding]:
    """The findings of the area that an address or a form names, without those that have been set aside."""
    ids = [found for one in asked.getlist("finding") if (found := uuid_in(one))]
    query = select(Finding).where(Finding.id.in_(ids), Finding.standing != Standing.SET_ASIDE)
    known = {one.id: one for one in session.scalars(query.where(Finding.roadmap_id == roadmap.id))}
    return [known[one] for one in dict.fromkeys(ids) if one in known]


def candidate_at(candidate_id: UUID, session: Session | None = None) -> Candidate:
    """The candidate at this address."""
    return find_candidate(session or reading(), candidate_id, actor())


def led_candidate(candidate_id: UUID, session: Session | None = None) -> Candidate:
    """The candidate at this address, for those who lead its area."""
    candidate = candidate_at(candidate_id, session)
    if not policy.may_lead(actor(), candidate.roadmap):
        raise NotAllowed(ONLY_LEADERS)
    return candidate


def worded_candidate(candidate_id: UUID, session: Session | None = None) -> Candidate:
    """The same, until it is decided about."""
    candidate = led_candidate(candidate_id, session)
    if not policy.may_word(actor(), candidate):
        raise NotAllowed(DECIDED)
    return candidate
