"""Tags of answers, with which a program that asks again is answered before the answer is made, or after."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from tests.api.asking import Program, a_program
from tests.browsing import Browser
from tests.databases import JoiningDatabase
from tests.factories.roadmap import Plan, a_plan


@pytest.fixture(autouse=True)
def _by_marks(app: Flask) -> Iterator[None]:
    """As in earnest; the other tests change what is shown by no unit of work."""
    app.extensions["kept_pages"].is_on = True
    yield
    app.extensions["kept_pages"].is_on = False


@pytest.fixture
def plan(session: Session) -> Plan:
    plan = a_plan(session, is_public=False)
    for number in range(3):
        plan.add("goal", f"Mål {number}")
    return plan


@pytest.fixture
def questions(database: JoiningDatabase) -> Iterator[list[str]]:
    """What is asked of the database."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


def test_who_has_the_answer_is_told_so_before_anything_is_looked_up(
    client: Browser, plan: Plan, questions: list[str]
) -> None:
    program, path = a_program(client, plan.leader.person_id), f"/areas/{plan.slug}/roadmap"
    first = program.ask("GET", path)
    questions.clear()

    again = program.ask("GET", path, If_None_Match=first.headers["ETag"])

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert not [one for one in questions if "block_versions" in one or "roadmaps" in one]


def test_who_has_the_answer_of_before_a_change_gets_the_new_one(client: Browser, plan: Plan) -> None:
    program, path = a_program(client, plan.editor.person_id), f"/areas/{plan.slug}/roadmap"
    first = program.ask("GET", path)
    goal = first.json["blocks"][0]

    program.patch(f"/blocks/{goal['id']}", {"base_version": goal["version"], "fields": {"title": "Ett annat mål"}})
    later = program.ask("GET", path, If_None_Match=first.headers["ETag"])

    assert later.status_code == 200
    assert later.json["blocks"][0]["title"] == "Ett annat mål"


def test_a_change_that_the_answer_does_not_tell_of_leaves_it_as_it_was(client: Browser, plan: Plan) -> None:
    program = a_program(client, plan.editor.person_id)
    goal, other, *_ = program.get(f"/areas/{plan.slug}/roadmap")["blocks"]
    first = program.ask("GET", f"/blocks/{goal['id']}")

    program.patch(f"/blocks/{other['id']}", {"base_version": other["version"], "fields": {"title": "Ett annat mål"}})
    later = program.ask("GET", f"/blocks/{goal['id']}", If_None_Match=first.headers["ETag"])

    assert (later.status_code, later.data) == (304, b"")
    assert later.headers["ETag"] != first.headers["ETag"], "the new one holds where the old one does not any more"


def test_a_tag_of_an_answer_is_still_a_tag_of_a_block(client: Browser, plan: Plan) -> None:
    program = a_program(client, plan.editor.person_id)
    goal = program.get(f"/areas/{plan.slug}/roadmap")["blocks"][0]
    tag = program.ask("GET", f"/blocks/{goal['id']}").headers["ETag"]

    program.patch(f"/blocks/{goal['id']}", {"fields": {"title": "Så"}}, If_Match=tag)

    program.patch(f"/blocks/{goal['id']}", {"fields": {"title": "Nej"}}, 412, If_Match=tag)


def test_the_tag_of_one_program_is_of_no_use_to_another(client: Browser, plan: Plan, session: Session, at) -> None:
    path = f"/areas/{plan.slug}/roadmap"
    tag = a_program(client, plan.leader.person_id).ask("GET", path).headers["ETag"]
    out_of_it = a_program(client, plan.others["editor elsewhere"].person_id)

    assert Program(client).ask("GET", path, If_None_Match=tag).status_code == 404
    assert out_of_it.ask("GET", path, If_None_Match=tag).status_code == 404
    session.get_one(Person, plan.leader.person_id).deactivated_at = at
    assert a_program(client, plan.leader.person_id).ask("GET", path, If_None_Match=tag).status_code == 401


@pytest.mark.parametrize("wrong", ["x", "7fffffff-" + "0" * 32, ".7fffffff-", "....", "-1-x", "v1.v1.v1"])
def test_a_made_up_tag_gets_the_whole_answer(client: Browser, plan: Plan, wrong: str) -> None:
    program, path = a_program(client, plan.leader.person_id), f"/areas/{plan.slug}/roadmap"

    assert program.ask("GET", path, If_None_Match=f'"{wrong}"').status_code == 200


@pytest.mark.parametrize("wrong", ["", ",", '"', "W/", 'W/"', "x", "x y", ',,"a"', '""'])
def test_what_is_no_tag_at_all_gets_the_whole_answer(client: Browser, plan: Plan, wrong: str) -> None:
    program, path = a_program(client, plan.leader.person_id), f"/areas/{plan.slug}/roadmap"

    assert program.ask("GET", path, If_None_Match=wrong).status_code == 200


def test_a_tag_holds_for_the_day_and_no_longer(client: Browser, plan: Plan, at: datetime, questions: list[str]) -> None:
    plan.roadmap.is_working_public = True
    program, path = Program(client), f"/areas/{plan.slug}/roadmap"
    tag = program.ask("GET", path).headers["ETag"]

    with time_machine.travel(at + timedelta(hours=3), tick=False):
        same_day = program.ask("GET", path, If_None_Match=tag)
    questions.clear()
    with time_machine.travel(at + timedelta(days=1), tick=False):
        next_day = program.ask("GET", path, If_None_Match=tag)

    assert (same_day.status_code, same_day.headers["ETag"]) == (304, tag)
    assert [one for one in questions if "block_versions" in one], "it is looked up anew"
    assert next_day.status_code == 304, "and says the same"
    assert next_day.headers["ETag"] != tag
