"""What can be asked about meetings and what was said at them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.secrets import hash_of
from roadmaps.areas.actors import ACTS_NO_LONGER, load_actor
from roadmaps.discussion.queries import BlockTitle, titles_of
from roadmaps.foundation.clock import beginning_of, day_of
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.meetings import policy
from roadmaps.meetings.models import (
    AgendaPoint,
    Input,
    InputTurn,
    Meeting,
    MeetingDecision,
    MeetingNote,
    MeetingTurn,
    Participant,
    ParticipantLink,
)
from roadmaps.meetings.words import Answer, Fate, InputTurnSort
from roadmaps.roadmap.policy import may_read as may_read_roadmap
from roadmaps.roadmap.queries import roadmap_of

# So long after a meeting its letters still show what became of what was said.
LINKS_LAST = timedelta(days=365)


@dataclass(frozen=True)
class Tally:
    """How many things were said at some meetings, and how many of them stand where."""

    by_fate: Mapping[Fate, int]

    @property
    def all(self) -> int:
        """All that were said."""
        return sum(self.by_fate.values())

    def of(self, *fates: Fate) -> int:
        """How many stand at one of these."""
        return sum(self.by_fate.get(one, 0) for one in fates)


def find_meeting(session: Session, meeting_id: UUID, actor: Actor | None) -> Meeting:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    found = session.get(Meeting, meeting_id)
    if found is None or not is_readable(session, found, actor):
        raise NotFound
    return found


def is_readable(session: Session, meeting: Meeting, actor: Actor | None) -> bool:
    """Whether the actor may read it; asks whether the area's working version is public only where that decides."""
    if policy.may_read(actor, meeting):
        return True
    roadmap = roadmap_of(session, meeting.area_id) if meeting.area_id else None
    return roadmap is not None and policy.may_read(actor, meeting, is_area_public=roadmap.is_working_public)


def find_input(session: Session, input_id: UUID, actor: Actor | None) -> Input:
    """:raises NotFound: when there is none, it was taken out, or its meeting is not for the actor to read."""
    found = session.get(Input, input_id)
    if found is None or found.taken_out_at is not None or not is_readable(session, found.meeting, actor):
        raise NotFound
    return found


def find_link(session: Session, token: str, at: datetime) -> ParticipantLink:
    """The link, as long as whoever it was for is who they were when they were asked.

    :raises NotFound: when no letter has ever carried this link, the meeting was long ago, or the account is deactivated
    :raises NotAllowed: when they act for the organisation no longer
    """
    link = session.scalar(select(ParticipantLink).where(ParticipantLink.token_hash == hash_of(token)))
    if link is None or link.participant.meeting.ends_at + LINKS_LAST < at:
        raise NotFound
    _require_as_asked(session, link.participant, at)
    return link


def _require_as_asked(session: Session, participant: Participant, at: datetime) -> None:
    """Guests without an account have nothing here that could end; whoever has one, has it and their organisation still."""
    if participant.person_id is None:
        return
    person = load_actor(session, participant.person_id, on=day_of(at))
    if person is None:
        raise NotFound
    if participant.organisation_id is not None and participant.organisation_id not in dict(person.organisations):
        raise NotAllowed(ACTS_NO_LONGER)


def meetings_between(from_on: date, until_on: date, actor: Actor | None) -> Select[Meeting]:
    """Those that the actor may read and that begin within the days, both included, in order; cancelled ones too."""
    begins, ends = beginning_of(from_on), beginning_of(until_on + timedelta(days=1))
    return policy.readable_by(actor).where(Meeting.starts_at >= begins, Meeting.starts_at < ends)


def in_place(meetings: Select[Meeting], area_id: UUID | None) -> Select[Meeting]:
    """Those of them that are in the area, or (None) anywhere in the county."""
    return meetings.where(Meeting.area_id == area_id) if area_id else meetings


def ahead(actor: Actor | None, at: datetime) -> Select[Meeting]:
    """Those that are not over and take place, the next first."""
    return policy.readable_by(actor).where(Meeting.ends_at > at, Meeting.cancelled_at.is_(None))


def behind(actor: Actor | None, at: datetime) -> Select[Meeting]:
    """Those that are over or were cancelled, the latest first."""
    over = or_(Meeting.ends_at <= at, Meeting.cancelled_at.is_not(None))
    return policy.readable_by(actor).where(over).order_by(None).order_by(Meeting.starts_at.desc(), Meeting.id)


def turns_of(meeting: Meeting) -> Select[MeetingTurn]:
    """What has happened to it, in order."""
    return select(MeetingTurn).where(MeetingTurn.meeting_id == meeting.id).order_by(MeetingTurn.at, MeetingTurn.id)


def agenda_of(meeting: Meeting) -> Select[AgendaPoint]:
    """Its agenda, in order."""
    mine = AgendaPoint.meeting_id == meeting.id
    return select(AgendaPoint).where(mine).order_by(AgendaPoint.position, AgendaPoint.id)


