"""The vision and the background."""

from collections.abc import Iterator, Sequence

from roadmaps.papers.plain import line
from roadmaps.papers.tree import Block, Paragraph, Section
from roadmaps.roadmap.document import Card
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making, anchor_of


def vision(making: Making) -> Section | None:
    """Where the area wants to be. A single picture needs no heading besides that of the part."""
    cards = _cards(making, "vision")
    if len(cards) != 1:
        return making.part(Part.VISION, [_told(making, card) for card in cards]) if cards else None
    inside = [Paragraph(line(cards[0].title), style="lead"), *_picture(making, cards[0])]
    remarks = making.remarks_on(cards[0])
    title = making.line(Part.VISION.label)
    badges = making.marks_on(cards[0])
    return Section(title, inside, anchor=anchor_of(cards[0].block.id), look="part", badges=badges, remarks=remarks)


def background(making: Making) -> Section | None:
    """What the roadmap builds on."""
    cards = _cards(making, "background")
    return making.part(Part.BACKGROUND, [_told(making, card) for card in cards]) if cards else None


def _cards(making: Making, anchor: str) -> Sequence[Card]:
    return next((section.cards for section in making.edition.document.sections if section.anchor == anchor), ())


def _told(making: Making, card: Card) -> Section:
    return making.section(card, list(_picture(making, card)))


def _picture(making: Making, card: Card) -> Iterator[Block]:
    yield from making.prose(card)
    yield from making.beside(making.facts(card))
