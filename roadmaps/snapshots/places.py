"""How many files one process makes at once while somebody waits for them; whoever comes next is asked to wait apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 2
SECONDS_AT_MOST = 3.0


class Places:
    """The places of one process. Pages are served beside them whatever happens here."""

    def __init__(self, number: int = AT_ONCE) -> None:
        self._free = BoundedSemaphore(number)

    @contextmanager
    def taken(self) -> Iterator[bool]:
        """Whether a place was free; it is held until the block ends."""
        is_taken = self._free.acquire(blocking=False)
        try:
            yield is_taken
        finally:
            if is_taken:
                self._free.release()

    @property
    def has_room(self) -> bool:
        """Whether a place is free just now."""
        with self.taken() as is_taken:
            return is_taken
