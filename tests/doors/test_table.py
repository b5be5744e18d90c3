"""Every cell of the table on a real request: what somebody meets at a door, what it tells them, and what it leaves behind."""

import pytest

from tests.databases import ON_POSTGRESQL
from tests.doors.asking import Asking
from tests.doors.cells import answers_at
from tests.doors.every_door import every_door
from tests.doors.judging import MEANINGS, faults_of, letter_of
from tests.doors.states import STATES
from tests.doors.table import rows
from tests.doors.world import World

# Who may come in is decided by rules, not by the database; the doors of each room are asked on both in its own tests.
pytestmark = pytest.mark.skipif(ON_POSTGRESQL, reason="asked on SQLite")


def test_every_door_has_a_row(world: World) -> None:
    doors = {door.name for door in every_door(world.app)}

    assert doors == set(rows()), (
        f"without a row: {sorted(doors - set(rows()))}; rows without a door: {sorted(set(rows()) - doors)}. "
        "Run python -m tests.doors.write_table, read what it wrote, and let tests/doors/forms.toml say what a form wants."
    )


def test_every_row_tells_of_everybody_in_every_state(world: World) -> None:
    wrong = [
        f"{door.name}, {name}"
        for door in every_door(world.app)
        for name, state in STATES.items()
        if len(rows()[door.name].get(name, "").strip("-")) != len(state.callers(door))
    ]

    assert not wrong


@pytest.mark.parametrize("name", sorted(rows()))
def test_a_door_lets_in_whom_the_table_says(name: str, asking: Asking) -> None:
    door = next(one for one in asking.doors if one.name == name)

    wrong = []
    for state_name, state in STATES.items():
        for letter, (who, answer) in zip(
            rows()[name].get(state_name, ""), answers_at(asking, door, state), strict=False
        ):
            met = letter_of(door, answer)
            told = [] if met == letter else [f"{MEANINGS[met]} ({answer.status}), not {MEANINGS[letter]}"]
            own_name = f"Namnet {who}"
            told += faults_of(door, answer, who, state, own_name=own_name)
            wrong += [f"{who}, {state_name}: {what}" for what in told]

    assert not wrong, f"{name}\n" + "\n".join(wrong)
