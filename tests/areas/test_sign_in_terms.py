"""Those who could do others harm are signed in for a shorter time, from the moment when they could."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.models import Person
from roadmaps.accounts.terms import LONGEST, LONGEST_IDLE
from roadmaps.areas import rules
from roadmaps.areas.models import Role
from roadmaps.areas.sign_in_terms import COORDINATORS, LEADERS, by_role
from roadmaps.foundation.clock import now, today
from tests.browsing import Browser
from tests.factories.accounts import PASSWORD, a_person, a_sign_in
from tests.factories.areas import a_coordinator, a_role, an_area


def sign_in(client: Browser, person: Person) -> None:
    client.post("/sign-out")
    assert client.post("/sign-in", data={"email": person.email, "password": PASSWORD}).status_code == 303


def is_in_after(client: Browser, **time: float) -> bool:
    with time_machine.travel(now() + timedelta(**time), tick=False):
        return client.get("/me/profile").status_code == 200


@pytest.mark.parametrize(
    ("role", "idle"),
    [
        pytest.param(Role.PROCESS_LEADER, LEADERS.idle, id="who leads an area"),
        pytest.param(Role.DEPUTY, LEADERS.idle, id="who stands in"),
        pytest.param(Role.EDITOR, LONGEST_IDLE, id="who writes"),
    ],
)
def test_how_long_a_browser_may_rest_follows_the_role(session: Session, role: Role, idle: timedelta) -> None:
    karin = a_person(session)
    a_role(session, an_area(session), karin, role)

    assert by_role(session, karin).idle == idle


def test_a_role_that_is_over_counts_no_more_and_one_to_come_counts_already(session: Session) -> None:
    karin, per = a_person(session), a_person(session, "Per Holm")
    area = an_area(session)
    day = timedelta(days=1)
    a_role(session, area, karin, Role.DEPUTY, from_on=today() - 9 * day, until_on=today() - day)
    a_role(session, area, per, Role.PROCESS_LEADER, from_on=today() + day)

    assert by_role(session, karin).idle == LONGEST_IDLE
    assert by_role(session, per) == LEADERS


def test_a_coordinators_browser_rests_for_eight_hours_and_lasts_a_week(client: Browser, session: Session) -> None:
    sign_in(client, a_person(session, "Maja Sundin", is_coordinator=True))

    assert is_in_after(client, hours=7.9)
    assert not is_in_after(client, hours=16)
    sign_in(client, a_person(session, "Lo Berg", is_coordinator=True))
    for hour in range(7, 24 * 7, 7):
        assert is_in_after(client, hours=hour)
    assert not is_in_after(client, days=7)


def test_the_terms_are_told_on_ones_own_page(client: Browser, session: Session) -> None:
    sign_in(client, a_person(session, "Maja Sundin", is_coordinator=True))

    text = client.page("/me").css_first("#sign-ins").parent.parent.text()

    assert "21 nov" in text or "18.00" in text or "18:00" in text
    assert "28 nov" in text


def test_whoever_becomes_coordinator_is_held_to_it_where_they_are_signed_in_already(
    client: Browser, session: Session
) -> None:
    karin, maja = a_person(session), a_coordinator(session)
    kept, _ = a_sign_in(session, karin, at=now())
    assert kept.expires_at == now() + LONGEST

    client.sign_in(session.get_one(Person, maja.person_id))
    client.post(f"/people/{karin.id}/appointment")

    assert session.get_one(Person, karin.id).is_coordinator
    assert (kept.idle_until, kept.expires_at) == (now() + COORDINATORS.idle, now() + COORDINATORS.lasts)


def test_whoever_gets_to_lead_an_area_is_held_to_it_too(client: Browser, session: Session) -> None:
    karin, maja, area = a_person(session), a_coordinator(session), an_area(session)
    kept, _ = a_sign_in(session, karin, at=now())
    client.sign_in(session.get_one(Person, maja.person_id))

    client.post(f"/areas/{area.slug}/people/new", data={"person_id": str(karin.id), "role": "deputy"})

    assert (kept.idle_until, kept.expires_at) == (now() + LEADERS.idle, now() + LEADERS.lasts)


def test_terms_are_never_made_longer(session: Session) -> None:
    karin = a_person(session, is_coordinator=True)
    kept, _ = a_sign_in(session, karin, at=now())
    accounts.tighten(session, karin, COORDINATORS, at=now())

    accounts.tighten(session, karin, LEADERS, at=now())

    assert kept.idle_until == now() + COORDINATORS.idle


def test_a_lesser_role_changes_nothing(session: Session) -> None:
    karin, maja, area = a_person(session), a_coordinator(session), an_area(session)
    kept, _ = a_sign_in(session, karin, at=now())

    rules.grant_role(session, area, karin, Role.EDITOR, from_on=today(), until_on=None, at=now(), actor=maja)

    assert kept.idle_until == now() + LONGEST_IDLE
