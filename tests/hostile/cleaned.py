"""What the cleaners make of known HTML and known texts, held against what they made of it when somebody last looked."""

import json
from collections.abc import Iterator
from pathlib import Path

from roadmaps.foundation.prose import cleaning
from roadmaps.foundation.prose.parsing import Parser

CASES = json.loads((Path(__file__).parents[1] / "cases" / "cleaned.json").read_text(encoding="utf-8"))
_parser = Parser()


def differences() -> Iterator[str]:
    """Every case that comes out otherwise than it should."""
    for case in CASES["html"]:
        for step, clean in (("once", cleaning.clean_once), ("again", cleaning.clean_again)):
            if (made := clean(case["html"])) != case[step]:
                yield f"{case['html']} – {step}: {made} instead of {case[step]}"
    for case in CASES["texts"]:
        made = _parser.render(case["text"], links={}, heading_level=3, unique="u")
        if made != case["html"]:
            yield f"{case['text']}: {made} instead of {case['html']}"
