"""Making the next year from this one, in one act: meetings are planned, pulses prepared, other days written in the wheel.

Nobody is told of anything by it. What has been made is noted, so that it is made once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.consultation.rules.preparing import Asked
from roadmaps.foundation.clock import LOCAL, day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.rules.planning import MeetingFacts, plan_meeting
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.queries import asked_in
from roadmaps.pulse.rules import preparing as pulses
from roadmaps.year_wheel import policy
from roadmaps.year_wheel.models import MadeForYear, WheelEntry
from roadmaps.year_wheel.proposing import Proposal
from roadmaps.year_wheel.rules.writing import ANOTHER_LOOK, ONLY_HOLDERS, EntryFacts, write


@dataclass(frozen=True)
class Wanted:
    """A line as somebody wants it: with this title, on this day."""

    title: str
    day: date | None


def make_year(
    session: Session,
    year: int,
    proposals: Sequence[Proposal],
    wanted: Mapping[str, Wanted],
    *,
    area: Area | None,
    actor: Actor,
    at: datetime,
) -> int:
    """Make those that are wanted, by the keys of their proposals; return how many that was.

    :raises Invalid: when none is wanted, a title is empty, or a day is missing or lies in another year; nothing is made
    """
    if not policy.may_write(actor, area):
        raise NotAllowed(ONLY_HOLDERS)
    made = _made_meanwhile(session, year, area)
    asked = [one for one in proposals if one.key in wanted and one.made is None]
    chosen = [(one, wanted[one.key]) for one in asked if (one.source, one.line.about) not in made]
    _check(year, chosen)
    for proposal, so in chosen:
        assert so.day is not None  # checked
        made_id = _make(session, proposal, so.title, so.day, area=area, actor=actor, at=at)
        session.add(
            MadeForYear(
                id=new_id(),
                year=year,
                from_sort=proposal.source,
                from_id=proposal.line.about,
                made_sort=proposal.becomes,
                made_id=made_id,
                on_day=so.day,
                made_at=at,
                made_by_id=actor.person_id,
            )
        )
    session.flush()
    return len(chosen)


def _made_meanwhile(session: Session, year: int, area: Area | None) -> set[tuple[str, UUID]]:
    """Two who make the same year queue for its place, and the second sees what the first has made."""
    place = select(Area.id).where(Area.id == area.id) if area else select(Area.id).order_by(Area.id)
    session.execute(place.with_for_update())
    rows = session.execute(select(MadeForYear.from_sort, MadeForYear.from_id).where(MadeForYear.year == year))
    return {(sort, about) for sort, about in rows}


def _make(
    session: Session, one: Proposal, title: str, day: date, *, area: Area | None, actor: Actor, at: datetime
) -> UUID:
    match one.becomes:
        case "meeting":
            meeting = session.get_one(Meeting, one.line.about)
            return plan_meeting(session, _moved(meeting, title, day), area=area, actor=actor, at=at).id
        case "pulse":
            return _ask_again(session, session.get_one(Pulse, one.line.about), title, day, actor=actor, at=at)
    return write(session, area, _entry_facts(session, one, title, day), actor=actor, at=at).id


def _moved(meeting: Meeting, title: str, day: date) -> MeetingFacts:
    """The same meeting on another day, at the same time by the clock on the wall."""
    begins, ends = meeting.starts_at.astimezone(LOCAL), meeting.ends_at.astimezone(LOCAL)
    later = day_of(ends) - day_of(begins)
    return MeetingFacts(
        title=title,
        purpose=meeting.purpose,
        starts_at=datetime.combine(day, begins.time(), LOCAL),
        ends_at=datetime.combine(day + later, ends.time(), LOCAL),
        place=meeting.place,
        link=meeting.link,
        is_open=meeting.is_open,
    )


def _ask_again(session: Session, pulse: Pulse, title: str, day: date, *, actor: Actor, at: datetime) -> UUID:
    """The same questions to the same organisations, for as many days."""
    facts = pulses.Facts(
        title=title,
        opens_on=day,
        closes_on=day + (pulse.closes_on - pulse.opens_on),
        words=pulse.words,
        remind_days=pulse.remind_days,
        questions=[pulses.Question(one.key, one.words) for one in pulse.questions],
    )
    made = pulses.prepare(session, pulse.area, facts, actor=actor, at=at)
    asked = [Asked(one.name, one.organisation_id, one.email) for one in session.scalars(asked_in(pulse.id))]
    pulses.ask(session, made, asked, actor=actor, at=at)
    return made.id


def _entry_facts(session: Session, one: Proposal, title: str, day: date) -> EntryFacts:
    words, lasts = "", timedelta()
    if one.line.is_own:
        entry = session.get_one(WheelEntry, one.line.about)
        words = entry.words
        lasts = entry.until_on - entry.on_day if entry.until_on else timedelta()
    return EntryFacts(title, one.line.sort, day, day + lasts if lasts else None, words=words)


def _check(year: int, chosen: Sequence[tuple[Proposal, Wanted]]) -> None:
    if not chosen:
        raise Invalid(say("Tick at least one line."))
    faults: dict[str, Sentence] = {}
    for proposal, so in chosen:
        if not so.title.strip() or len(so.title) > 200:
            faults[f"title-{proposal.key}"] = say("Write a title of at most 200 characters.")
        if so.day is None:
            faults[f"day-{proposal.key}"] = say("Write a day, such as %(day)s.", day=proposal.day.isoformat())
        elif so.day.year != year:
            faults[f"day-{proposal.key}"] = say("Choose a day in %(year)s.", year=year)
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)
