"""Answering a pulse for an organisation: three marks, and a word for whoever wants to add one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.consultation.words import ask_to_sign_in
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.pulse import policy
from roadmaps.pulse.models import PulseAnswer, PulseAsked, PulseMark, PulseQuestion
from roadmaps.pulse.queries import answer_of, needs_account
from roadmaps.pulse.rules.preparing import ANOTHER_LOOK
from roadmaps.pulse.words import Consent, Mark

LONGEST_WORDS = 1_000


@dataclass(frozen=True)
class Said:
    """What somebody answers. A question that is not among `marks` was passed over; None stands for "cannot say"."""

    marks: Mapping[UUID, Mark | None] = field(default_factory=dict)
    words: str = ""
    consent: Consent = Consent.LEADERS


def answer(
    session: Session,
    asked: PulseAsked,
    said: Said,
    *,
    version: int,
    actor: Actor | None,
    by_letter: bool = False,
    at: datetime,
) -> PulseAnswer:
    """Answer for the organisation, or change what it has answered.

    :param version: of the answer that the form showed, 0 for none
    :raises Conflict: when a colleague has answered meanwhile
    :raises Invalid: when a question was passed over, or nothing at all was said
    """
    pulse = asked.pulse
    # Colleagues who answer at the same time queue for it.
    session.execute(select(PulseAsked.id).where(PulseAsked.id == asked.id).with_for_update())
    session.refresh(pulse)
    if not policy.may_answer_for(actor, pulse, asked.organisation_id, by_letter=by_letter):
        raise NotAllowed(say("The pulse takes no answers now."))
    if actor is None and needs_account(session, asked, day_of(at)):
        raise NotAllowed(ask_to_sign_in(asked.name))
    known = answer_of(session, asked.id)
    if (known.version if known else 0) != version:
        raise Conflict(say("A colleague has answered for you meanwhile. This is what stands there now."))
    _check(pulse.questions, said)
    if known is None:
        known = PulseAnswer(id=new_id(), asked=asked, asked_id=asked.id, version=0, marks=[])
        session.add(known)
    known.words, known.consent = said.words.strip(), said.consent
    known.version, known.answered_at, known.is_by_account = known.version + 1, at, actor is not None
    _put_marks(known, said)
    session.flush()
    return known


def take_back_words(session: Session, asked: PulseAsked, *, actor: Actor | None, by_letter: bool = False) -> None:
    """Let nobody but those who lead the work read the organisation's words any more, also once it is closed.

    :raises NotAllowed: when the answer is another organisation's
    """
    if not (by_letter or (actor is not None and asked.organisation_id in dict(actor.organisations))):
        raise NotAllowed(say("Only those who answered can do this."))
    known = answer_of(session, asked.id)
    if known is not None:
        if actor is None and known.is_by_account:
            raise NotAllowed(ask_to_sign_in(asked.name))
        known.consent, known.version = Consent.LEADERS, known.version + 1
        session.flush()


def _put_marks(known: PulseAnswer, said: Said) -> None:
    there = {one.question_id: one for one in known.marks}
    for question_id, mark in said.marks.items():
        if mark is None:
            if question_id in there:
                known.marks.remove(there[question_id])
        elif question_id in there:
            there[question_id].mark = int(mark)
        else:
            known.marks.append(PulseMark(id=new_id(), question_id=question_id, mark=int(mark)))


def _check(questions: list[PulseQuestion], said: Said) -> None:
    faults: dict[str, Sentence] = {}
    for position, question in enumerate(questions, 1):
        if question.id not in said.marks:
            faults[f"mark-{position}"] = say("Choose an answer to question %(number)s.", number=position)
    if len(said.words) > LONGEST_WORDS:
        faults["words"] = say("This is too long here.")
    if not faults and not said.words.strip() and not any(said.marks.values()):
        faults["mark-1"] = say("Answer at least one of the questions, or write something.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)
