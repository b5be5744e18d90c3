"""An address as a QR code, drawn here: nothing about a room's vote is asked of anybody outside the site.

The code of ISO/IEC 18004 in bytes, with error correction of level M, up to version 9 (180 bytes). No session.
"""

from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import pairwise, product

Grid = list[list[bool]]
# By version: codewords for correction in each block, and how many data codewords each block holds.
_BLOCKS: Sequence[tuple[int, Sequence[int]]] = (
    (0, ()),
    (10, (16,)),
    (16, (28,)),
    (26, (44,)),
    (18, (32,) * 2),
    (24, (43,) * 2),
    (16, (27,) * 4),
    (18, (31,) * 4),
    (22, (38, 38, 39, 39)),
    (22, (36, 36, 36, 37, 37)),
)
_CENTRES: Sequence[Sequence[int]] = (
    (),
    (),
    (6, 18),
    (6, 22),
    (6, 26),
    (6, 30),
    (6, 34),
    (6, 22, 38),
    (6, 24, 42),
    (6, 26, 46),
)
_POLYNOMIAL = 0x11D
_MASKS = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, _column: row % 2 == 0,
    lambda _row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)
_FINDER_LIKE = ("10111010000", "00001011101")


def code_of(text: str) -> Grid:
    """The modules of the code, row by row; True is dark. The quiet zone around it is for who draws it.

    :raises ValueError: when the text has more than 180 bytes
    """
    data = text.encode()
    version = next((one for one in range(1, 10) if len(data) <= sum(_BLOCKS[one][1]) - 2), None)
    if version is None:
        raise ValueError("too long for a code")
    bits = list(_bits(_codewords(data, version)))
    drawn, fixed = _patterns(version)
    places = [(row, column) for row, column in _path(len(drawn)) if not fixed[row][column]]
    return min((_with_mask(drawn, places, bits, mask, version) for mask in range(8)), key=_penalty)


def path_of(grid: Grid) -> str:
    """The dark modules as one path of SVG, in units of a module, within a quiet zone of four."""
    return "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(grid) for x, dark in enumerate(row) if dark)


def _codewords(data: bytes, version: int) -> bytes:
    """The text with its length, filled up, split into blocks, and the blocks dealt out with their corrections."""
    correction, sizes = _BLOCKS[version]
    capacity = sum(sizes)
    bits = f"0100{len(data):08b}" + "".join(f"{one:08b}" for one in data)
    bits = (bits + "0000")[: capacity * 8]
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    words += [(0xEC, 0x11)[number % 2] for number in range(capacity - len(words))]
    blocks, at = [], 0
    for size in sizes:
        blocks.append(words[at : at + size])
        at += size
    corrections = [_correction(block, correction) for block in blocks]
    dealt = [block[at] for at in range(max(sizes)) for block in blocks if at < len(block)]
    return bytes(dealt + [block[at] for at in range(correction) for block in corrections])


@cache
def _tables() -> tuple[list[int], dict[int, int]]:
    powers, value = [], 1
    for _ in range(255):
        powers.append(value)
        value = value << 1 ^ (_POLYNOMIAL if value & 0x80 else 0)
    return powers, {power: number for number, power in enumerate(powers)}


def _times(one: int, other: int) -> int:
    powers, logs = _tables()
    return powers[(logs[one] + logs[other]) % 255] if one and other else 0


def _correction(block: Sequence[int], count: int) -> list[int]:
    """Reed-Solomon: what is left of the block when divided by the generator."""
    powers, _logs = _tables()
    generator = [1]
    for number in range(count):
        generator = [
            _times(one, powers[number]) ^ other for one, other in zip([0, *generator], [*generator, 0], strict=True)
        ]
    rest = [*block, *([0] * count)]
    for at in range(len(block)):
        factor = rest[at]
        for step, part in enumerate(generator):
            rest[at + step] ^= _times(part, factor)
    return rest[len(block) :]


def _bits(words: bytes) -> Iterator[bool]:
    for word in words:
        for place in range(7, -1, -1):
            yield bool(word >> place & 1)


def _patterns(version: int) -> tuple[Grid, Grid]:
    """What looks the same in every code of the version, and where it stands."""
    size = version * 4 + 17
    drawn = [[False] * size for _ in range(size)]
    fixed = [[False] * size for _ in range(size)]
    for row, column, dark in _standing(version, size):
        if 0 <= row < size and 0 <= column < size:
            drawn[row][column], fixed[row][column] = dark, True
    return drawn, fixed


