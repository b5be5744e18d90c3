"""Asking people to a meeting: whom, sending the letters, signing up by oneself, answering and reminding."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix, Organisation, Person
from roadmaps.accounts.queries import organisation_names
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.meetings.addressees import tell
from roadmaps.meetings.events import MeetingInvited, Occasion
from roadmaps.meetings.models import Meeting, Participant, ParticipantLink
from roadmaps.meetings.queries import is_readable, participants_of
from roadmaps.meetings.rules.planning import ANOTHER_LOOK, must_hold, note
from roadmaps.meetings.words import Answer, Turn
from roadmaps.responsibilities.queries import people_of

MOST_PARTICIPANTS = 1_000
REMIND_BEFORE = timedelta(days=2)
# Whoever was asked only just now needs no reminder.
REST_BEFORE_REMINDER = timedelta(days=1)
# A letter to the same address is not sent again and again because somebody fills in the form again and again.
BETWEEN_OWN_LETTERS = timedelta(hours=12)
MOST_SIGNED_UP_AN_HOUR = 30


@dataclass(frozen=True)
class Guest:
    """Somebody who is asked, by an account, an organisation here, or only a name and an address."""

    name: str
    email: str = ""
    organisation_id: UUID | None = None
    person_id: UUID | None = None
    organisation_name: str = ""
    helix: Helix | None = None


def ask(
    session: Session, meeting: Meeting, guests: Sequence[Guest], *, actor: Actor, at: datetime
) -> list[Participant]:
    """Put them among those who are asked, and return those who were not there before. No letter is sent yet."""
    must_hold(session, meeting, actor)
    return _add(session, meeting, guests, is_asked=True, at=at)


def ask_organisations(
    session: Session, meeting: Meeting, organisation_ids: Collection[UUID], *, actor: Actor, at: datetime
) -> list[Participant]:
    """The same for the people who act for these organisations; one with nobody stands there without an address."""
    people = people_of(session, organisation_ids, day_of(at))
    names = organisation_names(session)
    guests = []
    for key in organisation_ids:
        if key not in names:
            continue
        guests += [Guest(one.name, one.email, key, one.id) for one in people.get(key, ())] or [
            Guest(names[key], organisation_id=key)
        ]
    return ask(session, meeting, guests, actor=actor, at=at)


def take_out(session: Session, participant: Participant, *, actor: Actor) -> None:
    """Ask somebody no more, before a letter has been sent."""
    must_hold(session, participant.meeting, actor)
    if participant.invited_at is not None or participant.answer is not None or participant.was_there:
        raise NotAllowed(say("The letter has been sent, so this one stays in the list."))
    session.delete(participant)
    session.flush()


def set_address(session: Session, participant: Participant, email: str, *, actor: Actor) -> None:
    """Say where letters to somebody go.

    Where they went elsewhere before, the links in them open nothing any more, and the invitation is to be sent anew.
    """
    must_hold(session, participant.meeting, actor)
    others = participants_of(participant.meeting).where(Participant.email == email, Participant.id != participant.id)
    if email and session.scalars(others).unique().first() is not None:
        raise Invalid(ANOTHER_LOOK, {"email": say("Somebody in the list has this address already.")})
    if email != participant.email:
        session.execute(delete(ParticipantLink).where(ParticipantLink.participant_id == participant.id))
        participant.invited_at = None
    participant.email = email
    session.flush()


def invite(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> int:
    """Send the invitation to everyone who is asked and has not got it; return how many letters that was.

    :raises Invalid: when the meeting is over
    """
    must_hold(session, meeting, actor)
    if meeting.ends_at <= at:
        raise Invalid(say("The meeting is over, so nobody can be invited to it any more."))
    waiting = list(session.scalars(uninvited(meeting)).unique())
    if not waiting:
        return 0
    for one in waiting:
        one.invited_at = at
    is_first, meeting.invited_at = meeting.invited_at is None, meeting.invited_at or at
    session.flush()
    note(session, meeting, Turn.INVITED, actor=actor, at=at, words=str(len(waiting)))
    if is_first:
        record(session, MeetingInvited(meeting.id, meeting.area_id, actor.person_id, at))
    return tell(session, waiting, Occasion.INVITED, at=at)


def guest_for(session: Session, actor: Actor) -> Guest:
    """Somebody with an account, for the organisation that they act for."""
    person = session.get_one(Person, actor.person_id)
    return Guest(person.name, person.email, actor.acting_for_id, person.id)


def sign_up(session: Session, meeting: Meeting, guest: Guest, *, actor: Actor | None, at: datetime) -> Participant:
    """Somebody comes without having been asked, and gets a letter with the entry for the calendar.

    :raises Invalid: when the meeting is over, or so many sign up at once that it cannot be people
    """
    if not is_readable(session, meeting, actor) or (actor is None and not meeting.is_open):
        raise NotAllowed(say("Only those who are asked can come to this meeting."))
    if meeting.cancelled_at is not None or meeting.ends_at <= at:
        raise Invalid(say("The meeting is over or was cancelled."))
    session.refresh(meeting, ["invited_at", "cancelled_at"], with_for_update=True)
    lately = Participant.added_at > at - timedelta(hours=1), Participant.is_asked.is_(False)
    if actor is None and len(session.scalars(participants_of(meeting).where(*lately)).unique().all()) >= (
        MOST_SIGNED_UP_AN_HOUR
    ):
        raise Invalid(say("Very many have signed up just now. Try again in an hour."))
    known = session.scalar(participants_of(meeting).where(Participant.email == guest.email).limit(1))
    participant = known or _add(session, meeting, [guest], is_asked=False, at=at)[0]
    if actor is not None or known is None:
        participant.answer, participant.answered_at = Answer.YES, at
    was_told = participant.invited_at is not None and participant.invited_at > at - BETWEEN_OWN_LETTERS
    if not was_told:
        participant.invited_at = at
        meeting.invited_at = meeting.invited_at or at
        tell(session, [participant], Occasion.INVITED, at=at)
    session.flush()
    return participant


def answer(session: Session, participant: Participant, said: Answer | None, *, words: str, at: datetime) -> None:
    """Say whether one comes, until the meeting is over. Whoever holds the link in the letter may.

    :raises Invalid: when nothing was chosen, or the meeting is over
    """
    meeting = participant.meeting
    if meeting.cancelled_at is not None or meeting.ends_at <= at:
        raise Invalid(say("The meeting is over or was cancelled."))
    if said is None:
        raise Invalid(ANOTHER_LOOK, {"answer": say("Choose one of the alternatives.")})
    participant.answer, participant.answered_at = said, at
    participant.answer_words = " ".join(words.split())[:200]
    session.flush()


def remind_due(session: Session, at: datetime) -> None:
    """Remind those who come, and those who have not answered, two days before; once for each time that is set."""
    soon = select(Meeting).where(
        Meeting.invited_at.is_not(None),
        Meeting.invited_at <= at - REST_BEFORE_REMINDER,
        Meeting.cancelled_at.is_(None),
        Meeting.reminded_at.is_(None),
        Meeting.starts_at > at,
        Meeting.starts_at <= at + REMIND_BEFORE,
    )
    for meeting in session.scalars(soon).unique().all():
        meeting.reminded_at = at
        asked = session.scalars(participants_of(meeting).where(Participant.invited_at <= at - REST_BEFORE_REMINDER))
        letters = tell(
            session, [one for one in asked.unique() if one.answer is not Answer.NO], Occasion.REMINDED, at=at
        )
        if letters:
            note(session, meeting, Turn.REMINDED, actor=None, at=at)


def uninvited(meeting: Meeting) -> Select[Participant]:
    """Those who are asked, can be reached and have not got a letter."""
    return participants_of(meeting).where(
        Participant.is_asked, Participant.invited_at.is_(None), Participant.email != ""
    )


def _add(
    session: Session, meeting: Meeting, guests: Sequence[Guest], *, is_asked: bool, at: datetime
) -> list[Participant]:
    known = list(session.scalars(participants_of(meeting)).unique())
    if len(known) + len(guests) > MOST_PARTICIPANTS:
        raise Invalid(say("At most %(most)s people can be asked to a meeting.", most=MOST_PARTICIPANTS))
    by_email = {one.email: one for one in known if one.email}
    nameless = {(one.name.casefold(), one.organisation_id) for one in known if not one.email}
    new = []
    for guest in _identified(session, guests):
        there = by_email.get(guest.email) if guest.email else None
        if there is not None:
            there.is_asked = there.is_asked or is_asked
            continue
        if not guest.email and (guest.name.casefold(), guest.organisation_id) in nameless:
            continue
        one = Participant(
            id=new_id(),
            meeting=meeting,
            meeting_id=meeting.id,
            organisation_id=guest.organisation_id,
            person_id=guest.person_id,
            name=guest.name[:200],
            organisation_name="" if guest.organisation_id else guest.organisation_name[:200],
            helix=None if guest.organisation_id else guest.helix,
            email=guest.email,
            is_asked=is_asked,
            added_at=at,
            heads=1,
        )
        session.add(one)
        new.append(one)
        if guest.email:
            by_email[guest.email] = one
        else:
            nameless.add((guest.name.casefold(), guest.organisation_id))
    session.flush()
    return new


def _identified(session: Session, guests: Sequence[Guest]) -> list[Guest]:
    """The same, with the account behind an address and the organisation of a name, where there is one."""
    emails = {one.email for one in guests if one.email and one.person_id is None}
    people = {one.email: one for one in session.scalars(select(Person).where(Person.email.in_(emails)))}
    here = {name.casefold(): key for key, name in organisation_names(session).items()}
    found = []
    for one in guests:
        person = people.get(one.email)
        organisation_id = (
            one.organisation_id
            or here.get(one.organisation_name.strip().casefold())
            or here.get(one.name.strip().casefold())
        )
        found.append(
            Guest(
                " ".join(one.name.split()) or one.organisation_name.strip() or one.email,
                one.email,
                organisation_id,
                one.person_id or (person.id if person and person.is_active else None),
                " ".join(one.organisation_name.split()),
                one.helix,
            )
        )
    return found


def organisation_called(session: Session, words: str) -> Organisation | None:
    """The organisation that is called so, by its name or its short name, or the only one that begins so."""
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        return None
    living = session.scalars(select(Organisation).where(Organisation.archived_at.is_(None))).all()
    exact = [one for one in living if wanted in {one.name.casefold(), one.short_name.casefold()}]
    begun = exact or [
        one for one in living if any(name.casefold().startswith(wanted) for name in (one.name, one.short_name) if name)
    ]
    return begun[0] if len(begun) == 1 else None
