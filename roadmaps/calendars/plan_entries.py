"""What the plan has dates for, as entries: activities, milestones, readings, the next steps of roadmaps, and
conflicts to look at again.

No session: what is needed around the rows is handed in.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from roadmaps.areas.models import Area
from roadmaps.calendars.entries import Entry, Stretch, Written, day_of, in_brackets, inexact, stretches_of
from roadmaps.conflicts.rows import RegisteredConflict
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.indicators.followed import Followed
from roadmaps.plan.rows import Milestone, PlannedActivity
from roadmaps.roadmap.kinds.choices import ConflictState, Status, word_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.values import Shown

Versions = Mapping[UUID, Written]
_OF_ACTIVITIES = {
    "period": ("%(title)s", N_("%(title)s (%(when)s)")),
    "starts": (N_("Starts: %(title)s"), N_("Starts (%(when)s): %(title)s")),
    "ends": (N_("Ends: %(title)s"), N_("Ends (%(when)s): %(title)s")),
}


def of_activity(one: PlannedActivity, versions: Versions, language: str) -> Iterator[Entry]:
    """The activity's own entries and those of its milestones; what has been dropped has none."""
    if one.status is Status.DROPPED:
        return
    lines = _about(one, language)
    for stretch in stretches_of(one.start, one.end):
        yield Entry(
            about=one.id,
            sort=stretch.sort,
            first=stretch.first,
            last=stretch.last,
            summary=in_brackets(*_OF_ACTIVITIES[stretch.sort], stretch.told, title=one.title),
            lines=[*inexact(stretch.told), *([one.period] if one.period else []), *lines],
            path=f"/blocks/{one.id}",
            written=versions[one.id],
            category=one.area.name_in(language),
            places=[word_of(place) for place in one.places],
        )
    for milestone in one.milestones:
        if milestone.due:
            yield _milestone(milestone, day_of(milestone.due, "due"), one, versions, language)


def of_review(one: RegisteredConflict, versions: Versions, language: str) -> Iterator[Entry]:
    """The day on which a conflict is to be looked at again, until it is resolved."""
    if one.next_review is None or one.state is ConflictState.RESOLVED:
        return
    stretch = day_of(one.next_review, "review")
    yield Entry(
        about=one.id,
        sort=stretch.sort,
        first=stretch.first,
        last=stretch.last,
        summary=in_brackets(
            N_("Look at the goal conflict again: %(title)s"),
            N_("Look at the goal conflict again (%(when)s): %(title)s"),
            stretch.told,
            title=one.title,
        ),
        lines=[
            *inexact(stretch.told),
            _area_line(one.area, language),
            say("State: %(state)s", state=Sentence(word_of(one.state))),
            *([say("Owner: %(owner)s", owner=one.owner)] if one.owner else []),
        ],
        path=f"/blocks/{one.id}",
        written=versions[one.id],
        category=one.area.name_in(language),
    )


def of_reading(one: Followed, versions: Versions, language: str) -> Iterator[Entry]:
    """The last day for the next reading of an indicator. Each period is an entry of its own, gone when it is read."""
    awaited, area = one.judged.awaited, one.roadmap.area
    if awaited is None:
        return
    source = one.block.content["source"]
    yield Entry(
        about=one.id,
        sort=f"reading-{awaited.period}",
        first=awaited.due_on,
        last=awaited.due_on,
        summary=say("Reading due (%(period)s): %(title)s", period=awaited.in_words, title=one.title),
        lines=[
            _area_line(area, language),
            *([say("Responsible: %(name)s", name=one.responsible)] if one.responsible else []),
            *([say("Source: %(source)s", source=source)] if source else []),
        ],
        path=f"/indicators/{one.id}",
        written=versions[one.id],
        category=area.name_in(language),
    )


def of_next_step(roadmap: Roadmap, told: Written | None, language: str) -> Iterator[Entry]:
    """What happens next with the roadmap as a whole, where a day is set for it."""
    if roadmap.next_on is None or told is None or roadmap.state is Phase.CLOSED:
        return
    area = roadmap.area.name_in(language)
    yield Entry(
        about=roadmap.id,
        sort="next",
        first=roadmap.next_on,
        last=roadmap.next_on,
        summary=say("Next step for the roadmap %(area)s", area=area),
        lines=[roadmap.next_step, say("State: %(state)s", state=Sentence(roadmap.state.label))],
        path=f"/areas/{roadmap.area.slug}/roadmap",
        written=told,
        category=area,
    )


def _milestone(one: Milestone, stretch: Stretch, of: PlannedActivity, versions: Versions, language: str) -> Entry:
    words = (
        (N_("Milestone reached: %(title)s"), N_("Milestone reached (%(when)s): %(title)s"))
        if one.is_reached
        else (N_("Milestone: %(title)s"), N_("Milestone (%(when)s): %(title)s"))
    )
    criterion = one.block.content["criterion"]
    return Entry(
        about=one.block.id,
        sort=stretch.sort,
        first=stretch.first,
        last=stretch.last,
        summary=in_brackets(*words, stretch.told, title=one.title),
        lines=[
            *inexact(stretch.told),
            *([criterion] if criterion else []),
            say("Activity: %(title)s", title=of.title),
            _area_line(of.area, language),
            *_lead_line(of),
        ],
        path=f"/blocks/{one.block.id}",
        written=versions[one.block.id].with_(versions[of.id]),
        category=of.area.name_in(language),
    )


def _about(one: PlannedActivity, language: str) -> Sequence[Shown]:
    note = one.block.content["status_note"]
    status = Sentence(word_of(one.status))
    return [
        _area_line(one.area, language),
        say("Status: %(status)s. %(note)s", status=status, note=note)
        if note
        else say("Status: %(status)s", status=status),
        *_lead_line(one),
        *([say("Serves the goal: %(title)s", title=str(one.goal.content["title"]))] if one.goal else []),
    ]


def _area_line(area: Area, language: str) -> Sentence:
    return say("Strength area: %(area)s", area=area.name_in(language))


def _lead_line(one: PlannedActivity) -> list[Shown]:
    if one.lead is None:
        return []
    if one.lead.is_only_proposed:
        return [say("Leads: %(name)s (proposed)", name=one.lead.organisation)]
    return [say("Leads: %(name)s", name=one.lead.organisation)]
