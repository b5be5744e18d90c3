"""The process that draws one picture: its words as JSON on standard input, a PNG on standard output."""

import json
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from roadmaps.foundation.later import later
from roadmaps.paths import PRINT_FONTS

if TYPE_CHECKING:
    import typst
else:
    typst = later("typst")

_PROGRAM = Path(__file__).with_name("picture.typ")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_GREY = "#45545f"


def main() -> None:
    """Draw the picture of the request."""
    told = json.load(sys.stdin)
    told["color"] = told["color"] if _COLOR.fullmatch(told["color"]) else _GREY
    # Its types ask for a path; it takes a program as bytes as well.
    program: Any = _PROGRAM.read_bytes()
    with TemporaryDirectory() as nothing:
        picture = typst.compile(
            program,
            root=nothing,
            font_paths=[str(PRINT_FONTS)],
            ignore_system_fonts=True,
            package_path=nothing,
            package_cache_path=nothing,
            format="png",
            ppi=72,
            sys_inputs={"told": json.dumps(told)},
        )
    sys.stdout.buffer.write(picture)


if __name__ == "__main__":
    main()
