"""The table: who may come through every door, in every state, as `table.txt` declares it.

A line is a door and its letters, one row of letters for each state. After a change that is meant to let somebody in, or to
keep somebody out, change the letters; ``python -m tests.doors.write_table`` writes rows for new doors, which are to be read
before they are believed.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.doors.judging import MEANINGS
from tests.doors.states import STATES

TABLE = Path(__file__).parent / "table.txt"
FRESH = Path(__file__).parent / "fresh.txt"
NOBODY = "-"


@cache
def rows() -> Mapping[str, Mapping[str, str]]:
    """The letters of each door by state; the callers are those of the state, in its order. Old rows lack new states."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = {}
    for line in lines:
        method, rule, *letters = line.split()
        found[f"{method} {rule}"] = dict(zip(STATES, letters, strict=False))
    return found


def fresh_doors() -> list[str]:
    """The doors of dangerous acts, where whoever comes must have shown lately who they are."""
    lines = FRESH.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def written(table: Mapping[str, Mapping[str, str]]) -> str:
    """The file that says this."""
    lines = ["# Who may come through which door. A letter tells what somebody meets there:"]
    lines += [f"#   {letter} {meaning}" for letter, meaning in MEANINGS.items()]
    lines += ["# There is a column for each state, and a letter for each who comes to pages | to forms, in this order:"]
    for state in STATES.values():
        lines.append(f"#   {state.name}: {state.meaning}")
        lines += [f"#     {', '.join(names) or 'nobody'}" for names in (state.readers, state.writers)]
    lines.append("")
    widest = max(map(len, table))
    for name, letters in sorted(table.items(), key=lambda row: row[0].partition(" ")[2]):
        lines.append(f"{name:{widest}} {' '.join(letters.get(state, '') or NOBODY for state in STATES)}")
    return "\n".join(lines) + "\n"
