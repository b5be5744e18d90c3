from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules
from roadmaps.accounts.events import PasswordResetAsked
from roadmaps.accounts.models import SignIn, SignInAttempt
from roadmaps.foundation.clock import now
from tests.browsing import Browser, page_of
from tests.factories.accounts import PASSWORD, a_person, a_sign_in
from tests.factories.letters import asked

WRONG = "fel lösenord här"


def fill_in(client: Browser, email: str, password: str, **more: str):
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def test_the_right_password_leads_in_and_back_to_the_page_one_came_from(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")

    answer = fill_in(client, "Karin@example.org ", PASSWORD, next="/organisations?x=1")

    assert (answer.status_code, answer.location) == (303, "/organisations?x=1")
    assert client.get("/me").status_code == 200


def test_a_wrong_password_keeps_the_address_and_never_the_password(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")

    answer = fill_in(client, "karin@example.org", WRONG)

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.css_first("[name=email]").attributes["value"] == "karin@example.org"
    assert WRONG not in answer.text
    assert page.css_first(".error-summary") is not None
    assert client.get("/me").status_code == 303


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")
    emails = ("karin@example.org", "nobody@example.org")

    answers = [page_of(fill_in(client, email, WRONG)).css_first("main").html.replace(email, "") for email in emails]

    assert answers[0] == answers[1]


def test_failures_are_counted_though_the_page_refuses(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")

    for _ in range(9):
        fill_in(client, "karin@example.org", WRONG)

    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 8
    refused = fill_in(client, "karin@example.org", PASSWORD)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "900")
    assert "15" in page_of(refused).css_first("main").text()


def test_an_address_of_another_site_is_not_led_to(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")

    for planted in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert fill_in(client, "karin@example.org", PASSWORD, next=planted).location == "/"
        client.post("/sign-out")


def test_what_the_session_held_before_signing_in_is_gone(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"

    fill_in(client, "karin@example.org", PASSWORD)

    with client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_the_cookie_outlives_the_window_but_not_ninety_days(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")

    fill_in(client, "karin@example.org", PASSWORD)

    cookie = client.get_cookie("session")
    assert (cookie.http_only, cookie.same_site, cookie.max_age or cookie.expires) == (
        True,
        "Lax",
        now() + timedelta(days=90),
    )


def test_signing_out_ends_the_row_so_that_a_kept_cookie_is_worth_nothing(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))
    stolen = client.get_cookie("session").value

    client.post("/sign-out")
    client.set_cookie("session", stolen)

    assert client.get("/me").status_code == 303
    assert session.scalars(select(SignIn)).one().ended_at is not None


def test_signing_out_twice_is_no_failure(client: Browser) -> None:
    assert client.post("/sign-out").location == "/"


def test_an_ended_sign_in_is_out_at_the_next_request(client: Browser, session: Session) -> None:
    karin = a_person(session)
    client.sign_in(karin)
    assert client.get("/me").status_code == 200

    rules.end_all_sign_ins(session, karin.id, at=now())

    assert client.get("/me").location.startswith("/sign-in")


def test_using_a_sign_in_keeps_it_alive(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))

    for days in (10, 20, 30):
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            assert client.get("/me").status_code == 200

    with time_machine.travel(now() + timedelta(days=45), tick=False):
        assert client.get("/me").status_code == 303


def test_one_who_is_signed_in_already_is_not_asked_again(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))

    assert client.get("/sign-in?next=/me").location == "/me"


def test_asking_for_a_reset_answers_the_same_for_every_address(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")

    known, unknown = (client.post("/reset", data={"email": f"{who}@example.org"}) for who in ("karin", "nobody"))

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location) == (303, "/reset/asked")
    assert client.get("/reset/asked").status_code == 200


def test_a_reset_link_asks_for_a_good_password_and_then_works_no_more(client: Browser, session: Session) -> None:
    karin = a_person(session, email="karin@example.org")
    a_sign_in(session, karin, at=now())
    client.post("/reset", data={"email": "karin@example.org"})
    told = asked(session, PasswordResetAsked)
    assert told is not None
    token = told.token

    weak = client.post(f"/reset/{token}", data={"password": "kort"})
    good = client.post(f"/reset/{token}", data={"password": "fyra björkar på udden"})

    assert (weak.status_code, good.status_code, good.location) == (422, 303, "/sign-in")
    assert client.get(f"/reset/{token}").status_code == 404
    assert all(one.ended_at for one in session.scalars(select(SignIn)))
    assert fill_in(client, "karin@example.org", "fyra björkar på udden").status_code == 303


def test_a_made_up_link_leads_nowhere(client: Browser) -> None:
    assert client.get("/reset/made-up").status_code == 404
    assert client.get("/invitations/made-up").status_code == 404


def test_pages_that_name_people_are_kept_by_no_cache(client: Browser) -> None:
    headers = client.get("/sign-in").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.csrf
def test_signing_in_from_another_site_is_refused(client: Browser, session: Session) -> None:
    a_person(session, email="karin@example.org")

    assert fill_in(client, "karin@example.org", PASSWORD).status_code == 400
    token = client.page("/sign-in").css_first("main [name=csrf_token]").attributes["value"]
    assert fill_in(client, "karin@example.org", PASSWORD, csrf_token=token).status_code == 303


@pytest.mark.limits
def test_one_address_knocks_so_often_and_is_then_told_to_wait(client: Browser, session: Session) -> None:
    client.application.extensions["limits"].add("sign-in", by_address="3 per 15 minutes")

    answers = [fill_in(client, f"nobody-{one}@example.org", WRONG) for one in range(4)]

    client.application.extensions["limits"].add("sign-in", by_address="300 per 15 minutes")
    assert [one.status_code for one in answers] == [422, 422, 422, 429]
    assert answers[-1].headers["Retry-After"] == "901"
    assert WRONG not in answers[-1].text


def test_giving_up_at_the_second_step_ends_what_waited(client: Browser, session: Session) -> None:
    karin = a_person(session)
    client.sign_in(karin)
    sign_in = session.scalars(select(SignIn)).one()
    sign_in.waits_for_second_step = True

    client.post("/sign-out")

    assert sign_in.ended_at is not None


def test_signing_out_lets_nobody_page_back(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))

    assert client.post("/sign-out").headers["Clear-Site-Data"] == '"cache"'
