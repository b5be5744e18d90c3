"""Who acts is known from one request to the next, until what they may has changed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from roadmaps.areas.models import RoleGrant
from roadmaps.areas.rules.roles import end_running
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.freshness.keeper import Keeper
from tests.browsing import Browser
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session, client: Browser, keeper: Keeper) -> Plan:
    """A roadmap that its editor has open, where pages are kept."""
    made = a_plan(session)
    session.flush()
    client.sign_in(made.person(made.editor))
    return made


def test_what_others_save_is_no_reason_to_ask_again(plan: Plan, client: Browser, session: Session) -> None:
    goal = plan.add("goal", "Ursprung")
    assert save(client, plan, goal, "Första") == 303

    with asked_for_roles(session) as asked:
        assert client.get(f"/blocks/{goal}/edit").status_code == 200
        assert save(client, plan, goal, "Andra") == 303

    assert asked == []


def test_a_role_that_ends_between_form_and_save_lets_nobody_save(
    plan: Plan, client: Browser, session: Session, app: Flask
) -> None:
    goal = plan.add("goal", "Ursprung")
    assert save(client, plan, goal, "Första") == 303
    units: UnitsOfWork = app.extensions["units_of_work"]

    with app.test_request_context(), units.change() as writing:
        role = writing.scalars(select(RoleGrant).where(RoleGrant.person_id == plan.editor.person_id)).one()
        end_running(writing, role, at=AT, on=AT.date(), by=None)
    session.expire_all()

    assert save(client, plan, goal, "Andra") in (403, 404)
    assert plan.state[goal].content["title"] == "Första"


def save(client: Browser, plan: Plan, goal: object, title: str) -> int:
    plan.session.flush()
    fields = {"title": title, "text": "", "based_on": str(plan.number)}
    status = client.post(f"/blocks/{goal}/edit", data=fields).status_code
    plan.session.expire_all()
    return status


@contextmanager
def asked_for_roles(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM role_grants" in statement:
            statements.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
