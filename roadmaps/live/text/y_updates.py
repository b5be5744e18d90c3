"""Reading and writing what Yjs editors send: updates in its first format, as far as plain text needs them.

Everything that comes from outside is read here before any library sees it: nine bytes can make one take seconds and
hundreds of megabytes. What is read takes time and memory in proportion to its bytes, and what is neither text put into
the one root, nor text taken out of it, is refused. What is kept is always written anew from what was read.

The format: the number of clients; for each the number of its structs, its id and the clock of its first struct; for each
struct a byte that tells its sort and which neighbours follow, the neighbours, and the content. Then what was taken out:
the number of clients; for each its id, the number of ranges, and each range as clock and length. Clocks count UTF-16
units. Numbers have seven bits a byte, the lowest first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from roadmaps.live.errors import Gap, TooMuch, Unreadable

ROOT = "text"
MOST_BYTES = 1_000_000
MOST_STRUCTS = 5_000
MOST_RANGES = 20_000
_LARGEST_NUMBER = 2**53 - 1
_HAS_ORIGIN, _HAS_RIGHT_ORIGIN = 0x80, 0x40
_DELETED, _STRING, _SKIP = 1, 4, 10
_ROOT_BYTES = ROOT.encode()


class Id(NamedTuple):
    """One UTF-16 unit for ever: the client that put it in, and its clock then."""

    client: int
    clock: int


@dataclass(frozen=True, slots=True)
class Struct:
    """Some text put in at once: after `origin` and before `right_origin` (None: the text's own beginning and end).

    `text` is None for what the writer has taken out again; only its length is told then.
    """

    client: int
    clock: int
    length: int
    text: str | None
    origin: Id | None = None
    right_origin: Id | None = None

    @property
    def end(self) -> int:
        """The clock after its last unit."""
        return self.clock + self.length

    def after(self, clock: int) -> "Struct":
        """What remains of it from a clock within it on.

        :raises Unreadable: when the cut goes through a letter of two units
        """
        units = clock - self.clock
        return Struct(
            self.client,
            clock,
            self.length - units,
            None if self.text is None else cut(self.text, units),
            Id(self.client, clock - 1),
            self.right_origin,
        )


class Range(NamedTuple):
    """Units of one client that were taken out."""

    client: int
    clock: int
    length: int


@dataclass(frozen=True)
class Update:
    """What one update puts in, in the order of clients and clocks as it came, and what it takes out."""

    structs: tuple[Struct, ...] = ()
    ranges: tuple[Range, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.structs or self.ranges)


def units_in(text: str) -> int:
    """How many UTF-16 units the text has, which is how JavaScript counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def cut(text: str, units: int) -> str:
    """The text without its first UTF-16 units.

    :raises Unreadable: when that would halve a letter
    """
    try:
        return text[units:] if text.isascii() else text.encode("utf-16-le")[2 * units :].decode("utf-16-le")
    except UnicodeDecodeError:
        raise Unreadable from None


def read_update(data: bytes, *, is_own: bool = False) -> Update:
    """Read an update; one of our own may be of any size.

    :raises Unreadable: when it is broken, or anything else than plain text put into the root and taken out of it
    :raises Gap: when it says itself that something is missing in it
    :raises TooMuch: when it is larger than any honest one
    """
    if len(data) > MOST_BYTES and not is_own:
        raise TooMuch
    reader = _Reader(data, most=len(data) if is_own else 0)
    try:
        update = Update(tuple(_structs(reader)), tuple(_ranges(reader)))
    except (IndexError, UnicodeDecodeError):
        raise Unreadable from None
    if reader.at != len(data):
        raise Unreadable
    return update


def write_update(update: Update) -> bytes:
    """The update as Yjs writes it: clients of higher ids first, ranges in order and joined."""
    out = bytearray()
    by_client: dict[int, list[Struct]] = {}
    for struct in update.structs:
        by_client.setdefault(struct.client, []).append(struct)
    _write_number(out, len(by_client))
    for client in sorted(by_client, reverse=True):
        _write_structs(out, client, by_client[client])
    ranges = joined(update.ranges)
    clients = sorted({one.client for one in ranges}, reverse=True)
    _write_number(out, len(clients))
    for client in clients:
        own = [one for one in ranges if one.client == client]
        _write_number(out, client)
        _write_number(out, len(own))
        for _, clock, length in own:
            _write_number(out, clock)
            _write_number(out, length)
    return bytes(out)


def joined(ranges: Iterable[Range]) -> list[Range]:
    """The same ranges in order, those that touch or overlap as one."""
    told: list[Range] = []
    for client, clock, length in sorted(ranges):
        before = told[-1] if told else None
        if before and before.client == client and before.clock + before.length >= clock:
            end = max(before.clock + before.length, clock + length)
            told[-1] = Range(client, before.clock, end - before.clock)
        else:
            told.append(Range(client, clock, length))
    return told


class _Reader:
    """The bytes, and how far they have been read. Reading on at the end is an IndexError."""

    def __init__(self, data: bytes, most: int) -> None:
        self.data = data
        self.at = 0
        self.most_structs = most or MOST_STRUCTS
        self.most_ranges = most or MOST_RANGES

    def byte(self) -> int:
        value = self.data[self.at]
        self.at += 1
        return value

    def number(self) -> int:
        value = self.data[self.at]
        self.at += 1
        if value < 0x80:
            return value
        value &= 0x7F
        shift = 7
        while True:
            part = self.data[self.at]
            self.at += 1
            value |= (part & 0x7F) << shift
            if value > _LARGEST_NUMBER or shift > 49:
                raise Unreadable
            if part < 0x80:
                return value
            shift += 7

    def string(self) -> bytes:
        length = self.number()
        end = self.at + length
        if end > len(self.data):
            raise Unreadable
        value = self.data[self.at : end]
        self.at = end
        return value

    def id(self) -> Id:
        return Id(self.number(), self.number())


def _structs(reader: _Reader) -> Iterable[Struct]:
    read = 0
    seen: set[int] = set()
    for _ in range(_count(reader, reader.most_structs)):
        count, client, clock = reader.number(), reader.number(), reader.number()
        read += count
        if read > reader.most_structs:
            raise TooMuch
        if client in seen or count == 0:
            raise Unreadable
        seen.add(client)
        for _ in range(count):
            struct = _struct(reader, client, clock)
            clock = struct.end
            if clock > _LARGEST_NUMBER:
                raise Unreadable
            yield struct


def _struct(reader: _Reader, client: int, clock: int) -> Struct:
    info = reader.byte()
    origin = reader.id() if info & _HAS_ORIGIN else None
    right_origin = reader.id() if info & _HAS_RIGHT_ORIGIN else None
    sort = info & 0x3F
    if sort == _SKIP and origin is right_origin is None:
        raise Gap
    if sort not in {_DELETED, _STRING}:
        raise Unreadable
    if origin is None and right_origin is None and (reader.number() != 1 or reader.string() != _ROOT_BYTES):
        raise Unreadable
    text = None if sort == _DELETED else reader.string().decode()
    length = reader.number() if text is None else units_in(text)
    if not 0 < length <= _LARGEST_NUMBER:
        raise Unreadable
    return Struct(client, clock, length, text, origin, right_origin)


def _ranges(reader: _Reader) -> Iterable[Range]:
    read = 0
    for _ in range(_count(reader, reader.most_ranges)):
        client, count = reader.number(), reader.number()
        read += count
        if read > reader.most_ranges:
            raise TooMuch
        for _ in range(count):
            clock, length = reader.number(), reader.number()
            if not 0 < length <= _LARGEST_NUMBER - clock:
                raise Unreadable
            yield Range(client, clock, length)


def _count(reader: _Reader, most: int) -> int:
    count = reader.number()
    if count > most:
        raise TooMuch
    return count


def _write_structs(out: bytearray, client: int, structs: Sequence[Struct]) -> None:
    _write_number(out, len(structs))
    _write_number(out, client)
    _write_number(out, structs[0].clock)
    for struct in structs:
        out.append(
            (_DELETED if struct.text is None else _STRING)
            | (_HAS_ORIGIN if struct.origin else 0)
            | (_HAS_RIGHT_ORIGIN if struct.right_origin else 0)
        )
        for neighbour in filter(None, (struct.origin, struct.right_origin)):
            _write_number(out, neighbour.client)
            _write_number(out, neighbour.clock)
        if struct.origin is None and struct.right_origin is None:
            _write_number(out, 1)
            _write_string(out, _ROOT_BYTES)
        if struct.text is None:
            _write_number(out, struct.length)
        else:
            _write_string(out, struct.text.encode())


def _write_string(out: bytearray, value: bytes) -> None:
    _write_number(out, len(value))
    out += value


def _write_number(out: bytearray, value: int) -> None:
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