def _standing(version: int, size: int) -> Iterator[tuple[int, int, bool]]:
    for number in range(size):
        yield 6, number, number % 2 == 0
        yield number, 6, number % 2 == 0
    for top, left in ((3, 3), (3, size - 4), (size - 4, 3)):
        yield from _rings(top, left, 4, light={2, 4})
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for centre in product(_CENTRES[version], repeat=2):
        if centre not in corners:
            yield from _rings(centre[0], centre[1], 2, light={1})
    for row, column in _format_places(size):
        yield row, column, False
    yield size - 8, 8, True
    if version >= 7:
        for place, dark in enumerate(_version_bits(version)):
            yield place // 3, size - 11 + place % 3, dark
            yield size - 11 + place % 3, place // 3, dark


def _rings(top: int, left: int, reach: int, *, light: Container[int]) -> Iterator[tuple[int, int, bool]]:
    """Squares within squares around a middle, dark except those so far from it."""
    for row, column in product(range(-reach, reach + 1), repeat=2):
        yield top + row, left + column, max(abs(row), abs(column)) not in light


def _path(size: int) -> Iterator[tuple[int, int]]:
    """The way that the bits take: columns of two from the right, up and down in turn."""
    up = True
    for right in range(size - 1, 0, -2):
        # The column of the timing pattern is stepped over.
        pair = right - 1 if right <= 6 else right
        for row in range(size - 1, -1, -1) if up else range(size):
            yield row, pair
            yield row, pair - 1
        up = not up


def _with_mask(drawn: Grid, places: list[tuple[int, int]], bits: list[bool], mask: int, version: int) -> Grid:
    grid = [row[:] for row in drawn]
    for number, (row, column) in enumerate(places):
        dark = bits[number] if number < len(bits) else False
        grid[row][column] = dark != _MASKS[mask](row, column)
    size = version * 4 + 17
    told = _format_bits(mask)
    for number, (row, column) in enumerate(_format_places(size)):
        grid[row][column] = told[number % 15]
    return grid


def _format_places(size: int) -> list[tuple[int, int]]:
    """Where the fifteen bits stand, twice, the highest first."""
    first = [(8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)] + [(row, 8) for row in (7, 5, 4, 3, 2, 1, 0)]
    second = [(row, 8) for row in range(size - 1, size - 8, -1)] + [(8, column) for column in range(size - 8, size)]
    return first + second


def _format_bits(mask: int) -> list[bool]:
    """Level M is 00; then the mask, then what corrects the five."""
    told = (mask << 10 | _remainder(mask << 10, 0x537, 10)) ^ 0x5412
    return [bool(told >> place & 1) for place in range(14, -1, -1)]


def _version_bits(version: int) -> list[bool]:
    told = version << 12 | _remainder(version << 12, 0x1F25, 12)
    return [bool(told >> place & 1) for place in range(18)]


def _remainder(value: int, generator: int, degree: int) -> int:
    while value.bit_length() > degree:
        value ^= generator << value.bit_length() - degree - 1
    return value


def _penalty(grid: Grid) -> int:
    """How hard the pattern would be to read, by the four rules of the standard."""
    lines = ["".join("1" if dark else "0" for dark in row) for row in grid]
    lines += ["".join("1" if row[column] else "0" for row in grid) for column in range(len(grid))]
    runs = sum(_runs(line) for line in lines)
    alike = sum(
        3
        for row, below in pairwise(grid)
        for column in range(len(row) - 1)
        if row[column] == row[column + 1] == below[column] == below[column + 1]
    )
    finders = sum(
        40 for line in lines for at in range(len(line) - 10) for like in _FINDER_LIKE if line.startswith(like, at)
    )
    dark, whole = sum(map(sum, grid)), len(grid) ** 2
    return runs + alike + finders + abs(dark * 20 - whole * 10) // whole * 10


def _runs(line: str) -> int:
    found, length = 0, 1
    for before, one in zip(line, [*line[1:], ""], strict=True):
        if before == one:
            length += 1
            continue
        found += length - 2 if length >= 5 else 0
        length = 1
    return found
