"""What has a day: consultations, meetings, calls for funding, and the year that holds them together."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.api.operations import reads
from roadmaps.api.paging import Part, part_of
from roadmaps.api.shapes import Page, Paging, Shape, local
from roadmaps.areas.queries import find_area
from roadmaps.calls.models import Call
from roadmaps.calls.queries import calls_ahead, find_call
from roadmaps.consultation.models import Consultation
from roadmaps.consultation.queries import find_consultation, open_consultations
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.sentences import N_
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.queries import find_meeting, meetings_between
from roadmaps.web.identity import actor
from roadmaps.web.language import shown
from roadmaps.year_wheel.gathering import lines_of
from roadmaps.year_wheel.lines import Line

RESOURCE = N_("The year")
# Those that the site can show; a day outside of them is a slip of the keys.
Day = Annotated[date, Field(ge=date(1950, 1, 1), le=date(2150, 12, 31))]
Year = Annotated[int, Field(ge=1950, le=2150)]


class ConsultationOut(Shape):
    """A call for views on a frozen version."""

    id: UUID
    area: str
    title: str
    purpose: str
    reading_guide: str
    opens_on: date
    closes_on: date
    is_open: bool
    is_open_call: bool
    questions: list[str]


class MeetingOut(Shape):
    """A time at which people come together."""

    id: UUID
    area: Annotated[str | None, Field(description="Null: the whole county.")]
    title: str
    purpose: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    is_open: bool
    state: str


class CallOut(Shape):
    """A call for funding."""

    id: UUID
    title: str
    fund: str
    measure: str
    reference: str
    link: str
    about: str
    opens_on: date | None
    closes_on: date | None
    currency: str
    amount: Decimal | None
    share: Annotated[int | None, Field(description="Per cent of the costs at most.")]
    applicants: list[str]
    is_withdrawn: bool


class LineOut(Shape):
    """One day of the year: what it is, and where it is held."""

    key: str
    day: date
    sort: str
    title: str
    prefix: str
    path: str
    area: str | None
    starts_at: datetime | None
    ends_at: datetime | None


class MeetingsQuery(Paging):
    """Which meetings are wanted: those that begin within some days, by default within a year from today."""

    first: Annotated[Day | None, Field(description="First day, by default today.")] = None
    last: Annotated[Day | None, Field(description="Last day, by default a year later.")] = None


class YearQuery(Paging):
    """Which year, and of what."""

    year: Annotated[Year | None, Field(description="By default this year.")] = None
    area: Annotated[str, Field(max_length=80, description="Address of an area; empty for the whole county.")] = ""


@reads(
    "/consultations",
    answers=Page[ConsultationOut],
    query=Paging,
    resource=RESOURCE,
    summary=N_("List the consultations that are open"),
)
def list_consultations(session: Session, query: Paging) -> Part[ConsultationOut]:
    """The one that ends first first."""
    found = session.scalars(open_consultations()).unique().all()
    return part_of(found, query, lambda one: str(one.id), lambda some: [_consultation_out(one) for one in some])


@reads(
    "/consultations/<uuid:consultation_id>",
    answers=ConsultationOut,
    resource=RESOURCE,
    summary=N_("Read about a consultation"),
)
def read_consultation(session: Session, consultation_id: UUID) -> ConsultationOut:
    """One that is or was open."""
    return _consultation_out(find_consultation(session, consultation_id, actor()))


@reads("/meetings", answers=Page[MeetingOut], query=MeetingsQuery, resource=RESOURCE, summary=N_("List the meetings"))
def list_meetings(session: Session, query: MeetingsQuery) -> Part[MeetingOut]:
    """In order; those that were cancelled too."""
    first = query.first or today()
    last = query.last or first + timedelta(days=365)
    found = session.scalars(meetings_between(first, last, actor())).unique().all()
    return part_of(found, query, lambda one: str(one.id), lambda some: [_meeting_out(one) for one in some])


@reads("/meetings/<uuid:meeting_id>", answers=MeetingOut, resource=RESOURCE, summary=N_("Read about a meeting"))
def read_meeting(session: Session, meeting_id: UUID) -> MeetingOut:
    """One meeting."""
    return _meeting_out(find_meeting(session, meeting_id, actor()))


@reads(
    "/calls",
    answers=Page[CallOut],
    query=Paging,
    resource=RESOURCE,
    summary=N_("List the calls for which one can apply"),
)
def list_calls(session: Session, query: Paging) -> Part[CallOut]:
    """Today or later; those that close first come first."""
    found = session.scalars(calls_ahead(today())).unique().all()
    return part_of(found, query, lambda one: str(one.id), lambda some: [_call_out(one) for one in some])


@reads("/calls/<uuid:call_id>", answers=CallOut, resource=RESOURCE, summary=N_("Read about a call"))
def read_call(session: Session, call_id: UUID) -> CallOut:
    """One call, also one that was taken back."""
    return _call_out(find_call(session, call_id, viewer=actor()))


@reads("/year", answers=Page[LineOut], query=YearQuery, resource=RESOURCE, summary=N_("List the days of a year"))
def list_days(session: Session, query: YearQuery) -> Part[LineOut]:
    """Meetings, consultations, calls, readings, reports and days of one's own, as far as they may be read."""
    year = query.year or today().year
    area = find_area(session, query.area, viewer=actor()) if query.area else None
    days = date(year, 1, 1), date(year, 12, 31)
    found = lines_of(session, *days, area=area, viewer=actor(), on=today())
    return part_of(found, query, lambda one: one.key, lambda some: [_line_out(one) for one in some])


def _consultation_out(one: Consultation) -> ConsultationOut:
    return ConsultationOut(
        id=one.id,
        area=one.roadmap.area.slug,
        title=one.title,
        purpose=one.purpose,
        reading_guide=one.reading_guide,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        is_open=one.is_open,
        is_open_call=one.is_open_call,
        questions=[question.words for question in one.questions],
    )


def _meeting_out(one: Meeting) -> MeetingOut:
    return MeetingOut(
        id=one.id,
        area=one.area.slug if one.area else None,
        title=one.title,
        purpose=one.purpose,
        starts_at=local(one.starts_at),
        ends_at=local(one.ends_at),
        place=one.place,
        link=one.link,
        is_open=one.is_open,
        state=one.state_at(now()).value,
    )


def _call_out(one: Call) -> CallOut:
    return CallOut(
        id=one.id,
        title=one.title,
        fund=one.fund,
        measure=one.measure,
        reference=one.reference,
        link=one.link,
        about=one.about,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        currency=one.currency.value,
        amount=one.amount,
        share=one.share,
        applicants=one.applicants,
        is_withdrawn=one.withdrawn_at is not None,
    )


def _line_out(one: Line) -> LineOut:
    return LineOut(
        key=one.key,
        day=one.day,
        sort=one.sort.value,
        title=one.title,
        prefix=shown(one.prefix),
        path=one.path,
        area=one.area.slug if one.area else None,
        starts_at=local(one.starts_at) if one.starts_at else None,
        ends_at=local(one.ends_at) if one.ends_at else None,
    )
