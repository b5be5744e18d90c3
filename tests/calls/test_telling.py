from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.calls.events import CallClosing, CallTold
from roadmaps.calls.queries import turns_of
from roadmaps.calls.rules.interests import Said, say_interest
from roadmaps.calls.rules.telling import not_told_yet, remind_of_closing, tell
from roadmaps.calls.words import CallTurnSort, Wish
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import as_actor
from tests.factories.calls import AT, a_call, a_funded_plan


def test_those_whose_activities_fit_are_told_once(session: Session) -> None:
    funded = a_funded_plan(session)
    leader = funded.plan.leader
    call = a_call(session, leader, funded.area)
    take_recorded(session)

    tell(session, call, [funded.hub, funded.course], actor=leader, at=AT)

    told = [event for event in take_recorded(session) if isinstance(event, CallTold)]
    assert [[(one.activity_id, one.organisation_ids) for one in event.activities] for event in told] == [
        [(funded.hub, (funded.torsta.id,))]
    ]
    assert not not_told_yet(session, call, leader)
    with pytest.raises(Invalid):
        tell(session, call, [funded.hub], actor=leader, at=AT)
    assert [turn.turn for turn in session.scalars(turns_of(call))].count(CallTurnSort.TOLD) == 1


def test_only_who_writes_the_call_lets_others_know(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.others["coordinator"])

    with pytest.raises(NotAllowed):
        tell(session, call, [funded.hub], actor=funded.plan.leader, at=AT)


def test_whoever_wants_something_is_reminded_before_the_last_day_once(session: Session) -> None:
    funded = a_funded_plan(session)
    person = a_person(session)
    a_membership(session, person, funded.torsta)
    kajsa = as_actor(session, person)
    call = a_call(session, funded.plan.others["coordinator"], closes_on=date(2026, 12, 15))
    say_interest(session, call, funded.torsta.id, Said(Wish.APPLIES), actor=kajsa, at=AT)
    take_recorded(session)

    for days in (0, 9, 10, 11, 24, 25):
        remind_of_closing(session, AT + timedelta(days=days))

    closing = [event for event in take_recorded(session) if isinstance(event, CallClosing)]
    assert [(event.person_id, event.at.date(), event.closes_on) for event in closing] == [
        (person.id, date(2026, 12, 1), date(2026, 12, 15))
    ]


def test_whoever_has_left_the_organisation_is_not_reminded_but_who_acts_for_it_now(session: Session) -> None:
    funded = a_funded_plan(session)
    before, after = a_person(session), a_person(session)
    left = a_membership(session, before, funded.torsta)
    call = a_call(session, funded.plan.others["coordinator"], closes_on=date(2026, 12, 15))
    say_interest(session, call, funded.torsta.id, Said(Wish.APPLIES), actor=as_actor(session, before), at=AT)
    left.until_on = AT.date()
    a_membership(session, after, funded.torsta)
    take_recorded(session)

    for days in (10, 11):
        remind_of_closing(session, AT + timedelta(days=days))

    closing = [event for event in take_recorded(session) if isinstance(event, CallClosing)]
    told = [event.person_id for event in closing]
    assert after.id in told and before.id not in told and len(told) == len(set(told))
