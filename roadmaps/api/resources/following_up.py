"""How it goes: indicators with their readings, the state of activities, and what organisations say of their parts."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import Scope
from roadmaps.api.operations import acts, reads
from roadmaps.api.paging import Part, part_of
from roadmaps.api.resources.shown import BlockOut, block_out
from roadmaps.api.shapes import Made, Page, Paging, Shape, Wish, local
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import N_, say
from roadmaps.indicators import rules as reading_rules
from roadmaps.indicators.followed import Followed, follow
from roadmaps.indicators.forms import CorrectionForm, ReadingForm
from roadmaps.indicators.models import Reading
from roadmaps.indicators.queries import every_reading_of, find_indicator, find_reading, standing_of
from roadmaps.responsibilities.models import About, PartAnswer, StatusAnswer
from roadmaps.responsibilities.rules import Subject, answer_at_home
from roadmaps.revisions.states import BlockState, current
from roadmaps.roadmap.kinds import choices
from roadmaps.roadmap.queries import find_block, find_roadmap, roadmap_with_block
from roadmaps.roadmap.responsibilities import leading_part
from roadmaps.web.identity import actor, the_actor

RESOURCE = N_("Following up")


class IndicatorOut(Shape):
    """An indicator with how it stands today."""

    block: BlockOut
    standing: Annotated[str, Field(description="on_track, behind, overdue, no_reading or no_path.")]
    newest_period: str | None
    newest_value: Decimal | None
    responsible: UUID | None


class ReadingOut(Shape):
    """One measured value. It is never changed: a correction is a reading of its own."""

    id: UUID
    indicator: UUID
    period: str
    first_on: date
    last_on: date
    municipality: Annotated[str | None, Field(description="Official code; null: the county as a whole.")]
    sex: Annotated[str, Field(description="T all, K women, M men.")]
    value: Annotated[Decimal | None, Field(description="In the indicator's unit; null: taken back.")]
    source: str
    note: str
    corrects: UUID | None
    reason: str
    recorded_at: datetime
    origin: str


class ReadingsQuery(Paging):
    """Which readings are wanted."""

    corrected: Annotated[bool, Field(description="Also those that others stand instead of.")] = False


class StatusWish(Wish):
    """How the leading organisation says that its activity goes."""

    answer: StatusAnswer
    note: Annotated[str, Field(max_length=200)] = ""


class PartWish(Wish):
    """What the organisation says to the part that it was given; `activity` is the one that it saw the part in."""

    answer: PartAnswer
    note: Annotated[str, Field(max_length=200)] = ""
    activity: UUID | None = None


class ReadingWish(ReadingForm):
    """One measured value, of a year (2025), a quarter (2025-Q4), a month (2025-12) or a day."""

    model_config = {"extra": "forbid"}


class CorrectionWish(CorrectionForm):
    """What a reading should have said, and why."""

    model_config = {"extra": "forbid"}


@reads(
    "/areas/<slug>/indicators",
    answers=Page[IndicatorOut],
    query=Paging,
    resource=RESOURCE,
    summary=N_("List the indicators and how they stand"),
)
def list_indicators(session: Session, slug: str, query: Paging) -> Part[IndicatorOut]:
    """In the order in which they are read."""
    roadmap = find_roadmap(session, slug, actor())
    found = current(session, roadmap.history).of_kind("indicator")

    def show(some: Sequence[BlockState]) -> list[IndicatorOut]:
        return [_indicator_out(one) for one in follow(session, [(roadmap, block) for block in some], today=today())]

    return part_of(found, query, lambda one: str(one.id), show)


@reads("/indicators/<uuid:indicator_id>", answers=IndicatorOut, resource=RESOURCE, summary=N_("Read an indicator"))
def read_indicator(session: Session, indicator_id: UUID) -> IndicatorOut:
    """As it stands today."""
    return _indicator_out(follow(session, [find_indicator(session, indicator_id, actor())], today=today())[0])


@reads(
    "/indicators/<uuid:indicator_id>/readings",
    answers=Page[ReadingOut],
    query=ReadingsQuery,
    resource=RESOURCE,
    summary=N_("List the readings of an indicator"),
)
def list_readings(session: Session, indicator_id: UUID, query: ReadingsQuery) -> Part[ReadingOut]:
    """Those that stand, oldest period first; or every one that was ever recorded."""
    _roadmap, indicator = find_indicator(session, indicator_id, actor())
    wanted = every_reading_of(indicator.id) if query.corrected else standing_of([indicator.id])
    found = session.scalars(wanted).all()
    return part_of(found, query, lambda one: str(one.id), lambda some: [_reading_out(one) for one in some])


@acts(
    "POST",
    "/indicators/<uuid:indicator_id>/readings",
    takes=ReadingWish,
    answers=ReadingOut,
    status=201,
    scope=Scope.READINGS,
    resource=RESOURCE,
    summary=N_("Record a reading"),
)
def record_reading(session: Session, indicator_id: UUID, body: ReadingWish) -> ReadingOut:
    """For those who write in the area and for whoever acts for the responsible organisation."""
    roadmap, _indicator = find_indicator(session, indicator_id, the_actor())
    new = body.as_reading(indicator_id)
    return _reading_out(reading_rules.record_reading(session, roadmap, new, actor=the_actor(), at=now()))


@acts(
    "POST",
    "/readings/<uuid:reading_id>/correction",
    takes=CorrectionWish,
    answers=ReadingOut,
    status=201,
    scope=Scope.READINGS,
    resource=RESOURCE,
    summary=N_("Correct a reading"),
)
def correct_reading(session: Session, reading_id: UUID, body: CorrectionWish) -> ReadingOut:
    """The newer reading stands instead of it; both stay to be seen."""
    *_place, earlier = find_reading(session, reading_id, the_actor())
    facts = body.model_dump()
    return _reading_out(reading_rules.correct_reading(session, earlier, **facts, actor=the_actor(), at=now()))


@acts(
    "POST",
    "/activities/<uuid:activity_id>/status",
    takes=StatusWish,
    answers=Made,
    scope=Scope.READINGS,
    resource=RESOURCE,
    summary=N_("Tell how an activity goes"),
)
def tell_status(session: Session, activity_id: UUID, body: StatusWish) -> Made:
    """For whoever acts for the organisation that leads it."""
    roadmap = roadmap_with_block(session, activity_id, the_actor())
    find_block(session, roadmap, activity_id)
    lead = leading_part(current(session, roadmap.history), activity_id)
    if lead is None:
        raise Invalid(say("Nobody leads this activity, so nobody can tell how it goes."))
    led_by = UUID(lead.content["organisation"])
    said, note = body.answer.value, body.note
    subject = Subject(About.STATUS, activity_id, led_by, activity_id)
    answer_at_home(session, roadmap, subject, said, note=note, actor=the_actor(), at=now())
    return Made(id=activity_id, revision=find_block(session, roadmap, activity_id).number)


@acts(
    "POST",
    "/responsibilities/<uuid:responsibility_id>/answer",
    takes=PartWish,
    answers=Made,
    scope=Scope.READINGS,
    resource=RESOURCE,
    summary=N_("Answer for an organisation whether it takes its part"),
)
def answer_part(session: Session, responsibility_id: UUID, body: PartWish) -> Made:
    """For whoever acts for the organisation."""
    roadmap = roadmap_with_block(session, responsibility_id, the_actor())
    part = current(session, roadmap.history)[responsibility_id]
    said, note = body.answer.value, body.note
    answer_at_home(session, roadmap, _subject_of(part, body.activity), said, note=note, actor=the_actor(), at=now())
    return Made(id=part.id, revision=find_block(session, roadmap, part.id).number)


def _subject_of(part: BlockState, seen_in: UUID | None) -> Subject:
    if part.kind != "responsibility" or part.parent_id is None:
        raise Invalid(say("This block is no organisation's part in an activity."))
    organisation_id, given = UUID(part.content["organisation"]), choices.Part(part.content["part"])
    return Subject(About.PART, part.id, organisation_id, seen_in or part.parent_id, given)


def _indicator_out(one: Followed) -> IndicatorOut:
    newest, responsible = one.judged.newest, one.block.content["responsible"]
    return IndicatorOut(
        block=block_out(one.block),
        standing=one.judged.standing.value,
        newest_period=newest.period if newest else None,
        newest_value=newest.value if newest else None,
        responsible=UUID(responsible) if responsible else None,
    )


def _reading_out(one: Reading) -> ReadingOut:
    return ReadingOut(
        id=one.id,
        indicator=one.indicator_id,
        period=one.period,
        first_on=one.first_on,
        last_on=one.last_on,
        municipality=one.municipality,
        sex=one.sex,
        value=one.value,
        source=one.source,
        note=one.note,
        corrects=one.corrects_id,
        reason=one.reason,
        recorded_at=local(one.recorded_at),
        origin=one.origin.value,
    )
