"""What the roadmaps themselves have days for: readings that are to come, and their next steps."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from roadmaps.calendars.entries import Written
from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.sentences import say, say_number
from roadmaps.indicators.followed import Followed, follow
from roadmaps.revisions.states import currents
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.phases import Phase
from roadmaps.year_wheel.gathering.ground import Ground
from roadmaps.year_wheel.lines import Line
from roadmaps.year_wheel.words import Sort

# Of many that are due on one day, the first are told by name; the page of indicators has them all.
_MOST_NAMES = 3


def readings(ground: Ground) -> Iterator[Line]:
    """The last days for the next readings; those of one roadmap that are due on one day are one line."""
    states = currents(ground.session, [one.history for one in ground.roadmaps])
    read = [
        (roadmap, block)
        for roadmap in ground.roadmaps
        for block in states[roadmap.history_id].of_kind("indicator")
        if block.content["frequency"]
    ]
    due: dict[tuple[Roadmap, date], list[Followed]] = defaultdict(list)
    for one in follow(ground.session, read, today=ground.on) if read else ():
        if one.judged.awaited and ground.within(one.judged.awaited.due_on):
            due[one.roadmap, one.judged.awaited.due_on].append(one)
    for (roadmap, day), those in due.items():
        first, is_one = those[0], len(those) == 1
        names = "; ".join(one.title for one in those[:_MOST_NAMES])
        yield Line(
            about=first.id if is_one else roadmap.id,
            edge=f"reading-{day.isoformat()}",
            sort=Sort.READING,
            day=day,
            title=names if len(those) <= _MOST_NAMES else f"{names} …",
            path=f"/indicators/{first.id}" if is_one else f"/areas/{roadmap.area.slug}/indicators",
            written=Written(0, beginning_of(day)),
            area=roadmap.area,
            prefix="" if is_one else say_number("%(num)s indicator", "%(num)s indicators", len(those)),
            note=say("Overdue") if day < ground.on else "",
        )


def next_steps(ground: Ground) -> Iterator[Line]:
    """What happens next with each roadmap, where a day is told for it."""
    for one in ground.roadmaps:
        if one.next_on is not None and one.state is not Phase.CLOSED:
            yield Line(
                about=one.id,
                edge="next",
                sort=Sort.STEP,
                day=one.next_on,
                title=one.next_step,
                path=f"/areas/{one.area.slug}/roadmap",
                written=Written(0, beginning_of(one.next_on)),
                area=one.area,
            )
