"""The goal conflicts: who stands against whom, what it is about, how one knows, and how it is handled."""

from roadmaps.papers.tree import Section
from roadmaps.roadmap.document import Card
from roadmaps.roadmap.kinds.choices import ConflictState
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.looks import badge_of
from roadmaps.snapshots.exports.making import Making


def conflicts(making: Making) -> Section | None:
    """Every conflict, in reading order."""
    found = next((one for one in making.edition.document.sections if one.anchor == "conflicts"), None)
    return (
        making.part(Part.CONFLICTS, [_conflict(making, card) for card in found.cards])
        if found and found.cards
        else None
    )


def _conflict(making: Making, card: Card) -> Section:
    inside = [*making.beside(making.facts(card, "state")), *making.prose(card)]
    badge = badge_of(ConflictState(card.block.content["state"]), making.words)
    return making.section(card, inside, look="card", badges=[badge])
