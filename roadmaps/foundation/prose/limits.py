"""What is refused before any parser sees it, found in one pass over the text."""

import re

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say

LARGEST = 200_000
LONGEST_LINE = 20_000
DEEPEST = 20
MOST_BRACKETS_IN_A_PARAGRAPH = 400
MOST_MARKS_IN_A_PARAGRAPH = 1_000

_NESTING = re.compile(r"[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)*")
_MARKER = re.compile(r">|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
# An item of a list and a row of a table are parsed apart from the lines around them.
_STANDS_APART = re.compile(r"[-+*][ \t]|\d{1,9}[.)][ \t]|\|")


class TooComplex(Invalid):
    """The text is too large, or nested or tangled beyond what any honest text is."""

    def __init__(self, sentence: Sentence | None = None) -> None:
        super().__init__(
            sentence
            or say(
                "This text is too tangled to be shown. Simplify it: fewer levels of lists and quotes, "
                "fewer brackets and marks in each paragraph."
            )
        )


def check_limits(text: str) -> None:
    """:raises TooComplex: when the text goes beyond a limit."""
    if len(text) > LARGEST:
        raise TooComplex(say("This text is too long. At most %(most)s characters fit in one block.", most=LARGEST))
    brackets = marks = 0
    for line in text.split("\n"):
        if len(line) > LONGEST_LINE:
            raise TooComplex(say("One line of the text is too long. Divide it into paragraphs."))
        _check_nesting(line)
        start = line.lstrip(" \t>")
        if not start or _STANDS_APART.match(start):
            brackets = marks = 0
        brackets += sum(map(line.count, "[]"))
        marks += sum(map(line.count, "*_~`<!&\\^"))
        if brackets > MOST_BRACKETS_IN_A_PARAGRAPH or marks > MOST_MARKS_IN_A_PARAGRAPH:
            raise TooComplex


def _check_nesting(line: str) -> None:
    opening = _NESTING.match(line)
    if opening and len(_MARKER.findall(opening.group() + " ")) > DEEPEST and not _RULE.fullmatch(line):
        raise TooComplex
