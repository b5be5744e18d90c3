"""Cookies are believed also where another clock has signed them."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.conftest import NOW
from tests.factories.accounts import a_person


@pytest.mark.parametrize("ahead", [timedelta(seconds=2), timedelta(hours=1), timedelta(days=1)])
def test_a_cookie_of_a_clock_that_goes_ahead_signs_nobody_out(
    client: Browser, session: Session, ahead: timedelta
) -> None:
    person = a_person(session, "Karin Åslund")
    with time_machine.travel(NOW + ahead, tick=False):
        client.sign_in(person)

    assert client.get("/trial/signed-in").text == "welcome Karin Åslund"


def test_a_cookie_that_is_too_old_or_has_been_touched_is_not_believed(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, "Karin Åslund"))
    with time_machine.travel(NOW + timedelta(days=200), tick=False):
        assert client.get("/trial/signed-in").status_code == 303

    kept = client.get_cookie("session")
    assert kept is not None
    client.set_cookie("session", kept.value[:-2] + ("AA" if not kept.value.endswith("AA") else "BB"))
    assert client.get("/trial/signed-in").status_code == 303
