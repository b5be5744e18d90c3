"""What a program asks twice with one key is done once."""

from tests.api.asking import Program
from tests.factories.roadmap import Plan


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
