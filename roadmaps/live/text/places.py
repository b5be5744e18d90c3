"""Whether what is put in was put between letters that stood beside each other for its writer.

A page puts each text between two neighbours. What stands between them now came from others whom the page had not heard
yet: never from the text that the session began with, nor from itself, nor from what it must have known. An update that
says otherwise is not from an editor: it makes documents differ, and lets the work of bringing it in grow with the square
of its size.
"""

import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate

from roadmaps.live.errors import NotThere, TooMuch
from roadmaps.live.models import SEED_CLIENT
from roadmaps.live.text.documents import document_of, text_of
from roadmaps.live.text.y_updates import Id, Struct, Update, write_update

# Between two sendings nobody goes to so many places that are not within a stretch written by one hand.
MOST_PLACES = 500
# Signs of one UTF-16 unit each, below the halves of pairs.
_FIRST_SIGN, _SIGNS = 0x100, 50_000


def places_to_look_at(structs: Sequence[Struct], before: Struct | None) -> list[Struct]:
    """The structs whose neighbours do not show by themselves that they stood beside each other: all but those within a
    stretch of one writer, and those that go on where the one before them stands.

    :param before: what the writer put in last, as far as the log has it
    :raises TooMuch: when there are more than any page sends
    """
    told = []
    for struct in structs:
        if not _shows_itself(struct, before):
            told.append(struct)
        before = struct
    if len(told) > MOST_PLACES:
        raise TooMuch
    return told


def check_places(wanted: Sequence[Struct], structs: Sequence[Struct], log: Sequence[Struct]) -> None:
    """:raises NotThere: when known letters stand between the neighbours of a struct, or they stand the wrong way round

    :param structs: all that the update puts in, in order; `wanted` are those of them that are looked at
    :param log: everything that the log has
    """
    among_old = _Check(Order(log), structs)
    beside_new = [one for one in wanted if not among_old.look_at(one)]
    if beside_new:
        # What is old has been looked at, so that bringing in the new takes no longer than it should.
        among_all = _Check(Order([*log, *structs]), structs)
        for one in beside_new:
            among_all.look_at(one)


class _Check:
    """The order of the units, and what the writer knew of them when each struct was written."""

    def __init__(self, order: "Order", structs: Sequence[Struct]) -> None:
        self._order = order
        self._known: dict[int, dict[int, int]] = {}
        known = {SEED_CLIENT: sys.maxsize}
        for struct in structs:
            known[struct.client] = struct.clock
            for client, clock in filter(None, (struct.origin, struct.right_origin)):
                if client != struct.client:
                    known[client] = max(known.get(client, 0), clock + 1)
            self._known[struct.clock] = dict(known)

    def look_at(self, struct: Struct) -> bool:
        """:raises NotThere: when known letters stand between its neighbours; false: one of these is not in the order"""
        neighbours = struct.origin, struct.right_origin
        if not all(one is None or one in self._order for one in neighbours):
            return False
        start = self._order.position(struct.origin) + 1 if struct.origin else 0
        end = self._order.position(struct.right_origin) if struct.right_origin else len(self._order)
        if start > end:
            raise NotThere
        known = self._known[struct.clock]
        for position in range(start, end):
            unit = self._order[position]
            if unit.clock < known.get(unit.client, 0):
                raise NotThere
        return True


class Order:
    """Every unit that was ever put in, in the order of the text, also those that were taken out.

    The text is written anew with signs that number its units instead of its letters; in two goes where they are more
    than there are signs.
    """

    def __init__(self, structs: Sequence[Struct]) -> None:
        self._structs = structs
        self._at = [0, *accumulate(one.length for one in structs)]
        self._by_client: dict[int, list[int]] = {}
        for index, one in enumerate(structs):
            self._by_client.setdefault(one.client, []).append(index)
        self._low = self._written(_low_signs)
        self._high = self._written(_high_signs) if self._at[-1] > _SIGNS else _sign(0) * self._at[-1]

    def __len__(self) -> int:
        return len(self._low)

    def __contains__(self, unit: Id) -> bool:
        indexes = self._by_client.get(unit.client)
        return indexes is not None and unit.clock < self._structs[indexes[-1]].end

    def position(self, unit: Id) -> int:
        """Where a unit stands; it must be there."""
        indexes = self._by_client[unit.client]
        index = indexes[bisect_right(indexes, unit.clock, key=lambda one: self._structs[one].clock) - 1]
        number = self._at[index] + unit.clock - self._structs[index].clock
        low, high = _sign(number % _SIGNS), _sign(number // _SIGNS)
        position = self._low.index(low)
        while self._high[position] != high:
            position = self._low.index(low, position + 1)
        return position

    def __getitem__(self, position: int) -> Id:
        """The unit that stands there."""
        number = _value(self._low[position]) + _value(self._high[position]) * _SIGNS
        index = bisect_right(self._at, number) - 1
        one = self._structs[index]
        return Id(one.client, one.clock + number - self._at[index])

    def _written(self, signs: Callable[[int, int], str]) -> str:
        told = [replace(one, text=signs(at, at + one.length)) for at, one in zip(self._at, self._structs, strict=False)]
        return text_of(document_of([write_update(Update(tuple(told)))]))


def _shows_itself(struct: Struct, before: Struct | None) -> bool:
    origin, right = struct.origin, struct.right_origin
    if origin and right and origin.client == right.client and right.clock == origin.clock + 1:
        return True
    if before is None:
        return False
    goes_on = origin == Id(before.client, before.end - 1) and right == before.right_origin
    goes_before = right == Id(before.client, before.clock) and origin == before.origin
    return goes_on or goes_before


def _sign(value: int) -> str:
    return chr(_FIRST_SIGN + value)


def _value(sign: str) -> int:
    return ord(sign) - _FIRST_SIGN


@cache
def _all_signs() -> str:
    return "".join(map(_sign, range(_SIGNS)))


def _low_signs(start: int, end: int) -> str:
    begins = start % _SIGNS
    return (_all_signs() * ((begins + end - start) // _SIGNS + 1))[begins : begins + end - start]


def _high_signs(start: int, end: int) -> str:
    return "".join(
        _sign(high) * (min(end, (high + 1) * _SIGNS) - max(start, high * _SIGNS))
        for high in range(start // _SIGNS, (end - 1) // _SIGNS + 1)
    )
