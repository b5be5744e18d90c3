"""What stands in a PDF file: its faults by the standards, its parts in the order of reading, and its words."""

import re
from collections.abc import Iterator
from io import BytesIO

import page
import pikepdf

from tests.papers.spoken import swedish_words

WORDS = swedish_words()
# It measures streams by where the next line break stands, also when that is a byte of the stream itself.
NOT_ITS_BUSINESS = "STREAM-LENGTH"


def faults(file: bytes, profile: str) -> list[str]:
    """What a validator finds wrong."""
    found = page.validate_pdf_bytes(bytes(file), profile=profile).failures
    return sorted({f"{one.rule_id}: {one.message}" for one in found if NOT_ITS_BUSINESS not in one.rule_id})


def opened(file: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(file))


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The parts of the structure, in the order of reading."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        waiting += [
            kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
        ][::-1]


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


def words_in(file: bytes) -> str:
    """All text of the pages, as programs read it out of them."""
    with opened(file) as pdf:
        streams = [one for sheet in pdf.pages for one in runs_in(sheet)]
    return "".join(streams)


def runs_in(sheet: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _letters(font) for name, font in sheet.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(sheet):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in {"TJ", "Tj"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    signs = bytes(part)
                    yield "".join(letters.get(int.from_bytes(signs[at : at + 2]), "") for at in range(0, len(signs), 2))


def _letters(font: pikepdf.Object) -> dict[int, str]:
    found = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", font.ToUnicode.read_bytes())
    return {int(sign, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for sign, letters in found}
