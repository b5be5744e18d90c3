"""The demo's discovery of 2026: what was told, the candidates of the spring, and what was decided about them in May."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.demo.world import World, content, moment
from roadmaps.discovery import rules
from roadmaps.discovery.models import Candidate, Finding
from roadmaps.discovery.rules.candidates import Wording
from roadmaps.discovery.words import CandidateState, Sort
from roadmaps.discussion.models import Comment, Thread
from roadmaps.foundation.clock import beginning_of
from roadmaps.meetings.models import Input, Meeting
from roadmaps.roadmap.models import Roadmap

LEADERS = {
    "jord-skog-och-vatten": "leader_forest",
    "hallbar-energi": "leader_energy",
    "upplevelser": "leader_experience",
    "digitala-losningar": "leader_digital",
}
NOTE = "Det har tagits vidare till upptäckten."
AFTERNOON = 4 * 60
Step = dict[str, Any]


def make_candidates(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> dict[str, Candidate]:
    """Let everything be told, read first, and joined into candidates; the candidates by the keys of the file."""
    told = content("discovery.toml")
    findings = {step["key"]: _find(session, world, roadmaps[step["roadmap"]], step) for step in told["findings"]}
    return {
        step["key"]: _begin(session, world, roadmaps[step["roadmap"]], findings, step) for step in told["candidates"]
    }


def decide_on_candidates(session: Session, world: World, candidates: dict[str, Candidate]) -> None:
    """Write down what was decided, and what it became."""
    for step in content("discovery.toml")["decisions"]:
        candidate = candidates[step["candidate"]]
        actor, at = world.actor(session, step["by"], step["on"]), moment(step["on"], AFTERNOON)
        rules.decide(
            session,
            candidate,
            CandidateState(step["state"]),
            reasons=step["reasons"],
            decided_on=step["on"],
            decided_by=step["decided_by"],
            registry_number=step.get("registry_number", ""),
            look_again_on=step.get("look_again_on"),
            actor=actor,
            at=at,
        )
        for key in step.get("became", ()):
            block_id = world.blocks[candidate.roadmap.area.slug, key]
            rules.tie(session, candidate, block_id, actor=actor, at=at)


def _find(session: Session, world: World, roadmap: Roadmap, step: Step) -> Finding:
    at = moment(step["on"])
    leader = world.actor(session, LEADERS[step["roadmap"]], step["on"])
    told = rules.Told(
        sort=Sort(step["sort"]),
        title=step["title"],
        words=step.get("words", ""),
        for_whom=step.get("for_whom", ""),
        municipality=step.get("municipality", ""),
        voice=step.get("voice", ""),
        helix=Helix(step["helix"]) if "helix" in step else None,
    )
    if "input" in step or "thread" in step:
        organisation = world.organisations[step["organisation"]].id if "organisation" in step else None
        return rules.take_in(
            session,
            roadmap,
            told,
            organisation_id=organisation,
            comment=_comment(session, roadmap, step),
            said=_said(session, roadmap, step),
            note=NOTE,
            actor=leader,
            at=at,
        )
    actor = world.actor(session, step["by"], step["on"]) if "by" in step else None
    finding, _ = rules.tell(session, roadmap, told, actor=actor, at=at)
    later = moment(step["on"], AFTERNOON)
    if "aside" in step:
        rules.set_aside(session, finding, reason=step["aside"], actor=leader, at=later)
    elif step.get("read", True):
        rules.show(session, finding, actor=leader, at=later)
    return finding


def _comment(session: Session, roadmap: Roadmap, step: Step) -> Comment | None:
    if "thread" not in step:
        return None
    comments = select(Comment).join(Thread, Thread.id == Comment.thread_id).where(Thread.roadmap_id == roadmap.id)
    return session.scalars(comments.where(Comment.body.startswith(step["thread"]))).unique().one()


def _said(session: Session, roadmap: Roadmap, step: Step) -> Input | None:
    if "input" not in step:
        return None
    day = beginning_of(step["meeting_on"])
    meetings = select(Meeting.id).where(Meeting.area_id == roadmap.area_id, Meeting.starts_at >= day)
    first = meetings.order_by(Meeting.starts_at).limit(1).scalar_subquery()
    return session.scalar(select(Input).where(Input.meeting_id == first, Input.number == step["input"]))


def _begin(session: Session, world: World, roadmap: Roadmap, findings: dict[str, Finding], step: Step) -> Candidate:
    slug = roadmap.area.slug
    sub_area = world.blocks[slug, step["sub_area"]] if "sub_area" in step else None
    wording = Wording(step["title"], step["what"], step["why"], step["for_whom"], sub_area)
    chosen = [findings[key] for key in step["findings"]]
    actor = world.actor(session, step["by"], step["on"])
    return rules.begin(session, roadmap, chosen, wording, actor=actor, at=moment(step["on"]))
