"""What programs write: by the rules of the rooms, with base versions, and once."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken, Scope
from roadmaps.areas.models import Mute, Role
from roadmaps.areas.queries import mutes_of
from tests.api.asking import Program, a_program
from tests.browsing import Browser
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.areas import a_role
from tests.factories.roadmap import Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=False)


@pytest.fixture
def leader(client: Browser, plan: Plan) -> Program:
    return a_program(client, plan.leader.person_id)


@pytest.fixture
def editor(client: Browser, plan: Plan) -> Program:
    return a_program(client, plan.editor.person_id)


def test_a_block_is_added_changed_moved_removed_and_restored(editor: Program, plan: Plan) -> None:
    made = editor.ask("POST", f"/areas/{plan.slug}/roadmap/blocks", {"kind": "goal", "fields": {"title": "Fler jobb"}})
    block = f"/blocks/{made.json['id']}"
    other = plan.add("goal", "Ett annat")

    changed = editor.patch(block, {"base_version": 1, "fields": {"title": "Fler bra jobb"}, "summary": "Tydligare"})
    moved = editor.ask("PUT", f"{block}/place", {"base_version": 3, "place": {"after": str(other)}})
    order = [str(one.id) for one in plan.state.children(None)]
    removed = editor.ask("DELETE", block, If_Match=moved.headers["ETag"])
    back = editor.post(f"{block}/restoration", {"base_version": removed.json["version"], "version": 3})

    assert (made.status_code, made.headers["Location"].endswith(f"/api/v1{block}")) == (201, True)
    assert (changed["title"], changed["version"]) == ("Fler bra jobb", 3)
    assert order == [str(other), made.json["id"]]
    assert (removed.json["is_removed"], back["is_removed"], back["title"]) == (True, False, "Fler bra jobb")
    past = editor.get(f"{block}/versions")["items"]
    assert [one["revision"]["number"] for one in past] == [6, 5, 4, 3, 1]
    assert past[3]["revision"]["by"][0]["person"] == plan.editor.name


def test_several_blocks_are_changed_in_one_revision_or_none(editor: Program, plan: Plan) -> None:
    goal = plan.add("goal", "Ett mål")
    address = f"/areas/{plan.slug}/roadmap/changes"
    new = {"base_version": 0, "kind": "activity", "fields": {"title": "En aktivitet", "goal": str(goal)}}

    done = editor.post(address, {"changes": [new, {"id": str(goal), "base_version": 1, "fields": {"horizon": 2030}}]})
    wrong = [new, {"id": str(goal), "base_version": 2, "fields": {"title": ""}}]
    refused = editor.post(address, {"changes": wrong}, 422)

    assert (done["revision"], len(done["blocks"])) == (2, 2)
    assert refused["status"] == 422
    assert plan.number == 2


def test_what_others_wrote_meanwhile_is_merged(editor: Program, plan: Plan) -> None:
    goal = plan.add("goal", "Ett mål", text="Första raden.\n\nSista raden.")
    plan.edit(goal, by=plan.leader, text="Första raden, ändrad.\n\nSista raden.")

    told = editor.patch(
        f"/blocks/{goal}", {"base_version": 1, "fields": {"text": "Första raden.\n\nSista raden, omskriven."}}
    )

    assert told["fields"]["text"] == "Första raden, ändrad.\n\nSista raden, omskriven."


def test_a_conflict_carries_both_sides_and_a_merge_to_begin_from(editor: Program, plan: Plan) -> None:
    goal = plan.add("goal", "Ett mål", horizon=2027)
    plan.edit(goal, by=plan.leader, horizon=2035)

    met = editor.patch(f"/blocks/{goal}", {"base_version": 1, "fields": {"horizon": 2030, "text": "Mer."}}, 409)

    [block] = met["blocks"]
    assert (met["revision"], block["theirs_version"]) == (2, 2)
    assert [block[side]["horizon"] for side in ("base", "yours", "theirs")] == [2027, 2030, 2035]
    assert block["fields"]["horizon"] == {"base": 2027, "yours": 2030, "theirs": 2035, "proposal": 2030}
    assert block["merged"]["text"] == "Mer."
    settled = editor.patch(f"/blocks/{goal}", {"base_version": 2, "fields": block["merged"]})
    assert (settled["fields"]["horizon"], settled["fields"]["text"]) == (2030, "Mer.")


def test_with_a_tag_nothing_is_merged(editor: Program, plan: Plan) -> None:
    goal = plan.add("goal", "Ett mål")
    tag = editor.ask("GET", f"/blocks/{goal}").headers["ETag"]
    plan.edit(goal, by=plan.leader, horizon=2035)
    wish = {"fields": {"title": "Ett annat mål"}}

    late = editor.ask("PATCH", f"/blocks/{goal}", wish, If_Match=tag)
    fresh = editor.ask("GET", f"/blocks/{goal}").headers["ETag"]

    assert late.status_code == 412
    editor.patch(f"/blocks/{goal}", wish, 428)
    editor.patch(f"/blocks/{goal}", wish, If_Match=fresh)


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


def test_what_is_asked_again_with_the_same_key_is_done_once(editor: Program, plan: Plan) -> None:
    address, wish = f"/areas/{plan.slug}/roadmap/blocks", {"kind": "goal", "fields": {"title": "Fler jobb"}}

    first = editor.ask("POST", address, wish, Idempotency_Key="nyckel-1")
    again = editor.ask("POST", address, wish, Idempotency_Key="nyckel-1")
    other = editor.ask("POST", address, {**wish, "summary": "x"}, Idempotency_Key="nyckel-1")
    new = editor.ask("POST", address, wish, Idempotency_Key="nyckel-2")

    assert (first.json, first.headers["Location"]) == (again.json, again.headers["Location"])
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (201, "true")
    assert (other.status_code, new.status_code) == (409, 201)
    assert plan.number == 2


def test_a_key_is_of_its_person_alone(editor: Program, leader: Program, plan: Plan) -> None:
    address, wish = f"/areas/{plan.slug}/roadmap/blocks", {"kind": "goal", "fields": {"title": "Fler jobb"}}

    one = editor.ask("POST", address, wish, Idempotency_Key="nyckel")
    other = leader.ask("POST", address, wish, Idempotency_Key="nyckel")

    assert one.json["id"] != other.json["id"]


def test_what_was_refused_is_tried_again(editor: Program, plan: Plan) -> None:
    address = f"/areas/{plan.slug}/roadmap/blocks"

    editor.post(address, {"kind": "goal", "fields": {"title": ""}}, 422, Idempotency_Key="k")
    editor.post(address, {"kind": "goal", "fields": {"title": "Fler jobb"}}, 201, Idempotency_Key="k")


def test_every_field_that_is_wrong_is_told(editor: Program, plan: Plan) -> None:
    wrong = {"kind": "goal", "fields": {"title": "", "horizon": 3}, "summary": "x" * 501, "what": 1}

    here = editor.post(f"/areas/{plan.slug}/roadmap/blocks", wrong, 422)
    there = editor.post(f"/areas/{plan.slug}/roadmap/blocks", {"kind": "goal", "fields": wrong["fields"]}, 422)

    assert {one["field"] for one in here["errors"]} == {"summary", "what"}
    assert {one["field"] for one in there["errors"]} == {"title", "horizon"}


def test_a_text_is_made_fit_to_be_kept(editor: Program, plan: Plan) -> None:
    made = editor.post(
        f"/areas/{plan.slug}/roadmap/blocks",
        {"kind": "goal", "fields": {"title": "Fler\x00 jobb\ud800", "text": "<script>x</script> **Ja**"}},
        201,
    )

    assert "\x00" not in made["title"]
    assert "script>" not in made["html"]["text"]


def test_a_revision_is_restored_by_who_leads_the_area(editor: Program, leader: Program, plan: Plan) -> None:
    goal = plan.add("goal", "Som det var")
    plan.edit(goal, title="Som det blev")
    address = f"/areas/{plan.slug}/roadmap/revisions/1/restoration"

    editor.post(address, {}, 403)
    done = leader.post(address, {"summary": "Tillbaka"})

    assert done["revision"] == 3
    assert leader.get(f"/blocks/{goal}")["title"] == "Som det var"
    between = leader.get(f"/areas/{plan.slug}/roadmap/comparison?old=1&new=2")
    assert [one["fields"][0]["name"] for one in between["changed"]] == ["title"]


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


def test_what_a_service_account_does_stands_under_its_name(client: Browser, plan: Plan, session: Session) -> None:
    account = a_service_account(session, plan.person(plan.leader))
    a_role(session, plan.roadmap.area, account.person, Role.EDITOR)
    program = Program(client, a_token(session, account.person_id))

    program.post(f"/areas/{plan.slug}/roadmap/blocks", {"kind": "goal", "fields": {"title": "Från bryggan"}}, 201)

    client.sign_in(plan.person(plan.leader))
    assert "Statistikbryggan (tjänstekonto)" in client.page(f"/areas/{plan.slug}/roadmap/history").body.text()


def test_nobody_is_there_for_programs_that_name_what_is_not(editor: Program) -> None:
    nothing = uuid4()

    editor.patch(f"/blocks/{nothing}", {"base_version": 1, "fields": {}}, 404)
    editor.post(f"/threads/{nothing}/comments", {"body": "Hej"}, 404)
    editor.post(f"/indicators/{nothing}/readings", {"period": "2025", "value": "1"}, 404)
    editor.post(f"/activities/{nothing}/status", {"answer": "done"}, 404)
