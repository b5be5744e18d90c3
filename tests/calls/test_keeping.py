from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.calls.models import Call
from roadmaps.calls.queries import calls_ahead, calls_between, calls_for, find_call, turns_of
from roadmaps.calls.rules.keeping import (
    NAMES,
    Facts,
    MovedOn,
    add_call,
    edit_call,
    is_web_address,
    return_call,
    withdraw_call,
)
from roadmaps.calls.words import CallState, CallTurnSort
from roadmaps.foundation.errors import Invalid, NotAllowed
from tests.factories.areas import a_coordinator, an_area, someone_with
from tests.factories.calls import AT, a_call


def facts_of(call: Call, **changes: object) -> Facts:
    return replace(Facts(**{name: getattr(call, name) for name in NAMES}), **changes)


def turns(session: Session, call: Call) -> list[CallTurnSort]:
    return [turn.turn for turn in session.scalars(turns_of(call))]


def test_leaders_add_calls_for_what_they_lead(session: Session) -> None:
    area, other = an_area(session), an_area(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)

    call = a_call(session, leader, area)

    assert find_call(session, call.id, viewer=None).areas == [area]
    assert turns(session, call) == [CallTurnSort.ADDED]
    for areas in ([other], [area, other]):
        with pytest.raises(NotAllowed):
            a_call(session, leader, *areas)
    with pytest.raises(Invalid):
        a_call(session, leader)


def test_coordinators_add_calls_for_all_areas(session: Session) -> None:
    area = an_area(session)

    call = a_call(session, a_coordinator(session))

    assert session.scalars(calls_for(area)).all() == [call]


def test_days_and_amounts_that_contradict_each_other_are_refused_all_at_once(session: Session) -> None:
    facts = Facts(
        "Utlysning",
        "ERUF",
        opens_on=date(2026, 12, 2),
        closes_on=date(2026, 12, 1),
        starts_from=date(2027, 2, 1),
        ends_by=date(2027, 1, 1),
        amount=Decimal(-1),
        least=Decimal(10),
        most=Decimal(5),
        share=120,
        link="javascript:alert(1)",
    )

    with pytest.raises(Invalid) as refused:
        add_call(session, facts, [], actor=a_coordinator(session), at=AT)

    assert set(refused.value.fields) == {"closes_on", "ends_by", "amount", "most", "share", "link"}


@pytest.mark.parametrize(
    ("link", "fits"),
    [
        ("https://tillvaxtverket.se/utlysning?x=1#y", True),
        ("http://example.org", True),
        ("//example.org", False),
        ("/calls", False),
        ("https://", False),
        ("https://a b.se", False),
        ("data:text/html,x", False),
        ("https://example.org\\@evil", False),
        ("https://[", False),
    ],
)
def test_a_link_leads_to_the_web(link: str, fits: bool) -> None:
    assert is_web_address(link) is fits


def test_a_change_is_told_with_what_it_said_before(session: Session) -> None:
    coordinator = a_coordinator(session)
    area = an_area(session)
    call = a_call(session, coordinator)

    changed = edit_call(
        session, call, facts_of(call, closes_on=date(2027, 1, 31)), [area], based_on=1, actor=coordinator, at=AT
    )

    assert changed
    turn = session.scalars(turns_of(call).where()).first()
    assert turn.changes == {"areas": [[], [area.slug]], "closes_on": ["2026-12-15", "2027-01-31"]}
    assert call.version == 2


def test_a_change_that_changes_nothing_is_none(session: Session) -> None:
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator, share=40, amount=Decimal("1000000.50"), levels=["peak", "base"])

    changed = edit_call(session, call, facts_of(call), [], based_on=1, actor=coordinator, at=AT)

    assert not changed
    assert turns(session, call) == [CallTurnSort.ADDED]


