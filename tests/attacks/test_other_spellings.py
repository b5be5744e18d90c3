"""Doors asked for in other ways than they are meant to be: none leads around the rule."""

from collections.abc import Callable, Mapping

import pytest

from tests.doors.asking import Asking
from tests.doors.cells import in_state
from tests.doors.every_door import Door
from tests.doors.states import STATES
from tests.doors.table import rows

SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "slash": lambda address: f"{address}/",
    "suffix": lambda address: f"{address}.json",
    "capitals": lambda address: address.upper(),
    "double slash": lambda address: address[0] + address[1:].replace("/", "//"),
    "encoded slash": lambda address: address[0] + address[1:].replace("/", "%2f"),
    "dots": lambda address: f"/static/..{address}",
    "method in the address": lambda address: f"{address}?_method=GET",
}
KEPT = STATES["kept"]


def kept_pages() -> list[str]:
    """Pages that a stranger does not get in this state."""
    place = KEPT.readers.index("anonymous")
    return [name for name, row in rows().items() if name.startswith("GET ") and row["kept"][place] in "sxo"]


def test_no_spelling_of_an_address_shows_a_stranger_what_is_kept(asking: Asking) -> None:
    shown = []
    with in_state(asking, KEPT):
        for name in kept_pages():
            door = next(one for one in asking.doors if one.name == name)
            address = door.address(asking.world.app, asking.world.facts_at(door))
            for spelling, spelled in SPELLINGS.items():
                answer = asking.ask(door, "anonymous", address=spelled(address))
                if "Kanariehar" in answer.text or "@adress.example" in answer.text:
                    shown.append(f"{name} by {spelling}")

    assert not shown


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"])
def test_no_other_method_does_or_shows_anything(method: str, asking: Asking) -> None:
    wrong = []
    with in_state(asking, KEPT):
        for name in kept_pages()[::4]:
            door = next(one for one in asking.doors if one.name == name)
            address = door.address(asking.world.app, asking.world.facts_at(door))
            asked = Door(method, door.endpoint, door.rule, door.arguments)
            answer = asking.ask(asked, "anonymous", address=address)
            if answer.changed or "Kanariehar" in answer.text or (method != "OPTIONS" and answer.status == 200):
                wrong.append(name)

    assert not wrong


def test_a_form_does_not_become_another_method_by_a_field_or_a_header(asking: Asking) -> None:
    door = next(one for one in asking.doors if one.name == "GET /areas/<slug>/people")
    address = door.address(asking.world.app, asking.world.facts_at(door))

    answer = asking.ask(door, "anonymous", address=address, headers={"X-HTTP-Method-Override": "POST"})

    assert answer.location.startswith("/sign-in?")
