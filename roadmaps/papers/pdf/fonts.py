"""Which characters the fonts for print can show: read from the tables of the font files themselves."""

from collections.abc import Iterator
from functools import lru_cache
from struct import unpack_from

from roadmaps.paths import PRINT_FONTS

# Between them, what a paper is set in; the compiler looks for a character in all of them.
_FACES = ("SourceSerif4_400Regular.ttf", "SourceSans3_400Regular.ttf", "DejaVuSans.ttf")
_BY_SEGMENTS, _BY_GROUPS = 4, 12


@lru_cache(maxsize=1)
def shown_characters() -> frozenset[int]:
    """The code points that at least one of the fonts has a sign for."""
    return frozenset(code for face in _FACES for code in _characters((PRINT_FONTS / face).read_bytes()))


def _characters(font: bytes) -> Iterator[int]:
    tables = (unpack_from(">4sIII", font, 12 + 16 * number) for number in range(unpack_from(">H", font, 4)[0]))
    start = next(offset for tag, _sum, offset, _length in tables if tag == b"cmap")
    for number in range(unpack_from(">H", font, start + 2)[0]):
        table = start + unpack_from(">I", font, start + 8 + 8 * number)[0]
        kind = unpack_from(">H", font, table)[0]
        if kind == _BY_SEGMENTS:
            yield from _of_segments(font, table)
        elif kind == _BY_GROUPS:
            yield from _of_groups(font, table)


def _of_segments(font: bytes, table: int) -> Iterator[int]:
    doubled = unpack_from(">H", font, table + 6)[0]
    count = doubled // 2
    ends, starts, steps, offsets = (
        unpack_from(f">{count}H", font, table + at) for at in (14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
    )
    for number, (end, start, step, offset) in enumerate(zip(ends, starts, steps, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            sign = code
            if offset:
                sign = unpack_from(">H", font, table + 16 + 3 * doubled + 2 * number + offset + 2 * (code - start))[0]
            if (sign + step) % 0x10000 if not offset else sign:
                yield code


def _of_groups(font: bytes, table: int) -> Iterator[int]:
    for number in range(unpack_from(">I", font, table + 12)[0]):
        start, end, sign = unpack_from(">III", font, table + 16 + 12 * number)
        yield from (code for code in range(start, end + 1) if sign or code > start)
