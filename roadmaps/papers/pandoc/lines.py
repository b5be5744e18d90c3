"""Lines of the tree as pandoc's."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Literal

from roadmaps.foundation.clock import LOCAL
from roadmaps.papers import tree
from roadmaps.papers.pandoc import nodes
from roadmaps.papers.pandoc.nodes import Node
from roadmaps.papers.pandoc.places import Places
from roadmaps.papers.pandoc.texts import fit, fit_address, fit_lines, words_in
from roadmaps.papers.reading import text_of
from roadmaps.papers.words import Words

How = Literal["inserted", "deleted"]
_DEEPEST = 12
_LANGUAGE = re.compile("[a-z]{2,3}")
_STYLES = {
    "strong": "Strong",
    "emphasis": "Emph",
    "struck": "Strikeout",
    "superscript": "Superscript",
    "subscript": "Subscript",
}


@dataclass(frozen=True)
class Abilities:
    """What a format has by itself: comments in the margin, and changes that can be taken or refused."""

    comments: bool
    changes: bool


@dataclass(frozen=True)
class Where:
    """The place of a line: whether links and notes may stand there, and whether the whole of it came or went.

    `is_told` says that this is only told of, and nothing to be taken or refused.
    """

    links: bool = True
    notes: bool = True
    remarks: bool = True
    was: How | None = None
    is_told: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Noted:
    """A remark with its number, for the list of comments."""

    number: int
    about: str
    remark: tree.Remark


class Lines:
    """Writes lines of one paper, and keeps the remarks that it has come upon."""

    def __init__(
        self,
        paper: tree.Paper,
        words: Words,
        abilities: Abilities,
        notes: Callable[[tree.Blocks, Where], list[Node]],
    ) -> None:
        self._abilities, self._words, self._notes = abilities, words, notes
        self._places = Places(paper)
        self._changed_by = fit(paper.identity.creator or paper.cover.publisher) or "Färdplan"
        self._changed_at = paper.identity.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._remarks = 0
        self.noted: list[Noted] = []
        self.answers: dict[int, int] = {}

    @property
    def places(self) -> Places:
        """Where things stand in the paper."""
        return self._places

    def write(self, line: tree.Line, where: Where) -> list[Node]:
        """The line. Text that is empty is left out."""
        if where.depth > _DEEPEST:
            return self._text(words_in(line), where)
        return [node for one in line for node in self._one(one, where)]

    def remarked(self, remarks: Iterable[tree.Remark], line: list[Node], about: str) -> list[Node]:
        """The line with the remarks on the whole of it."""
        for remark in remarks:
            line = self._remark(remark, line, about)
        return line

    def _one(self, one: tree.Inline, where: Where) -> list[Node]:
        deeper = replace(where, depth=where.depth + 1)
        match one:
            case tree.Text(text):
                return self._text(fit(text), where)
            case tree.Code(text):
                return self._changed([nodes.code(fit(text))], where) if fit(text) else []
            case tree.Break():
                return [nodes.new_line()]
            case tree.Badge():
                return self._changed([badge(one)], where) if fit(one.text).strip() else []
            case tree.Styled() | tree.Spoken():
                return self._around(one, self.write(one.inside, deeper))
            case tree.Link():
                return self._link(one, deeper)
            case tree.Footnote(inside):
                return self._footnote(inside, where)
            case tree.Changed(how, inside, is_told):
                return self.write(inside, deeper if where.was else replace(deeper, was=how, is_told=is_told))
            case tree.Remarked(remark, inside):
                written = self.write(inside, deeper)
                return self._remark(remark, written, words_in(inside)) if where.remarks else written

    def _text(self, text: str, where: Where) -> list[Node]:
        return self._changed([nodes.words(text)], where) if text else []

    def _around(self, one: tree.Styled | tree.Spoken, inside: list[Node]) -> list[Node]:
        if not inside:
            return []
        if isinstance(one, tree.Styled):
            return [nodes.dressed(_STYLES[one.style], inside)]
        is_other = one.language != self._words.language and _LANGUAGE.fullmatch(one.language)
        return [nodes.spoken(inside, one.language)] if is_other else inside

    def _changed(self, inside: list[Node], where: Where) -> list[Node]:
        """A change lies innermost: around runs of words and nothing else, which is where Word has it."""
        if where.was is None:
            return inside
        if self._abilities.changes and not where.is_told:
            name = "insertion" if where.was == "inserted" else "deletion"
            return [nodes.marked(name, inside, author=self._changed_by, date=self._changed_at)]
        return [nodes.span(inside, "Inserted" if where.was == "inserted" else "Deleted")]

    def _link(self, link: tree.Link, where: Where) -> list[Node]:
        inside, notes = _apart(link.inside)
        written = self.write(inside, replace(where, links=False))
        address = self._address(link.address) if where.links else ""
        return [*([nodes.link(written, address)] if address and written else written), *self.write(notes, where)]

    def _address(self, address: str) -> str:
        if address.startswith("#"):
            place = self._places.at(address[1:])
            return f"#{place}" if place else ""
        return fit_address(address)

    def _footnote(self, inside: tree.Blocks, where: Where) -> list[Node]:
        """No note lies within a note, and no comment: they are said after it, or in brackets."""
        said = fit(text_of(inside)).strip()
        if not said:
            return []
        if not where.notes:
            return self._text(f" ({said})", where)
        blocks = self._notes(inside, replace(where, notes=False, remarks=False))
        return self._changed([nodes.note(blocks)], where)

    def _remark(self, remark: tree.Remark, inside: list[Node], about: str) -> list[Node]:
        if self._abilities.comments:
            thread = list(thread_of(remark))
            numbers = [str(self._remarks + place) for place in range(len(thread))]
            self.answers |= dict.fromkeys(range(self._remarks + 1, self._remarks + len(thread)), self._remarks)
            self._remarks += len(thread)
            begins = [
                nodes.marked("comment-start", _lines(one.text), id=number, author=fit(one.author), date=_moment(one))
                for number, one in zip(numbers, thread, strict=True)
            ]
            return [*begins, *inside, *(nodes.marked("comment-end", (), id=number) for number in numbers)]
        self._remarks += 1
        self.noted.append(Noted(self._remarks, about, remark))
        sign = nodes.link([nodes.words(f"[{self._remarks}]")], f"#comment-{self._remarks}")
        return [*inside, nodes.dressed("Superscript", [sign])]


def badge(one: tree.Badge) -> Node:
    """A state, in a style of its own."""
    return nodes.span([nodes.words(f"\u00a0{fit(one.text).strip()}\u00a0")], f"Badge{one.tone.value.title()}")


def thread_of(remark: tree.Remark) -> Iterator[tree.Remark]:
    """A remark with all answers, one after the other: in a margin there is but one level of them."""
    yield remark
    for answer in remark.answers:
        yield from thread_of(answer)


def _apart(line: tree.Line) -> tuple[tree.Line, tree.Line]:
    """The line without its notes, and the notes."""
    notes = [one for one in line if isinstance(one, tree.Footnote)]
    return [one for one in line if not isinstance(one, tree.Footnote)], notes


def _lines(text: str) -> list[Node]:
    written: list[Node] = []
    for number, line in enumerate(fit_lines(text)):
        written += [nodes.new_line(), nodes.words(line)] if number else [nodes.words(line)]
    return written


def _moment(remark: tree.Remark) -> str:
    """Word reads the hour as it stands, whatever the zone; so it is told as clocks here show it."""
    return remark.at.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M:%SZ")
