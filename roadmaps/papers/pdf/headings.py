"""Headings as data for the template: their words, and on a line of its own what stands beside them."""

from collections.abc import Iterator, Sequence

from roadmaps.papers import tree, words
from roadmaps.papers.pdf.lines import REPEATED, Lines, badge, is_decorated
from roadmaps.papers.pdf.places import Node, Places


class Headings:
    """Sets the headings of one paper."""

    def __init__(self, places: Places, lines: Lines) -> None:
        self._places, self._lines = places, lines

    def shape(self, title: tree.Line, level: int) -> list[Node]:
        """A heading within somebody's text. Nothing when it says nothing."""
        return self._whole({"level": level, "listed": False}, title, [])

    def of_section(self, section: tree.Section, level: int) -> list[Node]:
        """The heading of a section, with its state and marks to what is remarked on the whole of it."""
        beside = [*self._was(section), *(one for mark in section.badges for one in badge(mark.text, mark.tone))]
        heading = {
            "level": level,
            "listed": section.is_listed,
            "id": self._places.label(section.anchor) if self._says_something(section.title) else None,
            "struck": section.was == "deleted" and not is_decorated(self._lines.shape(section.title, REPEATED)),
        }
        return self._whole(heading, section.title, beside, section.remarks)

    def _says_something(self, title: tree.Line) -> bool:
        return bool(self._lines.shape(_without_remarks(title), REPEATED))

    def _whole(
        self, node: Node, title: tree.Line, beside: list[Node], remarks: Sequence[tree.Remark] = ()
    ) -> list[Node]:
        line = self._lines.shape(_without_remarks(title), REPEATED)
        marks = [{**self._places.remark(remark), "leads": True} for remark in (*remarks, *_remarks(title))]
        self._places.has_headings |= bool(line)
        heading: list[Node] = [{"k": "h", "i": line, **node}] if line else []
        return [*heading, {"k": "beside", "i": [*beside, *marks]}] if beside or marks else heading

    def _was(self, section: tree.Section) -> Iterator[Node]:
        if section.was:
            said, tone = (
                (words.INSERTED, tree.Tone.GOOD) if section.was == "inserted" else (words.DELETED, tree.Tone.DANGER)
            )
            yield from badge(self._places.words.say(said), tone)


def _without_remarks(line: tree.Line) -> list[tree.Inline]:
    return [
        part for one in line for part in (_without_remarks(one.inside) if isinstance(one, tree.Remarked) else [one])
    ]


def _remarks(line: tree.Line) -> Iterator[tree.Remark]:
    for one in line:
        if isinstance(one, tree.Remarked):
            yield one.remark
            yield from _remarks(one.inside)
