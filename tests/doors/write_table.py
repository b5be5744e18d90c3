"""Writes rows into the table for doors that have none: ``python -m tests.doors.write_table [parts of addresses, with commas]``.

With parts of addresses, those doors are written anew. Read what comes of it: the table is what is meant, not what happens.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from time_machine import travel

from tests.conftest import NOW
from tests.doors.asking import Asking
from tests.doors.cells import answers_at
from tests.doors.every_door import Door, asks_for_proof, every_door
from tests.doors.judging import letter_of
from tests.doors.states import STATES
from tests.doors.table import FRESH, TABLE, rows, written
from tests.doors.world import a_world

MEANING = "# Doors of dangerous acts: whoever comes must have shown lately who they are."


def main(part: str) -> None:
    """Ask what the table does not know."""
    known = dict(rows()) if TABLE.exists() else {}
    with TemporaryDirectory() as folder, a_world(Path(folder), NOW) as world, travel(NOW, tick=False):
        asking = Asking(world)
        asking.learn()
        doors = every_door(world.app)
        for door in doors:
            if len(known.get(door.name, ())) < len(STATES) or (
                part and any(one in door.name for one in part.split(","))
            ):
                known[door.name] = _row(asking, door)
        kept = {door.name for door in doors}
        dangerous = [door.name for door in doors if asks_for_proof(world.app, door)]
    dangerous.sort(key=lambda name: name.partition(" ")[2])
    FRESH.write_text("\n".join([MEANING, *dangerous, ""]), encoding="utf-8")
    TABLE.write_text(written({name: row for name, row in known.items() if name in kept}), encoding="utf-8")


def _row(asking: Asking, door: Door) -> dict[str, str]:
    row = {}
    for name, state in STATES.items():
        letters = ""
        try:
            for _, answer in answers_at(asking, door, state):
                letters += letter_of(door, answer)
        except Exception as failure:  # noqa: BLE001 - the row says so, and the others are written
            sys.stderr.write(f"{door.name}, {name}: {failure!r}\n")
        row[name] = letters.ljust(len(state.callers(door)), "!")
    return row


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
