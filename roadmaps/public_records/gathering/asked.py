"""What organisations were asked in consultations, what they answered, and what was replied."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from roadmaps.consultation.models import (
    Consultation,
    ConsultationTurn,
    Consultee,
    Letter,
    Point,
    Response,
    ResponsePart,
)
from roadmaps.consultation.words import PartSort, Turn, View
from roadmaps.foundation.sentences import N_
from roadmaps.public_records.gathering.period import Period
from roadmaps.public_records.things import Thing, ThingFile
from roadmaps.public_records.words import Sort
from roadmaps.revisions.states import current
from roadmaps.roadmap.history import names_in
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names

_TURNS = {
    Turn.PREPARED: N_("Begun"),
    Turn.CONFIRMED: N_("Confirmed"),
    Turn.OPENED: N_("Opened"),
    Turn.INVITED: N_("Others were asked too"),
    Turn.EXTENDED: N_("The last day was moved"),
    Turn.REMINDED: N_("Reminded"),
    Turn.CLOSED: N_("Closed"),
    Turn.CANCELLED: N_("Cancelled"),
    Turn.PUBLISHED: N_("The compilation was published"),
}


def consultations(period: Period) -> Iterator[Thing]:
    """Every consultation that was begun in the days: what was asked, of whom, and what happened."""
    for one in period.session.scalars(_of(period).where(period.holds(Consultation.begun_at))).unique():
        consultees = period.session.scalars(
            select(Consultee.name)
            .where(Consultee.consultation_id == one.id, Consultee.is_invited)
            .order_by(Consultee.name)
        )
        turns = period.session.scalars(
            select(ConsultationTurn).where(ConsultationTurn.consultation_id == one.id).order_by(ConsultationTurn.at)
        )
        yield Thing(
            key=f"consultation:{one.id}",
            sort=Sort.CONSULTATION,
            at=one.begun_at,
            title=one.title,
            by=period.person(one.begun_by_id),
            facts=period.facts(
                (N_("State"), period.say(one.state.label)),
                (N_("Opens"), period.day(one.opens_on)),
                (N_("Last day"), period.day(one.closes_on)),
                (N_("Registry number"), one.registry_number),
                (N_("Asked by name"), ", ".join(consultees)),
            ),
            texts=[
                *period.facts((N_("Purpose"), one.purpose), (N_("Reading guide"), one.reading_guide)),
                *((period.say(N_("Question")), question.words) for question in one.questions),
                *period.turns((turn.at, period.say(_TURNS[turn.turn]), turn.words) for turn in turns),
            ],
            is_open=one.opened_at is not None,
        )


def answers(period: Period) -> Iterator[Thing]:
    """Every answer as it was sent, also one that was replaced."""
    names = names_in(period.session, current(period.session, period.roadmap.history), viewer=None)
    consultations_here = {one.id: one for one in period.session.scalars(_of(period)).unique()}
    asked = (
        select(Response)
        .where(Response.consultation_id.in_(list(consultations_here)), period.holds(Response.sent_at))
        .options(selectinload(Response.parts))
        .order_by(Response.sent_at)
    )
    split = _split(period, consultations_here)
    for one in period.session.scalars(asked).unique():
        consultation = consultations_here[one.consultation_id]
        yield Thing(
            key=f"answer:{one.id}",
            sort=Sort.ANSWER,
            at=one.sent_at,
            title=consultation.title,
            by=period.person(one.sent_by_id),
            people=[one.signed_by] if one.signed_by else [],
            organisation=one.consultee.name,
            facts=period.facts(
                (N_("Number"), one.number),
                (N_("State"), period.say(N_("Replaced by a newer answer")) if one.replaced_at else ""),
            ),
            texts=[(f"{period.say(part.sort.label)}", _said(period, part, names)) for part in one.parts],
            is_open=consultation.published_at is not None and one.replaced_at is None and one.id not in split,
        )


def answer_letters(period: Period) -> Iterator[Thing]:
    """Every file that somebody has answered with."""
    asked = (
        select(Letter, Consultee.name, Consultation.title)
        .join(Consultee, Consultee.id == Letter.consultee_id)
        .join(Consultation, Consultation.id == Consultee.consultation_id)
        .where(Consultation.roadmap_id == period.roadmap.id, period.holds(Letter.sent_at))
    )
    for letter, consultee, title in period.session.execute(asked.order_by(Letter.sent_at)).unique():
        yield Thing(
            key=f"letter_file:{letter.id}",
            sort=Sort.FILE,
            at=letter.sent_at,
            title=title,
            organisation=consultee,
            facts=period.facts((N_("File"), letter.name)),
            files=[ThingFile(letter.name, letter.media_type, letter.size, letter.sha256)],
        )


def points(period: Period) -> Iterator[Thing]:
    """Every point of an answer that was replied to in the days, with the reply."""
    asked = (
        select(Point)
        .join(Consultation, Consultation.id == Point.consultation_id)
        .where(Consultation.roadmap_id == period.roadmap.id, period.holds(Point.replied_at))
    )
    for one in period.session.scalars(asked.order_by(Point.replied_at, Point.number)).unique():
        yield Thing(
            key=f"point:{one.id}",
            sort=Sort.POINT,
            at=one.replied_at or one.begun_at,
            title=one.title or one.consultation.title,
            by=period.person(one.replied_by_id),
            organisation=one.consultee.name,
            facts=period.facts((N_("Reply"), period.say(one.reply.label) if one.reply else "")),
            texts=period.facts((N_("What was said"), one.words), (N_("Why"), one.reply_words)),
            is_open=one.consultation.published_at is not None and one.replaced_at is None,
        )


def _of(period: Period) -> Select[Consultation]:
    return select(Consultation).where(Consultation.roadmap_id == period.roadmap.id).order_by(Consultation.begun_at)


def _split(period: Period, consultation_ids: Iterable[UUID]) -> Collection[UUID]:
    """The answers of which the compilation shows points that those who lead have worded, in the place of what was sent."""
    asked = (
        select(ResponsePart.response_id)
        .join(Point, Point.part_id == ResponsePart.id)
        .where(Point.consultation_id.in_(list(consultation_ids)), Point.split_at.is_not(None))
    )
    return set(period.session.scalars(asked))


def _said(period: Period, part: ResponsePart, names: Names) -> str:
    """What a part of an answer says, whatever it is."""
    content: Mapping[str, object] = defaultdict(str, part.content)
    told = [part.title, str(content["text"]), str(content["motive"])]
    if content["view"]:
        told.append(period.say(View(str(content["view"])).label))
    if part.sort is PartSort.PROPOSAL:
        told.append(period.fields(ROADMAP[part.content["kind"]], part.content["content"], names))
    return "\n".join(filter(None, told))
