"""What people are told by mail about calls for funding."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.calls.rules.interests import Said, say_interest
from roadmaps.calls.rules.telling import remind_of_closing, tell
from roadmaps.calls.words import Wish
from roadmaps.following.models import Origin, SubjectSort
from roadmaps.following.rules import follow_by_itself
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.notifications.call_letters import CallLetters
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.notifications.rules import stop
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import as_actor
from tests.factories.calls import AT, Funded, a_call, a_funded_plan
from tests.factories.notifications import the_outbox


@pytest.fixture
def funded(session: Session) -> Funded:
    return a_funded_plan(session)


@pytest.fixture
def kajsa(session: Session, funded: Funded) -> Person:
    """Who acts for Torsta, which is to lead the hub."""
    person = a_person(session, "Kajsa Torstadotter", email="kajsa@torsta.se")
    a_membership(session, person, funded.torsta)
    return person


def hear(session: Session) -> list[OutgoingMail]:
    listeners = Listeners()
    CallLetters(the_outbox()).wire(listeners)
    listeners.tell_in_transaction(session)
    return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.to)))


def told(session: Session, funded: Funded, *, by: Actor | None = None) -> list[OutgoingMail]:
    leader = by or funded.plan.leader
    call = a_call(session, leader, funded.area)
    take_recorded(session)
    tell(session, call, [funded.hub], actor=leader, at=AT)
    return hear(session)


def test_those_who_lead_and_those_who_follow_get_one_letter_each(
    session: Session, funded: Funded, kajsa: Person
) -> None:
    follower = a_person(session, "Följa Med", email="folja@example.org")
    for person in (follower, kajsa):
        follow_by_itself(session, person.id, SubjectSort.BLOCK, funded.hub, Origin.WROTE, at=AT)

    letters = told(session, funded)

    assert [mail.to for mail in letters] == ["folja@example.org", "kajsa@torsta.se"]
    assert "Ett kök för småskalig livsmedelsförädling" in letters[1].text
    assert "/calls/" in letters[1].text
    assert "List-Unsubscribe" in letters[1].headers


def test_nobody_is_told_who_does_not_want_it_or_may_not_read_the_activity(session: Session, kajsa: Person) -> None:
    closed = a_funded_plan(session, is_public=False)
    stranger = a_person(session, "Utan Roll")
    a_membership(session, stranger, closed.torsta)

    assert not told(session, closed)


def test_letters_that_somebody_has_ended_are_not_sent(session: Session, funded: Funded, kajsa: Person) -> None:
    stop(session, kajsa.id, MailKind.ASSIGNMENTS, at=AT)

    assert not told(session, funded)


def test_whoever_tells_gets_no_letter(session: Session, funded: Funded) -> None:
    leader = funded.plan.leader
    follow_by_itself(session, leader.person_id, SubjectSort.BLOCK, funded.hub, Origin.WROTE, at=AT)

    assert not told(session, funded)


def test_who_wants_something_is_reminded_of_the_last_day(session: Session, funded: Funded, kajsa: Person) -> None:
    call = a_call(session, funded.plan.leader, funded.area, closes_on=date(2026, 12, 1))
    actor = as_actor(session, kajsa)
    say_interest(session, call, funded.torsta.id, Said(Wish.APPLIES), actor=actor, at=AT)
    take_recorded(session)

    remind_of_closing(session, AT)
    [letter] = hear(session)

    assert letter.to == "kajsa@torsta.se"
    assert "1 december 2026" in letter.subject
    assert funded.torsta.name in letter.text
