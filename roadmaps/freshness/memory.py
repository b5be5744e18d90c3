"""Pages kept in the memory of one process: as many as have room, those that nobody has asked for longest going first."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock

from roadmaps.freshness.bodies import Body

# What a page weighs beside its text: its compressed forms, and what is known about it.
_BESIDE = 4_000
_COMPRESSED_SHARE = 2

# Of which page, for whom and in which words: everything that it depends on beside what is kept in the database.
Address = tuple[object, ...]
# What it was made from: where its marks were, and on which day.
Made = tuple[tuple[int, ...], date]


@dataclass
class Kept:
    """A page, and how long it holds: while its marks stay where they were, and until a moment (in seconds since 1970).

    `headers` are those of an answer to a reader without an account, with a place left open for the nonce; there are none
    as long as no such answer has been sent as a whole. `door` is its endpoint and the pattern of its address.
    """

    names: tuple[str, ...]
    made: Made
    until: int
    tag: str
    body: Body
    door: tuple[str, str]
    headers: list[tuple[str, str]] | None = None

    @property
    def weight(self) -> int:
        """About how many bytes it takes."""
        return self.body.size * _COMPRESSED_SHARE + _BESIDE


class Memory:
    """Kept pages by their addresses."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Address, Kept] = OrderedDict()
        self._lock = Lock()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, address: Address) -> Kept | None:
        """The page that was last made for the address, fresh or not."""
        with self._lock:
            found = self._kept.get(address)
            if found is not None:
                self._kept.move_to_end(address)
            return found

    def put(self, address: Address, page: Kept) -> None:
        """Keep it in the place of an older one. What is too large to be kept with others is not kept."""
        with self._lock:
            self._drop(address)
            if page.weight * 4 > self._most_bytes:
                return
            self._kept[address] = page
            self.bytes += page.weight
            while self.bytes > self._most_bytes:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def _drop(self, address: Address) -> None:
        old = self._kept.pop(address, None)
        if old is not None:
            self.bytes -= old.weight
