"""Suggestions by programs: made, withdrawn, and accepted whole, in part or not."""

import pytest

from roadmaps.access_tokens.models import Scope
from tests.api.asking import Program, a_program
from tests.browsing import Browser
from tests.factories.roadmap import Plan


def test_suggestions_are_made_withdrawn_accepted_and_declined(client: Browser, leader: Program, plan: Plan) -> None:
    goal = plan.add("goal", "Ett mål")
    actor = a_program(client, plan.others["actor"].person_id, Scope.READ, Scope.DISCUSS)
    address = f"/areas/{plan.slug}/suggestions"

    def wish(title: str) -> dict[str, object]:
        change = {"act": "edit", "block": str(goal), "base_version": 1, "fields": {"title": title}}
        return {"motive": "Det blir tydligare.", "changes": [change]}

    first, second, third = (actor.post(address, wish(title), 201) for title in ("Ett bra mål", "Två", "Tre"))
    taken_back = actor.post(f"/suggestions/{second['id']}/withdrawal", {"reason": "Nej."})
    actor.post(f"/suggestions/{first['id']}/acceptance", {}, 403)
    accepted = leader.post(f"/suggestions/{first['id']}/acceptance", {})
    declined = leader.post(f"/suggestions/{third['id']}/refusal", {"reason": "Vi har bestämt oss."})

    assert [one["state"] for one in (taken_back, accepted, declined)] == ["withdrawn", "accepted", "declined"]
    assert leader.get(f"/blocks/{goal}")["title"] == "Ett bra mål"
    assert leader.get(address)["items"] == []
    assert len(leader.get(f"{address}?state=all")["items"]) == 3


@pytest.fixture
def suggested(client: Browser, plan: Plan) -> dict:
    """A goal with a text, and a suggestion that changes its title, two places of its text, and adds another goal."""
    goal = plan.add("goal", "Ett mål", text="Vi gör ost. Vi gör smör. Vi gör bröd.")
    actor = a_program(client, plan.others["actor"].person_id, Scope.READ, Scope.DISCUSS)
    fields = {"title": "Ett bra mål", "text": "Vi gör getost. Vi gör smör. Vi gör tunnbröd."}
    edit = {"act": "edit", "block": str(goal), "base_version": 1, "fields": fields}
    add = {"act": "add", "kind": "goal", "fields": {"title": "Ett mål till"}}
    wish = {"motive": "Det blir tydligare.", "changes": [edit, add]}
    return actor.post(f"/areas/{plan.slug}/suggestions", wish, 201)


def test_parts_of_a_suggestion_are_accepted(leader: Program, plan: Plan, suggested: dict) -> None:
    edit = next(one for one in suggested["changes"] if one["act"] == "edit")
    part = {"change": edit["id"], "places": {"text": [1]}, "fields": [], "block_version": edit["block_version"]}
    acceptance = f"/suggestions/{suggested['id']}/acceptance"

    leader.post(acceptance, {"parts": [part]}, 422)
    done = leader.post(acceptance, {"parts": [part], "reason": "Osten är kvar som den är."})

    assert set(edit["changed_fields"]) == {"title", "text"}
    assert [(one["removed"], one["added"]) for one in edit["places"]["text"]] == [
        ("ost", "getost"),
        ("bröd", "tunnbröd"),
    ]
    assert done["state"] == "partly_accepted"
    block = leader.get(f"/blocks/{edit['block']}")
    assert block["fields"]["text"] == "Vi gör ost. Vi gör smör. Vi gör tunnbröd."
    assert block["title"] == "Ett mål"
    assert len(leader.get(f"/areas/{plan.slug}/goals")["items"]) == 1


def test_all_parts_of_a_suggestion_are_the_whole_of_it(leader: Program, suggested: dict) -> None:
    parts = [{"change": one["id"]} for one in suggested["changes"]]

    done = leader.post(f"/suggestions/{suggested['id']}/acceptance", {"parts": parts})

    assert done["state"] == "accepted"


def test_places_that_were_counted_in_another_version_are_refused(leader: Program, suggested: dict) -> None:
    edit = next(one for one in suggested["changes"] if one["act"] == "edit")
    fields = {"base_version": 1, "fields": {"text": "Vi gör ost. Vi gör smör. Vi gör bröd. Vi gör kakor."}}
    leader.patch(f"/blocks/{edit['block']}", fields)
    part = {"change": edit["id"], "places": {"text": [0]}, "block_version": edit["block_version"]}

    leader.post(f"/suggestions/{suggested['id']}/acceptance", {"parts": [part], "reason": "Hellre."}, 409)

    assert leader.get(f"/suggestions/{suggested['id']}")["state"] == "open"


@pytest.mark.parametrize(
    "wrong",
    [
        {"change": "019a8f6e-6f0a-7bb1-a1f2-8f0a54a7d4a0"},
        {"fields": ["horizon"]},
        {"fields": []},
        {"places": {"text": [7]}, "block_version": 1},
        {"places": {"text": []}, "block_version": 1},
        {"places": {"title": [0], "text": [99]}, "block_version": 1},
    ],
)
def test_parts_that_are_not_of_the_suggestion_are_refused(leader: Program, suggested: dict, wrong: dict) -> None:
    edit = next(one for one in suggested["changes"] if one["act"] == "edit")

    body = {"parts": [{"change": edit["id"], **wrong}], "reason": "Hellre."}
    told = leader.post(f"/suggestions/{suggested['id']}/acceptance", body, 422)

    assert [one["field"] for one in told["errors"]] == ["parts"]
    twice = {"parts": [{"change": edit["id"]}, {"change": edit["id"]}], "reason": "Hellre."}
    leader.post(f"/suggestions/{suggested['id']}/acceptance", twice, 422)
