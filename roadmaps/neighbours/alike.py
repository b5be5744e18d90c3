"""Which goals and activities of two roadmaps are about the same, told by the words that they share. No session.

Words that few of the texts use tell more than those that all use; words of a title count twice. Nobody is told that two
are the same, only which words they share: people judge.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from uuid import UUID

from roadmaps.foundation.prose import plain
from roadmaps.foundation.word_forms import roots_of, tells_something, words_in
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.written import words_in as fields_in

ALIKE = 0.14
MOST_SHARED = 6
MOST_OTHERS = 3
MOST_CONSIDERED = 12
# However few texts there are, so many may share a word that tells.
FEW = 6
_SHORTEST = 3
# Such words stand in every plan.
_OF_EVERY_PLAN = frozenset(
    {
        *("alla", "andra", "bland", "bli", "blir", "dela", "dem", "denna", "deras", "dessa", "detta", "där", "efter"),
        *("eller", "exempel", "finns", "fler", "flera", "få", "får", "genom", "göra", "gör", "han", "hon", "här"),
        *("inom", "kunna", "man", "mellan", "mer", "mot", "mycket", "ny", "nya", "något", "några", "också", "olika"),
        *("redan", "samt", "sedan", "sig", "sina", "sitt", "ska", "skall", "under", "upp", "utan", "utom", "vara"),
        *("varje", "vilka", "vilken", "vilket", "ännu", "även", "över", "bättre", "ger", "ges", "tar"),
    }
)


@dataclass(frozen=True)
class Likeness:
    """How much two are about the same, from 0 to 1, and the telling words that they share, the rarest first."""

    score: float
    shared: Sequence[str]


@dataclass(frozen=True)
class _Word:
    word: str
    weight: float


_Told = Mapping[str, _Word]
NOTHING = Likeness(0, ())


@dataclass(frozen=True)
class Pair:
    """One here beside one of the neighbour; either may be alone. `others` of theirs share words too, the most alike first."""

    ours: BlockState | None
    theirs: BlockState | None
    likeness: Likeness = NOTHING
    others: Sequence[BlockState] = ()

    @property
    def key(self) -> tuple[UUID | None, UUID | None]:
        """The identities of both."""
        return self.ours.id if self.ours else None, self.theirs.id if self.theirs else None


@dataclass(frozen=True)
class Beside:
    """All of one kind in two roadmaps: those that go together, and those that only one of them has."""

    pairs: Sequence[Pair]
    only_theirs: Sequence[Pair]
    only_ours: Sequence[Pair]


def beside(ours: Sequence[BlockState], theirs: Sequence[BlockState]) -> Beside:
    """Put each beside the one that is most alike, each once, the surest pairs first."""
    own, other = [_told(one) for one in ours], [_told(one) for one in theirs]
    rarity = _rarity(own, other)
    alike = _scores(own, other, rarity)
    ranked = sorted(((score, a, b) for a, found in enumerate(alike) for b, score in found), key=_surest)
    pair_of = dict[int, int]()
    taken = set[int]()
    scores = dict[int, float]()
    for score, a, b in ranked:
        if a not in pair_of and b not in taken:
            pair_of[a], scores[a] = b, score
            taken.add(b)
    pairs = [
        Pair(
            ours[a],
            theirs[b],
            Likeness(min(scores[a], 1.0), _shared(own[a], other[b], rarity)),
            [theirs[one] for one, _ in alike[a] if one != b][:MOST_OTHERS],
        )
        for a, b in pair_of.items()
    ]
    return Beside(
        pairs,
        [Pair(None, one) for b, one in enumerate(theirs) if b not in taken],
        [Pair(one, None) for a, one in enumerate(ours) if a not in pair_of],
    )


def _surest(entry: tuple[float, int, int]) -> tuple[float, int, int]:
    score, a, b = entry
    return -score, a, b


def _rarity(own: Sequence[_Told], other: Sequence[_Told]) -> dict[str, float]:
    """How much each root tells. What very many of the texts say tells nothing, and would take long to compare."""
    spread = Counter(root for told in (*own, *other) for root in told)
    number = len(own) + len(other)
    most = max(FEW, number // 5)
    return {root: math.log(1 + number / times) for root, times in spread.items() if times <= most}


def _scores(own: Sequence[_Told], other: Sequence[_Told], rarity: Mapping[str, float]) -> list[list[tuple[int, float]]]:
    """For each of ours those of theirs that are alike enough, the most alike first and no more than a few."""
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, told in enumerate(other):
        for root, word in told.items():
            if root in rarity:
                holding[root].append((place, word.weight))
    lengths = [_length(told, rarity) for told in other]
    found = []
    for told in own:
        sums: dict[int, float] = defaultdict(float)
        for root, word in told.items():
            worth = rarity.get(root, 0.0) ** 2 * word.weight
            for place, weight in holding.get(root, ()):
                sums[place] += worth * weight
        length = _length(told, rarity)
        scored = ((place, total / (length * lengths[place])) for place, total in sums.items())
        alike = [(place, score) for place, score in scored if score >= ALIKE]
        found.append(nlargest(MOST_CONSIDERED, alike, key=lambda one: (one[1], -one[0])))
    return found


def _shared(own: _Told, other: _Told, rarity: Mapping[str, float]) -> list[str]:
    """The words that two share, as theirs writes them, the rarest first."""
    common = [root for root in own.keys() & other.keys() if root in rarity]
    words = dict.fromkeys(other[root].word for root in sorted(common, key=lambda root: (-rarity[root], root)))
    return list(words)[:MOST_SHARED]


def _told(block: BlockState) -> _Told:
    """The telling words of a block by their roots, with how much they count."""
    kind = ROADMAP[block.kind]
    found: dict[str, _Word] = {}
    for name, text in fields_in(kind, block.content).items():
        weight = 2.0 if name == kind.title_field else 1.0
        for word in _telling(plain(text)):
            root = roots_of(word)[0]
            if root not in found or found[root].weight < weight:
                found[root] = _Word(word, weight)
    return found


def _telling(text: str) -> Iterator[str]:
    for found in words_in(text):
        if len(found.word) >= _SHORTEST and tells_something(found.word) and found.word not in _OF_EVERY_PLAN:
            yield found.word


def _length(told: _Told, rarity: Mapping[str, float]) -> float:
    return math.sqrt(sum((rarity.get(root, 0.0) * word.weight) ** 2 for root, word in told.items())) or 1.0
