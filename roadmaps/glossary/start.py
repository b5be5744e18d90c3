"""The words that a region finds explained when it begins, in `start.toml` beside this file."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("start.toml")


@cache
def start_set() -> Sequence[Mapping[str, Any]]:
    """The content of each term."""
    terms: Sequence[Mapping[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["terms"]
    return terms
