"""What was read and can never read otherwise, kept in memory by whoever reads a database.

Only what is kept for good may be remembered, such as a version by its number: a unit of work may still be undone, so a
session that writes neither remembers nor is told. Sessions are not given a memory at present: an erasure rewrites what was
said for good, and the other processes would have to be told of it first.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from sqlalchemy.orm import Session

_HERE = "remembered"


class Memory:
    """Things by what tells them apart; the longest unused are forgotten when they weigh too much together."""

    def __init__(self, most: int) -> None:
        self._most, self._weight = most, 0
        self._known: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any | None:
        """What is known by the key, or None."""
        with self._lock:
            found = self._known.get(key)
            if found is None:
                return None
            self._known.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, thing: Any, weight: int = 1) -> None:
        """Remember it as the newest."""
        with self._lock:
            _, before = self._known.pop(key, (None, 0))
            self._known[key] = thing, weight
            self._weight += weight - before
            while self._weight > self._most and len(self._known) > 1:
                _, (_, gone) = self._known.popitem(last=False)
                self._weight -= gone


def remembering(memory: Memory) -> dict[Any, Any]:
    """What a session is told when it is made, so that what it reads is remembered there."""
    return {_HERE: memory}


def memory_of(session: Session) -> Memory | None:
    """Where the session may look and remember; None for one that writes."""
    found: Memory | None = session.info.get(_HERE)
    return found
