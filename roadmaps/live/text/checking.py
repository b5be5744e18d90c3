"""Whether an update is one that an honest page of this client could have sent, and what in it is new."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from roadmaps.live.errors import Gap, NotTheirs, NotThere, Unreadable
from roadmaps.live.text.places import check_places, places_to_look_at
from roadmaps.live.text.y_updates import Id, Range, Struct, Update, units_in

_PAIR = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Known:
    """What the log has: how much of each client, the clients that have letters of two units, and what is looked up only
    where it is needed: the structs of one client, the last of them, and all.
    """

    clocks: Mapping[int, int]
    with_pairs: frozenset[int]
    structs_of: Callable[[int], Sequence[Struct]]
    last_of: Callable[[int], Struct | None]
    everything: Callable[[], Sequence[Struct]]


def new_part(update: Update, client_id: int, known: Known) -> Update:
    """The update without what the log has already.

    :raises NotTheirs: when it puts in text under another client id, or what the log has of this client reads otherwise:
        then two pages write under one id
    :raises Gap: when something of this client is missing before it
    :raises NotThere: when it speaks of letters that the log does not have, or puts text between such as do not stand
        beside each other
    :raises Unreadable: when it halves a letter
    """
    have = known.clocks[client_id]
    if any(struct.client != client_id for struct in update.structs):
        raise NotTheirs
    if update.structs and update.structs[0].clock > have:
        raise Gap
    repeated = [struct for struct in update.structs if struct.clock < have]
    if repeated:
        _check_same(repeated, known.structs_of(client_id), have)
    new = tuple(one if one.clock >= have else one.after(have) for one in update.structs if one.end > have)
    _check_neighbours(new, known.clocks, have)
    ends = {**known.clocks, client_id: new[-1].end if new else have}
    if any(one.clock + one.length > ends.get(one.client, 0) for one in update.ranges):
        raise NotThere
    _check_whole_letters(new, update.ranges, known)
    if new and (wanted := places_to_look_at(new, known.last_of(client_id))):
        check_places(wanted, new, known.everything())
    return Update(new, update.ranges)


def pairs_in(text: str | None) -> bool:
    """Whether there is a letter of two units in it."""
    return text is not None and not text.isascii() and _PAIR.search(text) is not None


def _check_same(repeated: Iterable[Struct], kept: Sequence[Struct], have: int) -> None:
    units = b"".join(
        # Half a letter cannot be written, so that this stands for what the writer has taken out.
        b"\x00\xd8" * one.length if one.text is None else one.text.encode("utf-16-le")
        for one in kept
    )
    for one in repeated:
        if one.text is None:
            continue
        said = one.text.encode("utf-16-le")[: 2 * (have - one.clock)]
        kept_units = units[2 * one.clock : 2 * min(one.end, have)]
        if said != kept_units and any(
            said[at : at + 2] != kept_units[at : at + 2] != b"\x00\xd8" for at in range(0, len(said), 2)
        ):
            raise NotTheirs


def _check_neighbours(structs: Iterable[Struct], clocks: Mapping[int, int], have: int) -> None:
    for struct in structs:
        for neighbour in filter(None, (struct.origin, struct.right_origin)):
            end = max(have, struct.clock) if neighbour.client == struct.client else clocks.get(neighbour.client, 0)
            if neighbour.clock >= end:
                raise NotThere
        if struct.origin is not None and struct.origin == struct.right_origin:
            raise Unreadable


def _check_whole_letters(structs: Sequence[Struct], ranges: Sequence[Range], known: Known) -> None:
    """Nothing may be put into the middle of a letter of two units, nor one half of it taken out: documents would differ."""
    own = {struct.client for struct in structs if pairs_in(struct.text)}
    wanted = own | known.with_pairs
    if not wanted:
        return
    cuts = {one for one in _cuts(structs, ranges) if one.client in wanted}
    for client in {one.client for one in cuts}:
        kept = known.structs_of(client) if client in known.with_pairs else ()
        within = {Id(client, half) for one in (*kept, *structs) if one.client == client for half in _halves(one)}
        if cuts & within:
            raise Unreadable


def _cuts(structs: Iterable[Struct], ranges: Iterable[Range]) -> Iterator[Id]:
    for struct in structs:
        if struct.origin:
            yield Id(struct.origin.client, struct.origin.clock + 1)
        if struct.right_origin:
            yield struct.right_origin
    for one in ranges:
        yield Id(one.client, one.clock)
        yield Id(one.client, one.clock + one.length)


def _halves(struct: Struct) -> list[int]:
    """The clocks of the second units of its letters of two."""
    if not pairs_in(struct.text):
        return []
    assert struct.text is not None
    pieces = _PAIR.split(struct.text)[:-1]
    ends = accumulate(units_in(piece) + 2 for piece in pieces)
    return [struct.clock + end - 1 for end in ends]
