"""The process that sets one paper: a request in JSON on standard input, a line about the file and the file on standard output.

The compiler's root is an empty folder, so that no path leads anywhere; its only fonts are those for print.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from roadmaps.foundation.later import later
from roadmaps.papers.pdf.row_heads import with_row_heads
from roadmaps.paths import PRINT_FONTS

if TYPE_CHECKING:
    import typst
else:
    typst = later("typst")

_TEMPLATE = Path(__file__).parent / "template"
_PARTS = ("look.typ", "lines.typ", "tables.typ", "blocks.typ", "cover.typ", "paper.typ")
_COMPLAINT = 1_000


def main() -> None:
    """Set the paper of the request."""
    request = json.load(sys.stdin)
    complaints: list[str] = []
    with TemporaryDirectory() as nothing:
        for standards in request["standards"]:
            try:
                content = set_in_type(request, standards, nothing)
            except typst.TypstError as error:
                if not standards:
                    raise
                complaints.append(_complaint(error))
            else:
                _answer({"standards": standards, "complaints": complaints}, content)
                return


def set_in_type(request: dict[str, Any], standards: list[str], root: str) -> bytes:
    """One paper that keeps to these standards.

    :raises typst.TypstError: when it does not, or cannot be set at all
    """
    inputs = {"paper": request["paper"]}
    if request["attachment"] and standards[-1:] == ["a-3a"]:
        inputs |= {f"attachment-{key}": value for key, value in request["attachment"].items()}
    if "ua-1" not in standards:
        inputs["notice"] = request["not_accessible"]
    # Its types ask for paths of one sort in all places; it takes a program as bytes as well.
    program: Any = b"\n".join((_TEMPLATE / part).read_bytes() for part in _PARTS)
    keeping: Any = standards
    content: bytes = typst.compile(
        program,
        root=root,
        font_paths=[str(PRINT_FONTS)],
        ignore_system_fonts=True,
        package_path=root,
        package_cache_path=root,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=keeping,
        timestamp=request["made_at"],
    )
    return with_row_heads(content, request["named"])


def _complaint(error: "typst.TypstError") -> str:
    return " ".join([str(error), *error.hints])[:_COMPLAINT]


def _answer(about: dict[str, Any], content: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
