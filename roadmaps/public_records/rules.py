"""What may happen to a request for public records: it is prepared thing by thing, decided once, or set aside."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.files.models import StoredFile
from roadmaps.files.rules import hold
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import N_, Sentence, say, say_number
from roadmaps.papers.words import Words
from roadmaps.public_records import policy
from roadmaps.public_records.content import content_of, files_in
from roadmaps.public_records.events import (
    MaskTakenAway,
    RecordsChosen,
    RecordsDecided,
    RecordsFetched,
    RecordsRead,
    RecordsRequestBegun,
    RecordsSetAside,
    WordsMasked,
)
from roadmaps.public_records.laying_out import LayingOut
from roadmaps.public_records.masking import SHORTEST, stands_in
from roadmaps.public_records.models import RecordsChoice, RecordsMask, RecordsRequest
from roadmaps.public_records.queries import choices_of, last_number, masks_of
from roadmaps.public_records.things import Thing
from roadmaps.public_records.words import Naming, Outcome
from roadmaps.revisions.kinds import canonical
from roadmaps.roadmap.models import Roadmap

MASKED = N_("masked")
_AGAIN = say("Some of what you wrote needs another look.")


def begin(
    session: Session,
    roadmap: Roadmap,
    *,
    first_on: date,
    last_on: date,
    asked_for: str = "",
    registry_number: str = "",
    language: str,
    naming: Naming,
    naming_ground: str = "",
    actor: Actor,
    at: datetime,
) -> RecordsRequest:
    """Begin to prepare what is asked for.

    :raises Invalid: when the days are in no order or lie ahead, or names are left out by no rule
    """
    if not policy.may_handle(actor, roadmap):
        raise NotAllowed(say("Only those who lead the area can do this."))
    faults: dict[str, Sentence] = {}
    if last_on > day_of(at):
        faults["last_on"] = say("Choose today or a day that has been.")
    if first_on > last_on:
        faults["first_on"] = say("Choose a first day that is not after the last one.")
    if naming is Naming.UNNAMED and not naming_ground:
        faults["naming_ground"] = say("Say by which rule the names are not given out.")
    if faults:
        raise Invalid(_AGAIN, faults)
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    request = RecordsRequest(
        roadmap=roadmap,
        number=last_number(session, roadmap) + 1,
        first_on=first_on,
        last_on=last_on,
        asked_for=asked_for,
        registry_number=registry_number,
        language=language,
        naming=naming,
        naming_ground=naming_ground if naming is Naming.UNNAMED else "",
        begun_at=at,
        begun_by_id=actor.person_id,
        begun_for_id=actor.acting_for_id,
    )
    session.add(request)
    session.flush()
    record(session, RecordsRequestBegun(request.id, roadmap.id, request.number, actor.person_id))
    return request


def note_reading(session: Session, request: RecordsRequest, thing: Thing, *, actor: Actor) -> None:
    """Let it be told that somebody has opened a thing that not everybody can read."""
    if not policy.may_handle(actor, request.roadmap):
        raise NotAllowed(say("Only those who lead the area can do this."))
    record(session, RecordsRead(request.id, thing.key, actor.person_id))


def choose(
    session: Session,
    request: RecordsRequest,
    things: Sequence[Thing],
    *,
    is_given_out: bool,
    ground: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Say of some things, as they read now, that they are given out, or by which rule they are not.

    :raises Invalid: when something is withheld by no rule
    """
    _lock(session, request, actor)
    if not is_given_out and not ground:
        raise Invalid(_AGAIN, {"ground": say("Say by which rule it is not given out.")})
    choices = choices_of(session, request)
    for thing in things:
        choice = choices.get(thing.key) or RecordsChoice(request_id=request.id, key=thing.key)
        choice.is_given_out, choice.ground = is_given_out, "" if is_given_out else ground
        choice.fingerprint, choice.chosen_at, choice.chosen_by_id = thing.fingerprint, at, actor.person_id
        session.add(choice)
    session.flush()
    record(session, RecordsChosen(request.id, len(things), is_given_out, actor.person_id))


