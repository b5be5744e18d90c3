"""How far a roadmap is translated into a language: block by block for those who translate, and in figures. No session."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from roadmaps.foundation.sentences import N_
from roadmaps.revisions.kinds import Kind
from roadmaps.revisions.states import BlockState, State
from roadmaps.revisions.text_diff import Piece
from roadmaps.roadmap.document import Card, Section, arrange
from roadmaps.roadmap.locks import StandingLocks
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names
from roadmaps.roadmap.written import SOURCE, is_behind, language_of, words_in
from roadmaps.translating.models import Translation
from roadmaps.translating.wording import by_text, fitting


class Standing(StrEnum):
    """How a text stands in a language."""

    MISSING = "missing"
    BEHIND = "behind"
    DONE = "done"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Standing.MISSING: N_("Not translated"),
            Standing.BEHIND: N_("Older than the Swedish"),
            Standing.DONE: N_("Translated"),
        }[self]


@dataclass(frozen=True)
class Text:
    """One text of a block, and its translation. `since` tells word by word what has changed in it after that was made."""

    field: str
    label: str
    is_prose: bool
    source: str
    html: str
    translation: Translation | None
    standing: Standing
    newest: int = 0
    since: Sequence[Piece | None] = ()


@dataclass(frozen=True)
class Part:
    """A block with texts to translate, under the heading of the document that it stands in; `depth` 1 lies under another."""

    block: BlockState
    kind: type[Kind]
    heading: str
    is_own_heading: bool
    depth: int
    texts: Sequence[Text] = field(default_factory=tuple)

    @property
    def title(self) -> str:
        """What the block is called in Swedish."""
        return self.kind.title_of(self.block.content)

    @property
    def standing(self) -> Standing:
        """That of its texts which is farthest from done: none is better than one that says what is no longer so."""
        found = {text.standing for text in self.texts}
        return next(one for one in (Standing.BEHIND, Standing.MISSING, Standing.DONE) if one in found)

    def has(self, standing: Standing) -> bool:
        """Whether one of its texts stands so."""
        return any(text.standing is standing for text in self.texts)


@dataclass(frozen=True)
class Progress:
    """How many texts there are, and how many stand how."""

    done: int = 0
    behind: int = 0
    missing: int = 0

    @property
    def texts(self) -> int:
        """How many there are."""
        return self.done + self.behind + self.missing

    @property
    def share(self) -> float | None:
        """The part of them that is translated as they stand now; None where there are none."""
        return self.done / self.texts if self.texts else None

    @property
    def is_begun(self) -> bool:
        """Whether anything is translated."""
        return bool(self.done or self.behind)


def progress_in(parts: Iterable[Part]) -> Progress:
    """The figures of some blocks."""
    found = [text.standing for part in parts for text in part.texts]
    return Progress(*(found.count(one) for one in (Standing.DONE, Standing.BEHIND, Standing.MISSING)))


def progress_of_words(state: State) -> Progress:
    """The figures of a state that is read in another language."""
    texts = [text for block in state for text in words_in(ROADMAP[block.kind], block.content).values()]
    behind = sum(is_behind(text) for text in texts)
    missing = sum(language_of(text) == SOURCE for text in texts)
    return Progress(done=len(texts) - behind - missing, behind=behind, missing=missing)


def usable_again(part: Part, versions: Sequence[Translation]) -> Mapping[UUID, int]:
    """Which earlier versions would be read if they were written anew, by their ids, with the number of the newest.

    Where one was made from exactly what the text says now, those that were made from other words would not.
    """
    texts, rows = {text.field: text for text in part.texts}, by_text(versions)
    return {
        one.id: text.newest
        for one in versions
        if (text := texts.get(one.field))
        and one.text
        and not (text.translation and one.id == text.translation.id)
        and (found := fitting([one, *rows[one.block_id, one.field]], text.source))
        and found.version is one
    }


def parts_of(state: State, versions: Mapping[tuple[UUID, str], Sequence[Translation]]) -> list[Part]:
    """Every block with texts, in the order in which the document shows them."""
    return [part for part in _parts(state, versions) if part.texts]


def part_of(block: BlockState, versions: Mapping[tuple[UUID, str], Sequence[Translation]]) -> Part:
    """One block by itself."""
    return Part(block, ROADMAP[block.kind], "", False, 0, list(_texts(block, versions)))


def _parts(state: State, versions: Mapping[tuple[UUID, str], Sequence[Translation]]) -> Iterator[Part]:
    document = arrange(state, Names.of(state, organisations={}), {}, StandingLocks())
    told: set[UUID] = set()
    for section in document.sections:
        for card, depth in _cards(section):
            if card.block.id not in told:
                told.add(card.block.id)
                texts = list(_texts(card.block, versions))
                yield Part(card.block, card.kind, section.title, section.lead is not None, depth, texts)


def _cards(section: Section) -> Iterator[tuple[Card, int]]:
    for card in (*([section.lead] if section.lead else []), *section.cards):
        yield card, 0
        yield from ((one, 1) for one in (*card.parts, *card.milestones))
        for child in card.children:
            yield child, 0
            yield from ((one, 1) for one in (*child.parts, *child.milestones))


def _texts(block: BlockState, versions: Mapping[tuple[UUID, str], Sequence[Translation]]) -> Iterator[Text]:
    kind = ROADMAP[block.kind]
    for name, source in words_in(kind, block.content).items():
        rows = versions.get((block.id, name), ())
        found = fitting(rows, source)
        standing = Standing.MISSING if found is None else Standing.BEHIND if found.is_behind else Standing.DONE
        yield Text(
            field=name,
            label=kind.asks()[name].label,
            is_prose=name in kind.prose_fields(),
            source=source,
            html=block.html.get(name, ""),
            translation=found.version if found else None,
            standing=standing,
            newest=rows[0].number if rows else 0,
        )
