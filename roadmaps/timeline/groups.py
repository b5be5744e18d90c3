"""What the rows of a timeline stand together by, with the heading of each group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmaps.areas.models import Area
from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.plan.rows import PlannedActivity
from roadmaps.roadmap.kinds.choices import Status, word_of
from roadmaps.timeline.look import Grouping


@dataclass(frozen=True)
class Heading:
    """What a group is called: somebody's own words, or a catalogue message. An area lends its name and its colour."""

    key: str
    title: str | Sentence
    area: Area | None = None


def grouped(
    activities: Sequence[PlannedActivity], grouping: Grouping, goals: Sequence[UUID] = ()
) -> list[tuple[Heading, Sequence[PlannedActivity]]]:
    """The activities under their headings; those without a goal come last, those that nobody leads first.

    :param goals: the order in which goals are read; otherwise they come as their activities do
    """
    places = {str(goal): place for place, goal in enumerate(goals)}
    groups: dict[str, tuple[Heading, list[PlannedActivity]]] = {}
    for one in activities:
        heading = _heading(one, grouping)
        groups.setdefault(heading.key, (heading, []))[1].append(one)
    return sorted(groups.values(), key=lambda group: _order(group[0], grouping, places))


def _heading(activity: PlannedActivity, grouping: Grouping) -> Heading:
    match grouping:
        case Grouping.GOAL if activity.goal:
            return Heading(str(activity.goal.id), str(activity.goal.content["title"]), activity.area)
        case Grouping.GOAL:
            return Heading("", Sentence(N_("Activities that serve no goal yet")))
        case Grouping.ORGANISATION if activity.lead:
            return Heading(str(activity.lead.organisation_id), activity.lead.organisation)
        case Grouping.ORGANISATION:
            return Heading("", Sentence(N_("No lead yet")))
        case Grouping.STATUS:
            return Heading(str(activity.status), Sentence(word_of(activity.status)))
        case Grouping.AREA:
            return Heading(activity.area.slug, activity.area.name, activity.area)


# What is going on stands before what is to come, and that before what is over.
_STATUSES = [Status.OBSTACLE, Status.IN_PROGRESS, Status.PLANNED, Status.PAUSED, Status.DONE, Status.DROPPED]


def _order(heading: Heading, grouping: Grouping, goals: Mapping[str, int]) -> tuple[int, str]:
    """Sorting is stable, so equal keys keep the order of the plan."""
    match grouping:
        case Grouping.ORGANISATION:
            return (1 if heading.key else 0), str(heading.title).casefold()
        case Grouping.STATUS:
            return _STATUSES.index(Status(heading.key)), ""
        case Grouping.GOAL:
            return (goals.get(heading.key, 0) if heading.key else len(goals) + 1), ""
        case Grouping.AREA:
            return 0, ""