def test_two_who_change_different_facts_both_get_their_way(session: Session) -> None:
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator)
    began = facts_of(call)
    edit_call(session, call, replace(began, share=40), [], based_on=1, actor=coordinator, at=AT)

    edit_call(session, call, replace(began, title="Nytt namn"), [], based_on=1, actor=coordinator, at=AT)

    assert (call.share, call.title) == (40, "Nytt namn")


def test_two_who_change_the_same_are_told_of_each_other(session: Session) -> None:
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator)
    began = facts_of(call)
    edit_call(session, call, replace(began, share=40), [], based_on=1, actor=coordinator, at=AT)

    with pytest.raises(MovedOn) as conflict:
        edit_call(session, call, replace(began, share=50), [], based_on=1, actor=coordinator, at=AT)

    assert conflict.value.theirs == {"share": 40}
    assert conflict.value.number == 2
    edit_call(session, call, replace(began, share=50), [], based_on=2, actor=coordinator, at=AT)
    assert call.share == 50


def test_nobody_moves_a_call_into_an_area_that_they_do_not_lead(session: Session) -> None:
    area, other = an_area(session), an_area(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)
    call = a_call(session, leader, area)

    with pytest.raises(NotAllowed):
        edit_call(session, call, facts_of(call), [area, other], based_on=1, actor=leader, at=AT)


def test_what_is_taken_back_can_come_again(session: Session) -> None:
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator)

    with pytest.raises(Invalid):
        withdraw_call(session, call, words=" ", actor=coordinator, at=AT)
    withdraw_call(session, call, words="Inställd av finansiären.", actor=coordinator, at=AT)
    assert call.state_on(AT.date()) is CallState.WITHDRAWN
    with pytest.raises(Invalid):
        withdraw_call(session, call, words="En gång till", actor=coordinator, at=AT)
    return_call(session, call, actor=coordinator, at=AT + timedelta(hours=1))

    assert call.state_on(AT.date()) is CallState.OPEN
    assert set(turns(session, call)) == {CallTurnSort.RETURNED, CallTurnSort.WITHDRAWN, CallTurnSort.ADDED}


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "state"),
    [
        (date(2026, 11, 21), date(2026, 11, 21), CallState.OPEN),
        (date(2026, 11, 22), None, CallState.COMING),
        (None, date(2026, 11, 20), CallState.CLOSED),
        (None, None, CallState.OPEN),
    ],
)
def test_the_state_comes_of_the_days(opens_on: date | None, closes_on: date | None, state: CallState) -> None:
    assert Call(opens_on=opens_on, closes_on=closes_on).state_on(date(2026, 11, 21)) is state


def test_the_calls_of_a_year(session: Session) -> None:
    coordinator, area = a_coordinator(session), an_area(session)
    before = a_call(session, coordinator, opens_on=date(2025, 1, 1), closes_on=date(2025, 12, 31))
    across = a_call(session, coordinator, opens_on=date(2025, 12, 1), closes_on=date(2026, 1, 1))
    within = a_call(session, coordinator, area)
    elsewhere = a_call(session, coordinator, an_area(session))
    always = a_call(session, coordinator, opens_on=None, closes_on=None)
    gone = a_call(session, coordinator)
    withdraw_call(session, gone, words="Dubblett", actor=coordinator, at=AT)

    found = calls_between(session, date(2026, 1, 1), date(2026, 12, 31), area)

    assert found == [across, within, always]
    assert before not in found
    assert elsewhere in calls_between(session, date(2026, 1, 1), date(2026, 12, 31))
    assert session.scalars(calls_ahead(date(2026, 11, 21), area)).all() == [within, always]


def test_a_call_is_called_by_its_measure_where_that_names_the_fund() -> None:
    assert Call(fund="ERUF", measure="ERUF 1:4").name == "ERUF 1:4"
    assert Call(fund="Vinnova", measure="").name == "Vinnova"
    assert Call(fund="Interreg Aurora", measure="SO 1.1").name == "Interreg Aurora, SO 1.1"
