"""Two things in one address, of which only one is for whoever asks: a thing of another area under the name of one's own.

Every door with two parts in its address is tried, with each part that is of the other area in turn.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.doors.asking import Asking
from tests.doors.every_door import Door
from tests.doors.judging import NOTED
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


def doors_with_two() -> list[str]:
    """Doors whose address has two parts or more that are of an area."""
    found = []
    for name in rows():
        named = {part.partition(">")[0].rpartition(":")[2] for part in name.split("<")[1:]} - SHARED
        if len(named) > 1 and name.partition(" ")[2] not in OF_TWO_AREAS:
            found.append(name)
    return found


def swapped(world: World, door: Door) -> list[tuple[str, Mapping[str, Any]]]:
    """The facts of the door, with one part of the other area in turn."""
    here, there = world.facts_at(door, "here"), world.facts_at(door, "there")
    parts = [part for part in sorted(door.arguments - SHARED) if here[part] != there[part]]
    return [(part, here | {part: there[part]}) for part in parts]


@pytest.mark.parametrize("name", doors_with_two())
def test_a_thing_of_another_area_is_not_reached_under_ones_own(name: str, asking: Asking) -> None:
    door = next(one for one in asking.doors if one.name == name)

    reached = []
    for part, facts in swapped(asking.world, door):
        for who in ("leader", "leader there"):
            answer = asking.ask(
                door, who, address=door.address(asking.world.app, facts), form=asking.form_for(door, facts)
            )
            if answer.status < 300 and door.method == "GET":
                reached.append(f"{who} reads with the {part} of the other area")
            if answer.changed - NOTED:
                reached.append(f"{who} changes {sorted(answer.changed - NOTED)} with the {part} of the other area")

    assert not reached
