"""Two things in one request, of which only one is for whoever asks: a thing of another area under the name of one's own.

Every door with two parts in its address is tried, with each part that is of the other area in turn, and so is every form and
every message of a program that names a thing by its identity. What is sent is right in all else: the same request about things
of one area is let in, where the table says so, and what refuses the mixed one is that it is mixed.
"""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.doors.asking import Answer, Asking
from tests.doors.every_door import Door
from tests.doors.forms import form_of
from tests.doors.table import rows
from tests.doors.world import World

# Parts that are the same in every area, or belong to the whole site and to nobody's area.
SHARED = {
    "kind",
    "number",
    "other",
    "section",
    "name",
    "sort",
    "source",
    "step_name",
    "criterion_name",
    "year",
    "token",
    "key",
}
# Doors that are about two areas on purpose, where what is of another may be named, and what is public may be read.
OF_TWO_AREAS = {
    "/areas/<slug>/neighbours/<uuid:mirror_id>",
}
# What a form may name of anywhere: people and organisations are nobody's area, whoever acts for an organisation has it told of
# any area, and what neighbours have shared with one area is there for all.
OF_ANYWHERE = {
    ("POST /areas/<slug>/mute", "person_id"),
    ("POST /areas/<slug>/neighbours/ties/new", "theirs"),
    ("POST /calls/<uuid:call_id>/assessments/new", "organisation_id"),
    ("POST /webhooks/new", "area_id"),
}
REFUSED = {403, 404}
WHO = ("leader", "leader there")


def doors_with_two() -> list[str]:
    """Doors whose address has two parts or more that are of an area."""
    found = []
    for name in rows():
        named = {part.partition(">")[0].rpartition(":")[2] for part in name.split("<")[1:]} - SHARED
        if len(named) > 1 and name.partition(" ")[2] not in OF_TWO_AREAS:
            found.append(name)
    return found


def swapped(world: World, door: Door) -> list[tuple[str, Mapping[str, Any]]]:
    """The parts of the address that are of an area, and the same of the other area."""
    here, there = world.facts_at(door, "here"), world.facts_at(door, "there")
    return [(part, {part: there[part]}) for part in sorted(door.arguments - SHARED) if here[part] != there[part]]


def named_in_form(world: World, door: Door) -> list[tuple[str, Mapping[str, Any]]]:
    """The facts that what is sent names in braces and that are of an area, and the same of the other area."""
    here, there = world.facts_at(door, "here"), world.facts_at(door, "there")
    told = json.dumps(
        {name: value for name, value in form_of(door).items() if name not in {"_before", "_page"}}, default=str
    )
    return [
        (fact, {fact: there[fact]})
        for fact in sorted(here)
        if f"{{{fact}}}" in told and fact in there and here[fact] != there[fact] and fact not in SHARED
    ]


def door_named(name: str, asking: Asking) -> Door:
    return next(one for one in asking.doors if one.name == name)


@pytest.mark.parametrize("name", doors_with_two())
def test_a_thing_of_another_area_is_not_reached_under_ones_own(name: str, asking: Asking) -> None:
    door = door_named(name, asking)

    reached = []
    with asking.after_what_comes_before(door):
        for part, otherwise in swapped(asking.world, door):
            for who in WHO:
                answer = asking.come(door, who, otherwise=otherwise, otherwise_in_form=otherwise)
                if answer.status not in REFUSED or answer.changed:
                    reached.append(told(answer, who, part))

    assert not reached


def test_what_is_sent_names_nothing_of_another_area(asking: Asking) -> None:
    reached, tried = [], 0
    for door in asking.doors:
        if door.method == "GET" or not (parts := named_in_form(asking.world, door)):
            continue
        with asking.after_what_comes_before(door):
            own = asking.come(door, "leader")
            for part, otherwise in parts:
                if (door.name, part) in OF_ANYWHERE:
                    continue
                tried += 1
                answer = asking.come(door, "leader", otherwise_in_form=otherwise)
                # What nobody could send rightly is refused anyway; else only the other identity can be why.
                if answer.changed or (answer.status < 300 and own.status >= 300):
                    reached.append(f"{door.name}: {told(answer, 'leader', part)}")

    assert not reached
    assert tried


def told(answer: Answer, who: str, part: str) -> str:
    return f"{who} is answered {answer.status} with the {part} of the other area, {sorted(answer.changed)}"
