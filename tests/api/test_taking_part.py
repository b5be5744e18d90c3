"""What programs do beside the text: discuss, record readings, and answer for an organisation."""

from roadmaps.access_tokens.models import Scope
from tests.api.asking import Program, a_program
from tests.browsing import Browser
from tests.factories.roadmap import Plan


def test_threads_are_opened_answered_and_resolved(client: Browser, leader: Program, plan: Plan) -> None:
    goal = plan.add("goal", "Ett mål", text="Här står något som går att tala om.")
    actor = a_program(client, plan.others["actor"].person_id, Scope.READ, Scope.DISCUSS)

    made = actor.post(f"/areas/{plan.slug}/threads", {"body": "Vad?", "block": str(goal), "quote": "går att"}, 201)
    leader.post(f"/threads/{made['id']}/comments", {"body": "Det här."}, 201)
    actor.post(f"/threads/{made['id']}/resolution", {"outcome": "not_changed"}, 422)
    done = actor.post(f"/threads/{made['id']}/resolution", {"outcome": "not_changed", "text": "Det är klart nu."})
    leader.post(f"/threads/{made['id']}/comments", {"body": "För sent."}, 403)
    again = leader.post(f"/threads/{made['id']}/reopening", {"reason": "Det var det inte."})

    assert (done["is_open"], done["outcome"], done["passage"]) == (False, "not_changed", "går att")
    assert [one["html"] is not None for one in again["comments"]] == [True, True]
    assert [one["id"] for one in leader.get(f"/areas/{plan.slug}/threads")["items"]] == [made["id"]]


def test_readings_are_recorded_and_corrected(client: Browser, plan: Plan) -> None:
    indicator = plan.add("indicator", "Andel", unit="procent", baseline="10", baseline_year=2021)
    program = a_program(client, plan.editor.person_id, Scope.READ, Scope.READINGS)

    made = program.post(f"/indicators/{indicator}/readings", {"period": "2025", "value": "12.5", "source": "SCB"}, 201)
    program.post(f"/indicators/{indicator}/readings", {"period": "2025", "value": "13"}, 422)
    program.post(f"/readings/{made['id']}/correction", {"value": "13", "reason": "Ny tabell."}, 201)

    [stands] = program.get(f"/indicators/{indicator}/readings")["items"]
    assert (stands["value"], stands["corrects"]) == ("13", made["id"])
    assert len(program.get(f"/indicators/{indicator}/readings?corrected=true")["items"]) == 2
    assert program.get(f"/areas/{plan.slug}/indicators")["items"][0]["newest_value"] == "13"


def test_an_organisation_answers_for_itself(client: Browser, plan: Plan) -> None:
    activity = plan.add("activity", "En kurs")
    part = plan.part(activity, plan.leader.acting_for_id, "leads")
    mine = a_program(client, plan.leader.person_id, Scope.READ, Scope.READINGS)
    others = a_program(client, plan.editor.person_id)

    others.post(f"/responsibilities/{part}/answer", {"answer": "lead"}, 403)
    mine.post(f"/responsibilities/{part}/answer", {"answer": "lead"})
    mine.post(f"/activities/{activity}/status", {"answer": "on_track"})

    [told] = mine.get(f"/areas/{plan.slug}/activities")["items"]
    assert (told["status"], told["shares"][0]["answer"]) == ("in_progress", "accepted")
    assert told["lead"] == str(plan.leader.acting_for_id)
