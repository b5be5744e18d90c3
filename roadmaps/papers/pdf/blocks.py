"""Blocks of a paper as data for the template, in one flat row of headings and what stands under them.

Sections are told by their headings, whose levels never leap. What is small is kept together on a page; tables that need
it stand on pages on their side. Whatever a place cannot hold (a table within a cell, a heading within a list) is said in
simpler forms, and nothing is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from roadmaps.papers import tree, words
from roadmaps.papers.pdf import characters, drawings, measures
from roadmaps.papers.pdf.headings import Headings
from roadmaps.papers.pdf.lines import ANYWHERE, LABEL, REPEATED, Lines, Shaped, Where
from roadmaps.papers.pdf.places import Node, Places
from roadmaps.papers.pdf.simple import simply
from roadmaps.papers.pdf.tables import Tables
from roadmaps.papers.pdf.turning import following, turned
from roadmaps.papers.reading import text_of

_DEEPEST_HEADING = 6
_DEEPEST_BLOCK = 7
_KEPT_CARD, _KEPT_SECTION, _KEPT_BOX = 250.0, 130.0, 220.0
_HIGHEST_NUMBER = 999_999
_LONGEST_NUMBER, _BRIEF = 12, 60


@dataclass(frozen=True)
class Room:
    """Where blocks stand: at which level of headings, in how much width, how deep within other blocks."""

    level: int = 0
    width: float = measures.WIDTH
    depth: int = 0
    where: Where = ANYWHERE
    has_boxes: bool = True

    def inside(self, indent: float) -> "Room":
        """Within a block that takes some of the width."""
        return replace(self, width=max(self.width - indent, 60.0), depth=self.depth + 1)


class Blocks:
    """Sets the blocks of one paper."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._lines = Lines(places, self._note)
        self._headings = Headings(places, self._lines)
        self._tables = Tables(places, self._lines, self._in_cell)
        self._setters: Mapping[type, Callable[[Any, Room], Iterable[Node]]] = {
            tree.Paragraph: self._paragraph,
            tree.Heading: lambda heading, room: self._paragraph(next(_simple(heading)), room),
            tree.Listing: self._listing,
            tree.Quote: lambda quote, room: _around({"k": "quote"}, self.shape(quote.inside, room.inside(20))),
            tree.CodeBlock: lambda code, _room: [{"k": "pre", "lines": characters.lines(code.text)}],
            tree.Rule: lambda _rule, _room: [{"k": "rule"}],
            tree.Facts: self._facts,
            tree.Table: lambda table, room: self._tables.shape(table, room.width, may_turn=not room.depth),
            tree.Figure: self._figure,
            tree.Picture: self._picture,
            tree.Tiles: self._tiles,
            tree.Callout: self._callout,
            tree.Section: self._section,
        }

    def chapter(self, section: tree.Section) -> list[Node]:
        """One chapter, with its remarks at its end."""
        shaped = [*self._section(section, Room()), *self._places.take_remarks(), *self._places.missing(section)]
        return turned(following(shaped))

    def shape(self, blocks: Sequence[tree.Block], room: Room) -> list[Node]:
        """The blocks, one after the other."""
        level = room.level
        room = replace(room, has_boxes=all(_is_small_card(block, room) for block in blocks if _is_card(block)))
        shaped: list[Node] = []
        for block in blocks:
            if isinstance(block, tree.Heading) and not room.depth:
                here = min(room.level + max(block.rank, 1), level + 1, _DEEPEST_HEADING)
                heading = self._headings.shape(block.inside, here)
                level = here if heading else level
                shaped += heading
            else:
                shaped += self._one(block, room)
                level = room.level if isinstance(block, tree.Section) else level
        return shaped

    def line(self, line: tree.Line) -> Shaped:
        """A line by itself."""
        return self._lines.shape(line, LABEL)

    def _one(self, block: tree.Block, room: Room) -> Iterable[Node]:
        if room.depth > _DEEPEST_BLOCK:
            return self._simply((block,), room.where)
        return self._setters[type(block)](block, room)

    def _paragraph(self, paragraph: tree.Paragraph, room: Room) -> Iterator[Node]:
        if shaped := self._lines.shape(paragraph.inside, room.where):
            yield {"k": "p", "i": shaped, "s": paragraph.style}

    def _listing(self, listing: tree.Listing, room: Room) -> Iterator[Node]:
        items = [self._done(item, self.shape(item.inside, room.inside(18))) for item in listing.items]
        yield from self._list(listing, items)

    def _list(self, listing: tree.Listing, items: list[list[Node]]) -> Iterator[Node]:
        start = None if listing.start is None else min(max(listing.start, 0), _HIGHEST_NUMBER)
        if shown := [item for item in items if item]:
            yield {"k": "list", "start": start, "i": shown}

    def _done(self, item: tree.Item, shaped: list[Node]) -> list[Node]:
        """An entry that begins with whether it is done, where it is a task."""
        if item.is_done is None:
            return shaped
        state = self._places.words.say(words.DONE if item.is_done else words.NOT_DONE)
        done: Shaped = [{"k": "badge", "t": state, "tone": "good" if item.is_done else "neutral"}, " "]
        if shaped and shaped[0]["k"] == "p":
            return [{**shaped[0], "i": [*done, *shaped[0]["i"]]}, *shaped[1:]]
        return [{"k": "p", "i": done, "s": "plain"}, *shaped]

    def _facts(self, facts: tree.Facts, room: Room) -> Iterator[Node]:
        values = [(fact, self.shape(fact.inside, room.inside(room.width * 0.3))) for fact in facts.entries]
        entries = [
            {
                "label": self._lines.shape(fact.label, LABEL),
                "i": value,
                "brief": len(text_of((*_named(fact),))) <= _BRIEF,
            }
            for fact, value in values
            if value
        ]
        if room.depth > 1:  # too narrow for labels beside what is said
            yield from (node for entry in entries for node in _labelled(entry))
            return
        is_short = facts.are_short and all(len(value) <= 1 and _is_text(value) for _, value in values)
        yield from _around({"k": "facts", "short": is_short}, entries)

    def _callout(self, callout: tree.Callout, room: Room) -> Iterator[Node]:
        shaped = self.shape(callout.inside, room.inside(24))
        title = characters.line(callout.title).strip()
        if title or shaped:
            kept = measures.height((callout,), room.width) <= _KEPT_BOX
            yield {"k": "callout", "title": title, "tone": callout.tone.value, "i": shaped, "kept": kept}

    def _figure(self, figure: tree.Figure, room: Room) -> Iterator[Node]:
        alt = characters.plain(figure.alt) or characters.plain(figure.caption) or self._places.next_figure
        svg = drawings.clean(figure.drawing.svg)
        if svg and room.depth <= 1:
            size = drawings.size(figure.drawing, room.width, fills_page=figure.fills_page and not room.depth)
            caption = self._lines.shape((tree.Text(figure.caption),), REPEATED)
            yield {
                "k": "figure",
                "svg": svg,
                "alt": alt,
                "w": size.width,
                "h": size.height,
                "turned": size.is_turned,
                "alone": size.is_alone,
                "name": self._places.number_figure() if caption else "",
                "caption": caption,
                "id": self._places.label(figure.anchor),
            }
        else:
            yield from self._paragraph(tree.Paragraph((tree.Text(alt),), style="small"), room)
        if figure.table:
            yield from self._one(figure.table, room)

    def _picture(self, picture: tree.Picture, room: Room) -> Iterator[Node]:
        alt = characters.plain(picture.alt) or self._places.next_figure
        if room.depth > 1:
            yield from self._paragraph(tree.Paragraph((tree.Text(alt),), style="small"), room)
            return
        size = drawings.size(picture, room.width, fills_page=False)
        yield {
            "k": "figure",
            "svg": drawings.holding(picture),
            "alt": alt,
            "w": size.width,
            "h": size.height,
            "turned": False,
            "alone": False,
            "name": "",
            "caption": [],
            "id": self._places.label(""),
        }

    def _tiles(self, tiles: tree.Tiles, room: Room) -> Iterable[Node]:
        if room.depth or any(len(tile.number) > _LONGEST_NUMBER for tile in tiles.tiles):
            return self._simply((tiles,), room.where)
        told = [{"number": characters.line(tile.number), "label": characters.line(tile.label)} for tile in tiles.tiles]
        return _around({"k": "tiles"}, told)

    def _section(self, section: tree.Section, room: Room) -> Iterator[Node]:
        if room.depth:  # where there is no place for headings
            yield from self._paragraph(next(_simple(section)), room)
            yield from self.shape(section.inside, replace(room, depth=room.depth + 1))
            return
        level = min(room.level + 1, _DEEPEST_HEADING)
        heading = self._headings.of_section(section, level)
        has_name = any(one["k"] == "h" for one in heading)
        everything = heading + self.shape(section.inside, replace(room, level=level if has_name else room.level))
        if not has_name and (label := self._places.label(section.anchor)):
            yield {"k": "place", "id": label}
        yield from self._kept(section, everything, room) if has_name and room.level else everything

    @staticmethod
    def _kept(section: tree.Section, everything: list[Node], room: Room) -> Iterable[Node]:
        """On one page if that leaves no large hole on the one before."""
        is_card = _is_card(section)
        is_small = measures.height((section,), room.width) <= (_KEPT_CARD if is_card else _KEPT_SECTION)
        has_pages = any(one.get("side") or one.get("alone") for one in everything)
        line: list[Node] = [{"k": "cardline"}] if is_card and not room.has_boxes else []
        if section.look == "part" or has_pages or not is_small:
            return [*line, *everything]
        return _around({"k": "card" if is_card and room.has_boxes else "keep"}, [*line, *everything])

    def _in_cell(self, blocks: tree.Blocks, where: Where) -> list[Node]:
        return list(self._simply(blocks, where))

    def _note(self, blocks: tree.Blocks) -> list[Node]:
        return list(self._simply(blocks, Where(notes=False)))

    def _simply(self, blocks: Iterable[tree.Block], where: Where) -> Iterator[Node]:
        for block in simply(blocks):
            if isinstance(block, tree.Paragraph):
                yield from self._paragraph(block, Room(where=where))
            else:
                yield from self._list(block, [self._done(one, self._in_cell(one.inside, where)) for one in block.items])


def _is_card(block: tree.Block) -> bool:
    return isinstance(block, tree.Section) and block.look == "card"


def _is_small_card(block: tree.Block, room: Room) -> bool:
    """Whether it can stand in a box on one page. All of a row do, or none."""
    return measures.height((block,), room.width) <= _KEPT_CARD


def _simple(block: tree.Block) -> Iterator[tree.Paragraph]:
    return (one for one in simply((block,)) if isinstance(one, tree.Paragraph))


def _named(fact: tree.Fact) -> Iterator[tree.Block]:
    yield tree.Paragraph(fact.label)
    yield from fact.inside


def _labelled(entry: Node) -> Iterator[Node]:
    if entry["label"]:
        yield {"k": "p", "i": [{"k": "strong", "i": entry["label"]}], "s": "plain"}
    yield from entry["i"]


def _around(node: Node, inside: list[Node]) -> Iterator[Node]:
    if inside:
        yield {**node, "i": inside}


def _is_text(blocks: list[Node]) -> bool:
    return all(block["k"] == "p" for block in blocks)
