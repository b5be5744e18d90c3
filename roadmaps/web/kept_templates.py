"""Templates that have been read are kept: to make a program of one takes longer than most pages."""

import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask.templating import Environment
from jinja2 import FileSystemBytecodeCache


class Templates(Environment):
    """All templates of a site, which know the same words."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Those of the site, unless a template is given words of its own.

        The library lays an empty layer over them for each template, and compares them one by one wherever a template
        takes a macro from another.
        """
        return super().make_globals(d) if d else self.globals


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
