"""The sub-areas with what each lacks or finds hard, and the needs of the area as a whole."""

from collections.abc import Iterator

from roadmaps.foundation.sentences import N_
from roadmaps.papers.tree import Badge, Block, Section
from roadmaps.roadmap.document import Card
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making


def needs(making: Making) -> Section | None:
    """What the area lacks or finds hard, sub-area by sub-area."""
    inside = list(_by_sub_area(making))
    return making.part(Part.NEEDS, inside) if inside else None


def _by_sub_area(making: Making) -> Iterator[Block]:
    sections = making.edition.document.sections
    leads = [section for section in sections if section.lead]
    for section in leads:
        if section.lead:
            cards = [_need(making, card) for card in section.cards if card.block.kind == "need"]
            told = [*making.prose(section.lead), *making.beside(making.facts(section.lead)), *cards]
            yield making.section(section.lead, told)
    whole = [_need(making, card) for section in sections if section.anchor == "needs" for card in section.cards]
    if whole and leads:
        yield Section(making.line(N_("The area as a whole")), whole, anchor="needs-whole")
    else:
        yield from whole


def _need(making: Making, card: Card) -> Section:
    _, sort = card.sort
    inside = [*making.prose(card), *making.beside(making.facts(card, "need_type"))]
    return making.section(card, inside, look="card", badges=[Badge(making.words.translate(sort))] if sort else ())
