"""The pyramid of a plan: what lies at each level, what feeds what, and what a reader may want to think about.

Base lays the ground, breadth brings in more actors (diversification), peak sharpens what the county is best at
(specialisation). They feed each other, so that a level on its own is worth a question, never a fault.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.plan.rows import Plan, PlannedActivity
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import Level, Part, Status, word_of

FROM_THE_TOP = (Level.PEAK, Level.BREADTH, Level.BASE)
CARRYING = {Part.LEADS, Part.TAKES_PART}
_ONE_SIDED_FROM = 4


@dataclass(frozen=True)
class Tier:
    """One level with its activities, and the organisations that lead or take part there by how much they do."""

    level: Level
    activities: Sequence[PlannedActivity]
    organisations: Sequence[tuple[str, int]]

    @property
    def rests_on_one(self) -> bool:
        """Whether one organisation does everything here alone, where there is more than one thing to do."""
        return len(self.organisations) == 1 and self.organisations[0][1] == len(self.activities) > 1


@dataclass(frozen=True)
class Feeding:
    """One activity that must come before another, at another level."""

    first: PlannedActivity
    then: PlannedActivity


@dataclass(frozen=True)
class GoalTiers:
    """A goal with the number of its activities at each level, in the order of `FROM_THE_TOP`."""

    goal: BlockState
    counts: Sequence[int]


@dataclass(frozen=True)
class Pyramid:
    """A plan by level, the peak first. `unplaced` are the activities whose level nobody has told."""

    tiers: Sequence[Tier]
    unplaced: Sequence[PlannedActivity]
    feeding: Sequence[Feeding]
    goals: Sequence[GoalTiers]
    thoughts: Sequence[Sentence]


def pyramid_of(plan: Plan, activities: Sequence[PlannedActivity]) -> Pyramid:
    """The pyramid of those activities of the plan that the reader wants to see; what has been dropped is left out."""
    living = [one for one in activities if one.status is not Status.DROPPED]
    tiers = [_tier(level, living) for level in FROM_THE_TOP]
    goals = list(_goals(plan, living))
    unplaced = [one for one in living if one.level is None]
    return Pyramid(tiers, unplaced, list(_feeding(living)), goals, list(_thoughts(tiers, goals, len(unplaced))))


def _tier(level: Level, activities: Iterable[PlannedActivity]) -> Tier:
    here = [one for one in activities if one.level is level]
    shares = (share for one in here for share in one.shares if share.part in CARRYING and not share.is_declined)
    counted = Counter(share.organisation for share in shares)
    return Tier(level, here, sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])))


def _feeding(activities: Sequence[PlannedActivity]) -> Iterator[Feeding]:
    by_id = {one.id: one for one in activities}
    for then in activities:
        for first in (by_id[one] for one in then.depends_on if one in by_id):
            if first.level and then.level and first.level is not then.level:
                yield Feeding(first, then)


def _goals(plan: Plan, activities: Sequence[PlannedActivity]) -> Iterator[GoalTiers]:
    counted = Counter((one.goal.id, one.level) for one in activities if one.goal and one.level)
    for _, goal in plan.goals:
        counts = [counted[goal.id, level] for level in FROM_THE_TOP]
        if any(counts):
            yield GoalTiers(goal, counts)


def _thoughts(tiers: Sequence[Tier], goals: Sequence[GoalTiers], unplaced: int) -> Iterator[Sentence]:
    """What to think about, gently: at most one sentence for each way in which the levels may not feed each other."""
    peak, breadth, base = (len(tier.activities) for tier in tiers)
    if peak and not breadth:
        yield say("There is a peak, but no breadth beneath it. Who else could take part in what is done at the top?")
    if breadth and not base:
        yield say("There is breadth, but no base. What must be in place for more actors to come along?")
    if base and not breadth and not peak:
        yield say("Everything lies at the base so far. What is to grow from it?")
    elif breadth + base >= _ONE_SIDED_FROM and not peak:
        yield say("There is no peak yet. What could the county be best at here?")
    yield from _thoughts_on_goals(goals, has_breadth=bool(breadth))
    for tier in tiers:
        if tier.rests_on_one:
            yield say(
                "At the level “%(level)s”, %(organisation)s does everything alone.",
                level=Sentence(word_of(tier.level)),
                organisation=tier.organisations[0][0],
            )
    if unplaced:
        yield say_number(
            "%(num)s activity has no level yet, so the picture is not whole.",
            "%(num)s activities have no level yet, so the picture is not whole.",
            unplaced,
        )


def _thoughts_on_goals(goals: Sequence[GoalTiers], *, has_breadth: bool) -> Iterator[Sentence]:
    """A goal may stand on its peak alone though the whole does not."""
    for one in goals:
        peak, breadth, _ = one.counts
        if peak and not breadth and has_breadth:
            yield say("The goal “%(goal)s” has a peak, but no breadth beneath it.", goal=str(one.goal.content["title"]))
