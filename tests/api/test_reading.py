"""What programs read, and as whom."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken
from roadmaps.accounts.models import Organisation, Person
from tests.api.asking import V1, Program, a_program
from tests.browsing import Browser
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accounts import a_person
from tests.factories.roadmap import Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=False)


def test_a_stranger_reads_what_everybody_may_read(client: Browser, plan: Plan) -> None:
    plan.roadmap.is_working_public = True
    goal = plan.add("goal", "Fler som förädlar här")

    told = Program(client).get(f"/areas/{plan.slug}/roadmap")

    assert [block["id"] for block in told["blocks"]] == [str(goal)]
    assert told["blocks"][0]["fields"]["title"] == "Fler som förädlar här"
    assert (told["may_write"], told["revision"]) == (False, plan.number)


def test_a_text_that_is_not_open_is_not_there_for_strangers(client: Browser, plan: Plan) -> None:
    goal = plan.add("goal", "Hemligt mål")

    refused = [Program(client).get(path, 404) for path in (f"/areas/{plan.slug}/roadmap", f"/blocks/{goal}")]

    assert all("Hemligt" not in str(problem) for problem in refused)


def test_a_sign_in_in_a_browser_is_no_way_in_for_programs(client: Browser, plan: Plan, session: Session) -> None:
    plan.add("goal", "Hemligt mål")
    client.sign_in(session.get_one(Person, plan.leader.person_id))

    assert client.get(f"/areas/{plan.slug}/roadmap").status_code == 200
    assert client.get(f"{V1}/areas/{plan.slug}/roadmap").status_code == 404
    assert client.get(f"{V1}/me").status_code == 401


def test_a_token_is_no_way_in_for_pages(client: Browser, plan: Plan) -> None:
    word = a_token(client.session, plan.leader.person_id)

    answer = client.get("/me", headers={"Authorization": f"Bearer {word}"})

    assert answer.status_code == 303


def test_a_token_comes_in_as_its_person(client: Browser, plan: Plan) -> None:
    me = a_program(client, plan.leader.person_id).get("/me")

    assert (me["id"], me["name"], me["is_service_account"]) == (str(plan.leader.person_id), plan.leader.name, False)
    assert me["roles"] == {plan.slug: ["process_leader"]}
    assert me["scopes"] == ["discuss", "read", "readings", "write"]


@pytest.mark.parametrize("wrong", ["", "Basic YTpi", "Bearer ", "Bearer fp_no", "Bearer " + "x" * 400, "fp_x"])
def test_what_is_shown_has_to_be_good_also_where_nothing_is_needed(client: Browser, wrong: str) -> None:
    answer = client.get(f"{V1}/areas", headers={"Authorization": wrong})

    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_an_expired_token_lets_nobody_in(client: Browser, plan: Plan, session: Session, at) -> None:
    late = Program(client, a_token(session, plan.leader.person_id, expires_at=at - timedelta(seconds=1)))
    ended = Program(client, a_token(session, plan.leader.person_id, ended_at=at))

    assert late.get("/me", 401)["status"] == 401
    assert ended.get("/areas", 401)["status"] == 401


def test_a_deactivated_person_is_out_at_the_next_request(client: Browser, plan: Plan, session: Session, at) -> None:
    program = a_program(client, plan.leader.person_id)
    program.get("/me")

    session.get_one(Person, plan.leader.person_id).deactivated_at = at

    program.get("/me", 401)


def test_a_service_account_acts_for_its_organisation_or_not_at_all(client: Browser, session: Session, at) -> None:
    account = a_service_account(session, a_person(session, is_coordinator=True))
    program = a_program(client, account.person_id)

    me = program.get("/me")
    session.get_one(Organisation, account.organisation_id).archived_at = at

    assert (me["is_service_account"], me["acting_for"]) == (True, str(account.organisation_id))
    program.get("/me", 401)


def test_that_a_token_is_used_is_kept_now_and_then(client: Browser, plan: Plan, session: Session, at) -> None:
    program = a_program(client, plan.leader.person_id)

    program.get("/me")

    assert session.query(AccessToken).one().used_at == at


def test_answers_have_a_tag_and_are_not_sent_twice(client: Browser, plan: Plan) -> None:
    program = a_program(client, plan.leader.person_id)
    plan.add("goal")
    first = program.ask("GET", f"/areas/{plan.slug}/roadmap")

    again = program.ask("GET", f"/areas/{plan.slug}/roadmap", If_None_Match=first.headers["ETag"])
    plan.add("goal")
    later = program.ask("GET", f"/areas/{plan.slug}/roadmap", If_None_Match=first.headers["ETag"])

    assert (again.status_code, again.data, later.status_code) == (304, b"", 200)


def test_a_tag_is_no_way_to_learn_what_one_may_not_read(client: Browser, plan: Plan) -> None:
    tag = a_program(client, plan.leader.person_id).ask("GET", f"/areas/{plan.slug}/roadmap").headers["ETag"]

    assert Program(client).ask("GET", f"/areas/{plan.slug}/roadmap", If_None_Match=tag).status_code == 404
    assert Program(client).ask("GET", f"/areas/{plan.slug}/roadmap", If_None_Match="*").status_code == 404


def test_a_list_comes_in_parts(client: Browser, plan: Plan) -> None:
    program = a_program(client, plan.leader.person_id)
    goals = [str(plan.add("goal")) for _ in range(5)]

    first = program.ask("GET", f"/areas/{plan.slug}/roadmap/blocks?kind=goal&limit=2")
    following = first.headers["Link"].removeprefix("<").partition(">")[0].partition(V1)[2]
    second = program.ask("GET", following)
    third = program.get(f"/areas/{plan.slug}/roadmap/blocks?kind=goal&limit=2&cursor={second.json['next']}")

    seen = [one["id"] for part in (first.json, second.json, third) for one in part["items"]]
    assert (seen, third["next"]) == (goals, None)


def test_revisions_come_in_parts_too(client: Browser, plan: Plan) -> None:
    program = a_program(client, plan.leader.person_id)
    for _ in range(5):
        plan.add("goal")

    numbers, cursor = [], ""
    while cursor is not None:
        part = program.get(f"/areas/{plan.slug}/roadmap/revisions?limit=2&cursor={cursor}")
        numbers += [one["number"] for one in part["items"]]
        cursor = part["next"]

    assert numbers == [5, 4, 3, 2, 1]


def test_a_cursor_that_was_tampered_with_or_is_of_another_list_is_refused(client: Browser, plan: Plan) -> None:
    program = a_program(client, plan.leader.person_id)
    for _ in range(3):
        plan.add("goal")
    address = f"/areas/{plan.slug}/roadmap/blocks"
    cursor = program.get(f"{address}?limit=1")["next"]

    for wrong in (f"{address}?cursor=x{cursor}", f"{address}?kind=goal&cursor={cursor}", f"{address}?cursor=%00"):
        assert program.ask("GET", wrong).status_code in {404, 422}
    assert program.get(f"/areas/{plan.slug}/goals?cursor={cursor}", 422)["errors"][0]["field"] == "cursor"


def test_refusals_are_in_the_language_that_was_asked_for(client: Browser) -> None:
    swedish = Program(client).get("/nowhere", 404, Accept_Language="sv")
    english = Program(client).get("/nowhere", 404, Accept_Language="en")

    assert english["detail"] == "There is nothing at this address."
    assert swedish["detail"] != english["detail"]


def test_every_refusal_is_a_problem(client: Browser, plan: Plan) -> None:
    program = a_program(client, plan.leader.person_id)
    goal = plan.add("goal")

    assert program.ask("PUT", "/areas").status_code == 405
    assert program.ask("PUT", "/areas").mimetype == "application/problem+json"
    assert program.get("/areas?colour=red", 422)["errors"] == [
        {"field": "colour", "detail": program.get("/areas?x=1", 422)["errors"][0]["detail"]}
    ]
    auth = {"Authorization": f"Bearer {program.token}"}
    form = client.patch(f"{V1}/blocks/{goal}", data={"title": "x"}, headers=auth)
    broken = client.patch(f"{V1}/blocks/{goal}", data="{", content_type="application/json", headers=auth)
    huge = client.patch(f"{V1}/blocks/{goal}", data=b"x" * 2_100_000, content_type="application/json", headers=auth)
    assert [(one.status_code, one.mimetype) for one in (form, broken, huge)] == [
        (415, "application/problem+json"),
        (400, "application/problem+json"),
        (413, "application/problem+json"),
    ]


def test_a_failure_is_a_problem_too(app: Flask, client: Browser) -> None:
    door = app.view_functions["api.list_areas"]
    app.view_functions["api.list_areas"] = lambda: 1 // 0
    app.testing = False
    try:
        answer = client.get(f"{V1}/areas")
    finally:
        app.view_functions["api.list_areas"] = door
        app.testing = True

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "ZeroDivision" not in answer.get_data(as_text=True)


@pytest.mark.limits
def test_somebody_who_asks_too_often_is_told_to_wait(app: Flask, client: Browser) -> None:
    limits = app.extensions["limits"]
    before = dict(limits._paces)
    limits.add("ask as a program that is nobody", by_address="2 per minute")
    try:
        answers = [client.get(f"{V1}/areas") for _ in range(3)]
    finally:
        limits._paces = before

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
    assert answers[2].mimetype == "application/problem+json"


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_universal_time_cannot_tell_is_none(client: Browser, plan: Plan, at: str) -> None:
    plan.roadmap.is_working_public = True

    told = Program(client).get(f"/areas/{plan.slug}/roadmap?at={at.replace('+', '%2B')}", 422)

    assert [error["field"] for error in told["errors"]] == ["at"]
