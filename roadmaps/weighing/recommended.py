"""What a recommendation says: plain values, gathered once, frozen, and written in any language and format later.

Nothing in it is in one language but what people have written themselves.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from roadmaps.accounts.models import Helix
from roadmaps.discovery.words import CandidateState
from roadmaps.weighing.reckoning import Variant
from roadmaps.weighing.words import Kind


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Values(_Part):
    """A set of points by five of them."""

    count: int
    least: float
    lower: float
    median: float
    upper: float
    most: float
    mean: float


class View(_Part):
    """What one organisation thought of one candidate."""

    name: str
    helix: Helix | None
    value: float
    away: float
    motive: str
    has_interest: bool


class Placed(_Part):
    """How one candidate came out where organisations gave points."""

    title: str
    place: int | None
    values: Values | None
    by_helix: dict[Helix, float]
    views: list[View]


class Counted(_Part):
    """The same where dots were placed."""

    title: str
    place: int
    dots: int
    people: int
    most: int


class Tried(_Part):
    """How the order came out when it was counted otherwise; `moved` are titles."""

    variant: Variant
    left_out: str
    helix: Helix | None
    moved: list[str]


class Judged(_Part):
    """A criterion."""

    name: str
    explanation: str
    weight: int


class Round(_Part):
    """One round with its result."""

    id: UUID
    kind: Kind
    title: str
    purpose: str
    opened_on: date
    closed_on: date
    criteria: list[Judged]
    weighers: list[tuple[str, Helix | None]]
    standings: list[Placed]
    trials: list[Tried]
    tipping: list[str]
    dots: int | None
    people: int
    people_by_helix: dict[Helix, int]
    counted: list[Counted]


class Became(_Part):
    """A goal or an activity that a candidate became."""

    kind: str
    title: str
    block_id: UUID
    revision: int


class Decided(_Part):
    """What was decided, why, when and by whom."""

    reasons: str
    on: date
    by: str
    registry_number: str
    look_again_on: date | None


class Chosen(_Part):
    """A candidate with what became of it."""

    id: UUID
    number: int
    title: str
    what: str
    why: str
    for_whom: str
    sub_area: str
    state: CandidateState
    decision: Decided | None
    became: list[Became]
    told_by: list[str]


class Told(_Part):
    """How much one part of society has told; the helix is None where nobody knows."""

    helix: Helix | None
    told: int
    joined: int
    prioritised: int


class Recommended(_Part):
    """The whole."""

    purpose: str
    process: str
    change: str
    area: str
    revision: int
    told: int
    told_by_helix: list[Told]
    rounds: list[Round]
    candidates: list[Chosen]

    def of(self, state: CandidateState) -> list[Chosen]:
        """The candidates that stand so, those with a place in a round first, in its order."""
        places = {one.title: one.place or 99 for told in self.rounds for one in told.standings}
        found = [one for one in self.candidates if one.state is state]
        return sorted(found, key=lambda one: (places.get(one.title, 100), one.number))

    @property
    def weighers(self) -> dict[str, Helix | None]:
        """The organisations that have weighed something in any of the rounds, by name."""
        found = {name: helix for told in self.rounds for name, helix in told.weighers}
        return dict(sorted(found.items(), key=lambda one: one[0].casefold()))


def digest_of(content: Mapping[str, object]) -> str:
    """By what the content is known again, however it is stored."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
