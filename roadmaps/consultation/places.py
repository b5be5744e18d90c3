"""The places that people speak about: the whole, each question, and each section of the frozen version. No session."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmaps.consultation.models import Consultation
from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.roadmap.document import Card, Document, Section
from roadmaps.roadmap.values import Shown

GENERAL = "general"
LETTERS = "letters"


@dataclass(frozen=True)
class Place:
    """One of them. `section` is the part of the document, where it is one."""

    key: str
    title: Shown
    order: int
    section: Section | None = None

    @property
    def is_question(self) -> bool:
        """Whether it is one of the questions."""
        return self.key.startswith("question-")


@dataclass(frozen=True)
class Places:
    """All of them, in the order of reading."""

    all: Sequence[Place]
    of_block: Mapping[UUID, str]

    @property
    def by_key(self) -> Mapping[str, Place]:
        """Each by its key."""
        return {one.key: one for one in self.all}

    @property
    def sections(self) -> list[Place]:
        """The sections that there is something in."""
        return [one for one in self.all if one.section is not None]

    def title_of(self, key: str) -> Shown:
        """What it is called; what is not known any more belongs to the whole."""
        return (self.by_key.get(key) or self.all[0]).title

    def of(self, key: str) -> Place:
        """The place, or the whole where there is no such."""
        return self.by_key.get(key) or self.all[0]


def question_key(question_id: UUID) -> str:
    """The key of a question's place."""
    return f"question-{question_id}"


def places_of(consultation: Consultation, document: Document) -> Places:
    """The places of a consultation, from the document of its frozen version."""
    sections = [one for one in document.sections if one.cards or one.lead]
    named: list[tuple[str, Shown, Section | None]] = [(GENERAL, Sentence(N_("The whole")), None)]
    named += [(question_key(one.id), one.words, None) for one in consultation.questions]
    named += [(one.anchor, one.title if one.lead else Sentence(one.title), one) for one in sections]
    named += [(LETTERS, Sentence(N_("Letters")), None)]
    places = [Place(key, title, order, section) for order, (key, title, section) in enumerate(named)]
    of_block: dict[UUID, str] = {}
    for section in sections:
        for card in _cards_in(section):
            of_block.setdefault(card.block.id, section.anchor)
    return Places(places, of_block)


def cards_of(section: Section) -> list[Card]:
    """The cards of a section that wording can be proposed for, in reading order, each once."""
    seen: dict[UUID, Card] = {}
    for card in _cards_in(section):
        if card.kind.name != "responsibility":
            seen.setdefault(card.block.id, card)
    return list(seen.values())


def _cards_in(section: Section) -> Iterator[Card]:
    if section.lead:
        yield section.lead
    for card in section.cards:
        yield from _with_inner(card)


def _with_inner(card: Card) -> Iterator[Card]:
    yield card
    for inner in (*card.children, *card.milestones, *card.parts):
        yield from _with_inner(inner)