def mask(
    session: Session,
    request: RecordsRequest,
    passages: Iterable[str],
    *,
    ground: str,
    things: Sequence[Thing],
    key: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Let words be taken out of one thing, or (key empty) wherever they stand.

    :param things: all that the request is about; the words have to stand in it, so that no mistake goes unseen
    :raises Invalid: when they do not, are too short to be told from others, or no rule is named
    """
    _lock(session, request, actor)
    wanted = [" ".join(one.split()) for one in passages]
    wanted = list(dict.fromkeys(one for one in wanted if one))
    where = [one for one in things if key in {"", one.key}]
    faults: dict[str, Sentence] = {}
    if not wanted:
        faults["passages"] = say("Write the words that are taken out, or choose some of those that were found.")
    if not ground:
        faults["ground"] = say("Say by which rule they are taken out.")
    for one in wanted:
        if len(one) < SHORTEST:
            faults["passages"] = say("“%(words)s” is too short: it would be taken out of other words.", words=one)
        elif not any(stands_in(one, thing.words()) for thing in where):
            faults["passages"] = say("“%(words)s” does not stand there. Copy the words as they are.", words=one)
    if faults:
        raise Invalid(_AGAIN, faults)
    known = {(one.key, one.passage.casefold()) for one in masks_of(session, request)}
    new = [one for one in wanted if (key, one.casefold()) not in known]
    for one in new:
        session.add(
            RecordsMask(
                request_id=request.id, key=key, passage=one, ground=ground, added_at=at, added_by_id=actor.person_id
            )
        )
    session.flush()
    record(session, WordsMasked(request.id, key, len(new), actor.person_id))


def unmask(session: Session, request: RecordsRequest, found: RecordsMask, *, actor: Actor) -> None:
    """Let words stand after all."""
    _lock(session, request, actor)
    mask_id = found.id
    session.delete(found)
    session.flush()
    record(session, MaskTakenAway(request.id, mask_id, actor.person_id))


def lay_out(session: Session, request: RecordsRequest, things: Sequence[Thing], words: Words) -> LayingOut:
    """The things with what is to become of each."""
    return LayingOut(
        things,
        choices_of(session, request),
        masks_of(session, request),
        request.naming,
        request.naming_ground,
        words.say(MASKED),
    )


def decide(
    session: Session,
    request: RecordsRequest,
    things: Sequence[Thing],
    words: Words,
    *,
    signed_by: str,
    reasons: str = "",
    registry_number: str = "",
    publisher: str,
    actor: Actor,
    at: datetime,
) -> RecordsRequest:
    """Decide what is given out, once and for all, and keep it as it was given out.

    :raises Invalid: when somebody has to look at something first, or words that are masked everywhere stand in the decision
    """
    _lock(session, request, actor)
    laying = lay_out(session, request, things, words)
    waiting = [one for one in laying.laid if one.needs_look]
    if waiting:
        raise Invalid(
            say_number(
                "%(num)s thing has to be looked at first.", "%(num)s things have to be looked at first.", len(waiting)
            )
        )
    everywhere = laying.masker()
    told = {"reasons": reasons, "signed_by": signed_by, "registry_number": registry_number}
    faults: dict[str, Sentence] = {
        name: say("Words that are masked stand here.") for name, text in told.items() if everywhere.left_over(text)
    }
    if faults or any(everywhere.left_over(text) for text in (request.asked_for, *laying.grounds)):
        raise Invalid(say("Words that are masked stand in the decision itself."), faults)
    facts = {**told, "publisher": publisher, "at": at}
    content = content_of(request, laying.laid, laying.grounds, words, **facts)  # type: ignore[arg-type]
    text = canonical(content)
    request.content, request.sha256 = text, hashlib.sha256(text.encode()).hexdigest()
    request.decided_at, request.decided_by_id, request.decided_for_id = at, actor.person_id, actor.acting_for_id
    request.signed_by, request.reasons = signed_by, reasons
    request.registry_number = registry_number or request.registry_number
    session.flush()
    _hold_files(session, request, set(files_in(content).values()), at)
    count = Counter(one.outcome for one in laying.laid)
    numbers = (count[Outcome.GIVEN_OUT], count[Outcome.MASKED], count[Outcome.WITHHELD])
    record(
        session,
        RecordsDecided(request.id, request.roadmap_id, request.number, *numbers, request.sha256, actor.person_id),
    )
    return request


def set_aside(session: Session, request: RecordsRequest, *, actor: Actor, at: datetime) -> None:
    """End a request without a decision, as when nobody asks for it any more."""
    _lock(session, request, actor)
    request.ended_at, request.ended_by_id = at, actor.person_id
    session.flush()
    record(session, RecordsSetAside(request.id, actor.person_id))


def note_fetching(session: Session, request: RecordsRequest, *, actor: Actor) -> None:
    """Let it be told that somebody has fetched the package.

    :raises Conflict: when nothing has been decided yet
    """
    if not policy.may_handle(actor, request.roadmap):
        raise NotAllowed(say("Only those who lead the area can do this."))
    if not request.is_decided:
        raise Conflict(say("Nothing has been decided yet."))
    record(session, RecordsFetched(request.id, actor.person_id))


def _hold_files(session: Session, request: RecordsRequest, digests: set[str], at: datetime) -> None:
    asked = select(StoredFile.id).where(StoredFile.roadmap_id == request.roadmap_id, StoredFile.sha256.in_(digests))
    ids: list[UUID] = list(session.scalars(asked)) if digests else []
    if ids:
        hold(session, request.roadmap, ids, holder_id=request.id, is_public=False, at=at)


def _lock(session: Session, request: RecordsRequest, actor: Actor) -> None:
    """Two who work on one request follow each other, and nobody changes what has been decided."""
    if not policy.may_handle(actor, request.roadmap):
        raise NotAllowed(say("Only those who lead the area can do this."))
    session.refresh(request, with_for_update={"of": RecordsRequest})
    if not request.is_open:
        raise Conflict(say("It has been decided already, or set aside."))
