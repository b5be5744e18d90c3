from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.rules import appoint_coordinator
from roadmaps.areas.models import Role
from roadmaps.areas.rules import grant_role
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import Listeners
from roadmaps.second_steps import listeners, queries, rules
from roadmaps.second_steps.rules.choosing import forget_app
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.areas import a_coordinator, a_role, an_area, as_actor
from tests.factories.second_steps import SEAL, a_choice, a_waiting_sign_in, an_app, shown_at, some_codes


def asked(session: Session, person: Person, at: datetime) -> bool:
    return queries.is_asked(session, person, at.date())


def a_browser(session: Session, person: Person, at: datetime, *, is_strong: bool = False) -> SignIn:
    sign_in, _ = a_sign_in(session, person, at=at)
    sign_in.strong_at = at if is_strong else None
    session.flush()
    return sign_in


def tell(session: Session) -> None:
    wired = Listeners()
    listeners.wire(wired)
    session.flush()
    wired.tell_in_transaction(session)


def test_nobody_is_asked_before_somebody_has_chosen(session: Session, at: datetime) -> None:
    assert not asked(session, a_person(session, is_coordinator=True), at)


@pytest.mark.parametrize(
    ("role", "is_asked"),
    [(Role.READER, False), (Role.ACTOR, False), (Role.EDITOR, False), (Role.PROCESS_LEADER, True), (Role.DEPUTY, True)],
)
def test_those_who_lead_are_asked_and_others_are_not(
    session: Session, at: datetime, role: Role, is_asked: bool
) -> None:
    person = a_person(session)
    a_role(session, an_area(session), person, role)
    a_choice(session, person, coordinators=False, leaders=True)

    assert asked(session, person, at) is is_asked


def test_who_is_to_lead_next_month_is_asked_already_and_who_led_last_month_no_more(
    session: Session, at: datetime
) -> None:
    coming, gone = a_person(session), a_person(session, "Per Olsson")
    month = timedelta(days=30)
    a_role(session, an_area(session), coming, Role.PROCESS_LEADER, from_on=at.date() + month)
    a_role(session, an_area(session), gone, Role.PROCESS_LEADER, until_on=at.date() - month)
    a_choice(session, coming)

    assert asked(session, coming, at)
    assert not asked(session, gone, at)


def test_choosing_lets_the_open_browsers_of_those_people_wait(session: Session, at: datetime) -> None:
    actor = a_coordinator(session)
    leader, member = a_person(session), a_person(session, "Per Olsson")
    a_role(session, an_area(session), leader, Role.DEPUTY)
    weak, strong = a_browser(session, leader, at), a_browser(session, leader, at, is_strong=True)
    untouched = a_browser(session, member, at)

    rules.choose(session, asks_coordinators=False, asks_leaders=True, has_one=True, on=at.date(), at=at, actor=actor)

    assert [one.waits_for_second_step for one in (weak, strong, untouched)] == [True, False, False]


def test_the_history_of_choices_is_kept_and_the_same_choice_again_is_none(session: Session, at: datetime) -> None:
    actor = a_coordinator(session)

    for coordinators, leaders in ((True, False), (True, False), (True, True), (False, False)):
        rules.choose(
            session,
            asks_coordinators=coordinators,
            asks_leaders=leaders,
            has_one=True,
            on=at.date(),
            at=at,
            actor=actor,
        )

    chosen = session.scalars(queries.choices()).all()
    assert [(one.number, one.asks_coordinators, one.asks_leaders) for one in chosen] == [
        (3, False, False),
        (2, True, True),
        (1, True, False),
    ]


def test_who_has_no_second_step_asks_none_of_others(session: Session, at: datetime) -> None:
    actor = a_coordinator(session)

    with pytest.raises(Invalid):
        rules.choose(
            session, asks_coordinators=True, asks_leaders=False, has_one=False, on=at.date(), at=at, actor=actor
        )

    assert queries.choice_in_force(session) is None


def test_only_coordinators_choose(session: Session, at: datetime) -> None:
    leader = a_person(session)
    a_role(session, an_area(session), leader, Role.PROCESS_LEADER)

    with pytest.raises(NotAllowed):
        rules.choose(
            session,
            asks_coordinators=False,
            asks_leaders=False,
            has_one=True,
            on=at.date(),
            at=at,
            actor=as_actor(session, leader),
        )


def test_a_new_role_lets_the_open_browsers_wait_at_once(session: Session, at: datetime) -> None:
    actor, person, area = a_coordinator(session), a_person(session), an_area(session)
    a_choice(session, person)
    sign_in = a_browser(session, person, at)

    grant_role(
        session,
        area,
        person,
        Role.PROCESS_LEADER,
        from_on=at.date(),
        until_on=None,
        at=at,
        actor=actor,
    )
    tell(session)

    assert sign_in.waits_for_second_step


def test_so_does_becoming_coordinator(session: Session, at: datetime) -> None:
    actor, person = a_coordinator(session), a_person(session)
    a_choice(session, person)
    sign_in = a_browser(session, person, at)

    appoint_coordinator(session, person, at=at, actor=actor)
    tell(session)

    assert sign_in.waits_for_second_step


def test_a_coordinator_takes_a_lost_second_step_away_and_every_browser_is_signed_out(
    session: Session, at: datetime
) -> None:
    actor, person = a_coordinator(session), a_person(session)
    secret = an_app(session, person)
    codes = some_codes(session, person)
    open_one, waiting = a_browser(session, person, at, is_strong=True), a_waiting_sign_in(session, person, at=at)

    rules.reset(session, person, forget=[forget_app], at=at, actor=actor)
    session.flush()

    assert open_one.ended_at == waiting.ended_at == at
    assert not queries.has_codes(session, person.id)
    again = a_waiting_sign_in(session, person, at=at)
    assert rules.show_code(session, again, shown_at(secret, at), seal=SEAL, at=at) is None
    assert rules.show_code(session, again, codes[0], seal=SEAL, at=at) is None


def test_nobody_takes_their_own_away_so_nor_do_others_who_are_no_coordinators(session: Session, at: datetime) -> None:
    coordinator, leader = a_person(session, is_coordinator=True), a_person(session)
    a_role(session, an_area(session), leader, Role.PROCESS_LEADER)

    for actor in (coordinator, leader):
        with pytest.raises(NotAllowed):
            rules.reset(session, coordinator, forget=[forget_app], at=at, actor=as_actor(session, actor))


def test_whatever_slipped_in_is_made_to_wait_within_ten_minutes(session: Session, at: datetime) -> None:
    coordinator, member, with_app = (a_person(session, name) for name in ("Maja", "Per", "Lena"))
    coordinator.is_coordinator = True
    a_choice(session, coordinator)
    an_app(session, with_app)
    sign_ins = [a_browser(session, person, at) for person in (coordinator, member, with_app)]

    rules.see_to_sign_ins(session, at)

    assert [one.waits_for_second_step for one in sign_ins] == [True, False, True]
