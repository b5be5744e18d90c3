"""Drawing what a report tells from the records. Pure but for `ground`, which reads them."""

from collections.abc import Iterable, Iterator

from roadmaps.follow_up.gathering import changes, dialogue, indicators, measures
from roadmaps.follow_up.gathering.found import Found
from roadmaps.follow_up.gathering.ground import AreaGround, ground_of

__all__ = ["Found", "found_on", "ground_of"]

# In the order of the chapters, and within a chapter in the order of what is told.
_FINDERS = (
    measures.carried_out,
    measures.outcome,
    indicators.read_then_and_now,
    changes.of_the_plan,
    dialogue.dialogue,
    changes.leads,
    changes.conflicts,
    dialogue.decisions,
    measures.ahead,
)


def found_on(grounds: Iterable[AreaGround]) -> Iterator[Found]:
    """Everything that is worth telling, area by area."""
    for ground in grounds:
        for find in _FINDERS:
            yield from find(ground)
