"""The process that parses. It takes one request a line on standard input and answers each with one line, in JSON.

A request that uses more than a second of processor time ends the process, as does memory beyond the limit; whoever
asked sees the pipe close and takes a new process. It ends by itself when the pipe closes at the other side.
"""

import contextlib
import json
import resource
import signal
import sys
from typing import Any

from roadmaps.foundation.prose.parsing import Parser

SECONDS_OF_PROCESSOR = 1.0
BYTES_OF_MEMORY = 1_000_000_000
DEEPEST_RECURSION = 2_000


def main() -> None:
    """Answer until there are no more requests."""
    # Some systems know no such limit.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    sys.setrecursionlimit(DEEPEST_RECURSION)
    parser = Parser()
    for line in sys.stdin.buffer:
        # Processor time, not time on the wall: a busy machine must not make honest texts look hostile.
        signal.setitimer(signal.ITIMER_PROF, SECONDS_OF_PROCESSOR)
        answer = _answer(parser, json.loads(line))
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def _answer(parser: Parser, request: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"html": parser.render(**request)}
    except (RecursionError, MemoryError):
        return {"html": None}


if __name__ == "__main__":
    main()
