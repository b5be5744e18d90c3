"""Two papers as one that tells what came and what went.

Sections are known again by their anchors, wherever they have been moved; what has none by how much it is alike. Within
them paragraphs are compared word by word, tables row by row, lists item by item. Kept as it is and read without what
went, the paper says what the later says; read without what came, what the earlier said.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from roadmaps.papers.comparing.alignment import aligned
from roadmaps.papers.comparing.lines import ALIKE, alike, compared, marked
from roadmaps.papers.comparing.tables import compared_tables
from roadmaps.papers.comparing.whole import as_listing, whole, whole_fact, wholes
from roadmaps.papers.reading import text_of, within, words_of
from roadmaps.papers.tree import (
    Badge,
    Block,
    Blocks,
    Callout,
    Fact,
    Facts,
    Figure,
    Heading,
    Inline,
    Item,
    Listing,
    Paper,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
    Tiles,
)


def compare(before: Paper, after: Paper) -> Paper:
    """The later paper with what has changed in its chapters since the earlier. Its cover and the rest stay its own."""
    chapters = _Comparison(before, after).blocks(before.chapters, after.chapters)
    return replace(after, chapters=tuple(one for one in chapters if isinstance(one, Section)))


class _Comparison:
    """Which section was which, and what becomes of each block."""

    def __init__(self, before: Paper, after: Paper) -> None:
        earlier = {one.anchor: one for one in reversed(list(_sections(before.chapters))) if one.anchor}
        later = {one.anchor: one for one in reversed(list(_sections(after.chapters))) if one.anchor}
        both = [(earlier[anchor], later[anchor]) for anchor in earlier.keys() & later.keys()]
        self._partner = {id(new): old for old, new in both}
        self._claimed = {id(old) for old, _ in both}

    def blocks(self, before: Blocks, after: Blocks) -> Iterator[Block]:
        """The blocks of both, in one order."""
        for old, new in aligned(before, after, key=self._key, likeness=self._likeness, old_key=_own_key):
            if new is None:
                yield from self._went(old) if old is not None else ()
            elif isinstance(new, Section):
                partner = self._partner.get(id(new), old)
                yield self._section(partner, new) if isinstance(partner, Section) else self._came(new)
            elif old is None:
                yield from whole(new, "inserted")
            else:
                yield from self._block(old, new)

    # --- which is which ---

    def _key(self, block: Block) -> Hashable:
        if isinstance(block, Section) and id(block) not in self._partner:
            return "new", id(block)
        return _own_key(self._partner.get(id(block), block))

    def _likeness(self, before: Block, after: Block) -> float:
        if type(before) is not type(after):
            return 0.0
        if isinstance(before, Section) and isinstance(after, Section):
            if id(before) in self._claimed or id(after) in self._partner or before.anchor != after.anchor:
                return 0.0
            share = alike(words_of(before.title), words_of(after.title))
        elif isinstance(before, Callout) and isinstance(after, Callout) and before.title != after.title:
            return 0.0
        elif isinstance(before, Tiles | Figure):
            return 1.0
        else:
            share = alike(text_of((before,)), text_of((after,)))
        return share if share >= ALIKE else 0.0

    # --- sections ---

    def _section(self, before: Section, after: Section) -> Section:
        first = _badges(before.badges, after.badges)
        return replace(
            after,
            title=compared(before.title, after.title),
            badges=() if first else after.badges,
            inside=(*first, *self.blocks(before.inside, after.inside)),
        )

    def _came(self, section: Section) -> Section:
        if not any(id(one) in self._partner for one in _sections(section.inside)):
            return replace(section, was="inserted")
        first = _badges((), section.badges)
        inside = (*first, *self.blocks((), section.inside))
        return replace(section, title=marked(section.title, "inserted"), badges=(), inside=inside)

    def _went(self, block: Block) -> Iterator[Block]:
        """What is not there any more, without the sections in it that have been moved elsewhere."""
        if not isinstance(block, Section):
            yield from whole(block, "deleted")
        elif id(block) not in self._claimed:
            if not any(id(one) in self._claimed for one in _sections(block.inside)):
                yield replace(block, was="deleted", is_listed=False, remarks=())
            else:
                first = _badges(block.badges, ())
                inside = (*first, *self.blocks(block.inside, ()))
                title = marked(block.title, "deleted")
                yield replace(block, title=title, badges=(), inside=inside, is_listed=False, remarks=())

    # --- blocks of the same sort ---

    def _block(self, before: Block, after: Block) -> Iterator[Block]:
        match before, after:
            case Paragraph(old), Paragraph(new):
                yield replace(after, inside=compared(old, new))
            case Heading(old), Heading(new):
                yield replace(after, inside=compared(old, new))
            case Listing(), Listing():
                yield replace(after, items=list(self._items(before.items, after.items)))
            case Quote(), Quote():
                yield Quote(tuple(self.blocks(before.inside, after.inside)))
            case Callout(), Callout():
                yield replace(after, inside=tuple(self.blocks(before.inside, after.inside)))
            case Facts(), Facts():
                yield replace(after, entries=list(self._facts(before.entries, after.entries)))
            case Table(), Table():
                yield from compared_tables(before, after, self._value)
            case _:
                yield from self._at_once(before, after)

    def _at_once(self, before: Block, after: Block) -> Iterator[Block]:
        """What holds no lines to be compared, or holds them in another way."""
        if isinstance(before, Tiles) and isinstance(after, Tiles) and before != after:
            yield from self._block(as_listing(before), as_listing(after))
        elif before == after or isinstance(after, Figure):
            yield after
        else:
            yield from (*whole(before, "deleted"), *whole(after, "inserted"))

    def _items(self, before: Iterable[Item], after: Iterable[Item]) -> Iterator[Item]:
        for old, new in aligned(list(before), list(after), key=repr, likeness=_likeness_of_items):
            if new is None:
                yield from [replace(old, inside=tuple(wholes(old.inside, "deleted")))] if old else []
            elif old is None:
                yield replace(new, inside=tuple(wholes(new.inside, "inserted")))
            else:
                yield replace(new, inside=tuple(self.blocks(old.inside, new.inside)))

    def _facts(self, before: Iterable[Fact], after: Iterable[Fact]) -> Iterator[Fact]:
        pairs = aligned(list(before), list(after), key=lambda one: words_of(one.label), likeness=lambda *_: 0.0)
        for old, new in pairs:
            if new is None:
                yield from [whole_fact(old, "deleted")] if old else []
            elif old is None:
                yield whole_fact(new, "inserted")
            else:
                yield Fact(new.label, tuple(self._value(old.inside, new.inside)))

    def _value(self, before: Blocks, after: Blocks) -> Iterator[Block]:
        """What stands in one place: a line instead of another is one line, however little they share."""
        if len(before) == len(after) == 1:
            [old], [new] = before, after
            if isinstance(old, Paragraph) and isinstance(new, Paragraph):
                yield replace(new, inside=compared(old.inside, new.inside))
                return
        yield from self.blocks(before, after)


def _own_key(block: Block) -> Hashable:
    return ("section", id(block)) if isinstance(block, Section) else repr(block)


def _sections(blocks: Blocks) -> Iterator[Section]:
    for block in blocks:
        if isinstance(block, Section):
            yield block
        yield from _sections(tuple(within(block)))


def _badges(before: Iterable[Badge], after: Iterable[Badge]) -> list[Block]:
    """The states that have changed, as a line: beside a heading they cannot be marked."""
    old, new = _row(before), _row(after)
    return [] if old == new else [Paragraph(compared(old, new))]


def _row(badges: Iterable[Badge]) -> Sequence[Inline]:
    return [one for badge in badges for one in (badge, Text(" "))][:-1]


def _likeness_of_items(before: Item, after: Item) -> float:
    share = alike(text_of(before.inside), text_of(after.inside))
    return share if share >= ALIKE else 0.0
