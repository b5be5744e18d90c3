"""What those who lead an area do with what has come in: show it, set it aside, or pass it on to another area."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery import policy
from roadmaps.discovery.events import FindingCame, FindingSetAside, FindingShown, Occasion
from roadmaps.discovery.finders import write_to
from roadmaps.discovery.models import CandidateFinding, Finding
from roadmaps.discovery.rules.telling import turn_of
from roadmaps.discovery.words import FindingTurnSort, Standing
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.models import Roadmap


def show(session: Session, finding: Finding, *, actor: Actor, at: datetime) -> None:
    """Let everyone who may read the roadmap read it. What is shown already stays as it is."""
    wait_for(session, [finding])
    _must_read_first(finding, actor)
    if finding.is_shown:
        return
    finding.standing, finding.aside_reason = Standing.SHOWN, ""
    session.add(turn_of(finding, FindingTurnSort.SHOWN, actor, at))
    session.flush()
    record(session, FindingShown(finding.id, finding.roadmap_id, finding.roadmap.area_id, at))


def set_aside(session: Session, finding: Finding, *, reason: str, actor: Actor, at: datetime) -> None:
    """Do not show it, or not any more; whoever told of it is told why.

    :raises Invalid: without a reason, or when it is part of a candidate
    """
    wait_for(session, [finding])
    _must_read_first(finding, actor)
    why = tidy(reason).strip()
    if not why:
        raise Invalid(say("Say why it is set aside."), {"reason": say("Say why it is set aside.")})
    if is_part_of_something(session, finding):
        raise Invalid(say("It is part of a candidate. Take it out of there first."))
    finding.standing, finding.aside_reason = Standing.SET_ASIDE, why
    session.add(turn_of(finding, FindingTurnSort.SET_ASIDE, actor, at, why))
    session.flush()
    record(session, FindingSetAside(finding.id, finding.roadmap_id, finding.roadmap.area_id, at, why))
    write_to(session, [finding], Occasion.SET_ASIDE, at=at, but_not=actor.person_id)


def pass_on(session: Session, finding: Finding, roadmap: Roadmap, *, actor: Actor, at: datetime) -> None:
    """Hand it over to another area, where it belongs better. Those who lead that one read it first.

    :raises Invalid: when it is part of a candidate here, or the other area takes nothing in
    """
    wait_for(session, [finding])
    _must_read_first(finding, actor)
    if roadmap.id == finding.roadmap_id or not policy.may_tell(actor, roadmap):
        raise Invalid(say("Choose an area that takes in what people tell."))
    if is_part_of_something(session, finding):
        raise Invalid(say("It is part of a candidate. Take it out of there first."))
    session.add(turn_of(finding, FindingTurnSort.PASSED_ON, actor, at, finding.roadmap.area.name))
    finding.roadmap = roadmap
    finding.standing, finding.aside_reason = Standing.WAITING, ""
    session.flush()
    record(session, FindingCame(finding.id, roadmap.id, roadmap.area_id, at, finding.standing))


def wait_for(session: Session, findings: Iterable[Finding]) -> None:
    """Let whoever does something with the same ones at the moment be done first: what is set aside is not joined, and
    what is joined is neither set aside nor passed on.
    """
    for one in sorted(findings, key=lambda each: each.id):
        session.refresh(one, ["standing", "roadmap_id"], with_for_update=True)
        session.expire(one, ["roadmap"])


def is_part_of_something(session: Session, finding: Finding) -> bool:
    """Whether it is part of a candidate now."""
    joined = CandidateFinding.finding_id == finding.id, CandidateFinding.left_at.is_(None)
    return session.scalar(select(CandidateFinding.id).where(*joined).limit(1)) is not None


def _must_read_first(finding: Finding, actor: Actor) -> None:
    if not policy.may_read_first(actor, finding):
        raise NotAllowed(say("Only the area's process leader can do this."))
