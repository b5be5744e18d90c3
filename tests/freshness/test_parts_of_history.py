"""What pages of history have in common is found once. It holds until anything changes, also on pages nobody has asked for yet."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.browsing import Browser
from tests.factories.meetings import a_meeting_held
from tests.factories.roadmap import Plan, a_plan

Change = Callable[[Callable[[Session], object]], None]
OLD, NEW = "Jämtlands mejerier", "Mejerierna i fjällen"


@pytest.fixture
def change(app: Flask, session: Session) -> Change:
    """Does something in a unit of work, as a door would."""
    units: UnitsOfWork = app.extensions["units_of_work"]

    def do(act: Callable[[Session], object]) -> None:
        session.flush()
        with app.test_request_context(), units.change() as writing:
            act(writing)
        session.expire_all()

    return do


@pytest.fixture
def plan(session: Session) -> Plan:
    """A roadmap with some past, written for one organisation."""
    made = a_plan(session)
    made.edit(made.add("goal", "Mer mat härifrån"), text="Mjölken blir ost i länet.")
    session.get_one(Organisation, made.editor.acting_for_id).name = OLD
    session.flush()
    return made


@pytest.mark.usefixtures("keeper")
def test_a_new_name_stands_at_once_among_the_choices_and_in_every_entry(
    client: Browser, plan: Plan, change: Change
) -> None:
    before = client.get(f"{plan.address}/history?before=8").text

    change(lambda writing: setattr(writing.get_one(Organisation, plan.editor.acting_for_id), "name", NEW))

    after = client.get(f"{plan.address}/history?before=9").text
    assert before.count(OLD) > 1
    assert OLD not in after
    assert after.count(NEW) == before.count(OLD)


@pytest.mark.usefixtures("keeper")
def test_each_is_told_in_the_language_of_the_reader(client: Browser, plan: Plan) -> None:
    swedish = client.get(f"{plan.address}/history?before=8", headers={"Accept-Language": "sv"}).text
    english = client.get(f"{plan.address}/history?before=9", headers={"Accept-Language": "en"}).text

    assert "Vad som ändrades" in swedish
    assert "What was changed" in english
    assert "Vad som ändrades" not in english


@pytest.mark.usefixtures("keeper")
def test_people_are_among_the_choices_for_those_who_are_signed_in_and_for_nobody_else(
    client: Browser, plan: Plan
) -> None:
    stranger = client.page(f"{plan.address}/history?before=8")
    client.sign_in(plan.person(plan.editor))
    signed_in = client.page(f"{plan.address}/history?before=9")

    assert signed_in.css_first("select[name=person]") is not None
    assert stranger.css_first("select[name=person]") is None


@pytest.mark.usefixtures("keeper")
def test_a_choice_is_shown_as_it_was_made(client: Browser, plan: Plan) -> None:
    client.get(f"{plan.address}/history?before=8")

    chosen = client.page(f"{plan.address}/history?kind=goal")

    assert chosen.css_first("select[name=kind] option[selected]").attributes["value"] == "goal"


@pytest.mark.usefixtures("keeper")
def test_what_was_said_at_a_meeting_stands_by_the_change_that_came_of_it(client: Browser, session: Session) -> None:
    held = a_meeting_held(session)
    said = held.say("Små företag saknar slakteri")
    session.flush()
    client.sign_in(held.plan.person(held.plan.editor))
    before = client.get(f"{held.plan.address}/history?before=8").text

    client.post(
        f"/areas/{held.plan.slug}/roadmap/new/need",
        data={"title": "Slakteri", "text": "Små företag saknar slakteri.", "origin": f"input:{said.id}"},
    )

    assert f"/inputs/{said.id}" not in before
    assert f"/inputs/{said.id}" in client.get(f"{held.plan.address}/history?before=9").text
