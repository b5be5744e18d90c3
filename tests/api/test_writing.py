"""What programs write: by the rules of the roadmap, with base versions."""

from uuid import uuid4

from tests.api.asking import Program
from tests.factories.roadmap import Plan


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


def test_nobody_is_there_for_programs_that_name_what_is_not(editor: Program) -> None:
    nothing = uuid4()

    editor.patch(f"/blocks/{nothing}", {"base_version": 1, "fields": {}}, 404)
    editor.post(f"/threads/{nothing}/comments", {"body": "Hej"}, 404)
    editor.post(f"/indicators/{nothing}/readings", {"period": "2025", "value": "1"}, 404)
    editor.post(f"/activities/{nothing}/status", {"answer": "done"}, 404)
