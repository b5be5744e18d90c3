"""Goal conflicts as rows of a register: who stands against whom, how it stands, and when it is looked at again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from roadmaps.areas.models import Area
from roadmaps.foundation.partial_dates import PartialDate, read_partial_date
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import ConflictState, ConflictType
from roadmaps.roadmap.values import Shown, date_in_words

_URGENT_FIRST = [ConflictState.OPEN, ConflictState.BEING_HANDLED, ConflictState.LIVED_WITH, ConflictState.RESOLVED]


@dataclass(frozen=True)
class Stand:
    """One who stands on a side: a goal of a roadmap, or what lies outside of all, in somebody's words.

    `area` is the goal's. Without a `goal_id` it cannot be followed: it is words, or a goal that the reader may not see.
    """

    name: Shown
    goal_id: UUID | None = None
    area: Area | None = None
    is_removed: bool = False


@dataclass(frozen=True)
class RegisteredConflict:
    """One conflict with what its fields name. `area` is the one in whose roadmap it is written.

    `home` are the goals of that roadmap, `elsewhere` those of others, in the order in which they were named.
    """

    area: Area
    block: BlockState
    home: Sequence[Stand]
    elsewhere: Sequence[Stand]
    owner: str | None

    @property
    def id(self) -> UUID:
        """The block's id."""
        return self.block.id

    @property
    def title(self) -> str:
        """What stands against what, in one line."""
        return str(self.block.content["title"])

    @property
    def state(self) -> ConflictState:
        """How it stands."""
        return ConflictState(self.block.content["state"])

    @property
    def type(self) -> ConflictType | None:
        """What the two sides contend for."""
        said = self.block.content.get("conflict_type")
        return ConflictType(said) if said else None

    @property
    def owner_id(self) -> UUID | None:
        """The organisation that sees to it that the conflict is looked at again."""
        said = self.block.content.get("owner")
        return UUID(said) if said else None

    @property
    def next_review(self) -> PartialDate | None:
        """When it is looked at again, as exactly as it was told."""
        said = self.block.content.get("next_review")
        return read_partial_date(said) if said else None

    @property
    def review_in_words(self) -> Shown | None:
        """The same in words."""
        return date_in_words(self.next_review) if self.next_review else None

    def is_overdue(self, on: date) -> bool:
        """Whether it should have been looked at again by the day. What is resolved need not be."""
        return self.state is not ConflictState.RESOLVED and bool(self.next_review and self.next_review.last < on)

    @property
    def stands(self) -> Sequence[Stand]:
        """Everyone on any side."""
        return [*self.home, *self._outside]

    @property
    def sides(self) -> Sequence[Sequence[Stand]]:
        """Who stands against whom. The roadmap's own goals stand together against the rest, where there is a rest."""
        if self.home and self._outside:
            return [self.home, self._outside]
        return [[one] for one in self.stands]

    @property
    def goal_ids(self) -> Collection[UUID]:
        """The goals that it names and the reader may see."""
        return {one.goal_id for one in self.stands if one.goal_id}

    def against(self, goal_id: UUID) -> Sequence[Stand]:
        """Who stands on the other side of a goal."""
        return [one for side in self.sides if goal_id not in {each.goal_id for each in side} for one in side]

    @property
    def areas(self) -> Sequence[Area]:
        """The areas that it touches, its own first, as far as the reader may know them."""
        touched = {one.id: one for one in [self.area, *(each.area for each in self.elsewhere if each.area)]}
        return list(touched.values())

    @property
    def _outside(self) -> Sequence[Stand]:
        said = self.block.content["against"]
        return [*self.elsewhere, *([Stand(said)] if said else [])]

    def html(self, field: str) -> str:
        """One of its longer texts, ready to be shown; empty where nothing has been said."""
        return self.block.html.get(field) or ""


def by_urgency(conflicts: Sequence[RegisteredConflict], on: date) -> list[RegisteredConflict]:
    """First those that should have been looked at again, then by how they stand; otherwise as they came."""
    return sorted(conflicts, key=lambda one: (not one.is_overdue(on), _URGENT_FIRST.index(one.state)))


def unseen_goal() -> Stand:
    """In the place of a goal that is not for the reader."""
    return Stand(_UNSEEN)


_UNSEEN: Sentence = say("a goal that is not open to you")
