"""The proposal of who may do what, cell by cell, against the table; where the site differs, the proposal's file says why."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.doors.judging import REFUSED
from tests.doors.states import STATES
from tests.doors.table import rows

MATRIX = Path(__file__).parent.parent / "cases" / "permission_matrix.txt"
CALLERS = {
    "anon": "anonymous",
    "actor": "actor",
    "other": "actor there",
    "lead": "leader",
    "olead": "leader there",
    "coord": "coordinator",
    "dead": "dead",
}


@dataclass(frozen=True)
class Operation:
    """One line. `differing` are the callers whom the site treats otherwise than proposed."""

    name: str
    cells: dict[str, str]
    state: str
    door: str
    is_for_editors: bool
    differing: frozenset[str]
    why: str

    def letter(self, who: str) -> str:
        """What the table says that the caller meets; in states where nobody like them is asked, as in the first."""
        caller = "editor" if who == "actor" and self.is_for_editors else CALLERS[who]
        method = self.door.partition(" ")[0]
        for state in (STATES[self.state], STATES["shown"]):
            callers = state.readers if method == "GET" else state.writers
            if caller in callers:
                return rows()[self.door][state.name][callers.index(caller)]
        raise LookupError(who)


def operations() -> Iterator[Operation]:
    """Every line of the file."""
    for line in MATRIX.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, cells, place, *rest = (part.strip() for part in line.split("|"))
        why = rest[0] if rest else ""
        state, _, door = place.partition(" ")
        callers, _, reason = why.partition(": ")
        yield Operation(
            name,
            dict(zip([*CALLERS, "token"], cells.split(), strict=True)),
            state,
            door.replace("* ", " "),
            "* " in door,
            frozenset(callers.split()) if door and why else frozenset(),
            reason or why,
        )


OPERATIONS = {one.name: one for one in operations()}
WITH_A_DOOR = {name: one for name, one in OPERATIONS.items() if one.door}


def test_every_operation_of_the_proposal_is_told_of() -> None:
    cells = sum(cell != "-" for one in OPERATIONS.values() for cell in one.cells.values())

    assert len(OPERATIONS) == 71
    assert cells >= 550
    assert all(one.why for one in OPERATIONS.values() if not one.door)


@pytest.mark.parametrize("name", WITH_A_DOOR)
def test_an_operation_is_for_whom_the_proposal_says_or_it_is_said_why_not(name: str) -> None:
    operation = WITH_A_DOOR[name]

    wrong = []
    for who in CALLERS:
        is_proposed = operation.cells[who] in {"Y", "own"}
        is_let_in = operation.letter(who) not in REFUSED
        if (is_proposed != is_let_in) is not (who in operation.differing):
            wrong.append(f"{who}: {operation.cells[who]} proposed, and the table says {operation.letter(who)}")

    assert not wrong
