"""Tables of strangers are read as far as they are tables, and refused in words where they are not."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from roadmaps.foundation.tables import FORMULA, MOST_ROWS, Row, Sheet, Unreadable, read_sheets, read_table


def a_workbook(*rows: list[object], **formats: str) -> bytes:
    """An Excel file with these rows; formats by cell, such as B2="0 %"."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cell, shown_as in formats.items():
        sheet[cell].number_format = shown_as
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    """The same file with one of its parts exchanged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Värde;År\n1 200,5;2025\n".encode(), id="UTF-8, semicolons"),
        pytest.param("\ufeffVärde;År\r\n1 200,5;2025\r\n".encode(), id="UTF-8 with a mark"),
        pytest.param("Värde;År\n1 200,5;2025".encode("cp1252"), id="Windows-1252"),
        pytest.param("Värde\tÅr\n1 200,5\t2025\n".encode(), id="tabs"),
        pytest.param('Värde,År\n"1 200,5",2025\n'.encode(), id="commas"),
        pytest.param("Värde\tÅr\n1 200,5\t2025\n".encode("utf-16"), id="UTF-16"),
        pytest.param("sep=|\nVärde|År\n1 200,5|2025\n".encode(), id="it says itself what separates"),
    ],
)
def test_a_text_is_read_however_it_was_saved(data: bytes) -> None:
    rows = read_table(data)

    assert [row.cells for row in rows] == [("Värde", "År"), ("1 200,5", "2025")]


def test_rows_keep_their_place_in_the_file() -> None:
    assert read_table(b"a;b\n\n;;\n1;2\n") == [Row(1, ("a", "b")), Row(4, ("1", "2"))]


def test_a_workbook_is_read_as_its_reader_sees_it() -> None:
    data = a_workbook(
        ["Period", "Värde"],
        [2025, 0.1 + 0.2],
        [date(2025, 12, 1), 0.48],
        [datetime(2025, 3, 2), 1234567],
        [date(2025, 12, 31), "=1+1"],
        A3="mmm-yy",
        B3="0.0%",
        A5="yyyy",
    )

    assert [row.cells for row in read_table(data)] == [
        ("Period", "Värde"),
        ("2025", "0.3"),
        ("2025-12", "48 %"),
        ("2025-03-02", "1234567"),
        ("2025",),  # A formula that no program has reckoned has no value.
    ]


def test_the_first_sheet_that_holds_something_is_read() -> None:
    book = Workbook()
    book.create_sheet("Two").append(["found"])

    assert [row.cells for row in read_table(saved(book))] == [("found",)]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PK\x03\x04 and then nothing", id="a broken zip"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600, id="an older workbook"),
        pytest.param(b"\x00\x01\x02\x03", id="bytes"),
        pytest.param(b"\x81\x8d", id="no known encoding"),
        pytest.param(b'a;b\n"1;2\n', id="a quotation mark that is not closed"),
        pytest.param(b"a\n" * (MOST_ROWS + 2), id="too many rows"),
        pytest.param(b"a;" * 70 + b"a\n", id="too many columns"),
        pytest.param(b"a\n" + b"x" * 30_000, id="too long a cell"),
        pytest.param(repacked(a_workbook(["a"]), "xl/workbook.xml", b"<a><b></a>"), id="broken parts"),
        pytest.param(repacked(a_workbook(["a"]), "xl/worksheets/sheet1.xml", b" " * 20_000_000), id="a zip bomb"),
        pytest.param(
            repacked(a_workbook(["a"]), "xl/worksheets/sheet1.xml", b"<row>" * 900_000 + b"</row>" * 900_000),
            id="elements in elements",
        ),
        pytest.param(
            repacked(a_workbook(["a"]), "xl/worksheets/sheet1.xml", b"<a><row>" + b"<c/>" * 2_000_000 + b"</row></a>"),
            id="elements without end",
        ),
        pytest.param(
            repacked(
                a_workbook(["a"]),
                "xl/worksheets/sheet1.xml",
                b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
            ),
            id="entities",
        ),
    ],
)
def test_what_is_no_table_or_too_much_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_table(data)

    assert str(refused.value.sentence).endswith((".", "?"))


def test_a_cell_far_down_is_not_waited_for() -> None:
    book = Workbook()
    book.active["A1000000"] = "far"

    with pytest.raises(Unreadable):
        read_table(saved(book))


def test_an_empty_file_is_an_empty_table() -> None:
    assert read_table(b"") == []


def everything(data: bytes) -> list[Sheet]:
    return read_sheets(data, lambda _name, _first: True)


def two_sheets(book: Workbook) -> Workbook:
    first = book.active
    first.title = "Ett"
    first.append(["a", "=1+1"])
    second = book.create_sheet("Två")
    second.append(["b", "", "c"])
    second.merge_cells("B1:C1")
    return book


def test_every_sheet_of_a_workbook_is_read_with_what_is_merged_and_not_reckoned() -> None:
    one, two = everything(saved(two_sheets(Workbook())))

    assert (one.name, [row.cells for row in one.rows], one.has_merged_cells) == ("Ett", [("a", FORMULA)], False)
    assert (two.name, [row.cells for row in two.rows], two.has_merged_cells) == ("Två", [("b",)], True)


def test_only_the_sheets_that_are_wanted_are_read() -> None:
    asked: list[tuple[str, list[str]]] = []

    def wants(name: str, first: Sequence[str]) -> bool:
        asked.append((name, list(first[:1])))
        return name == "Två"

    found = read_sheets(saved(two_sheets(Workbook())), wants)

    assert asked == [("Ett", ["a"]), ("Två", ["b"])]
    assert [sheet.name for sheet in found] == ["Två"]


def test_a_formula_that_was_saved_with_its_value_says_that_value() -> None:
    data = saved(two_sheets(Workbook()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read("xl/worksheets/sheet1.xml").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")

    [one, _] = everything(repacked(data, "xl/worksheets/sheet1.xml", part))

    assert [row.cells for row in one.rows] == [("a", "2")]


def test_a_workbook_with_macros_is_refused() -> None:
    buffer = io.BytesIO(saved(two_sheets(Workbook())))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")

    with pytest.raises(Unreadable, match="macros"):
        everything(buffer.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04oj", b"a;b\n1;2"])
def test_what_is_no_workbook_has_no_sheets(data: bytes) -> None:
    with pytest.raises(Unreadable):
        everything(data)


def test_a_number_format_that_no_program_would_write_is_refused_before_anybody_reads_it() -> None:
    held = io.BytesIO()
    workbook = Workbook()
    sheet = workbook.active
    for row in range(1, 40):
        sheet.cell(row, 1, row).number_format = f"{row}" + "[" * 20_000
    workbook.save(held)

    with pytest.raises(Unreadable):
        read_table(held.getvalue())


def test_what_a_number_format_quotes_says_nothing_of_the_number() -> None:
    held = io.BytesIO()
    workbook = Workbook()
    for row, how in enumerate(('0.0"%"', "[Red]0%", "0" + "[" * 200), 1):
        workbook.active.cell(row, 1, 0.5).number_format = how
    workbook.save(held)

    assert [list(row.cells) for row in read_table(held.getvalue())] == [["0.5"], ["50 %"], ["0.5"]]
