"""What no door may do, whatever its form: asked of every door there is."""

import json
import re
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from pydantic import BaseModel, ValidationError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.routing import BaseConverter, Rule

from roadmaps.areas.forms import AreaForm
from roadmaps.foundation.prose import tidying
from roadmaps.web.forms import read_form
from roadmaps.web.redirects import safe_path
from tests.browsing import Browser
from tests.factories.accounts import a_person

CASES = json.loads((Path(__file__).parents[1] / "cases" / "attack_inputs.json").read_text(encoding="utf-8"))
# Asked by mail programs, with a sealed word in the address, and by the sign-in services of organisations, with a sealed letter.
# Checking a version changes nothing.
NO_TOKEN = {"notifications.stop", "notifications.leave", "snapshots.check_version"}
NO_TOKEN_OF_SERVICES = {"single_sign_on.back_channel_logout", "single_sign_on.hear_sign_out"}


def doors(app: Flask, method: str) -> list[Rule]:
    """Every door that takes the method."""
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and not rule.websocket]


def address_of(app: Flask, rule: Rule) -> str:
    """Some address of the door; nothing needs to be there."""
    with app.test_request_context():
        return app.url_for(rule.endpoint, **{name: _some(rule._converters[name]) for name in rule.arguments})


def _some(converter: BaseConverter) -> object:
    for value in (1, uuid4(), "x"):
        try:
            if re.fullmatch(converter.regex, converter.to_url(value)):
                return value
        except (ValueError, TypeError):
            continue
    return "x"


@pytest.mark.csrf
def test_no_door_takes_a_form_without_its_token(app: Flask, client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, is_coordinator=True))
    taken = []

    for rule in doors(app, "POST"):
        answer = client.post(address_of(app, rule), data={"csrf_token": "x" * 40})
        if answer.status_code != 400:
            taken.append((rule.endpoint, answer.status_code))

    by_programs = {status for endpoint, status in taken if endpoint.startswith("api.")}
    others = {endpoint for endpoint, _ in taken if not endpoint.startswith("api.")}
    assert others - NO_TOKEN_OF_SERVICES == NO_TOKEN, taken
    assert by_programs == {401}, "a cookie opens no door for programs"
    assert len(doors(app, "POST")) > 300


def test_no_door_takes_what_another_site_sends(app: Flask, client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, is_coordinator=True))
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}

    statuses = {
        rule.endpoint: client.post(address_of(app, rule), headers=headers).status_code for rule in doors(app, "POST")
    }

    assert {endpoint for endpoint, status in statuses.items() if status != 400} == set()


def test_no_door_has_another_method_than_reading_and_sending(app: Flask) -> None:
    pages = [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("api.")]
    methods = {method for rule in pages for method in rule.methods or ()}

    assert methods <= {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_a_method_in_a_header_or_a_field_changes_nothing(client: Browser, session: Session, method: str) -> None:
    client.sign_in(a_person(session))

    for answer in (
        client.get("/me", headers={"X-HTTP-Method-Override": method}),
        client.get("/me", headers={"X-HTTP-Method": method}),
        client.get(f"/me?_method={method}"),
    ):
        assert answer.status_code == 200
    assert client.open("/me", method=method).status_code == 405


@pytest.mark.parametrize("case", CASES["redirects"], ids=lambda case: ascii(case["target"]))
def test_a_form_sends_nobody_to_another_site(case: dict[str, object]) -> None:
    target = str(case["target"])

    led = safe_path(target, "/default")

    assert led in {target, "/default"}
    if not case["safe"]:
        assert led == "/default"


@pytest.mark.parametrize("words", CASES["search_and_regex"], ids=lambda words: ascii(words)[:40])
def test_whatever_is_looked_for_is_answered(client: Browser, session: Session, words: str) -> None:
    client.sign_in(a_person(session, is_coordinator=True))

    for address, name in (
        ("/search", "q"),
        ("/links", "to"),
        ("/people", "name"),
        ("/glossary", "q"),
        ("/changes", "area"),
    ):
        answer = client.get(address, query_string={name: words})
        assert answer.status_code < 500, address


def _forms(of: type[BaseModel] = BaseModel) -> list[type[BaseModel]]:
    found = [one for one in of.__subclasses__() if one.__module__.startswith("roadmaps.")]
    return found + [inner for one in of.__subclasses__() for inner in _forms(one)]


def test_no_form_takes_more_than_it_asks(app: Flask) -> None:
    """Whatever else is sent under whatever name is not read, or is refused; nothing is copied into a row by its name."""
    more = {
        "is_coordinator": True,
        "id": "x",
        "person_id_": "x",
        "__class__": "x",
        "created_at": "2020-01-01",
        "role_": "x",
    }
    checked = 0

    for form in _forms():
        names = set(form.model_fields) | {field.alias for field in form.model_fields.values() if field.alias}
        extra = {name: value for name, value in more.items() if name not in names}
        try:
            made = form.model_validate(extra)
        except ValidationError as error:
            told = {
                detail["loc"][0] for detail in error.errors() if detail["loc"] and detail["type"] != "extra_forbidden"
            }
            assert not told & set(extra), form
            checked += 1
            continue
        checked += 1
        assert not made.model_extra, form
        assert not any(hasattr(made, name) for name in extra if name != "__class__"), form

    assert checked > 100


def test_no_text_of_a_form_holds_what_no_text_may(app: Flask) -> None:
    """PostgreSQL keeps no text with a zero in it, and signs that turn a line around make one name read as another."""
    reading = read_form(AreaForm, MultiDict({"name": "a\x00b\u202ec\x1bd\ud800", "color": "x"}))

    assert not any(tidying.is_unwanted(one) for one in reading.typed["name"])
