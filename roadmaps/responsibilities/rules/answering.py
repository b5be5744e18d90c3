"""Answering for one's organisation, by the link in a letter or signed in. The answer is kept in the roadmap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.responsibilities import policy
from roadmaps.responsibilities.events import QuestionAnswered
from roadmaps.responsibilities.models import About, PartAnswer, Question, StatusAnswer
from roadmaps.responsibilities.queries import open_question
from roadmaps.revisions.states import current_block
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.roadmap.kinds.choices import Answer, Part, Status
from roadmaps.roadmap.models import Roadmap

LONGEST_NOTE = 200
_STATUSES = {
    StatusAnswer.ON_TRACK: Status.IN_PROGRESS,
    StatusAnswer.OBSTACLE: Status.OBSTACLE,
    StatusAnswer.DONE: Status.DONE,
    StatusAnswer.NOT_STARTED: Status.PLANNED,
}
_PARTS: Mapping[PartAnswer, tuple[Answer, Part | None]] = {
    PartAnswer.LEAD: (Answer.ACCEPTED, None),
    PartAnswer.TAKE_PART: (Answer.ACCEPTED, Part.TAKES_PART),
    PartAnswer.CANNOT: (Answer.DECLINED, None),
    PartAnswer.NEED: (Answer.PROPOSED, None),
}


@dataclass(frozen=True)
class Subject:
    """What an answer is to: whether the organisation takes its part in the activity, or how the activity goes.

    `block_id` is the part in the one case, and the activity in the other. Letters ask about leads alone.
    """

    about: About
    block_id: UUID
    organisation_id: UUID
    activity_id: UUID
    part: Part = Part.LEADS


def answer_question(
    session: Session, question: Question, answer: str, *, note: str, actor: Actor, at: datetime
) -> None:
    """Answer a question that was asked; it is closed then, for everyone who was asked.

    :raises NotAllowed: when it is not open any more, or the actor does not act for the organisation
    :raises Invalid: when the answer is none of the choices, or needs a line of why
    """
    # Two people of one organisation may press at the same time.
    session.refresh(question, ["answered_at", "withdrawn_at"], with_for_update=True)
    if not policy.may_answer(actor, question, at):
        raise NotAllowed(say("This question has been answered already, or is not asked any more."))
    number = _keep(session, question.roadmap, _subject_of(question), answer, note=note, actor=actor, at=at)
    _close(session, question, answer, note=note, number=number, actor=actor, at=at)


def answer_at_home(
    session: Session,
    roadmap: Roadmap,
    subject: Subject,
    answer: str,
    *,
    note: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Answer signed in, whether anybody has asked or not; a question that waits is closed by it.

    :raises NotAllowed: when the actor does not act for the organisation, or the roadmap takes no answers
    :raises Invalid: as for `answer_question`
    """
    if not policy.may_answer_at_home(actor, roadmap, subject.organisation_id):
        raise NotAllowed(
            say("Only somebody who acts for the organisation can answer for it, while the roadmap is open.")
        )
    question = open_question(session, subject.block_id, subject.organisation_id, subject.about)
    if question is not None and question.is_open(at) and _subject_of(question) == subject:
        answer_question(session, question, answer, note=note, actor=actor, at=at)
        return
    _keep(session, roadmap, subject, answer, note=note, actor=actor, at=at)


def _subject_of(question: Question) -> Subject:
    return Subject(question.about, question.block_id, question.organisation_id, question.activity_id)


def _keep(
    session: Session,
    roadmap: Roadmap,
    subject: Subject,
    answer: str,
    *,
    note: str,
    actor: Actor,
    at: datetime,
) -> int:
    note = " ".join(note.split())
    said = _read(subject.about, answer, note)
    if isinstance(said, PartAnswer):
        answered, part = _PARTS[said]
        offer = roadmap_rules.Offer(subject.organisation_id, subject.activity_id, subject.part)
        revision = roadmap_rules.answer_part(
            session, roadmap, subject.block_id, answered, part=part, note=note, offer=offer, actor=actor, at=at
        )
    else:
        revision = roadmap_rules.tell_status(
            session,
            roadmap,
            subject.activity_id,
            _STATUSES[said],
            note=note,
            organisation_id=subject.organisation_id,
            actor=actor,
            at=at,
        )
    block = current_block(session, subject.block_id)
    assert block is not None  # it was written in just now, or is as the answer says
    # To say that all is as before changes nothing in the roadmap, and is an answer all the same.
    return revision.number if revision else block.number


def _read(about: About, answer: str, note: str) -> PartAnswer | StatusAnswer:
    try:
        said = PartAnswer(answer) if about is About.PART else StatusAnswer(answer)
    except ValueError:
        raise Invalid(
            say("Some of what you wrote needs another look."), {"answer": say("Choose one of the alternatives.")}
        ) from None
    if said.needs_words and not note:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"note": say("Say in a line what stands in the way, so that others can help.")},
        )
    if len(note) > LONGEST_NOTE:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"note": say("One line is enough here. Write the rest as a comment on the activity.")},
        )
    return said


def _close(
    session: Session, question: Question, answer: str, *, note: str, number: int, actor: Actor, at: datetime
) -> None:
    question.answered_at, question.answered_by_id = at, actor.person_id
    question.answer, question.note, question.revision_number = answer, " ".join(note.split()), number
    session.flush()
    record(
        session,
        QuestionAnswered(
            question.id,
            question.roadmap_id,
            question.roadmap.area_id,
            question.activity_id,
            question.organisation_id,
            actor.person_id,
            question.about.value,
            answer,
            question.note,
            at,
        ),
    )
