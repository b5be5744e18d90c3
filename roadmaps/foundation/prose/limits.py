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
_BLANK = re.compile(r"\n[ \t]*\n")


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
    for line in text.split("\n"):
        if len(line) > LONGEST_LINE:
            raise TooComplex(say("One line of the text is too long. Divide it into paragraphs."))
        _check_nesting(line)
    for paragraph in _BLANK.split(text):
        brackets = sum(paragraph.count(bracket) for bracket in "[]")
        marks = sum(paragraph.count(mark) for mark in "*_~`<!&\\^")
        if brackets > MOST_BRACKETS_IN_A_PARAGRAPH or marks > MOST_MARKS_IN_A_PARAGRAPH:
            raise TooComplex


def _check_nesting(line: str) -> None:
    if _RULE.fullmatch(line):
        return
    start = _NESTING.match(line)
    opening = start.group() if start else ""
    indent = len(opening.replace("\t", "    ")) - len(opening.replace("\t", "    ").lstrip())
    if len(_MARKER.findall(opening + " ")) > DEEPEST or indent > 4 * DEEPEST:
        raise TooComplex
