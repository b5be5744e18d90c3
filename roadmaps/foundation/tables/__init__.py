"""Tables that people send in, as CSV or XLSX, read without trusting them: so much and no more, and never anything run.

Every cell becomes the text that its reader sees. What the texts mean is for the room that asked.
"""

from roadmaps.foundation.tables.delimited import read_delimited
from roadmaps.foundation.tables.rows import MOST_ROWS, Row, Unreadable
from roadmaps.foundation.tables.workbooks import FORMULA, Sheet, read_sheets, read_workbook

__all__ = ["FORMULA", "MOST_ROWS", "Row", "Sheet", "Unreadable", "read_sheets", "read_table"]

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_table(data: bytes, *, keyed: str = "") -> list[Row]:
    """The rows that hold something, the headings first. Told by the contents which kind it is, not by a name.

    :param keyed: of a workbook with several sheets, the one is read whose hidden first row has keys such as
        ``readings.period`` for ``readings``; where none has, the first that holds something
    :raises Unreadable: with a sentence that tells what to do instead
    """
    if data.startswith(_ZIP):
        return read_workbook(data, keyed)
    if data.startswith(_OLD_EXCEL):
        raise Unreadable.of_old_excel()
    return read_delimited(data)
