"""Pages that are still as they were: not made again, and never somebody else's."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import cast

import brotli
import pytest
import time_machine
from flask import Flask, template_rendered
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import RoleGrant
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.freshness.keeper import Keeper
from roadmaps.roadmap.rules import add_block
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.roadmap import Plan, a_plan

NONCE = re.compile(r"nonce-([\w-]+)")


@pytest.fixture
def plan(session: Session) -> Plan:
    """A roadmap that is shown to all."""
    made = a_plan(session)
    session.flush()
    return made


@pytest.fixture
def page(plan: Plan) -> str:
    """The address of its document."""
    return f"/areas/{plan.roadmap.area.slug}/roadmap"


@pytest.fixture
def change(app: Flask, client: Browser, session: Session) -> Callable[[Callable[[Session], object]], None]:
    """Does something in a unit of work, as a door would."""
    units: UnitsOfWork = app.extensions["units_of_work"]

    def do(act: Callable[[Session], object]) -> None:
        session.flush()
        with app.test_request_context(), units.change() as writing:
            act(writing)
        session.expire_all()

    return do


@contextmanager
def templates_of(app: Flask) -> Iterator[list[str]]:
    """The names of the templates that are rendered meanwhile."""
    seen: list[str] = []

    def note(_app: Flask, template: object, **_context: object) -> None:
        seen.append(str(getattr(template, "name", "")))

    template_rendered.connect(note, app)
    try:
        yield seen
    finally:
        template_rendered.disconnect(note, app)


def test_whoever_has_the_page_is_told_so_without_a_template(
    app: Flask, client: Browser, keeper: Keeper, page: str
) -> None:
    tag = client.get(page).headers["ETag"]

    with templates_of(app) as seen:
        answer = client.get(page, headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert answer.get_data() == b""
    assert not seen


@pytest.mark.parametrize("shown", ['""', ",", '"', 'W/""', '"7fffffffff-å"', '"7fffffffff-x"', "x"])
def test_whatever_a_browser_shows_that_is_no_tag_of_ours_gets_the_page(
    client: Browser, keeper: Keeper, page: str, shown: str
) -> None:
    assert client.get(page, headers={"If-None-Match": shown.encode().decode("latin-1")}).status_code == 200


def test_also_a_process_that_has_not_made_it_says_so(app: Flask, client: Browser, keeper: Keeper, page: str) -> None:
    tag = client.get(page).headers["ETag"]
    keeper.memory.clear()

    with templates_of(app) as seen:
        answer = client.get(page, headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert not seen


def test_somebody_signed_in_is_told_so_too(
    app: Flask, client: Browser, keeper: Keeper, plan: Plan, page: str, session: Session
) -> None:
    client.sign_in(plan.person(plan.leader))
    client.get(page)
    tag = client.get(page).headers["ETag"]

    with templates_of(app) as seen:
        answer = client.get(page, headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert not seen


def test_a_page_that_was_made_is_answered_again_with_a_nonce_of_its_own(
    app: Flask, client: Browser, keeper: Keeper, page: str
) -> None:
    first = client.get(page)

    with templates_of(app) as seen:
        second = client.get(page)

    nonces = [NONCE.findall(one.headers["Content-Security-Policy"]) for one in (first, second)]
    assert not seen
    assert len(set(nonces[0])) == len(set(nonces[1])) == 1
    assert nonces[0] != nonces[1]
    for answer, nonce in zip((first, second), nonces, strict=True):
        assert f'nonce="{nonce[0]}"' in answer.text
        assert "place-" not in answer.text
    assert first.text.replace(nonces[0][0], "") == second.text.replace(nonces[1][0], "")


def test_a_browser_keeps_the_policy_of_the_page_that_it_keeps(client: Browser, keeper: Keeper, page: str) -> None:
    tag = client.get(page).headers["ETag"]

    answer = client.get(page, headers={"If-None-Match": tag})

    assert "Content-Security-Policy" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("wanted", "sent"), [("gzip, br", "br"), ("gzip;q=0.5", "gzip"), ("br;q=0, gzip;q=0", None)])
def test_strangers_get_what_is_kept_compressed_as_they_wish(
    client: Browser, keeper: Keeper, page: str, wanted: str, sent: str | None
) -> None:
    plain = client.get(page)

    answer = client.get(page, headers={"Accept-Encoding": wanted})

    body = {"br": brotli.decompress, "gzip": gzip.decompress}.get(sent or "", bytes)(answer.get_data())
    nonces = [NONCE.findall(one.headers["Content-Security-Policy"])[0] for one in (plain, answer)]
    assert answer.headers.get("Content-Encoding") == sent
    assert int(answer.headers["Content-Length"]) == len(answer.get_data())
    assert body.decode().replace(nonces[1], "") == plain.text.replace(nonces[0], "")


def test_pages_with_a_token_in_them_are_not_compressed(client: Browser, keeper: Keeper, plan: Plan, page: str) -> None:
    client.sign_in(plan.person(plan.leader))

    answers = [client.get(page, headers={"Accept-Encoding": "br, gzip"}) for _ in range(3)]

    assert all("csrf_token" in one.text and "Content-Encoding" not in one.headers for one in answers)


def test_a_site_that_is_asked_for_by_another_name_answers_nothing_from_memory(
    client: Browser, keeper: Keeper, page: str
) -> None:
    for _ in range(2):
        client.get(page)

    assert client.get(page, headers={"Host": "evil.example"}).status_code == 400


def test_readers_without_an_account_get_no_cookie(client: Browser, keeper: Keeper, page: str) -> None:
    for _ in range(2):
        answer = client.get(page)

        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert {"Cookie", "Accept-Language", "Accept-Encoding"} <= set(answer.headers["Vary"].split(", "))


def test_what_has_been_written_is_on_the_page_at_once(
    client: Browser, keeper: Keeper, plan: Plan, page: str, change: Callable, at: datetime
) -> None:
    tag = client.get(page).headers["ETag"]

    change(
        lambda writing: add_block(
            writing, writing.merge(plan.roadmap), "goal", {"title": "Mer mat härifrån"}, actor=plan.editor, at=at
        )
    )

    answer = client.get(page, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Mer mat härifrån" in answer.text


def test_nobody_is_answered_with_the_page_of_another(
    client: Browser, keeper: Keeper, plan: Plan, page: str, session: Session
) -> None:
    client.sign_in(plan.person(plan.leader))
    client.get(page)
    own = client.get(page)
    client.delete_cookie("session")

    stranger = client.get(page, headers={"If-None-Match": own.headers["ETag"]})
    client.sign_in(plan.person(plan.editor))
    other = client.get(page, headers={"If-None-Match": own.headers["ETag"]})

    assert stranger.status_code == other.status_code == 200
    assert "Lena Berg" in own.text
    assert "Lena Berg" not in stranger.text
    assert "Erik Nilsson" in other.text
    assert f'data-person="{plan.leader.person_id}"' not in other.text


def test_each_browser_has_its_own_token_for_forms(
    client: Browser, app: Flask, keeper: Keeper, plan: Plan, page: str, session: Session
) -> None:
    tokens = []
    for _ in range(2):
        browser = app.test_client()
        browser.session = session
        browser.sign_in(plan.person(plan.leader))
        browser.get(page)
        tokens.append(re.findall(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)[0])

    assert tokens[0] != tokens[1]


def test_whoever_has_lost_a_right_gets_another_page(
    client: Browser, keeper: Keeper, plan: Plan, page: str, session: Session, change: Callable
) -> None:
    client.sign_in(plan.person(plan.editor))
    client.get(page)
    before = client.get(page)

    change(lambda writing: _end_roles(writing, plan))

    after = client.get(page, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "/roadmap/new/vision" in before.text
    assert "/roadmap/new/vision" not in after.text


def test_who_may_not_read_it_any_more_is_led_away_though_they_have_it(
    client: Browser, keeper: Keeper, plan: Plan, page: str, change: Callable
) -> None:
    tag = client.get(page).headers["ETag"]

    change(lambda writing: setattr(writing.merge(plan.roadmap), "is_working_public", False))

    assert client.get(page, headers={"If-None-Match": tag}).status_code == 302


def test_what_is_said_once_is_said_once(
    client: Browser, keeper: Keeper, plan: Plan, page: str, session: Session
) -> None:
    client.sign_in(plan.person(plan.leader))
    client.get(page)
    tag = client.get(page).headers["ETag"]
    with client.session_transaction() as cookie:
        cookie["_flashes"] = [("good", "Det är sparat och klart.")]

    told, again = (client.get(page, headers={"If-None-Match": tag}) for _ in range(2))

    assert "Det är sparat och klart." in told.text
    assert "ETag" not in told.headers
    assert "Det är sparat och klart." not in again.text


@pytest.mark.parametrize(("first", "then"), [("sv", "en"), ("en", "sv")])
def test_each_language_has_its_page(client: Browser, keeper: Keeper, page: str, first: str, then: str) -> None:
    tag = client.get(page, headers={"Accept-Language": first}).headers["ETag"]

    other = client.get(page, headers={"Accept-Language": then, "If-None-Match": tag})
    client.set_cookie("language", first)
    chosen = client.get(page, headers={"Accept-Language": then, "If-None-Match": tag})

    assert other.status_code == 200
    assert f'<html lang="{then}">' in other.text
    assert f'<html lang="{first}">' in client.get(page, headers={"Accept-Language": then}).text
    assert chosen.status_code == 200


def test_a_new_day_has_a_new_page(client: Browser, keeper: Keeper, page: str, at: datetime) -> None:
    tag = client.get(page).headers["ETag"]

    with time_machine.travel(at + timedelta(days=1), tick=False):
        answer = client.get(page, headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


def test_a_page_that_goes_by_the_clock_holds_for_a_minute(
    client: Browser, keeper: Keeper, plan: Plan, page: str, at: datetime
) -> None:
    client.sign_in(plan.person(plan.leader))
    client.get(page)
    tag = client.get(page).headers["ETag"]

    with time_machine.travel(at + timedelta(seconds=59), tick=False):
        soon = client.get(page, headers={"If-None-Match": tag}).status_code
    with time_machine.travel(at + timedelta(seconds=61), tick=False):
        later = client.get(page, headers={"If-None-Match": tag}).status_code

    assert (soon, later) == (304, 200)


@pytest.mark.parametrize("tag", ['W/"1-0"', '"*"', 'W/"ffffffffff-00000000000000000000000000000000"', "nonsense"])
def test_a_tag_that_is_none_of_ours_is_good_for_nothing(client: Browser, keeper: Keeper, page: str, tag: str) -> None:
    client.get(page)

    assert client.get(page, headers={"If-None-Match": tag}).status_code == 200


def _end_roles(writing: Session, plan: Plan) -> None:
    for grant in writing.scalars(select(RoleGrant).where(RoleGrant.person_id == plan.editor.person_id)):
        grant.until_on = grant.from_on


@pytest.mark.parametrize("beside", ["name=J\xe4mtland", "a=\xff\xfe", "\xe4"])
def test_a_cookie_of_another_site_that_is_no_utf_8_shuts_nobody_out(
    client: Browser, keeper: Keeper, session: Session, page: str, beside: str
) -> None:
    client.sign_in(a_person(session, "Karin Åslund"))
    kept = client.get_cookie("session")
    assert kept is not None
    # Sends the header as it is told, and keeps no cookies of its own.
    bare = cast(Browser, client.application.test_client(use_cookies=False))
    bare.session = session

    for _ in range(2):
        as_stranger = bare.get(page, environ_overrides={"HTTP_COOKIE": beside})
        as_herself = bare.get(page, environ_overrides={"HTTP_COOKIE": f"{beside}; session={kept.value}"})
        assert as_stranger.status_code == as_herself.status_code == 200
        assert "Karin Åslund" not in as_stranger.text
        assert "Karin Åslund" in as_herself.text
