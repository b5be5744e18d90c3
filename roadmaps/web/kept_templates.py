"""Templates that have been read are kept: to make a program of one takes longer than most pages."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache


def options() -> dict[str, Any]:
    """How Jinja keeps them: all, as there are more than it keeps by itself.

    Where Python has been told to keep what it compiles in a folder (PYTHONPYCACHEPREFIX), the next process finds them
    there, as long as their source says the same.
    """
    kept: dict[str, Any] = {"cache_size": -1}
    if sys.pycache_prefix:
        folder = Path(sys.pycache_prefix, "templates")
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            kept["bytecode_cache"] = FileSystemBytecodeCache(str(folder))
    return kept
