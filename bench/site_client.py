"""The client of `bench.site`: a process of its own, so that what it takes is not counted as the server's.

It reads what to ask for on its input and writes on its output what it saw, both as JSON. Plain sockets that are kept open:

- *closed*: so many connections, each of which asks again as soon as it is answered, which shows how much a server can do;
- *open*: so many questions a second whatever the answers take, each timed from when it was due and not from when a
  connection was free for it. A server that stops for a second is then seen to have let a second's worth of readers wait.
"""

import json
import selectors
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from socket import IPPROTO_TCP, TCP_NODELAY, create_connection, socket

SOCKETS_WHEN_OPEN = 64
# However slow the answers are, so many are wanted for a median.
FEWEST = 10
LONGEST_TAIL_SECONDS = 10.0


@dataclass
class Line:
    """One connection, with the question that it waits to have answered: when that was due, and what has come so far."""

    host: str
    port: int
    wire: socket = field(init=False)
    asked: bytes = b""
    due: float = 0.0
    got: bytearray = field(default_factory=bytearray)
    whole: int = 0

    def __post_init__(self) -> None:
        self._connect()

    def _connect(self) -> None:
        self.wire = create_connection((self.host, self.port))
        self.wire.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)

    def ask(self, question: bytes, due: float) -> None:
        """Send a question that was due at a moment."""
        self.asked, self.due, self.whole = question, due, 0
        self.got.clear()
        self.wire.sendall(question)

    def is_answered(self) -> bool:
        """Take in what has come; true when that is all. A server may have closed an idle connection: then ask once more.

        :raises ConnectionError: when the server hangs up in the middle
        """
        some = self.wire.recv(1 << 18)
        if not some:
            if self.got:
                raise ConnectionError("hung up in the middle of an answer")
            self.wire.close()
            self._connect()
            self.wire.sendall(self.asked)
            return False
        self.got += some
        if not self.whole and (end := self.got.find(b"\r\n\r\n")) >= 0:
            self.whole = end + 4 + _length(bytes(self.got[:end]).lower())
        return bool(self.whole) and len(self.got) >= self.whole

    @property
    def status(self) -> int:
        """Of the answer."""
        return int(self.got[9:12])


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    if b" 304 " in head[:20] or b" 204 " in head[:20]:
        return 0
    raise ValueError(f"an answer without a length: {head[:200]!r}")


def closed(lines: Sequence[Line], questions: Sequence[bytes], seconds: float) -> tuple[list[float], list[int], float]:
    """Ask without a pause. What each took, its status, and how long all of it took."""
    took: list[float] = []
    statuses: list[int] = []
    begun = time.perf_counter()
    ends = begun + seconds
    with selectors.DefaultSelector() as waiting:
        for number, line in enumerate(lines):
            line.ask(questions[number % len(questions)], time.perf_counter())
            waiting.register(line.wire, selectors.EVENT_READ, line)
        number, busy = len(lines), len(lines)
        while busy:
            for key, _ in waiting.select(LONGEST_TAIL_SECONDS):
                line = key.data
                if not _answered(waiting, key, line):
                    continue
                now = time.perf_counter()
                took.append(now - line.due)
                statuses.append(line.status)
                if now < ends:
                    line.ask(questions[number % len(questions)], now)
                    number += 1
                else:
                    waiting.unregister(line.wire)
                    busy -= 1
    return took, statuses, time.perf_counter() - begun


def opened(
    lines: Sequence[Line], questions: Sequence[bytes], seconds: float, rate: float
) -> tuple[list[float], list[int], float]:
    """Ask at a steady rate. What each took from when it was due, its status, and how long all of it took."""
    took: list[float] = []
    statuses: list[int] = []
    free, late = deque(lines), deque[tuple[bytes, float]]()
    begun = time.perf_counter()
    number, most, busy = 0, max(FEWEST, int(seconds * rate)), 0
    with selectors.DefaultSelector() as waiting:
        while number < most or busy or late:
            now = time.perf_counter()
            while number < most and begun + number / rate <= now:
                late.append((questions[number % len(questions)], begun + number / rate))
                number += 1
            while late and free:
                line = free.popleft()
                line.ask(*late.popleft())
                waiting.register(line.wire, selectors.EVENT_READ, line)
                busy += 1
            pause = begun + number / rate - time.perf_counter() if number < most else LONGEST_TAIL_SECONDS
            for key, _ in waiting.select(max(0.0, pause)) if busy else _nothing_for(pause):
                line = key.data
                if not _answered(waiting, key, line):
                    continue
                took.append(time.perf_counter() - line.due)
                statuses.append(line.status)
                waiting.unregister(line.wire)
                free.append(line)
                busy -= 1
    return took, statuses, time.perf_counter() - begun


def _nothing_for(seconds: float) -> list[tuple[selectors.SelectorKey, int]]:
    time.sleep(max(0.0, seconds))
    return []


def _answered(waiting: selectors.BaseSelector, key: selectors.SelectorKey, line: Line) -> bool:
    """Take in what has come, also when the line had to be opened anew."""
    is_answered = line.is_answered()
    if line.wire is not key.fileobj:
        waiting.unregister(key.fileobj)
        waiting.register(line.wire, selectors.EVENT_READ, line)
    return is_answered


def main() -> None:
    """Do what the input tells."""
    told = json.load(sys.stdin)
    questions = [one.encode("latin-1") for one in told["questions"]]
    rate = told.get("rate")
    lines = [Line(told["host"], told["port"]) for _ in range(SOCKETS_WHEN_OPEN if rate else told["connections"])]
    way = opened(lines, questions, told["seconds"], rate) if rate else closed(lines, questions, told["seconds"])
    took, statuses, seconds = way
    count = {str(status): statuses.count(status) for status in sorted(set(statuses))}
    json.dump({"took": took, "statuses": count, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
