"""Deciding about a candidate, and writing down what a prioritised one became. Nothing here is ever overwritten."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery import policy
from roadmaps.discovery.events import CandidateBecame, CandidateDecided, Occasion
from roadmaps.discovery.finders import write_to
from roadmaps.discovery.models import Candidate, CandidateOutcome, Decision, Finding
from roadmaps.discovery.queries import findings_in
from roadmaps.discovery.rules import meetings_told
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, MovedOn, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.queries import find_block

# What a candidate can become.
KINDS = ("goal", "activity")


def decide(
    session: Session,
    candidate: Candidate,
    state: CandidateState,
    *,
    reasons: str,
    decided_on: date,
    decided_by: str,
    registry_number: str = "",
    look_again_on: date | None = None,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> Decision:
    """Write down what has been decided, with the reasons, and tell whoever began it by what they told.

    To take it up again is a decision too: it is then being considered.

    :param decided_by: who decided, as a function, a group or a board
    :param look_again_on: when what rests is to be looked at again
    :param version: how many decisions there were when whoever decides read of it; None where nobody has read
    :raises Invalid: without reasons, or when it stands so already
    :raises MovedOn: when somebody else has decided meanwhile
    """
    session.refresh(candidate, ["state"], with_for_update=True)
    if not policy.may_decide(actor, candidate):
        raise NotAllowed(say("Only the area's process leader can do this."))
    _must_know_all(session, candidate, version)
    why, who = tidy(reasons).strip(), " ".join(tidy(decided_by).split())
    wrong = _faults(why, who, decided_on, look_again_on, at)
    if wrong:
        raise Invalid(say("The decision needs another look."), wrong)
    if candidate.state is state:
        raise Invalid(say("It stands so already: %(state)s.", state=Sentence(state.label)))
    decision = Decision(
        id=new_id(),
        candidate_id=candidate.id,
        state=state,
        reasons=why,
        decided_on=decided_on,
        decided_by=who,
        registry_number=" ".join(registry_number.split()),
        look_again_on=look_again_on if state is CandidateState.RESTING else None,
        at=at,
        person_id=actor.person_id,
        organisation_id=actor.acting_for_id,
    )
    before, candidate.state = candidate.state, state
    session.add(decision)
    session.flush()
    record(session, CandidateDecided(*_about(candidate, actor, at), state, decision.id))
    findings = _findings(session, candidate)
    if state is CandidateState.CHOSEN_AWAY:
        meetings_told.was_chosen_away(session, findings, why, actor=actor, at=at)
    elif before is CandidateState.CHOSEN_AWAY:
        meetings_told.lives_again(session, candidate, findings, why, actor=actor, at=at)
    write_to(session, findings, Occasion.DECIDED, at=at, but_not=actor.person_id, decision_id=decision.id)
    return decision


def tie(session: Session, candidate: Candidate, block_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Say that a goal or an activity that is there already is what a prioritised candidate became.

    :raises Invalid: when it is neither, or is not in the roadmap now
    """
    if not policy.may_tie(actor, candidate):
        raise NotAllowed(say("Only a prioritised candidate becomes a goal or an activity."))
    block = find_block(session, candidate.roadmap, block_id)
    if block.kind not in KINDS or block.is_removed:
        raise Invalid(say("Choose a goal or an activity of the roadmap."))
    _note(session, candidate, block_id, block.number, is_new=False, actor=actor, at=at)


def settle(
    session: Session, candidate: Candidate, block_id: UUID, number: int, *, is_new: bool, actor: Actor, at: datetime
) -> None:
    """Note what was written from a candidate, in the transaction that saves it. Refuses nothing."""
    _note(session, candidate, block_id, number, is_new=is_new, actor=actor, at=at)


def untie(session: Session, candidate: Candidate, outcome_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Say that it did not become this after all. The block stays as it is."""
    if not policy.may_tie(actor, candidate):
        raise NotAllowed(say("Only those who write in the roadmap can do this."))
    outcome = session.get(CandidateOutcome, outcome_id)
    if outcome is None or outcome.candidate_id != candidate.id:
        raise NotFound
    if outcome.untied_at is not None:
        return
    outcome.untied_at, outcome.untied_by_id = at, actor.person_id
    session.flush()


def _note(
    session: Session, candidate: Candidate, block_id: UUID, number: int, *, is_new: bool, actor: Actor, at: datetime
) -> None:
    """Once for each block, however often it is said, also by two at once."""
    session.refresh(candidate, ["state"], with_for_update=True)
    known = CandidateOutcome.candidate_id == candidate.id, CandidateOutcome.block_id == block_id
    if session.scalar(select(CandidateOutcome.id).where(*known, CandidateOutcome.untied_at.is_(None))):
        return
    outcome = CandidateOutcome(
        id=new_id(),
        candidate_id=candidate.id,
        block_id=block_id,
        revision_number=number,
        is_new=is_new,
        tied_at=at,
        tied_by_id=actor.person_id,
    )
    session.add(outcome)
    session.flush()
    record(session, CandidateBecame(*_about(candidate, actor, at), block_id, is_new))
    findings = _findings(session, candidate)
    meetings_told.became(session, findings, candidate.roadmap, block_id, number, actor=actor, at=at)


def _findings(session: Session, candidate: Candidate) -> list[Finding]:
    return [finding for finding, _ in session.execute(findings_in([candidate.id]))]


def _must_know_all(session: Session, candidate: Candidate, version: int | None) -> None:
    """Refuse whoever has not read what was decided last; the candidate is held, so that no more comes in between."""
    count = session.scalar(select(func.count()).where(Decision.candidate_id == candidate.id)) or 0
    if version is not None and version != count:
        told = say("Somebody has decided about it since you opened the page. Read what was decided before you go on.")
        raise MovedOn(told, {"version": count})


def _faults(why: str, who: str, decided_on: date, look_again_on: date | None, at: datetime) -> dict[str, Sentence]:
    wrong: dict[str, Sentence] = {}
    if not why:
        wrong["reasons"] = say("Give the reasons. They are shown to everyone.")
    if not who:
        wrong["decided_by"] = say("Say who has decided.")
    if decided_on > day_of(at):
        wrong["decided_on"] = say("The day lies ahead.")
    if look_again_on is not None and look_again_on <= decided_on:
        wrong["look_again_on"] = say("The day must come after that of the decision.")
    return wrong


def _about(candidate: Candidate, actor: Actor, at: datetime) -> tuple[UUID, UUID, UUID, UUID, datetime]:
    return candidate.id, candidate.roadmap_id, candidate.roadmap.area_id, actor.person_id, at
