"""What has changed since an earlier version, block by block, with the words that came and went marked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_, say
from roadmaps.papers.plain import joined, line, link, listing, paragraph
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.reading import lines_of
from roadmaps.papers.tree import Badge, Block, Changed, Fact, Facts, Inline, Line, Paragraph, Section, Text
from roadmaps.revisions.plan_diff import BlockDiff, Comparison, FieldDiff, compare
from roadmaps.revisions.states import BlockState, State
from roadmaps.revisions.text_diff import Piece, diff_words, fold
from roadmaps.roadmap.responsibilities import part_in_words
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names, shown
from roadmaps.snapshots.document import names_of
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making

# So many letters of what has stayed are told around what has changed.
AROUND = 80
_HOW: Mapping[str, Literal["inserted", "deleted"]] = {"added": "inserted", "removed": "deleted"}


def changes(making: Making) -> Section | None:
    """What lies between an earlier version and this one; nothing where there is no earlier one."""
    earlier = making.extras.earlier
    if earlier is None:
        return None
    comparison = compare(earlier.written, making.edition.written, kinds=ROADMAP)
    telling = _Telling(making, comparison, names_of(earlier.file, making.edition.file))
    return making.part(Part.CHANGES, [*telling.since(earlier), *telling.blocks()])


class _Telling:
    """One comparison on its way into words."""

    def __init__(self, making: Making, comparison: Comparison, names: Names) -> None:
        self._making, self._comparison, self._names = making, comparison, names

    def since(self, earlier: Edition) -> Iterator[Block]:
        making, version, told = self._making, earlier.file.version, self._comparison
        since = (
            say("Since version %(number)s, frozen on %(day)s.", number=version.number, day=day_of(version.frozen_at))
            if version.number and version.frozen_at
            else say("Since change no. %(number)s.", number=version.revision)
        )
        counted = say(
            "%(changed)s changed, %(added)s added, %(removed)s removed, %(moved)s moved",
            changed=len(told.changed),
            added=len(told.added),
            removed=len(told.removed),
            moved=len(told.moved),
        )
        same = say("Nothing differs: both say the same.")
        said = [since, same] if told.is_empty else [since, counted]
        yield paragraph(" ".join(map(making.words.translate, said)) + ("" if told.is_empty else "."))

    def blocks(self) -> Iterator[Block]:
        told = self._comparison
        yield from self._group(N_("Changed"), [self._changed(diff) for diff in told.changed])
        for title, diffs in ((N_("Added"), told.added), (N_("Removed"), told.removed), (N_("Moved"), told.moved)):
            state = told.old if diffs is told.removed else told.new
            yield from self._group(
                title, [listing([self._named(diff.block, state) for diff in diffs])] if diffs else []
            )

    def _group(self, title: str, inside: Sequence[Block]) -> Iterator[Block]:
        if inside:
            yield Section(self._making.line(title), inside)

    def _changed(self, diff: BlockDiff) -> Section:
        kind = Badge(self._making.words.translate(diff.kind.label))
        title = self._named(diff.block, self._comparison.new, with_kind=False)
        return Section(title, list(self._fields(diff)), badges=[kind], is_listed=False)

    def _named(self, block: BlockState, state: State, *, with_kind: bool = True) -> Line:
        """What it is called, and for what lies under an activity, of which."""
        kind, title = ROADMAP[block.kind], ROADMAP[block.kind].title_of(block.content)
        told = [link(self._making.at(block.id), title or self._making.words.translate(kind.label))]
        above = state.blocks.get(block.parent_id) if block.parent_id else None
        if above and block.kind in {"milestone", "responsibility"}:
            told.append(Text(f" – {ROADMAP[above.kind].title_of(above.content)}"))
        if with_kind:
            told.append(Text(f" ({self._making.words.translate((kind.label,))})"))
        return told

    def _fields(self, diff: BlockDiff) -> Iterator[Block]:
        facts = [fact for one in diff.fields for fact in self._field(diff, one)]
        if diff.kind.name == "responsibility" and diff.old and diff.new:
            before, after = (self._making.say(part_in_words(one.content)) for one in (diff.old, diff.new))
            label = self._making.line(diff.kind.asks()["part"].label)
            facts = [one for one in facts if one.label != label]
            if before != after:
                facts.insert(0, Fact(label, (Paragraph(_instead(before, after)),)))
        if facts:
            yield Facts(facts)

    def _field(self, diff: BlockDiff, field: FieldDiff) -> Iterator[Fact]:
        ask = diff.kind.asks()[field.name]
        if ask.widget == "hidden" or diff.old is None or diff.new is None:
            return
        if ask.widget == "prose":
            told = _marked(diff_words(_plain(diff.old, field.name), _plain(diff.new, field.name)))
        elif field.pieces:
            told = _marked(field.pieces)
        elif isinstance(field.old, list) and isinstance(field.new, list):
            told = [Paragraph(_items(*(self._values(block, field.name) for block in (diff.old, diff.new))))]
        else:
            before, after = (", ".join(self._values(block, field.name)) for block in (diff.old, diff.new))
            told = [Paragraph(_instead(before, after))]
        yield Fact(self._making.line(ask.label), told)

    def _values(self, block: BlockState, field: str) -> list[str]:
        kind = ROADMAP[block.kind]
        values = [self._making.words.shown(value) for value in shown(kind, field, block.content, self._names)]
        return list(map(self._making.number, values)) if kind.asks()[field].widget == "number" else values


def _plain(block: BlockState, field: str) -> str:
    """The words of a text as they are read, a line for each paragraph."""
    return "\n".join(one for one in lines_of(blocks_of(block.html.get(field, ""))) if one)


def _instead(before: str, after: str) -> Line:
    old = [_mark("deleted", before)] if before else []
    new = [_mark("inserted", after)] if after else []
    return [*old, *([Text(" ")] if old and new else []), *new]


def _mark(how: Literal["inserted", "deleted"], words: str) -> Changed:
    return Changed(how, line(words), is_told=True)


def _items(before: Sequence[str], after: Sequence[str]) -> Line:
    """A list of values: what has stayed in it, what came and what went."""
    told: list[Inline] = [Text(one) if one in before else _mark("inserted", one) for one in after]
    return joined([*(_mark("deleted", one) for one in before if one not in after), *told])


def _marked(pieces: Sequence[Piece]) -> list[Paragraph]:
    """The text with what came and went, without what is far from any change."""
    told: list[list[Inline]] = [[]]
    for piece in fold(pieces, context=AROUND):
        if piece is None:
            told[-1].append(Text(" … "))
            continue
        for number, words in enumerate(piece.text.split("\n")):
            if number:
                told.append([])
            if words:
                how = _HOW.get(piece.op)
                told[-1].append(_mark(how, words) if how else Text(words))
    return [Paragraph(one) for one in told if one]
