"""Next steps of roadmaps whose day has come, without anybody telling how it went."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.roadmap.reminding import is_next_step_due
from roadmaps.roadmap.values import day_in_words

NAME = "next_steps"


def points(ground: Ground) -> Iterable[Point]:
    """Each since the day that was told."""
    for roadmap in ground.roadmaps:
        if roadmap.next_on and is_next_step_due(roadmap, ground.today):
            yield Point(NAME, roadmap.id, roadmap.area_id, beginning_of(roadmap.next_on), fact=roadmap)


def tell(_ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """What was to happen, and the state that the roadmap is in."""
    return {
        point.key: Told(
            title=say("The next step of the roadmap"),
            words=say(
                "This was to happen by %(day)s. The roadmap is still in the state “%(state)s”.",
                day=day_in_words(point.fact.next_on),
                state=Sentence(point.fact.state.label),
            ),
            quote=point.fact.next_step,
        )
        for point in waiting
    }


SOURCE = Source(NAME, N_("Next steps"), points, tell, is_for_leaders=True)
