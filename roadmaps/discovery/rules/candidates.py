"""Making candidates of what has come in: wording them, and saying what is part of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery import policy
from roadmaps.discovery.events import CandidateBegun
from roadmaps.discovery.models import Candidate, CandidateFinding, CandidateWording, Finding
from roadmaps.discovery.rules.reading import show, wait_for
from roadmaps.discovery.words import CandidateState, Standing
from roadmaps.foundation.errors import Invalid, MovedOn, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block

DECIDED = say("It has been decided about. Take it up again before it is worded otherwise.")


@dataclass(frozen=True)
class Wording:
    """How a candidate reads."""

    title: str
    what: str
    why: str = ""
    for_whom: str = ""
    sub_area_id: UUID | None = None


def begin(
    session: Session, roadmap: Roadmap, findings: Sequence[Finding], wording: Wording, *, actor: Actor, at: datetime
) -> Candidate:
    """Make a candidate of one or several findings. Those that waited to be read can be read by all from then on.

    :raises Invalid: without a finding: it must be possible to follow a candidate back to what somebody said
    """
    if not policy.may_lead(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    if not findings:
        raise Invalid(say("Choose at least one thing that somebody has told. A candidate begins with it."))
    # Those who begin one at the same time get a number each.
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    highest = session.scalar(select(func.max(Candidate.number)).where(Candidate.roadmap_id == roadmap.id)) or 0
    candidate = Candidate(
        id=new_id(),
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        number=highest + 1,
        state=CandidateState.CONSIDERED,
        version=1,
        begun_at=at,
        begun_by_id=actor.person_id,
        **_checked(session, roadmap, wording),
    )
    session.add(candidate)
    session.flush()
    join(session, candidate, findings, actor=actor, at=at)
    record(session, CandidateBegun(candidate.id, roadmap.id, roadmap.area_id, actor.person_id, at))
    return candidate


def word(session: Session, candidate: Candidate, wording: Wording, *, version: int, actor: Actor, at: datetime) -> None:
    """Let it read otherwise. How it read before is kept.

    :param version: the wording that the writer began from
    :raises MovedOn: when somebody else has worded it meanwhile
    """
    session.refresh(candidate, ["version", "state"], with_for_update=True)
    _must_word(candidate, actor)
    if candidate.version != version:
        told = say("Somebody has worded it otherwise since you opened the page. Compare, and save again.")
        raise MovedOn(told, {"version": candidate.version})
    wanted = _checked(session, candidate.roadmap, wording)
    before = {name: getattr(candidate, name) for name in wanted}
    if wanted == before:
        return
    kept = CandidateWording(
        id=new_id(), candidate_id=candidate.id, version=version, until_at=at, changed_by_id=actor.person_id, **before
    )
    session.add(kept)
    for name, value in wanted.items():
        setattr(candidate, name, value)
    candidate.version += 1
    session.flush()


def join(session: Session, candidate: Candidate, findings: Sequence[Finding], *, actor: Actor, at: datetime) -> None:
    """Let findings be part of it; those that are already stay so."""
    session.refresh(candidate, ["state"], with_for_update=True)
    _must_word(candidate, actor)
    wait_for(session, findings)
    if any(one.roadmap_id != candidate.roadmap_id or one.standing is Standing.SET_ASIDE for one in findings):
        raise Invalid(say("Only what has come in to this area, and has not been set aside, can be part of it."))
    standing = select(CandidateFinding.finding_id).where(
        CandidateFinding.candidate_id == candidate.id, CandidateFinding.left_at.is_(None)
    )
    there = set(session.scalars(standing))
    for finding in findings:
        show(session, finding, actor=actor, at=at)
        if finding.id not in there:
            there.add(finding.id)
            session.add(
                CandidateFinding(
                    id=new_id(),
                    candidate_id=candidate.id,
                    finding_id=finding.id,
                    joined_at=at,
                    joined_by_id=actor.person_id,
                )
            )
    session.flush()


def take_out(session: Session, candidate: Candidate, finding: Finding, *, actor: Actor, at: datetime) -> None:
    """Let a finding be part of it no more.

    :raises Invalid: when it is the last one
    :raises NotFound: when it is of another roadmap
    """
    session.refresh(candidate, ["state"], with_for_update=True)
    _must_word(candidate, actor)
    if finding.roadmap_id != candidate.roadmap_id:
        raise NotFound
    standing = CandidateFinding.candidate_id == candidate.id, CandidateFinding.left_at.is_(None)
    joined = {one.finding_id: one for one in session.scalars(select(CandidateFinding).where(*standing))}
    if finding.id not in joined:
        return
    if len(joined) == 1:
        raise Invalid(say("A candidate is made of at least one thing that somebody has told."))
    joined[finding.id].left_at, joined[finding.id].left_by_id = at, actor.person_id
    session.flush()


def _must_word(candidate: Candidate, actor: Actor) -> None:
    if not policy.may_lead(actor, candidate.roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    if not policy.may_word(actor, candidate):
        raise Invalid(DECIDED)


def _checked(session: Session, roadmap: Roadmap, wording: Wording) -> dict[str, object]:
    title, what = " ".join(tidy(wording.title).split()), tidy(wording.what).strip()
    missing = say("Write something here.")
    wrong = {name: missing for name, text in (("title", title), ("what", what)) if not text}
    if wrong:
        raise Invalid(say("A candidate needs a name, and a few words of what it is."), wrong)
    if wording.sub_area_id is not None:
        block = find_block(session, roadmap, wording.sub_area_id)
        if block.kind != "sub_area" or block.is_removed:
            raise Invalid(say("Choose a sub-area of this roadmap."))
    return {
        "title": title,
        "what": what,
        "why": tidy(wording.why).strip(),
        "for_whom": tidy(wording.for_whom).strip(),
        "sub_area_id": wording.sub_area_id,
    }
