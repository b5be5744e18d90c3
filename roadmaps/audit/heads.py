"""The file of heads: a line for each time, with the moment, the number and the hash of the newest line of the journal.

It is only added to. Keep it, or copies of it, where whoever can write in the database cannot.
"""

import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from roadmaps.journal.chain import Head, moment
from roadmaps.journal.checking import PublishedHead

NAME = "heads.txt"
_LINE = re.compile(r"\s*(\S+)\s+(\d{1,18})\s+([0-9a-f]{64})\s*")


class NoHeads(ValueError):
    """A file that holds something else."""


def publish(folder: Path, head: Head, *, at: datetime, site: str) -> None:
    """Add the head, so that it is on the disk when this comes back.

    :raises OSError: when the file cannot be written
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    is_new = not path.exists()
    with path.open("a", encoding="ascii") as file:
        if is_new:
            file.write(f"# Heads of the journal of {site}: moment (UTC), number of the newest line, its hash\n")
        file.write(f"{moment(at)} {head.number} {head.hash}\n")
        file.flush()
        os.fsync(file.fileno())


def read_heads(path: Path) -> Iterator[PublishedHead]:
    """The heads in a file.

    :raises OSError: when it cannot be read
    :raises NoHeads: when there is something else in it
    """
    with path.open(encoding="utf-8", errors="replace") as file:
        yield from heads_in(file, str(path))


def heads_in(rows: Iterable[str], name: str) -> Iterator[PublishedHead]:
    """The heads in the rows of a file, or of a letter that has been saved."""
    for place, row in enumerate(rows, start=1):
        if not row.strip() or row.startswith("#"):
            continue
        found = _LINE.fullmatch(row)
        if found is None:
            raise NoHeads(f"{name}, line {place}, is no head: moment, number and hash")
        yield PublishedHead(int(found[2]), found[3], f"{name}, line {place} ({found[1]})")


def last_in(path: Path) -> PublishedHead | None:
    """The newest head in a file, if there is one."""
    if not path.exists():
        return None
    return next(reversed(list(read_heads(path))), None)
