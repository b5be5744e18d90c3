"""Answering: writing a draft together, and leaving it unanswered on purpose. Sending has a file of its own.

Whoever acts for the organisation writes in the same draft. Whoever holds the link in a letter to its address does so only
where nobody has an account to answer with. Each part knows which version it was begun from; what two have written in the
same part is shown to the second.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.areas.sentences import why_muted
from roadmaps.consultation import policy
from roadmaps.consultation.events import ConsulteeDeclined
from roadmaps.consultation.letters import checked_file
from roadmaps.consultation.models import Consultation, Consultee, DraftPart, Letter, ResponsePart
from roadmaps.consultation.queries import consultee_for, draft_of, letter_of, needs_account, standing_response
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.words import PartSort, View, ask_to_sign_in
from roadmaps.consultation.writers import Writer
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions.models import SourceSort
from roadmaps.suggestions.rules import Source

LONGEST_TEXT = 20_000
LONGEST_MOTIVE = 5_000
MOST_LETTERS = 5
MOST_PROPOSALS = 200
_NEVER_PROPOSED = {"answer", "answer_note", "organisation_name"}


@dataclass(frozen=True)
class Typed:
    """A part as somebody has written it, begun from a version of it (0: there was none)."""

    sort: PartSort
    key: str
    content: Mapping[str, Any]
    version: int


@dataclass(frozen=True)
class Clash:
    """A part that somebody else has written since: theirs stands in the draft, yours is still in the form."""

    yours: Typed
    theirs: DraftPart


def come(
    session: Session, consultation: Consultation, organisation_id: UUID, *, actor: Actor, at: datetime
) -> Consultee:
    """The organisation in the consultation; one that was not asked comes by the open call."""
    session.execute(select(Consultation.id).where(Consultation.id == consultation.id).with_for_update())
    name = session.get_one(Organisation, organisation_id).name
    known = consultee_for(session, consultation, organisation_id) or _by_name(session, consultation, name)
    is_asked = known is not None
    if not policy.may_answer_for(actor, consultation, organisation_id, is_asked=is_asked):
        raise NotAllowed(why_not_answer(consultation, actor))
    if known is not None:
        # It was asked by name before it was among the organisations here.
        known.organisation_id = organisation_id
        session.flush()
        return known
    consultee = Consultee(
        id=new_id(),
        consultation=consultation,
        consultation_id=consultation.id,
        organisation_id=organisation_id,
        name=name,
        is_invited=False,
        added_at=at,
    )
    session.add(consultee)
    session.flush()
    return consultee


def save(
    session: Session, consultee: Consultee, typed: Sequence[Typed], *, writer: Writer, at: datetime
) -> list[Clash]:
    """Keep what was written in the draft, and return what others had written in the same parts meanwhile.

    :raises Invalid: when a text is too long; its key in `fields` is the sort and the key of the part
    :raises NotFound: when there is no such question or section
    """
    must_answer(session, consultee, writer, at)
    _check_texts(session, consultee, typed)
    draft, clashes = draft_of(session, consultee.id), list[Clash]()
    for one in typed:
        known = draft.get((one.sort.value, one.key))
        content = _tidied(one)
        if known is None and _is_empty(content):
            continue
        if known is not None and known.content == content:
            continue
        if known is not None and known.version != one.version:
            clashes.append(Clash(one, known))
            continue
        _put(session, consultee, known, one.sort, one.key, content, writer=writer, at=at)
    return clashes


def propose(
    session: Session,
    consultee: Consultee,
    block_id: UUID,
    content: Mapping[str, object],
    *,
    motive: str,
    sources: Sequence[Source],
    version: int,
    writer: Writer,
    at: datetime,
) -> Clash | None:
    """Keep another wording of a block of the frozen version, in place of an earlier one.

    :raises Invalid: when nothing differs from the frozen text, a value cannot be right, or it is not told why
    :raises NotFound: when the version holds no such block
    """
    must_answer(session, consultee, writer, at)
    block = frozen_text(session, consultee.consultation).edition.document.state.blocks.get(block_id)
    if block is None:
        raise NotFound
    whole = ROADMAP[block.kind].check({**block.content, **content})
    wanted = {
        name: value for name, value in whole.items() if value != block.content.get(name) and name not in _NEVER_PROPOSED
    }
    _check_proposal(wanted, motive, sources)
    told = {
        "kind": block.kind,
        "content": wanted,
        "motive": motive.strip(),
        "sources": [[one.sort.value, one.words.strip(), one.address.strip()] for one in sources],
    }
    draft = draft_of(session, consultee.id)
    known = draft.get((PartSort.PROPOSAL.value, str(block_id)))
    if known is not None and known.version != version and known.content != told:
        return Clash(Typed(PartSort.PROPOSAL, str(block_id), told, version), known)
    if known is None and sum(sort == PartSort.PROPOSAL for sort, _ in draft) >= MOST_PROPOSALS:
        raise Invalid(say("At most %(most)s wordings can be proposed in one answer.", most=MOST_PROPOSALS))
    _put(session, consultee, known, PartSort.PROPOSAL, str(block_id), told, writer=writer, at=at)
    return None


def add_letter(
    session: Session, consultee: Consultee, name: str, data: bytes, *, writer: Writer, at: datetime
) -> Letter:
    """Keep a file in the draft, byte for byte.

    :raises Invalid: when it is neither a PDF nor a Word file, too large, or one too many
    """
    must_answer(session, consultee, writer, at)
    file = checked_file(name, data)
    draft = draft_of(session, consultee.id)
    if sum(sort == PartSort.LETTER for sort, _ in draft) >= MOST_LETTERS:
        raise Invalid(_ANOTHER_LOOK, {"letter": say("At most %(most)s letters can be sent.", most=MOST_LETTERS)})
    letter = Letter(
        id=new_id(),
        consultee_id=consultee.id,
        name=file.name,
        media_type=file.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        sent_at=at,
    )
    session.add(letter)
    session.flush()
    told = {"name": letter.name, "size": letter.size, "sha256": letter.sha256}
    _put(session, consultee, None, PartSort.LETTER, str(letter.id), told, writer=writer, at=at)
    return letter


def take_out_part(
    session: Session, consultee: Consultee, sort: PartSort, key: str, *, writer: Writer, at: datetime
) -> None:
    """Take a proposal or a letter out of the draft. What has been sent already stays as it was sent."""
    must_answer(session, consultee, writer, at)
    known = draft_of(session, consultee.id).get((sort.value, key))
    if known is None or sort not in {PartSort.PROPOSAL, PartSort.LETTER}:
        raise NotFound
    session.delete(known)
    if sort is PartSort.LETTER:
        _forget_unsent(session, consultee, key)
    session.flush()


def decline(session: Session, consultee: Consultee, *, reason: str, writer: Writer, at: datetime) -> None:
    """Say that the organisation leaves no answer. It may think otherwise while the consultation is open.

    :raises Invalid: when it has answered already
    """
    must_answer(session, consultee, writer, at)
    if standing_response(session, consultee.id) is not None:
        raise Invalid(say("You have answered already. Send a new answer if you want to say something else."))
    if len(reason) > LONGEST_MOTIVE:
        raise Invalid(_ANOTHER_LOOK, {"reason": say("This is too long here.")})
    consultee.declined_at, consultee.decline_reason = at, reason.strip()
    session.flush()
    consultation = consultee.consultation
    about = consultation.id, consultation.roadmap_id, consultation.roadmap.area_id
    record(session, ConsulteeDeclined(*about, writer.person_id, at, consultee.id))


def must_answer(session: Session, consultee: Consultee, writer: Writer, at: datetime) -> None:
    """Refuse, with the reason, who may not write for the organisation now; the others queue for its draft."""
    session.execute(select(Consultee.id).where(Consultee.id == consultee.id).with_for_update())
    session.refresh(consultee)
    consultation = consultee.consultation
    session.refresh(consultation)
    if writer.actor is None and consultation.is_open:
        if needs_account(session, consultee, day_of(at)):
            raise NotAllowed(ask_to_sign_in(consultee.name))
        return
    organisation_id = consultee.organisation_id
    if organisation_id is None or not policy.may_answer_for(writer.actor, consultation, organisation_id, is_asked=True):
        raise NotAllowed(why_not_answer(consultation, writer.actor))


def why_not_answer(consultation: Consultation, actor: Actor | None) -> Sentence:
    """What to tell somebody who may not answer."""
    if not consultation.is_open:
        return say("The consultation is not open, so no answers are taken.")
    told = why_muted(actor, consultation.roadmap.area_id) if actor else None
    return told or say("Only those who are asked can answer here, each for an organisation that they act for.")


def _forget_unsent(session: Session, consultee: Consultee, key: str) -> None:
    """A letter that nobody has ever sent need not be kept; one that was sent is part of that answer."""
    was_sent = select(ResponsePart.id).where(ResponsePart.sort == PartSort.LETTER, ResponsePart.key == key)
    if session.scalars(was_sent.limit(1)).first() is None:
        session.delete(letter_of(session, consultee.id, UUID(key)))


def _by_name(session: Session, consultation: Consultation, name: str) -> Consultee | None:
    return session.scalar(
        select(Consultee).where(
            Consultee.consultation_id == consultation.id,
            Consultee.organisation_id.is_(None),
            Consultee.name == name,
        )
    )


def _check_texts(session: Session, consultee: Consultee, typed: Sequence[Typed]) -> None:
    known = {one.key for one in frozen_text(session, consultee.consultation).places.sections}
    questions = {str(one.id) for one in consultee.consultation.questions}
    faults: dict[str, Sentence] = {}
    for one in typed:
        where = {PartSort.VIEW: known, PartSort.QUESTION: questions, PartSort.STATEMENT: {""}}.get(one.sort, set())
        if one.key not in where:
            raise NotFound
        if len(str(one.content.get("text", ""))) > LONGEST_TEXT:
            faults[f"{one.sort}:{one.key}"] = say("This is too long here. Send the whole of it as a letter instead.")
    if faults:
        raise Invalid(_ANOTHER_LOOK, faults)


def _check_proposal(wanted: Mapping[str, object], motive: str, sources: Sequence[Source]) -> None:
    if not wanted:
        raise Invalid(say("Nothing differs from the text as it is. Change what you want to be changed."))
    faults: dict[str, Sentence] = {}
    if not motive.strip():
        faults["motive"] = say("Say why, so that everyone can understand it.")
    elif len(motive) > LONGEST_MOTIVE:
        faults["motive"] = say("This is too long here.")
    links = [one.address.strip() for one in sources if one.sort is SourceSort.LINK]
    if any(not address.startswith(("http://", "https://")) or len(address) > 1_000 for address in links):
        faults["sources"] = say("Write the whole address of the web page, such as https://www.scb.se/.")
    if faults:
        raise Invalid(_ANOTHER_LOOK, faults)


def _tidied(typed: Typed) -> dict[str, Any]:
    content: dict[str, Any] = {"text": str(typed.content.get("text", "")).strip()}
    if typed.sort is PartSort.VIEW:
        said = typed.content.get("view") or ""
        content["view"] = said if said in set(View) else ""
    return content


def _is_empty(content: Mapping[str, Any]) -> bool:
    return not any(content.values())


def _put(
    session: Session,
    consultee: Consultee,
    known: DraftPart | None,
    sort: PartSort,
    key: str,
    content: dict[str, Any],
    *,
    writer: Writer,
    at: datetime,
) -> None:
    if known is None:
        known = DraftPart(id=new_id(), consultee_id=consultee.id, sort=sort, key=key, version=0)
        session.add(known)
    known.content, known.version = content, known.version + 1
    known.written_at, known.written_by_id, known.written_by = at, writer.person_id, writer.name[:200]
    # Whoever writes after all has thought otherwise.
    consultee.declined_at, consultee.decline_reason = None, ""
    session.flush()


_ANOTHER_LOOK = say("Some of what you wrote needs another look.")
