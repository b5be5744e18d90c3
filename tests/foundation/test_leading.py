"""No cell that we write in CSV is reckoned with by a spreadsheet, and each comes back as it was."""

import csv
import io
import json
from pathlib import Path

import pytest

from roadmaps.foundation.tables import read_table
from roadmaps.foundation.tables.leading import led, unled, written

CELLS = json.loads((Path(__file__).parents[1] / "cases" / "attack_inputs.json").read_text(encoding="utf-8"))[
    "csv_cells"
]
RECKONED = "=+-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize("cell", CELLS, ids=ascii)
def test_no_cell_begins_as_a_formula_does(cell: str) -> None:
    [[shown]] = csv.reader(io.StringIO(written([[led(cell)]]).decode("utf-8-sig"), newline=""), delimiter=";")

    assert not shown.lstrip(" \u00a0\ufeff") or shown.lstrip(" \u00a0\ufeff")[0] not in RECKONED
    assert unled(shown) == cell


def test_what_is_written_is_read_again() -> None:
    cells = [cell.strip() for cell in CELLS if "\x00" not in cell and cell.strip("\ufeff \n")]

    rows = read_table(written([["heading"], *([led(cell)] for cell in cells)]))

    assert [unled(row.cells[0]) for row in rows[1:]] == cells
