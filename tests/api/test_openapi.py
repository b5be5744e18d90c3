"""The document that tells of the interface, and that the interface is as it tells."""

import hypothesis
import pytest
import schemathesis
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy.orm import Session

from roadmaps.api.operations import operations_of
from roadmaps.web.programs import is_programs_address
from tests.api.asking import V1
from tests.browsing import Browser
from tests.factories.access_tokens import a_token
from tests.factories.roadmap import Plan, a_plan

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture
def document(client: Browser) -> dict:
    return client.get(f"{V1}/openapi.json", headers={"Accept-Language": "sv"}).json


def test_the_document_is_a_good_one(document: dict) -> None:
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_every_door_for_programs_is_told_of(app: Flask) -> None:
    told = {rule for rule, _operation in operations_of(app)}

    doors = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and is_programs_address(rule.rule)
    }

    assert doors == told, f"{doors - told}: open it with `reads` or `acts` from roadmaps.api.operations."


def test_every_operation_has_a_name_and_a_sentence_of_its_own(document: dict) -> None:
    told = [one for methods in document["paths"].values() for one in methods.values()]

    assert len({one["operationId"] for one in told}) == len({one["summary"] for one in told}) == len(told)


def test_the_document_is_in_the_language_that_was_asked_for(client: Browser, document: dict) -> None:
    english = client.get(f"{V1}/openapi.json", headers={"Accept-Language": "en"}).json

    assert english["components"]["schemas"]["Goal"]["title"] == "Goal"
    assert document["components"]["schemas"]["Goal"]["title"] == "Mål"


def test_fields_carry_the_words_of_their_forms(client: Browser) -> None:
    goal = client.get(f"{V1}/openapi.json", headers={"Accept-Language": "en"}).json["components"]["schemas"]["Goal"]

    assert goal["properties"]["title"]["title"] == "The goal in one line"
    assert goal["properties"]["horizon"]["description"] == "By which year?"


@pytest.mark.parametrize(("who", "examples"), [("nobody", 2), ("leader", 4)])
def test_whatever_is_asked_the_answers_are_as_they_are_told(
    app: Flask, client: Browser, session: Session, document: dict, who: str, examples: int
) -> None:
    """Thousands of requests made of the document, right ones and wrong ones, at the real application."""
    plan = a_plan(session)
    known = _furnished(plan)
    headers = {} if who == "nobody" else {"Authorization": f"Bearer {a_token(session, plan.leader.person_id)}"}
    session.flush()
    schema = schemathesis.openapi.from_dict(document)
    schema.app = app

    wrong: dict[str, Exception] = {}
    for found in schema.get_all_operations():
        operation = found.ok()

        @hypothesis.settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy(), at_home=hypothesis.strategies.booleans())
        def ask(case: schemathesis.Case, at_home: bool) -> None:
            if at_home:
                case.path_parameters = {**(case.path_parameters or {}), **_at_home(case.path_parameters, known)}
            case.call_and_validate(headers=headers, checks=CHECKS)

        try:
            ask()
        except Exception as error:  # noqa: BLE001 - all of them are wanted at once
            wrong[operation.label] = error
    assert not wrong, "\n\n".join(f"{name}: {error!r}" for name, error in wrong.items())


def _at_home(asked: dict | None, known: dict[str, object]) -> dict[str, object]:
    """What is really there, in place of what was made up, so that more than “there is no such thing” is answered."""
    return {name: known[name] for name in asked or {} if name in known}


def _furnished(plan: Plan) -> dict[str, object]:
    goal = plan.add("goal", "Ett mål", text="Något att tala om.")
    activity = plan.add("activity", "En aktivitet", goal=str(goal))
    indicator = plan.add("indicator", "En indikator", unit="procent", baseline="10", baseline_year=2021)
    part = plan.part(activity, plan.leader.acting_for_id, "leads")
    return {
        "slug": plan.slug,
        "block_id": str(goal),
        "activity_id": str(activity),
        "indicator_id": str(indicator),
        "responsibility_id": str(part),
        "number": 1,
    }
