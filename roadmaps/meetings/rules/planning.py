"""Planning meetings: when, where, why and about what; changing that, and calling a meeting off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.meetings import policy
from roadmaps.meetings.addressees import tell
from roadmaps.meetings.events import MeetingCancelled, MeetingMoved, MeetingPlanned, Occasion
from roadmaps.meetings.models import AgendaPoint, Meeting, MeetingTurn, Participant
from roadmaps.meetings.queries import agenda_of, participants_of
from roadmaps.meetings.words import Subject, Turn

ANOTHER_LOOK = say("Some of what you wrote needs another look.")
ONLY_HOLDERS = say("Only those who lead the area can do this.")
LONGEST_MEETING = timedelta(days=4)
LONGEST_REASON = 2_000
MOST_POINTS = 60
# What others change meanwhile, and so what is read anew by whoever has queued for a meeting.
_STEERED = ("sequence", "starts_at", "ends_at", "invited_at", "reminded_at", "cancelled_at", "attendance_at")


@dataclass(frozen=True)
class MeetingFacts:
    """Why, when and where. `link` is an address on the web; `is_open`: everybody may read about it and sign up."""

    title: str
    purpose: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Wanted:
    """A point that an agenda is to have; `id` is that of one that it has already."""

    title: str
    minutes: int | None = None
    subject: Subject = Subject.OWN
    about_id: UUID | None = None
    id: UUID | None = None


def plan_meeting(session: Session, facts: MeetingFacts, *, area: Area | None, actor: Actor, at: datetime) -> Meeting:
    """Plan a meeting in the area, or (None) for the whole county. Nobody is told yet.

    :raises Invalid: when it has no title or purpose, or ends before it begins
    """
    if not policy.may_plan(actor, area):
        raise NotAllowed(ONLY_HOLDERS)
    check_facts(facts)
    meeting = Meeting(
        id=new_id(), area=area, area_id=area.id if area else None, planned_at=at, planned_by_id=actor.person_id
    )
    _put_facts(meeting, facts)
    session.add(meeting)
    session.flush()
    note(session, meeting, Turn.PLANNED, actor=actor, at=at)
    record(session, MeetingPlanned(meeting.id, meeting.area_id, actor.person_id, at))
    return meeting


def change(session: Session, meeting: Meeting, facts: MeetingFacts, *, actor: Actor, at: datetime) -> int:
    """Tell it otherwise. Those who have been asked get the new time and place; return how many letters that was.

    A yes to another day is no yes to this one: where the time changes, everybody is asked anew.
    """
    must_hold(session, meeting, actor)
    check_facts(facts)
    before = (meeting.starts_at, meeting.ends_at), (meeting.title, meeting.place, meeting.link)
    _put_facts(meeting, facts)
    after = (meeting.starts_at, meeting.ends_at), (meeting.title, meeting.place, meeting.link)
    session.flush()
    if before == after:
        return 0
    note(session, meeting, Turn.CHANGED, actor=actor, at=at)
    if meeting.invited_at is None or meeting.ends_at <= at:
        return 0
    meeting.sequence += 1
    asked = _asked(session, meeting)
    if before[0] != after[0]:
        meeting.reminded_at = None
        for one in asked:
            one.answer, one.answered_at, one.answer_words = None, None, ""
    session.flush()
    record(session, MeetingMoved(meeting.id, meeting.area_id, actor.person_id, at))
    return tell(session, asked, Occasion.CHANGED, at=at)


def cancel(session: Session, meeting: Meeting, *, reason: str, actor: Actor, at: datetime) -> int:
    """Call it off, and tell those who have been asked why; return how many letters that was.

    :raises Invalid: when no reason is given, or it has been held
    """
    must_hold(session, meeting, actor)
    if meeting.ends_at <= at:
        raise Invalid(say("It has been held already."))
    if not reason.strip() or len(reason) > LONGEST_REASON:
        told = say("This is too long here.") if reason.strip() else say("Say why, so that everyone can understand it.")
        raise Invalid(ANOTHER_LOOK, {"reason": told})
    meeting.cancelled_at, meeting.sequence = at, meeting.sequence + 1
    session.flush()
    note(session, meeting, Turn.CANCELLED, actor=actor, at=at, words=reason)
    record(session, MeetingCancelled(meeting.id, meeting.area_id, actor.person_id, at, reason.strip()))
    return tell(session, _asked(session, meeting), Occasion.CANCELLED, at=at, words=reason.strip())


def put_agenda(session: Session, meeting: Meeting, wanted: Sequence[Wanted], *, actor: Actor) -> None:
    """Let the agenda be these points, in this order.

    :raises Invalid: when there are too many, or one takes less than a minute
    """
    must_hold(session, meeting, actor)
    if len(wanted) > MOST_POINTS:
        raise Invalid(say("An agenda can have at most %(most)s points.", most=MOST_POINTS))
    if any(one.minutes is not None and not 1 <= one.minutes <= 600 for one in wanted):
        raise Invalid(ANOTHER_LOOK, {"minutes": say("Give the time in minutes, between 1 and 600.")})
    known = {one.id: one for one in session.scalars(agenda_of(meeting))}
    kept = {one.id for one in wanted}
    for left_out in known.values():
        if left_out.id not in kept:
            session.delete(left_out)
    titled = [one for one in wanted if one.title.strip()]
    for position, one in enumerate(titled):
        point = known.get(one.id) if one.id else None
        if point is None:
            point = AgendaPoint(
                id=new_id(), meeting_id=meeting.id, subject=one.subject, about_id=one.about_id, title="", position=0
            )
            session.add(point)
        point.title, point.minutes, point.position = " ".join(one.title.split())[:200], one.minutes, position
    session.flush()


def must_hold(session: Session, meeting: Meeting, actor: Actor) -> None:
    """Refuse who may not hold it, and what was called off; the others queue for it."""
    session.refresh(meeting, _STEERED, with_for_update=True)
    if not policy.may_hold(actor, meeting):
        raise NotAllowed(ONLY_HOLDERS)
    if meeting.cancelled_at is not None:
        raise NotAllowed(say("The meeting was cancelled, so nothing about it can be changed."))


def note(session: Session, meeting: Meeting, turn: Turn, *, actor: Actor | None, at: datetime, words: str = "") -> None:
    """Keep what happened; never changed."""
    session.add(
        MeetingTurn(
            id=new_id(),
            meeting_id=meeting.id,
            turn=turn,
            words=words.strip(),
            at=at,
            person_id=actor.person_id if actor else None,
        )
    )
    session.flush()


def check_facts(facts: MeetingFacts) -> None:
    """:raises Invalid: with all that is wrong at once."""
    faults: dict[str, Sentence] = {}
    for name in ("title", "purpose"):
        if not getattr(facts, name).strip():
            faults[name] = say("Write something here.")
    if facts.ends_at <= facts.starts_at:
        faults["until"] = say("The end must come after the beginning.")
    elif facts.ends_at - facts.starts_at > LONGEST_MEETING:
        faults["until"] = say("A meeting is at most four days long.")
    if facts.link.strip() and not facts.link.strip().startswith(("https://", "http://")):
        faults["link"] = say("Write the whole address of the web page, such as https://www.scb.se/.")
    if not facts.place.strip() and not facts.link.strip():
        faults["place"] = say("Say where it is held: a place, a link or both.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)


def _put_facts(meeting: Meeting, facts: MeetingFacts) -> None:
    meeting.title, meeting.purpose = " ".join(facts.title.split())[:200], facts.purpose.strip()
    meeting.starts_at, meeting.ends_at = facts.starts_at, facts.ends_at
    meeting.place, meeting.link = " ".join(facts.place.split())[:200], facts.link.strip()[:1_000]
    meeting.is_open = facts.is_open


def _asked(session: Session, meeting: Meeting) -> list[Participant]:
    """Those who have got an invitation."""
    return list(session.scalars(participants_of(meeting).where(Participant.invited_at.is_not(None))).unique())
