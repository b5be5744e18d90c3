"""The process that reads one Word file: from standard input, to JSON on standard output."""

import json
import subprocess
import sys
from dataclasses import asdict

from roadmaps.papers.incoming.archive import Unfit, packed, text_parts
from roadmaps.papers.incoming.markdown import Writer
from roadmaps.papers.incoming.missing import missing_from
from roadmaps.papers.incoming.preparing import prepare
from roadmaps.papers.incoming.program import command
from roadmaps.papers.incoming.told import Aside

DEEPEST_RECURSION = 5_000
# Of pandoc's own memory; the process as a whole has limits too.
_MEMORY = ("+RTS", "-M1200m", "-RTS")
_ASKED = ("--from=docx", "--to=json", "--sandbox", "--track-changes=accept")


def main() -> None:
    """Read, and tell what was read or why not."""
    sys.setrecursionlimit(DEEPEST_RECURSION)
    try:
        answer = read(sys.stdin.buffer.read())
    except Unfit as unfit:
        answer = {"unfit": unfit.why}
    except RecursionError:
        answer = {"unfit": "broken"}
    sys.stdout.write(json.dumps(answer))


def read(data: bytes) -> dict[str, object]:
    """:raises Unfit: when the file cannot be read."""
    prepared = prepare(text_parts(data))
    writer = Writer(json.loads(_by_pandoc(packed(prepared.parts))))
    text = writer.write()
    missing, numbers = missing_from(prepared.paragraphs, text)
    aside = [*prepared.aside, *([Aside("numbers", " · ".join(numbers))] if numbers else [])]
    if missing:
        text = "\n\n".join([text, *map(writer.paragraph, missing)])
    return {
        "text": text,
        "aside": [asdict(one) for one in aside],
        "pictures": writer.pictures + prepared.pictures,
        "has_tracked_changes": prepared.has_tracked_changes,
    }


def _by_pandoc(data: bytes) -> bytes:
    done = subprocess.run([*command(), *_MEMORY, *_ASKED], input=data, capture_output=True, check=False)  # noqa: S603 - a fixed command
    if done.returncode:
        sys.stderr.buffer.write(done.stderr[-2_000:])
        raise Unfit("broken")
    return done.stdout


if __name__ == "__main__":
    main()
