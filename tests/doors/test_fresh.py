"""Dangerous acts, by somebody who has not shown for an hour who they are: nothing happens until they show it again."""

import pytest

from tests.doors.asking import Asking
from tests.doors.cast import STALE
from tests.doors.every_door import asks_for_proof, every_door
from tests.doors.table import fresh_doors
from tests.doors.world import World

# What asks for the proof keeps what was typed, to be sent on afterwards.
KEPT_MEANWHILE = {"kept_forms"}


def test_the_doors_that_ask_for_a_proof_are_those_that_the_table_names(world: World) -> None:
    asking = {door.name for door in every_door(world.app) if asks_for_proof(world.app, door)}

    assert asking == set(fresh_doors())


@pytest.mark.parametrize("name", fresh_doors())
def test_nothing_happens_without_a_fresh_proof(name: str, asking: Asking) -> None:
    door = next(one for one in asking.doors if one.name == name)

    with asking.after_what_comes_before(door):
        answers = {who: asking.come(door, who) for who in STALE}

    for who, answer in answers.items():
        assert not answer.changed - KEPT_MEANWHILE, who
        assert answer.status >= 400 or "/me/proof" in answer.location or b"proof" in answer.body, who
