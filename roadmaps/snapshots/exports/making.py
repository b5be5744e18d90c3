"""What every part of a paper is made from: the version, the choice, the words, and where its blocks are to be found."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal
from uuid import UUID

from roadmaps.areas.colors import IN_PRINT
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import joined, line, link, said
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.reading import text_of
from roadmaps.papers.remarking import remarked
from roadmaps.papers.speaking import spoken
from roadmaps.papers.tree import (
    Badge,
    Block,
    Fact,
    Facts,
    Heading,
    Inline,
    Line,
    Paragraph,
    Remark,
    Section,
    Text,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.plan.rows import AreaPlan
from roadmaps.roadmap.document import Card
from roadmaps.roadmap.values import LinkedName, Shown
from roadmaps.roadmap.written import SOURCE, Wording, Written, language_of
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.choice import Choice, Part
from roadmaps.snapshots.exports.extras import Extras, OpenPoint

_WITHIN = re.compile(r'href="#block-([0-9a-f-]{36})"')
# What is said in so many letters at most stands beside other facts.
SHORT = 48
# In which part a block of a kind is to be found; what lies under an activity is told with it.
_PARTS: Mapping[str, Part] = {
    "vision": Part.VISION,
    "background": Part.BACKGROUND,
    "sub_area": Part.NEEDS,
    "need": Part.NEEDS,
    "goal": Part.GOALS,
    "activity": Part.GOALS,
    "indicator": Part.INDICATORS,
    "goal_conflict": Part.CONFLICTS,
}

_MARKS: Mapping[Wording, str] = {
    Wording.BEHIND: N_("Translation older than the Swedish"),
    Wording.PARTLY: N_("Partly in Swedish"),
    Wording.NOT: N_("In Swedish"),
}


@dataclass(frozen=True)
class Making:
    """A paper on its way."""

    edition: Edition
    choice: Choice
    words: Words
    extras: Extras

    @property
    def plan(self) -> AreaPlan:
        """The activities with what lies around them."""
        return self.edition.plan

    @property
    def is_frozen(self) -> bool:
        """Whether it is a version that never changes."""
        return self.edition.file.version.frozen_at is not None

    @property
    def day(self) -> date:
        """The day by which things are told: that of freezing, or of today."""
        frozen_at = self.edition.file.version.frozen_at
        return day_of(frozen_at) if frozen_at else self.extras.today

    @property
    def color(self) -> str:
        """The area's colour."""
        return IN_PRINT[self.edition.file.area.color]

    @cached_property
    def cards(self) -> Mapping[UUID, Card]:
        """The block of each card that the document shows, by its id."""
        document = self.edition.document
        shown = [card for section in document.sections for card in (*section.cards, *filter(None, [section.lead]))]
        return {card.block.id: card for card in (*shown, *(card for card, _, _ in document.matrix.rows))}

    # --- words ---

    def say(self, message: str, /, **values: object) -> str:
        """A catalogue message in the language of the paper."""
        return self.words.say(message, **values)

    def line(self, message: str, /, **values: object) -> Line:
        """The same as a line."""
        return line(self.words.say(message, **values))

    def told(self, values: Iterable[Shown]) -> Line:
        """Values of a field, one after the other, those that lie somewhere as links."""
        return joined([self.value(one) for one in values])

    def value(self, value: Shown) -> Inline:
        """One of them."""
        if isinstance(value, LinkedName):
            return link(self.lead(value.address), self.own(value))
        if isinstance(value, Written) and value.language != self.words.language:
            return said(value)
        return Text(self.words.shown(value))

    def own(self, text: str) -> str:
        """Somebody's own words, which know their language where it is not that of the paper."""
        language = language_of(text)
        return text if language == self.words.language else Written(text, language)

    def number(self, text: str) -> str:
        """A number as `number_in_words` tells it, with the mark of the language before its decimals."""
        return text if self.words.language == "sv" else text.replace(",", ".")

    # --- places ---

    @cached_property
    def _places(self) -> Mapping[UUID, UUID]:
        """The blocks that are in the paper, each with the one at whose anchor it is found."""
        found: dict[UUID, UUID] = {}
        for block in self.edition.document.state:
            home = block.parent_id if block.kind in {"milestone", "responsibility"} and block.parent_id else block.id
            kind = "activity" if home is not block.id else block.kind
            if self.choice.has(_PARTS[kind]) and home in self.cards:
                found[block.id] = home
        return found

    def lead(self, address: str) -> str:
        """Where an address of the site leads from the paper: within it, or to the site; empty where nowhere."""
        if address.startswith("#block-"):
            return self.at(UUID(address.removeprefix("#block-")))
        if address.startswith("/"):
            return f"{self.edition.site}{address}" if self.edition.site else ""
        return address

    def at(self, block_id: UUID) -> str:
        """The address of a block: its anchor here, or its place on the site."""
        if block_id in self._places:
            return f"#{anchor_of(self._places[block_id])}"
        is_known = self.edition.address.startswith("http") and block_id in self.edition.document.state
        return f"{self.edition.address}#block-{block_id}" if is_known else ""

    # --- blocks ---

    def prose(self, card: Card) -> Iterator[Block]:
        """Somebody's texts, each under its heading where it has one."""
        for label, name, _ in card.prose:
            blocks = self.text(card, name)
            if label is None:
                yield from blocks
            else:
                yield Heading(self.line(label), 1)
                yield from (Heading(one.inside, one.rank + 1) if isinstance(one, Heading) else one for one in blocks)

    def text(self, card: Card, field: str) -> list[Block]:
        """One of somebody's texts, with what has been remarked on its passages."""
        return self._remarked(card, field)[0]

    def _remarked(self, card: Card, field: str) -> tuple[list[Block], list[OpenPoint]]:
        """The text, and the points on it whose passage does not stand in it."""
        html = next((html for _, name, html in card.prose if name == field), "")
        blocks, left = self._read(html), list[OpenPoint]()
        if (language := language_of(card.block.content.get(field))) != self.words.language:
            blocks = spoken(blocks, language)
        for point in self._points.get((card.block.id, field), ()):
            marked = next(filter(None, (remarked(blocks, one, point.remark) for one in point.passages)), None)
            blocks = marked or blocks
            left += [] if marked else [point]
        return blocks, left

    def _read(self, html: str) -> list[Block]:
        return blocks_of(self.with_links(html), site=self.edition.site, pictures=self.extras.pictures)

    @cached_property
    def _points(self) -> Mapping[tuple[UUID | None, str], Sequence[OpenPoint]]:
        """The comments by block and field, where they are wanted."""
        found: dict[tuple[UUID | None, str], list[OpenPoint]] = defaultdict(list)
        for point in self.extras.points if self.choice.with_comments else ():
            found[point.block, point.field].append(point)
        return found

    def with_links(self, html: str) -> str:
        """Clean HTML in which links to blocks lead to where these are in the paper, or on the site."""
        return _WITHIN.sub(self._led, html)

    def _led(self, found: re.Match[str]) -> str:
        return f'href="{self.at(UUID(found[1]))}"'

    def facts(self, card: Card, *left_out: str) -> list[Fact]:
        """What the fields of a block say, without those that are told otherwise."""
        hidden = {card.kind.asks()[name].label for name in left_out}
        return [self.fact(label, values) for label, values in card.facts if label not in hidden]

    def fact(self, label: str, values: Iterable[Shown]) -> Fact:
        """A label with values."""
        return Fact(self.line(label), (Paragraph(self.told(values)),))

    def beside(self, facts: Sequence[Fact]) -> Iterator[Facts]:
        """The short facts beside each other, then those that need a row of their own."""
        short = [one for one in facts if len(text_of(one.inside)) <= SHORT]
        long = [one for one in facts if one not in short]
        if short:
            yield Facts(short, are_short=True)
        if long:
            yield Facts(long)

    def section(
        self,
        card: Card,
        inside: Sequence[Block],
        *,
        look: Literal["card", "plain"] = "plain",
        badges: Sequence[Badge] = (),
        is_listed: bool = True,
    ) -> Section:
        """A block under its title, with what has been remarked on it."""
        return Section(
            line(card.title),
            inside,
            anchor=anchor_of(card.block.id),
            look=look,
            badges=[*badges, *self.marks_on(card)],
            remarks=self.remarks_on(card),
            is_listed=is_listed,
        )

    def marks_on(self, card: Card) -> list[Badge]:
        """That a translation does not keep up with what it was made from, or is not there."""
        mark = _MARKS.get(card.wording) if self.edition.language != SOURCE else None
        return [Badge(self.say(mark), Tone.WARNING if card.wording is Wording.BEHIND else Tone.NEUTRAL)] if mark else []

    def remarks_on(self, card: Card) -> Sequence[Remark]:
        """What has been said about a block as a whole, and about passages that are not in its texts."""
        prose = {name for _, name, _ in card.prose}
        told = [
            point
            for (block, field), points in self._points.items()
            if block == card.block.id
            for point in points
            if field not in prose
        ]
        told += [point for name in prose for point in self._remarked(card, name)[1]] if self._points else []
        return [_with_passage(point) for point in sorted(told, key=lambda one: one.remark.at)]

    def part(self, part: Part, inside: Sequence[Block]) -> Section:
        """A part of the paper under its own name."""
        return Section(self.line(part.label), inside, anchor=str(part).replace("_", "-"), look="part")


def _with_passage(point: OpenPoint) -> Remark:
    passage = next(iter(point.passages), "")
    return replace(point.remark, text=f"”{passage}”\n{point.remark.text}") if passage else point.remark


def anchor_of(block_id: UUID) -> str:
    """The anchor of a block."""
    return f"block-{block_id}"
