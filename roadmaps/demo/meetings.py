"""The demo's meetings: those of 2026 that have been held, with what was said and what became of it, and those ahead."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix
from roadmaps.demo.world import World, content, moment
from roadmaps.foundation.clock import LOCAL
from roadmaps.meetings.models import Input, Meeting, Participant
from roadmaps.meetings.queries import participants_of
from roadmaps.meetings.rules import MeetingFacts, attending, inviting, plan_meeting, planning, settling, writing
from roadmaps.meetings.rules.attending import Come
from roadmaps.meetings.rules.inviting import Guest
from roadmaps.meetings.rules.planning import Wanted
from roadmaps.meetings.words import Answer
from roadmaps.revisions.models import BlockVersion, Revision
from roadmaps.roadmap.models import Roadmap

# A meeting is planned so long before its day, and its invitation sent so long before, where nothing else is told.
PLANNED_BEFORE, INVITED_BEFORE = timedelta(days=42), timedelta(days=21)
Told = dict[str, Any]


def hold_meetings(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """Plan them all; hold those whose day has come."""
    for told in _all(content("meetings.toml")):
        meeting = _plan(session, world, told)
        if "cancelled_on" in told:
            actor, at = world.actor(session, told["by"], told["cancelled_on"]), moment(told["cancelled_on"])
            planning.cancel(session, meeting, reason=told["reason"], actor=actor, at=at)
        elif told.get("is_held", True):
            _hold(session, world, meeting, told)
            _settle(session, world, roadmaps, meeting, told)


def tell_what_came(session: Session, world: World) -> None:
    """Write to those who were there, when all has become of it that the demo tells."""
    for told in content("meetings.toml")["meetings"]:
        if "told_on" in told:
            held = select(Meeting).where(Meeting.starts_at == _at(told["on"], told["begins"]))
            actor, at = world.actor(session, told["by"], told["told_on"]), moment(told["told_on"], 240)
            settling.tell_what_came(session, session.scalars(held).unique().one(), actor=actor, at=at)


def _all(told: Told) -> Iterator[Told]:
    yield from told["meetings"]
    for series in told["series"]:
        for one in series["times"]:
            yield {**series, **one}


def _plan(session: Session, world: World, told: Told) -> Meeting:
    planned_on = told.get("planned_on", told["on"] - PLANNED_BEFORE)
    actor, at = world.actor(session, told["by"], planned_on), moment(planned_on)
    facts = MeetingFacts(
        title=told["title"],
        purpose=told["purpose"],
        starts_at=_at(told["on"], told["begins"]),
        ends_at=_at(told["on"], told["until"]),
        place=told.get("place", ""),
        link=told.get("link", ""),
        is_open=told.get("is_open", False),
    )
    area = world.areas[told["area"]] if "area" in told else None
    meeting = plan_meeting(session, facts, area=area, actor=actor, at=at)
    points = [Wanted(title, minutes or None) for title, minutes in told.get("agenda", ())]
    planning.put_agenda(session, meeting, points, actor=actor)
    guests = [_guest(world, key) for key in told.get("asked", ())]
    inviting.ask(session, meeting, guests, actor=actor, at=at)
    if guests and told.get("is_invited", True):
        invited_on = told.get("invited_on", told["on"] - INVITED_BEFORE)
        leader = world.actor(session, told["by"], invited_on)
        inviting.invite(session, meeting, actor=leader, at=moment(invited_on))
        for key, words in told.get("declines", {}).items():
            one = _participant(session, world, meeting, key)
            inviting.answer(session, one, Answer.NO, words=words, at=moment(invited_on, 90))
        for key in told.get("accepts", ()):
            one = _participant(session, world, meeting, key)
            inviting.answer(session, one, Answer.YES, words="", at=moment(invited_on, 120))
    return meeting


def _hold(session: Session, world: World, meeting: Meeting, told: Told) -> None:
    actor = world.actor(session, told["by"], told["on"])
    for number, (who, words) in enumerate(told.get("inputs", ())):
        at = meeting.starts_at + timedelta(minutes=20 + 7 * number)
        name = world.organisations[who].name if who in world.organisations else who
        writing.write_input(session, meeting, words, key=f"demo-{number}", who=name, actor=actor, at=at)
    there = {_participant(session, world, meeting, key).id for key in told.get("there", ())}
    others = [
        Come(
            world.organisations[one["who"]].name if one["who"] in world.organisations else one["who"],
            helix=Helix(one["helix"]) if "helix" in one else None,
            heads=one.get("heads", 1),
        )
        for one in told.get("others", ())
    ]
    attending.tell_attendance(session, meeting, there, others, actor=actor, at=meeting.ends_at)
    if "notes" in told:
        writing.write_notes(session, meeting, told["notes"], based_on=0, actor=actor, at=meeting.ends_at)
    for one in told.get("decisions", ()):
        writing.decide(
            session,
            meeting,
            one["words"],
            organisation_id=world.organisations[one["who"]].id if "who" in one else None,
            due_on=one.get("due_on"),
            actor=actor,
            at=meeting.ends_at,
        )


def _settle(session: Session, world: World, roadmaps: dict[str, Roadmap], meeting: Meeting, told: Told) -> None:
    for step in told.get("became", ()):
        said = session.scalars(
            select(Input).where(Input.meeting_id == meeting.id, Input.number == step["number"])
        ).one()
        actor, at = world.actor(session, told["by"], step["on"]), moment(step["on"], 180)
        if "block" in step:
            _work_in(session, world, roadmaps[step.get("area", told.get("area"))], said, step, actor, at)
        elif step.get("declined"):
            settling.decline(session, said, reason=step["words"], actor=actor, at=at)
        else:
            settling.put_in_progress(session, said, words=step["words"], actor=actor, at=at)


def _work_in(
    session: Session, world: World, roadmap: Roadmap, said: Input, step: Told, actor: Actor, at: datetime
) -> None:
    """Tie it to the change of the block that was made on the day that is told."""
    block_id, day = world.blocks[roadmap.area.slug, step["block"]], step["changed_on"]
    number = session.scalars(
        select(BlockVersion.number)
        .join(Revision, (Revision.history_id == BlockVersion.history_id) & (Revision.number == BlockVersion.number))
        .where(
            BlockVersion.block_id == block_id,
            Revision.written_at >= _at(day, time.min),
            Revision.written_at < _at(day + timedelta(days=1), time.min),
        )
        .order_by(BlockVersion.number)
        .limit(1)
    ).one()
    settling.tie_to_revision(session, said, roadmap, block_id, number, actor=actor, at=at)


def _guest(world: World, key: str) -> Guest:
    """The person of the demo with this key."""
    told = next(one for one in content("world.toml")["people"] if one["key"] == key)
    person = world.people[key]
    return Guest(person.name, person.email, world.organisations[told["organisation"]].id, person.id)


def _participant(session: Session, world: World, meeting: Meeting, key: str) -> Participant:
    mine = participants_of(meeting).where(Participant.person_id == world.people[key].id)
    return session.scalars(mine).unique().one()


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LOCAL)
