"""Adding calls, changing them, taking them back and letting them count again. What they said before stays to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.calls import policy
from roadmaps.calls.models import Call, CallTurn
from roadmaps.calls.words import CallTurnSort, Currency
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, Offer
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say


@dataclass(frozen=True)
class Facts:
    """Everything that a call says. No areas: it is for all of them."""

    title: str
    fund: str
    measure: str = ""
    reference: str = ""
    link: str = ""
    about: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    starts_from: date | None = None
    ends_by: date | None = None
    currency: Currency = Currency.SEK
    amount: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    share: int | None = None
    cofinancing: str = ""
    applicants: Sequence[str] = ()
    who: str = ""
    levels: Sequence[str] = ()
    places: Sequence[str] = ()
    sought: str = ""


NAMES = tuple(one.name for one in fields(Facts))
AREAS = "areas"


class MovedOn(Conflict):
    """Somebody else has changed the same facts of the call meanwhile."""

    def __init__(self, call: Call, theirs: Mapping[str, Any]) -> None:
        super().__init__(say("Somebody else has changed the call meanwhile."))
        self.number = call.version
        self.theirs = dict(theirs)

    @property
    def offer(self) -> Offer:
        """What the other has written, and the version to begin from now."""
        return Offer(self.theirs, self.number, is_removed=False)


def add_call(session: Session, facts: Facts, areas: Sequence[Area], *, actor: Actor, at: datetime) -> Call:
    """Add a call for these areas, or for all.

    :raises NotAllowed: when the actor does not lead each of them
    :raises Invalid: when none is chosen that the actor leads, days or amounts contradict each other, or the link leads nowhere
    """
    _check_areas(areas, actor)
    check(facts)
    call = Call(
        id=new_id(),
        **{name: _kept(getattr(facts, name)) for name in NAMES},
        areas=list(areas),
        version=1,
        added_at=at,
        added_by_id=actor.person_id,
    )
    session.add(call)
    session.flush()
    note_turn(session, call, CallTurnSort.ADDED, actor=actor, at=at)
    return call


def edit_call(
    session: Session, call: Call, facts: Facts, areas: Sequence[Area], *, based_on: int, actor: Actor, at: datetime
) -> bool:
    """Let the call say this from now on; whether that was anything new.

    What somebody else has changed since, and the actor has not, stays as they left it.

    :param based_on: the version that the actor began from
    :raises MovedOn: when both have changed the same
    """
    session.refresh(call, with_for_update=True)
    if not policy.may_write_call(actor, call):
        raise NotAllowed(_WHOSE)
    _check_areas(areas, actor)
    check(facts)
    before, wanted = said_by(call), {**as_kept(facts), AREAS: _slugs(areas)}
    began = _as_of(session, call, before, based_on)
    theirs = {name for name in before if before[name] != began[name]}
    mine = {name for name in wanted if wanted[name] != began[name]}
    if fought := {name for name in theirs & mine if before[name] != wanted[name]}:
        raise MovedOn(call, {name: before[name] for name in fought})
    changed = {name for name in mine if wanted[name] != before[name]}
    if not changed:
        return False
    _put(call, facts, areas, changed)
    call.version += 1
    changes = {name: [before[name], wanted[name]] for name in sorted(changed)}
    note_turn(session, call, CallTurnSort.CHANGED, changes=changes, actor=actor, at=at)
    return True


def withdraw_call(session: Session, call: Call, *, words: str, actor: Actor, at: datetime) -> None:
    """Take a call back, as when the funder has cancelled it; it stays to be read, with the reason.

    :raises Invalid: when it has been taken back already, or no reason is given
    """
    _may_write(session, call, actor)
    if call.withdrawn_at is not None:
        raise Invalid(say("The call has been taken back already."))
    if not words.strip():
        sentence = say("Say why, so that everyone can understand it.")
        raise Invalid(sentence, {"words": sentence})
    call.withdrawn_at = at
    call.version += 1
    note_turn(session, call, CallTurnSort.WITHDRAWN, words=words, actor=actor, at=at)


def return_call(session: Session, call: Call, *, actor: Actor, at: datetime) -> None:
    """Let a call count again that was taken back.

    :raises Invalid: when it was not
    """
    _may_write(session, call, actor)
    if call.withdrawn_at is None:
        raise Invalid(say("The call has not been taken back."))
    call.withdrawn_at = None
    call.version += 1
    note_turn(session, call, CallTurnSort.RETURNED, actor=actor, at=at)


def note_turn(
    session: Session,
    call: Call,
    turn: CallTurnSort,
    *,
    words: str = "",
    changes: Mapping[str, Any] | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Write down what has happened to a call."""
    session.add(
        CallTurn(
            id=new_id(),
            call_id=call.id,
            turn=turn,
            version=call.version,
            at=at,
            person_id=actor.person_id,
            organisation_id=actor.acting_for_id,
            words=words.strip(),
            changes=dict(changes or {}),
        )
    )
    session.flush()


