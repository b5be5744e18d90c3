"""The page at which the first coordinator is made, and what it is from then on."""

import re
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.first_run import rules
from tests.browsing import Browser
from tests.factories.accounts import a_person

PASSWORD = "fyra björkar på udden"
MAJA = {"name": "Maja Sundin", "email": "maja@example.org", "language": "sv", "password": PASSWORD}


def test_the_first_page_of_a_new_site_leads_to_it(client: Browser) -> None:
    assert "/setup" in client.get("/").text


def test_whoever_has_the_code_is_coordinator_and_signed_in(client: Browser, session: Session, at: datetime) -> None:
    code = rules.make_code(session, at=at)

    answer = client.post("/setup", data={**MAJA, "code": code})

    assert (answer.status_code, answer.location) == (303, "/administration")
    assert client.get("/administration").status_code == 200
    assert session.scalars(select(Person.name)).all() == ["Maja Sundin"]


def test_then_the_door_is_closed_for_good(client: Browser, session: Session, at: datetime) -> None:
    code = rules.make_code(session, at=at)
    client.post("/setup", data={**MAJA, "code": code})

    assert client.get("/setup").status_code == 404
    assert client.post("/setup", data={**MAJA, "code": code}).status_code == 404
    assert "/setup" not in client.get("/").text


def test_with_a_wrong_code_nobody_is_made_and_what_was_typed_stays(client: Browser, session: Session) -> None:
    answer = client.post("/setup", data={**MAJA, "code": "7H2K-90QZ-M4TR-X8WE"})

    assert answer.status_code == 422
    assert "maja@example.org" in answer.text
    assert PASSWORD not in answer.text
    assert session.scalars(select(Person)).all() == []


@pytest.mark.limits
def test_guessing_is_slow(client: Browser, session: Session) -> None:
    told = [client.post("/setup", data={**MAJA, "code": f"guess {number}"}).status_code for number in range(11)]

    assert told == [*[422] * 10, 429]


def test_the_command_prints_a_code_that_is_good(app: Flask, client: Browser, session: Session) -> None:
    told = app.test_cli_runner().invoke(args=["setup-code"])

    code = re.search(r"the code (\S+)", told.output)
    assert code, told.output
    assert client.post("/setup", data={**MAJA, "code": code[1]}).status_code == 303


def test_where_there_is_a_coordinator_the_command_refuses_and_the_start_is_silent(app: Flask, session: Session) -> None:
    a_person(session, "Karin", is_coordinator=True)

    asked = app.test_cli_runner().invoke(args=["setup-code"])
    at_start = app.test_cli_runner().invoke(args=["setup-code", "--if-needed"])

    assert asked.exit_code != 0
    assert (at_start.exit_code, at_start.output) == (0, "")
