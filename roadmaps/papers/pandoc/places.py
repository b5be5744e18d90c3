"""Where things stand in a paper: names for anchors that every program takes, found before anything is written."""

from collections.abc import Iterable, Iterator

from roadmaps.papers.reading import within
from roadmaps.papers.tree import Block, Figure, Paper, Section, Table


class Places:
    """The names of a paper's anchors; the first thing that bears an anchor has it."""

    def __init__(self, paper: Paper) -> None:
        self._of_things: dict[int, str] = {}
        self._of_anchors: dict[str, str] = {}
        for number, thing in enumerate(_things([*paper.chapters, *paper.colophon]), 1):
            name = f"toc{number:06}" if isinstance(thing, Section) else f"ref{number:06}"
            self._of_things[id(thing)] = name
            if thing.anchor:
                self._of_anchors.setdefault(thing.anchor, name)

    def of(self, thing: Section | Table | Figure) -> str:
        """The name of the place where the thing stands."""
        return self._of_things.get(id(thing), "")

    def at(self, anchor: str) -> str:
        """The name of the place that an anchor leads to; nothing when it leads nowhere."""
        return self._of_anchors.get(anchor, "")


def _things(blocks: Iterable[Block]) -> Iterator[Section | Table | Figure]:
    for block in blocks:
        if isinstance(block, Section | Table | Figure):
            yield block
        yield from _things(within(block))
