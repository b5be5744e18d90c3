"""What is found, and how bad it is."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Level(enum.IntEnum):
    WARN = 1
    POLICY = 2
    INJECT = 3
    EXEC = 4


WARN, POLICY, INJECT, EXEC = Level.WARN, Level.POLICY, Level.INJECT, Level.EXEC


class Finding(NamedTuple):
    level: Level
    kind: str
    detail: str
    where: str  # which parser / context / round saw it
