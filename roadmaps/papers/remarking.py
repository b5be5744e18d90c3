"""Putting a remark at the words that it is about."""

from collections.abc import Sequence
from dataclasses import replace

from roadmaps.papers.reading import words_of
from roadmaps.papers.tree import (
    Badge,
    Block,
    Break,
    Code,
    Footnote,
    Heading,
    Inline,
    Line,
    Listing,
    Paragraph,
    Quote,
    Remark,
    Remarked,
    Text,
)


def remarked(blocks: Sequence[Block], passage: str, remark: Remark) -> list[Block] | None:
    """The blocks with the remark where the passage first stands within one line; None when it stands nowhere."""
    if not passage:
        return None
    for place, block in enumerate(blocks):
        marked = _in_block(block, passage, remark)
        if marked is not None:
            return [*blocks[:place], marked, *blocks[place + 1 :]]
    return None


def _in_block(block: Block, passage: str, remark: Remark) -> Block | None:
    match block:
        case Paragraph(inside) | Heading(inside):
            line = _in_line(inside, passage, remark)
            return None if line is None else replace(block, inside=line)
        case Quote(inside):
            told = remarked(inside, passage, remark)
            return None if told is None else Quote(told)
        case Listing(items):
            for place, item in enumerate(items):
                told = remarked(item.inside, passage, remark)
                if told is not None:
                    return replace(block, items=[*items[:place], replace(item, inside=told), *items[place + 1 :]])
    return None


def _in_line(line: Line, passage: str, remark: Remark) -> Line | None:
    start = words_of(line).find(passage)
    if start < 0:
        return None
    before, rest = _split(line, start)
    those, after = _split(rest, len(passage))
    return (*before, Remarked(remark, those), *after)


def _split(line: Line, at: int) -> tuple[list[Inline], list[Inline]]:
    """What stands before so many letters, and what stands after them."""
    before: list[Inline] = []
    for place, one in enumerate(line):
        length = len(words_of((one,)))
        if length > at:
            left, right = _parted(one, at)
            return [*before, *left], [*right, *line[place + 1 :]]
        before.append(one)
        at -= length
    return before, []


def _parted(one: Inline, at: int) -> tuple[list[Inline], list[Inline]]:
    if not at:
        return [], [one]
    match one:
        case Text(text) | Code(text):
            return [replace(one, text=text[:at])], [replace(one, text=text[at:])]
        case Badge() | Break() | Footnote():
            return [one], []
        case _:
            left, right = _split(one.inside, at)
            return [replace(one, inside=left)], [replace(one, inside=right)]
