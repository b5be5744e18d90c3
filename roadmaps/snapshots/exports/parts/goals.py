"""The goals, each with the activities that serve it: facts, responsibilities, milestones and texts."""

from collections.abc import Iterator, Sequence

from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.papers.plain import fact, line, paragraph, strong
from roadmaps.papers.tree import Badge, Block, Fact, Item, Listing, Paragraph, Section, Text
from roadmaps.roadmap.document import Card
from roadmaps.roadmap.kinds.choices import Municipality, Status
from roadmaps.roadmap.responsibilities import part_in_words
from roadmaps.roadmap.values import Shown
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.looks import badge_of
from roadmaps.snapshots.exports.making import Making

# With more activities than this the contents name the goals only.
MOST_LISTED = 40


def goals(making: Making) -> Section | None:
    """Every goal with its activities, sub-area by sub-area, then what serves no goal."""
    inside = list(_all(making))
    return making.part(Part.GOALS, inside) if inside else None


def _all(making: Making) -> Iterator[Block]:
    sections = making.edition.document.sections
    leads = [section for section in sections if section.lead]
    told = 0
    for section in leads:
        cards = [card for card in section.cards if card.block.kind == "goal"]
        told += len(cards)
        if cards:
            yield Section(line(section.title), [_goal(making, card) for card in cards])
    whole = [_goal(making, card) for section in sections if section.anchor == "goals" for card in section.cards]
    if whole and told:
        yield Section(making.line(N_("The area as a whole")), whole)
    else:
        yield from whole
    aimless = _aimless(making)
    if aimless:
        title = making.line(N_("Activities that serve no goal yet"))
        yield Section(title, [_activity(making, card) for card in aimless], anchor="aimless")


def _aimless(making: Making) -> Sequence[Card]:
    """The activities that no goal in the document shows: they serve none, or one that is no longer there."""
    serving = {str(goal.id) for goal in making.plan.goals}
    activities = [making.cards[one.id] for one in making.plan.activities]
    return [card for card in activities if card.block.content.get("goal") not in serving]


def _goal(making: Making, card: Card) -> Section:
    label, sort = card.sort
    inside: list[Block] = [*making.prose(card), *making.beside(making.facts(card, "goal_type"))]
    inside += [_activity(making, child) for child in card.children]
    return making.section(card, inside, badges=[Badge(making.words.translate(sort))] if label else ())


def _activity(making: Making, card: Card) -> Section:
    facts = [
        *_when(making, card),
        *_who(making, card),
        *_where(making, card),
        *_money(making, card),
        *making.facts(card, "places", "funding_state", "funding"),
    ]
    inside = [*making.beside(facts), *making.prose(card), *_milestones(making, card)]
    return making.section(
        card,
        inside,
        look="card",
        badges=[badge_of(Status(card.block.content["status"]), making.words)],
        is_listed=len(making.plan.activities) <= MOST_LISTED,
    )


def _when(making: Making, card: Card) -> Iterator[Fact]:
    yield making.fact(N_("When"), [card.period or Sentence(N_("No date yet"))])
    if note := card.block.content.get("status_note"):
        yield fact(making.words.translate(card.kind.asks()["status_note"].label), paragraph(note))


def _who(making: Making, card: Card) -> Iterator[Fact]:
    """The organisations by their part, the one that leads first, each with what it does there."""
    by_part: dict[str, list[str]] = {}
    for part in card.parts:
        said = " – ".join(filter(None, (part.title, part.block.content["note"])))
        by_part.setdefault(part_in_words(part.block.content), []).append(said)
    for word, told in by_part.items():
        yield fact(making.say(word), paragraph(("; " if any(" – " in one for one in told) else ", ").join(told)))


def _where(making: Making, card: Card) -> Iterator[Fact]:
    """The municipalities; all of them are the county."""
    label = card.kind.asks()["places"].label
    if len(card.block.content["places"]) == len(Municipality):
        yield making.fact(label, [Sentence(N_("The whole county"))])
    else:
        yield from (making.fact(name, values) for name, values in card.facts if name == label)


def _money(making: Making, card: Card) -> Iterator[Fact]:
    """Whether the money is there, and whose it is."""
    asks, content = card.kind.asks(), card.block.content
    state, source = content.get("funding_state"), content.get("funding")
    told = [
        *([making.words.translate(asks["funding_state"].choices[state])] if state else []),
        *([source] if source else []),
    ]
    if told:
        yield fact(making.words.translate(asks["funding"].label), paragraph(": ".join(told)))


def _milestones(making: Making, card: Card) -> Iterator[Block]:
    if card.milestones:
        yield Paragraph((strong(making.say(N_("Milestones"))),))
        yield Listing([_milestone(making, one) for one in card.milestones])


def _milestone(making: Making, card: Card) -> Item:
    due = card.kind.asks()["due"].label
    when: list[Shown] = next((values for label, values in card.facts if label == due), [])
    words = ", ".join([card.title, *map(making.words.shown, when)])
    criterion = card.block.content["criterion"]
    more = [Paragraph(line(criterion), style="small")] if criterion else []
    return Item((Paragraph((Text(words),)), *more), is_done=bool(card.block.content["is_reached"]))
