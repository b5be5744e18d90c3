"""How fast one may send: so much at once, and then so much a second. Kept in memory, by each process for itself."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

# Whom nobody has heard of for so long has everything to spend again, and needs no memory.
FORGOTTEN_AFTER_SECONDS = 300.0


@dataclass
class Pace:
    """What one sender may still spend."""

    at_once: float
    a_second: float
    left: float = field(init=False)
    since: float = field(init=False)

    def __post_init__(self) -> None:
        self.left, self.since = self.at_once, monotonic()

    def spend(self) -> bool:
        """Take a turn, if there is one left."""
        self._fill()
        if self.left < 1.0:
            return False
        self.left -= 1.0
        return True

    @property
    def seconds_to_wait(self) -> float:
        """How long until there is a turn again; 0 when there is one now."""
        self._fill()
        return max(0.0, (1.0 - self.left) / self.a_second)

    def _fill(self) -> None:
        moment = monotonic()
        self.left = min(self.at_once, self.left + (moment - self.since) * self.a_second)
        self.since = moment


class Paces:
    """The paces of all senders of one sort, by whatever tells them apart."""

    def __init__(self, *, at_once: float, a_second: float) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._lock = Lock()
        self._known: dict[Hashable, Pace] = {}
        self._tidied = monotonic()

    def spend(self, who: Hashable) -> bool:
        """Take a turn of this sender, if there is one left."""
        with self._lock:
            self._tidy()
            return self._known.setdefault(who, Pace(self._at_once, self._a_second)).spend()

    def _tidy(self) -> None:
        if monotonic() - self._tidied < FORGOTTEN_AFTER_SECONDS:
            return
        self._tidied = monotonic()
        quiet = [who for who, pace in self._known.items() if self._tidied - pace.since > FORGOTTEN_AFTER_SECONDS]
        for who in quiet:
            del self._known[who]