def participants_of(meeting: Meeting) -> Select[Participant]:
    """Everyone who is asked, has signed up or was there, by name."""
    return (
        select(Participant)
        .where(Participant.meeting_id == meeting.id)
        .order_by(func.lower(Participant.name), Participant.id)
    )


def participant_for(session: Session, meeting: Meeting, person_id: UUID) -> Participant | None:
    """The person among them."""
    return session.scalar(participants_of(meeting).where(Participant.person_id == person_id).limit(1))


def newest_note(session: Session, meeting: Meeting) -> MeetingNote | None:
    """The notes as they are now."""
    mine = select(MeetingNote).where(MeetingNote.meeting_id == meeting.id)
    return session.scalar(mine.order_by(MeetingNote.number.desc()).limit(1))


def decisions_of(meeting: Meeting) -> Select[MeetingDecision]:
    """What was decided, in order; also what no longer holds."""
    return select(MeetingDecision).where(MeetingDecision.meeting_id == meeting.id).order_by(MeetingDecision.number)


def inputs_of(meeting: Meeting) -> Select[Input]:
    """What was said, in the order in which it was written down."""
    mine = Input.meeting_id == meeting.id, Input.taken_out_at.is_(None)
    return select(Input).where(*mine).order_by(Input.number)


def resting_inputs(actor: Actor | None, area_id: UUID | None) -> Select[Input]:
    """What was said at the meetings there and is not settled, the oldest first."""
    meetings = in_place(policy.readable_by(actor), area_id).order_by(None).with_only_columns(Meeting.id)
    return (
        select(Input)
        .where(
            Input.meeting_id.in_(meetings),
            Input.taken_out_at.is_(None),
            Input.fate.in_([Fate.WAITING, Fate.IN_PROGRESS]),
        )
        .order_by(Input.written_at, Input.id)
    )


def input_turns(said: Input) -> Select[InputTurn]:
    """What has happened to it, in order."""
    return select(InputTurn).where(InputTurn.input_id == said.id).order_by(InputTurn.at, InputTurn.id)


def worked_in(roadmap_id: UUID) -> Select[InputTurn, Input]:
    """Each time that something said was worked into the roadmap, and still counts as worked in; the oldest first."""
    return (
        select(InputTurn, Input)
        .join(Input, Input.id == InputTurn.input_id)
        .where(
            InputTurn.turn == InputTurnSort.WORKED_IN,
            Input.roadmap_id == roadmap_id,
            Input.fate == Fate.WORKED_IN,
            Input.taken_out_at.is_(None),
        )
        .order_by(InputTurn.at, InputTurn.id)
    )


def numbers_worked_in(session: Session, roadmap_id: UUID) -> frozenset[int]:
    """The revisions of the roadmap by which something said was worked in."""
    numbers = (
        select(InputTurn.revision_number)
        .join(Input, Input.id == InputTurn.input_id)
        .where(InputTurn.revision_number.is_not(None), Input.roadmap_id == roadmap_id)
    )
    return frozenset(one for one in session.scalars(numbers) if one is not None)


def worked_into(session: Session, said: Iterable[Input], *, viewer: Actor | None) -> Mapping[UUID, BlockTitle]:
    """The blocks that these were worked into, by their ids. A meeting may be open to all about a roadmap that is not."""
    ids = {
        one.block_id
        for one in said
        if one.fate is Fate.WORKED_IN and one.block_id and one.roadmap and may_read_roadmap(viewer, one.roadmap)
    }
    return titles_of(session, ids) if ids else {}


def tallies(session: Session, meeting_ids: Iterable[UUID]) -> Mapping[UUID, Tally]:
    """How what was said at each of these meetings stands. One query."""
    rows = session.execute(
        select(Input.meeting_id, Input.fate, func.count())
        .where(Input.meeting_id.in_(list(meeting_ids)), Input.taken_out_at.is_(None))
        .group_by(Input.meeting_id, Input.fate)
    )
    counted: dict[UUID, dict[Fate, int]] = {}
    for meeting_id, fate, count in rows:
        counted.setdefault(meeting_id, {})[fate] = count
    return {meeting_id: Tally(by_fate) for meeting_id, by_fate in counted.items()}


def were_there(meeting_ids: Iterable[UUID]) -> Select[Participant]:
    """Those who were at these meetings."""
    return select(Participant).where(Participant.meeting_id.in_(list(meeting_ids)), Participant.was_there.is_(True))


def asked_and_silent(actor: Actor, at: datetime) -> Select[Participant]:
    """Where the person is asked, or signed up, to meetings ahead."""
    return (
        select(Participant)
        .join(Meeting, Meeting.id == Participant.meeting_id)
        .where(
            Participant.person_id == actor.person_id,
            Participant.invited_at.is_not(None),
            or_(Participant.answer.is_(None), Participant.answer == Answer.YES),
            Meeting.cancelled_at.is_(None),
            Meeting.ends_at > at,
        )
        .order_by(Meeting.starts_at)
    )
