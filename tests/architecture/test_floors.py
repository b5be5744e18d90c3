import subprocess
import sys
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.orm import configure_mappers

from roadmaps.app import ROOMS as REGISTERED
from roadmaps.app import know_every_table
from roadmaps.foundation.database import Base
from tests.architecture.house import FLOORS, ROOMS, ROOT, room_of


def test_rooms_import_only_from_floors_below_their_own():
    # A process of its own: it would silence the loggers of this one.
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, (
        f"{done.stdout}\nA lower room needs something from above? Let the upper room ask (a query there), listen "
        "(an event here), hang a panel (a slot here), or move the state down."
    )


def test_relationships_point_down_or_stay_in_their_room():
    know_every_table()
    configure_mappers()

    upward = [
        f"{mapper.class_.__name__}.{relationship.key} → {relationship.mapper.class_.__name__}"
        for mapper in Base.registry.mappers
        for relationship in inspect(mapper).relationships
        if not _may_know(mapper.class_.__module__, relationship.mapper.class_.__module__)
    ]

    assert not upward, f"{', '.join(upward)}: keep the key in the upper room's row, and ask with a query there."


def test_foreign_keys_point_down_or_stay_in_their_room():
    know_every_table()
    room_of_table = {mapper.local_table: mapper.class_.__module__ for mapper in Base.registry.mappers}

    upward = [
        f"{key.parent} → {key.column}"
        for table, module in room_of_table.items()
        for key in table.foreign_keys
        if not _may_know(module, room_of_table[key.column.table])
    ]

    assert not upward, f"{', '.join(upward)}: the upper row points to the lower row, never the other way."


def test_every_room_is_put_into_the_application():
    floors_without_doors = {"foundation", "papers", "web", "demo", "migrations", "keeping", "doctor", "config"}

    forgotten = ROOMS - floors_without_doors - set(REGISTERED)

    assert not forgotten, f"Add {', '.join(sorted(forgotten))} to ROOMS in roadmaps/app.py."


def test_rooms_are_registered_from_the_lowest_floor_upward():
    heights = [FLOORS[name] for name in REGISTERED]

    assert heights == sorted(heights), "Order ROOMS in roadmaps/app.py as the layers in pyproject.toml, lowest first."


def _may_know(module: str, known: str) -> bool:
    room, other = room_of(module), room_of(known)
    return room == other or FLOORS[other] < FLOORS[room]
