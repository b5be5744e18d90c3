"""What organisations say that they want with a call: said by themselves, changed, and taken back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.email_addresses import normalised
from roadmaps.calls import policy
from roadmaps.calls.models import Call, CallInterest
from roadmaps.calls.queries import interest_of
from roadmaps.calls.words import Wish
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.models import Block
from roadmaps.roadmap.queries import roadmap_with_block


@dataclass(frozen=True)
class Said:
    """What an organisation wants, for which activity, and whom others can turn to."""

    wish: Wish
    activity_id: UUID | None = None
    words: str = ""
    contact_name: str = ""
    contact_email: str = ""
    is_contact_shown: bool = False


def say_interest(
    session: Session, call: Call, organisation_id: UUID, said: Said, *, actor: Actor, at: datetime
) -> CallInterest:
    """Let an organisation say what it wants, or say it anew: then the earlier words no longer stand.

    :raises NotAllowed: when the actor does not act for the organisation, or nobody can apply any more
    :raises Invalid: when a contact is to be shown that is none, or the activity is not one that the actor may read
    """
    if organisation_id not in dict(actor.organisations):
        raise NotAllowed(say("Only those who act for an organisation say what it wants."))
    if not policy.may_say_interest(actor, call, day_of(at)):
        raise NotAllowed(say("One cannot apply any more, or you may not write here."))
    email = _check(session, said, actor)
    # Of two who say it at the same moment the second waits here, and finds what the first has said.
    session.refresh(call, with_for_update=True)
    if (standing := interest_of(session, call, organisation_id)) is not None:
        _end(standing, actor, at)
        session.flush()
    interest = CallInterest(
        id=new_id(),
        call_id=call.id,
        organisation_id=organisation_id,
        wish=said.wish,
        activity_id=said.activity_id,
        words=said.words.strip(),
        contact_name=" ".join(said.contact_name.split()),
        contact_email=email,
        is_contact_shown=said.is_contact_shown,
        said_at=at,
        said_by_id=actor.person_id,
    )
    session.add(interest)
    session.flush()
    return interest


def take_back(session: Session, interest: CallInterest, *, actor: Actor, at: datetime) -> None:
    """Say that the organisation does not want it any more. Whom one could turn to is forgotten."""
    if not policy.may_take_back(actor, interest):
        raise NotAllowed(say("Only those who act for an organisation say what it wants."))
    if interest.withdrawn_at is None:
        _end(interest, actor, at)
        session.flush()


def _end(interest: CallInterest, actor: Actor, at: datetime) -> None:
    interest.withdrawn_at, interest.withdrawn_by_id = at, actor.person_id
    interest.contact_name = interest.contact_email = ""
    interest.is_contact_shown = False


def _check(session: Session, said: Said, actor: Actor) -> str:
    """The address as it is kept."""
    faults: dict[str, Sentence] = {}
    email = ""
    if said.contact_email.strip():
        try:
            email = normalised(said.contact_email)
        except Fault as fault:
            faults["contact_email"] = fault.sentence
    elif said.is_contact_shown:
        faults["contact_email"] = say("Write an address that others can write to, or do not let it be shown.")
    if said.activity_id is not None and not _is_readable_activity(session, said.activity_id, actor):
        faults["activity_id"] = say("Choose one of the alternatives.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    return email


def _is_readable_activity(session: Session, block_id: UUID, actor: Actor) -> bool:
    kind = session.scalar(select(Block.kind).where(Block.id == block_id))
    if kind != "activity":
        return False
    try:
        roadmap_with_block(session, block_id, actor)
    except NotFound:
        return False
    return True
