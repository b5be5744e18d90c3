"""What was carried out, what became of what had been planned, and what lies ahead."""

from collections.abc import Iterator

from roadmaps.follow_up.gathering.found import Found
from roadmaps.follow_up.gathering.ground import AreaGround, Span
from roadmaps.follow_up.kinds import Subject
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.plan.rows import PlannedActivity
from roadmaps.roadmap.kinds.activity import Activity
from roadmaps.roadmap.kinds.choices import Status
from roadmaps.roadmap.values import Shown

_UNDER_WAY = {Status.IN_PROGRESS, Status.OBSTACLE, Status.PAUSED}
_TOLD = {
    Status.DONE: (N_("“%(title)s” was finished, led by %(lead)s."), N_("“%(title)s” was finished.")),
    Status.IN_PROGRESS: (N_("“%(title)s” is under way, led by %(lead)s."), N_("“%(title)s” is under way.")),
    Status.OBSTACLE: (
        N_("“%(title)s”, led by %(lead)s, has met an obstacle."),
        N_("“%(title)s” has met an obstacle."),
    ),
    Status.PAUSED: (N_("“%(title)s”, led by %(lead)s, is paused."), N_("“%(title)s” is paused.")),
}


def carried_out(ground: AreaGround) -> Iterator[Found]:
    """Activities that were finished in the time or went on in it, and milestones that were reached."""
    before = {one.id: one for one in ground.before.activities}
    for activity in sorted(ground.after.activities, key=lambda one: one.status is not Status.DONE):
        old = before.get(activity.id)
        was_done = old is not None and old.status is Status.DONE
        if activity.status in _UNDER_WAY or (activity.status is Status.DONE and not was_done):
            yield _activity(activity, ground)
        reached = {one.block.id for one in old.milestones if one.is_reached} if old else set()
        for milestone in activity.milestones:
            if milestone.is_reached and milestone.block.id not in reached:
                sentence = say(
                    "The milestone “%(milestone)s” of “%(title)s” was reached.",
                    milestone=milestone.title,
                    title=activity.title,
                )
                yield _found(Subject.CARRIED_OUT, f"reached:{milestone.block.id}", sentence, activity, ground)


def outcome(ground: AreaGround) -> Iterator[Found]:
    """What was planned at the beginning for these days, beside what became of it."""
    after = {one.id: one for one in ground.after.activities}
    for activity in ground.before.activities:
        if activity.status in {Status.DONE, Status.DROPPED} or not _touches(activity, ground.span):
            continue
        now = after.get(activity.id)
        became: Shown = _status(now) if now else say("Taken out of the roadmap")
        sentence = say(
            "“%(title)s” was planned for %(period)s. Now: %(became)s.",
            title=activity.title,
            period=activity.period,
            became=became,
        )
        planned = say("%(status)s, %(period)s", status=_status(activity), period=activity.period)
        yield _found(
            Subject.OUTCOME,
            f"planned:{activity.id}",
            sentence,
            activity,
            ground,
            before=planned,
            after=_with_note(became, now),
        )


def ahead(ground: AreaGround) -> Iterator[Found]:
    """What is planned for the year after, by what the roadmap says at the end."""
    year = ground.span.until_on.year + 1
    following = Span(
        ground.span.until_on.replace(year=year, month=1, day=1),
        ground.span.until_on.replace(year=year, month=12, day=31),
    )
    for activity in ground.after.activities:
        if activity.status in {Status.DONE, Status.DROPPED} or not _touches(activity, following):
            continue
        lead = activity.lead
        sentence = (
            say(
                "“%(title)s”, %(period)s, led by %(lead)s.",
                title=activity.title,
                period=activity.period,
                lead=lead.organisation,
            )
            if lead
            else say("“%(title)s”, %(period)s. Nobody leads it yet.", title=activity.title, period=activity.period)
        )
        yield _found(Subject.AHEAD, f"ahead:{activity.id}", sentence, activity, ground)


def _activity(activity: PlannedActivity, ground: AreaGround) -> Found:
    led, alone = _TOLD[activity.status]
    lead = activity.lead.organisation if activity.lead else None
    sentence = Sentence(led if lead else alone, {"title": activity.title, "lead": lead})
    if note := activity.block.content["status_note"]:
        sentence = say("%(sentence)s %(note)s", sentence=sentence, note=note)
    return _found(Subject.CARRIED_OUT, f"activity:{activity.id}", sentence, activity, ground)


def _found(
    subject: Subject,
    source: str,
    sentence: Sentence,
    activity: PlannedActivity,
    ground: AreaGround,
    *,
    before: Shown = "",
    after: Shown = "",
) -> Found:
    return Found(
        subject=subject,
        source=source,
        sentence=sentence,
        record=f"/blocks/{activity.id}",
        area=ground.slug,
        thing=activity.title,
        before=before,
        after=after,
    )


def _touches(activity: PlannedActivity, span: Span) -> bool:
    """Whether some of its time, as far as it is known, lies within the days; without any date it does not."""
    if activity.start is None and activity.end is None:
        return False
    begins = activity.start.first if activity.start else span.from_on
    ends = activity.end.last if activity.end else span.until_on
    return begins <= span.until_on and ends >= span.from_on


def _status(activity: PlannedActivity) -> Sentence:
    return Sentence(Activity.asks()["status"].choices[activity.status])


def _with_note(became: Shown, activity: PlannedActivity | None) -> Shown:
    note = activity.block.content["status_note"] if activity else ""
    return say("%(status)s. %(note)s", status=became, note=note) if note else became
