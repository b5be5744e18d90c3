"""The files that were drawn last, kept in memory: a calendar is fetched by many, several times a day, and changes seldom.

What is kept is found by everything that is in it, so nobody gets what was drawn for other eyes.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST = 16


class DrawnCalendars:
    """A few files, the least lately used of which makes room for the next."""

    def __init__(self, most: int = MOST) -> None:
        self._files: OrderedDict[bytes, bytes] = OrderedDict()
        self._most, self._lock = most, Lock()

    def drawn(self, contents: object, draw: Callable[[], bytes]) -> bytes:
        """The file with these contents, drawn now unless it was lately. Contents are told apart by their `repr`."""
        key = hashlib.sha256(repr(contents).encode("utf-8", "surrogatepass")).digest()
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
                return self._files[key]
        body = draw()
        with self._lock:
            self._files[key] = body
            while len(self._files) > self._most:
                self._files.popitem(last=False)
        return body
