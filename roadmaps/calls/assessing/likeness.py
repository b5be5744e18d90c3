"""Which activities are like one another, by their words: pure reckoning, so that nothing is found by chance twice differently.

Words count by what their forms have in common, more in a title than in a text, and more the fewer activities use them.
The likeness of two activities is the cosine between them. It says that they speak of the same things, not that they are
the same: a person decides.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from uuid import UUID

from roadmaps.foundation.prose import plain
from roadmaps.foundation.word_forms import roots_of, tells_something, words_in
from roadmaps.plan.rows import PlannedActivity

IN_TITLE, IN_TEXT = 3, 1
# Below that two activities share what any two texts about development share. Chosen by reading pairs of the demo: those at
# a third and above are about the same, those at a fifth use a common word alike.
LEAST = 0.24
MOST_WORDS = 6


@dataclass(frozen=True)
class Like:
    """An activity that is like another; `words` are what both speak of, those that tell most first."""

    activity: PlannedActivity
    likeness: float
    words: Sequence[str]

    @property
    def per_cent(self) -> int:
        """How much they share, of a hundred."""
        return round(self.likeness * 100)


@dataclass(frozen=True)
class _Vocabulary:
    """How often an activity speaks of what, by the root of its words, and how each was first written."""

    counts: Mapping[str, int]
    written: Mapping[str, str]

    @classmethod
    def of(cls, activity: PlannedActivity) -> "_Vocabulary":
        counts: Counter[str] = Counter()
        written: dict[str, str] = {}
        content = activity.block.content
        texts = [(activity.title, IN_TITLE), (plain(str(content["text"])), IN_TEXT), (str(content["output"]), IN_TEXT)]
        for text, weight in texts:
            for one in words_in(text):
                if tells_something(one.word) and len(one.word) > 2 and not one.word.isdigit():
                    root = roots_of(one.word)[0]
                    counts[root] += weight
                    written.setdefault(root, text[one.start : one.end].lower())
        return cls(counts, written)


class Likenesses:
    """All activities that are compared with each other. What a word tells is reckoned among them all."""

    def __init__(self, activities: Iterable[PlannedActivity]) -> None:
        self._activities = {one.id: one for one in activities}
        self._words = {key: _Vocabulary.of(one) for key, one in self._activities.items()}

    def like(self, activity: PlannedActivity, *, least: float = LEAST, most: int = 8) -> list[Like]:
        """The others that are like it, the most alike first."""
        own = self._words.get(activity.id) or _Vocabulary.of(activity)
        found = [
            Like(other, likeness, self._shared(own, self._words[key]))
            for key, other in self._activities.items()
            if key != activity.id and (likeness := self._cosine(own, self._words[key])) >= least
        ]
        return sorted(found, key=lambda one: (-one.likeness, one.activity.title))[:most]

    @cached_property
    def _used_by(self) -> Counter[str]:
        return Counter(root for words in self._words.values() for root in words.counts)

    def _tells(self, root: str) -> float:
        return log(1 + len(self._activities) / (1 + self._used_by[root]))

    def _cosine(self, one: _Vocabulary, other: _Vocabulary) -> float:
        shared = one.counts.keys() & other.counts.keys()
        if not shared:
            return 0.0
        product = sum(one.counts[root] * other.counts[root] * self._tells(root) ** 2 for root in shared)
        return product / (self._length(one) * self._length(other) or 1.0)

    def _length(self, words: _Vocabulary) -> float:
        return sqrt(sum((count * self._tells(root)) ** 2 for root, count in words.counts.items()))

    def _shared(self, one: _Vocabulary, other: _Vocabulary) -> list[str]:
        shared = one.counts.keys() & other.counts.keys()
        ordered = sorted(shared, key=lambda root: (-one.counts[root] * other.counts[root] * self._tells(root), root))
        return [other.written[root] for root in ordered[:MOST_WORDS]]


def joined(found: Iterable[Sequence[Like]], but: Iterable[UUID] = ()) -> list[Like]:
    """What several activities are like, each once, as much as it is like any of them; those in `but` are left out."""
    best: dict[UUID, Like] = {}
    left_out = set(but)
    for likes in found:
        for one in likes:
            known = best.get(one.activity.id)
            if one.activity.id not in left_out and (known is None or one.likeness > known.likeness):
                best[one.activity.id] = one
    return sorted(best.values(), key=lambda one: (-one.likeness, one.activity.title))
