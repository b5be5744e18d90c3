"""One makes a page, and whoever asks for the very same meanwhile waits for it.

Otherwise all who come in that moment would make it side by side, each the slower for the others, and more would have come
before the first was ready.
"""

from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import TypeVar

from roadmaps.freshness.memory import Kept

A = TypeVar("A")
# Whoever has waited for so long makes it after all.
PATIENCE_SECONDS = 10.0


class _Turn:
    def __init__(self) -> None:
        self.is_over = Event()
        self.page: Kept | None = None


class Turns:
    """Who makes what just now, in one process."""

    def __init__(self) -> None:
        self._going_on: dict[Hashable, _Turn] = {}
        self._lock = Lock()

    def made(self, of: Hashable, make: Callable[[], tuple[A, Kept | None]]) -> tuple[A | None, Kept | None]:
        """What `make` gives: an answer, and the page if others may have it; or only the page that somebody else has made."""
        with self._lock:
            turn = self._going_on.get(of)
            if turn is None:
                own = self._going_on[of] = _Turn()
        if turn is not None:
            turn.is_over.wait(PATIENCE_SECONDS)
            return (None, turn.page) if turn.page is not None else make()
        try:
            answer, own.page = make()
            return answer, own.page
        finally:
            with self._lock:
                del self._going_on[of]
            own.is_over.set()
