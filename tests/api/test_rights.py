"""A program may do what its person may, within what its token was made for."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken, Scope
from roadmaps.areas.models import Mute, Role
from roadmaps.areas.queries import mutes_of
from tests.api.asking import Program, a_program
from tests.browsing import Browser
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.areas import a_role
from tests.factories.roadmap import Plan


def test_whoever_has_no_right_on_the_page_has_none_here(client: Browser, plan: Plan, session: Session, at) -> None:
    goal = plan.add("goal", "Hemligt mål")
    wish = {"base_version": 1, "fields": {"title": "Annat"}}
    plan.lock(goal)

    seen = {name: a_program(client, who.person_id) for name, who in plan.others.items()}
    answers = {name: one.ask("PATCH", f"/blocks/{goal}", wish) for name, one in seen.items()}
    answers["locked out"] = a_program(client, plan.editor.person_id).ask("PATCH", f"/blocks/{goal}", wish)
    answers["nobody"] = Program(client).ask("PATCH", f"/blocks/{goal}", wish)

    assert {name: one.status_code for name, one in answers.items()} == {
        "reader": 403,
        "actor": 403,
        "deputy": 200,
        "coordinator": 200,
        "editor elsewhere": 404,
        "locked out": 403,
        "nobody": 401,
    }
    assert "Hemligt" not in answers["editor elsewhere"].get_data(as_text=True)


def test_a_muted_person_is_muted_here_too(editor: Program, plan: Plan, session: Session, at) -> None:
    goal = plan.add("goal")
    session.add(
        Mute(
            person_id=plan.editor.person_id,
            area_id=plan.roadmap.area_id,
            reason="Ta en paus.",
            until_on=at.date(),
            muted_at=at,
            muted_by_id=plan.leader.person_id,
        )
    )
    assert session.scalars(mutes_of([plan.editor.person_id], at.date())).all()

    editor.patch(f"/blocks/{goal}", {"base_version": 1, "fields": {"horizon": 2030}}, 403)


@pytest.mark.parametrize("scope", [Scope.READ, Scope.DISCUSS, Scope.READINGS])
def test_a_token_does_only_what_it_was_made_for(client: Browser, plan: Plan, scope: Scope) -> None:
    goal = plan.add("goal")
    program = a_program(client, plan.editor.person_id, Scope.READ, scope)

    refused = program.patch(f"/blocks/{goal}", {"base_version": 1, "fields": {"horizon": 2030}}, 403)

    assert refused["status"] == 403
    assert plan.number == 1


def test_a_token_that_is_ended_meanwhile_does_nothing(client: Browser, plan: Plan, session: Session, at) -> None:
    """Ended between the first question and the unit of work, as another process would."""
    goal = plan.add("goal")
    program = a_program(client, plan.editor.person_id)
    token = session.query(AccessToken).one()
    token.used_at = at
    ended = client.application.extensions["units_of_work"]
    change = ended.change

    def end_first():
        token.ended_at = at
        session.flush()
        return change()

    ended.change = end_first
    try:
        program.patch(f"/blocks/{goal}", {"base_version": 1, "fields": {"horizon": 2030}}, 401)
    finally:
        del ended.change

    assert plan.number == 1


def test_what_a_service_account_does_stands_under_its_name(client: Browser, plan: Plan, session: Session) -> None:
    account = a_service_account(session, plan.person(plan.leader))
    a_role(session, plan.roadmap.area, account.person, Role.EDITOR)
    program = Program(client, a_token(session, account.person_id))

    program.post(f"/areas/{plan.slug}/roadmap/blocks", {"kind": "goal", "fields": {"title": "Från bryggan"}}, 201)

    client.sign_in(plan.person(plan.leader))
    assert "Statistikbryggan (tjänstekonto)" in client.page(f"/areas/{plan.slug}/roadmap/history").body.text()
