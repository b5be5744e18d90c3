"""What the dots of a room add up to. No session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmaps.accounts.models import Helix


@dataclass(frozen=True)
class Ballot:
    """How one person in the room has placed the dots; `helix` is what the person said, if anything."""

    dots: Mapping[UUID, int]
    helix: Helix | None = None


@dataclass(frozen=True)
class Dotted:
    """What one candidate got: how many dots, from how many people, and the most from one."""

    candidate_id: UUID
    place: int
    dots: int
    people: int
    most: int
    share: float
    by_helix: Mapping[Helix, int]


@dataclass(frozen=True)
class Dots:
    """All of it, the candidate with the most dots first."""

    standings: Sequence[Dotted]
    people: int
    placed: int
    people_by_helix: Mapping[Helix, int]

    @property
    def most(self) -> int:
        """The most that one candidate got."""
        return max((one.dots for one in self.standings), default=0)


def dots_of(candidate_ids: Sequence[UUID], ballots: Iterable[Ballot]) -> Dots:
    """Count them."""
    cast = list(ballots)
    sums = {key: sum(one.dots.get(key, 0) for one in cast) for key in candidate_ids}
    placed = sum(sums.values())
    standings = [
        Dotted(
            candidate_id=key,
            place=1 + sum(other > count for other in sums.values()),
            dots=count,
            people=sum(one.dots.get(key, 0) > 0 for one in cast),
            most=max((one.dots.get(key, 0) for one in cast), default=0),
            share=count / placed if placed else 0.0,
            by_helix={helix: sum(one.dots.get(key, 0) for one in cast if one.helix == helix) for helix in Helix},
        )
        for key, count in sums.items()
    ]
    standings.sort(key=lambda one: one.place)
    told = {helix: sum(one.helix == helix for one in cast) for helix in Helix}
    return Dots(standings, len(cast), placed, told)
