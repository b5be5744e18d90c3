"""A mirrored version made ready to be read and compared: the same document that pages of this site's own versions show."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from roadmaps.neighbours.languages import SPOKEN
from roadmaps.neighbours.models import MirrorVersion
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.states import State
from roadmaps.roadmap.document import Card, Document, Fact, Section
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import LinkedName
from roadmaps.roadmap.written import SOURCE, Written, words_in
from roadmaps.snapshots.document import state_of
from roadmaps.snapshots.editions import Edition, edition_of_state
from roadmaps.snapshots.format import BlockFacts, RoadmapFile


def file_of(version: MirrorVersion) -> RoadmapFile:
    """What the version says, in the exchange format."""
    return RoadmapFile.model_validate(json.loads(version.content))


def state_in(version: MirrorVersion) -> State:
    """Its blocks, with their HTML."""
    return state_of(spoken(file_of(version), version.mirror.language), json.loads(version.html))


def spoken(file: RoadmapFile, language: str) -> RoadmapFile:
    """The same, with words that know in which language they are."""
    if language == SOURCE:
        return file
    blocks = [one.model_copy(update={"content": _spoken(one, language)}) for one in file.blocks]
    return file.model_copy(update={"blocks": blocks})


def _spoken(block: BlockFacts, language: str) -> Content:
    words = words_in(ROADMAP[block.kind], block.content)
    return {**block.content, **{name: Written(text, language) for name, text in words.items()}}


def activities_in(version: MirrorVersion) -> dict[UUID, str]:
    """What its activities are called, by their ids, in the order in which they are read."""
    return {
        block.id: ROADMAP[block.kind].title_of(block.content)
        for block in state_of(file_of(version)).of_kind("activity")
    }


def edition_of(version: MirrorVersion, *, address: str, wanted: Iterable[str] = ()) -> Edition:
    """The version as a document to read, in the first of the wanted languages that the neighbour has translated it to.

    Else it is in the language in which it is written. Names in it lead nowhere on this site: what they name lies at the
    neighbour's.
    """
    file = spoken(file_of(version), version.mirror.language)
    languages = languages_in(file)
    language = next((one for one in wanted if one in languages or one == version.mirror.language), SOURCE)
    edition = edition_of_state(file, json.loads(version.html), address=address)
    edition = edition.read_in(language) if language in languages else edition
    return replace(edition, document=_apart(edition.document))


def languages_in(file: RoadmapFile) -> list[str]:
    """The codes of the languages that the neighbour has translated it to, as far as they are known here."""
    return [code for code in SPOKEN if any(one.language == code for one in file.translations)]


def _apart(document: Document) -> Document:
    sections = [_section_apart(one) for one in document.sections]
    return replace(document, sections=sections)


def _section_apart(section: Section) -> Section:
    lead = _card_apart(section.lead) if section.lead else None
    return replace(section, lead=lead, cards=_cards_apart(section.cards))


def _cards_apart(cards: Sequence[Card]) -> list[Card]:
    return [_card_apart(one) for one in cards]


def _card_apart(card: Card) -> Card:
    return replace(
        card,
        facts=[_fact_apart(one) for one in card.facts],
        children=_cards_apart(card.children),
        parts=_cards_apart(card.parts),
        milestones=_cards_apart(card.milestones),
    )


def _fact_apart(fact: Fact) -> Fact:
    """Names of blocks of the same document go on leading to them."""
    label, values = fact
    plain = [str(one) if isinstance(one, LinkedName) and not one.address.startswith("#") else one for one in values]
    return label, plain
