"""The process that redraws one picture: from standard input, to one line of facts and the picture on standard output."""

import json
import sys

from roadmaps.files.pictures import Unfit, redrawn


def main() -> None:
    """Redraw, or tell why not."""
    try:
        picture = redrawn(sys.stdin.buffer.read())
    except Unfit as unfit:
        sys.stdout.write(json.dumps({"unfit": unfit.why}) + "\n")
        return
    facts = {"media_type": picture.media_type, "width": picture.width, "height": picture.height}
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + picture.content)


if __name__ == "__main__":
    main()
