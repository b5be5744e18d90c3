"""How often one address may say something without an account. Kept in memory only: it is nobody's record."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock

MOST = 20
WITHIN = timedelta(minutes=10)
MOST_ADDRESSES = 10_000


class Pace:
    """Counts what came from each address of late."""

    def __init__(self) -> None:
        self._said: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def allows(self, address: str, at: datetime) -> bool:
        """Whether the address may speak; if so, it has."""
        with self._lock:
            said = self._said.setdefault(address, deque())
            self._said.move_to_end(address)
            while len(self._said) > MOST_ADDRESSES:
                self._said.popitem(last=False)
            while said and said[0] <= at - WITHIN:
                said.popleft()
            if len(said) >= MOST:
                return False
            said.append(at)
            return True
