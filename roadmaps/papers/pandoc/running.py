"""Letting pandoc write, within limits, in its sandbox."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from roadmaps.papers.bounded import Limits, run
from roadmaps.papers.incoming.program import command
from roadmaps.papers.pandoc.nodes import Node

_MEGABYTES = 1_200
# The runtime sets aside more addresses than it ever fills; its own limit is of what it fills.
_LIMITS = Limits(processor_seconds=60, seconds=120, megabytes=4_000)


def converted(document: Node, to: Literal["docx", "odt"], reference: bytes) -> bytes:
    """The document in the format, with the styles of the reference document.

    :raises TooMuch: when pandoc needs more than the limits
    """
    with TemporaryDirectory(prefix="paper-") as folder:
        style = Path(folder) / f"reference.{to}"
        style.write_bytes(reference)
        arguments = ("--sandbox", "--from=json", f"--to={to}", "--wrap=none", f"--reference-doc={style}", "--output=-")
        pandoc = (*command(), "+RTS", f"-M{_MEGABYTES}m", "-RTS", *arguments)
        return run(pandoc, json.dumps(document, ensure_ascii=True).encode(), _LIMITS)
