"""The open points: what people have remarked and nobody has settled yet, beside what it is about."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.indicators.schedule import day_in_words
from roadmaps.papers.plain import line, link, paragraph, strong
from roadmaps.papers.tree import Block, Item, Line, Listing, Paragraph, Quote, Remark, Section, Text
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.extras import OpenPoint
from roadmaps.snapshots.exports.making import Making


def points(making: Making) -> Section | None:
    """Every open thread that is for the reader, in the order of the document; those about the whole come first."""
    if not making.extras.points:
        return None
    order = {block.id: place for place, block in enumerate(making.edition.document.state.in_reading_order(), 1)}
    known = sorted(making.extras.points, key=lambda one: order.get(one.block, 0) if one.block else 0)
    inside = [
        Section(_about(making, those[0]), [block for one in those for block in _point(making, one)], is_listed=False)
        for those in (
            list(group) for _, group in groupby(known, key=lambda one: one.block if one.block in order else None)
        )
    ]
    return making.part(Part.OPEN_POINTS, inside)


def _about(making: Making, point: OpenPoint) -> Line:
    block = making.edition.document.state.blocks.get(point.block) if point.block else None
    if block is None:
        return making.line(N_("The roadmap as a whole"))
    kind = ROADMAP[block.kind]
    return [
        link(making.at(block.id), kind.title_of(block.content)),
        Text(f" ({making.words.translate((kind.label,))})"),
    ]


def _point(making: Making, point: OpenPoint) -> Iterator[Block]:
    if passage := next(filter(None, point.passages), ""):
        yield Quote([paragraph(passage)])
    yield from _said(making, point.remark)
    if point.remark.answers:
        yield Listing([Item(list(_said(making, one))) for one in point.remark.answers])


def _said(making: Making, remark: Remark) -> Iterator[Paragraph]:
    day = making.words.shown(day_in_words(day_of(remark.at)))
    author = remark.author or making.say(N_("Somebody"))
    yield Paragraph([strong(author), Text(f", {day}")])
    yield from (Paragraph(line(text)) for text in _paragraphs(remark.text))


def _paragraphs(text: str) -> Sequence[str]:
    return [one for one in text.split("\n") if one.strip()]