def check(facts: Facts) -> None:
    """:raises Invalid: with all that contradicts itself, field by field."""
    faults: dict[str, Sentence] = {}
    if facts.opens_on and facts.closes_on and facts.closes_on < facts.opens_on:
        faults["closes_on"] = say("The last day must not come before the first.")
    if facts.starts_from and facts.ends_by and facts.ends_by < facts.starts_from:
        faults["ends_by"] = say("The last day must not come before the first.")
    for name in ("amount", "least", "most"):
        amount = getattr(facts, name)
        if amount is not None and amount <= 0:
            faults[name] = say("Write an amount above nothing, or leave it empty.")
    if facts.least is not None and facts.most is not None and facts.most < facts.least:
        faults["most"] = say("The largest amount must not be less than the smallest.")
    if facts.share is not None and not 0 < facts.share <= 100:
        faults["share"] = say("Write a share between 1 and 100 per cent.")
    if facts.link and not is_web_address(facts.link):
        faults["link"] = say("Write the whole address, beginning with https://.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)


def is_web_address(text: str) -> bool:
    """Whether somebody can follow it: a page of the web by its whole address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_plain = text.isprintable() and not any(sign in text for sign in " \\<>\"'")
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain


def said_by(call: Call) -> dict[str, Any]:
    """What a call says, in the values that its history keeps."""
    return {**{name: _told(getattr(call, name)) for name in NAMES}, AREAS: _slugs(call.areas)}


def as_kept(facts: Facts) -> dict[str, Any]:
    """The same of facts that are to be."""
    return {name: _told(getattr(facts, name)) for name in NAMES}


def _as_of(session: Session, call: Call, now: Mapping[str, Any], number: int) -> dict[str, Any]:
    """What the call said at an earlier version: of each field, what it said before its first change since."""
    since = select(CallTurn).where(CallTurn.call_id == call.id, CallTurn.version > number)
    began = dict(now)
    for turn in session.scalars(since.where(CallTurn.turn == CallTurnSort.CHANGED).order_by(CallTurn.version.desc())):
        began.update({name: before for name, (before, _after) in turn.changes.items()})
    return began


def _put(call: Call, facts: Facts, areas: Sequence[Area], changed: set[str]) -> None:
    for name in changed - {AREAS}:
        setattr(call, name, _kept(getattr(facts, name)))
    if AREAS in changed:
        call.areas = list(areas)


def _check_areas(areas: Sequence[Area], actor: Actor) -> None:
    if not areas and not actor.is_coordinator and policy.may_add_calls(actor):
        sentence = say("Choose areas that you lead. A call for all areas is written by coordinators.")
        raise Invalid(sentence, {AREAS: sentence})
    if not policy.may_write_for(actor, areas):
        raise NotAllowed(_WHOSE)


def _may_write(session: Session, call: Call, actor: Actor) -> None:
    session.refresh(call, with_for_update=True)
    if not policy.may_write_call(actor, call):
        raise NotAllowed(_WHOSE)


def _slugs(areas: Sequence[Area]) -> list[str]:
    return sorted(area.slug for area in areas)


def _kept(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | list) else value


def _told(value: Any) -> Any:
    """As JSON keeps it: days and numbers as text."""
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return sorted(str(one) for one in value)
    return value.value if isinstance(value, Currency) else value


_WHOSE = say("A call is written by those who lead every area that it is for; one for all areas by coordinators.")
