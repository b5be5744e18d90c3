"""How the plan itself changed: goals and activities that came, went or became others; goal conflicts; who leads what."""

from collections.abc import Iterator
from uuid import UUID

from roadmaps.follow_up.gathering.found import Found
from roadmaps.follow_up.gathering.ground import AreaGround, last_day_of
from roadmaps.follow_up.kinds import Subject
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.plan.rows import PlannedActivity
from roadmaps.revisions.plan_diff import BlockDiff
from roadmaps.roadmap.kinds.choices import Answer, Part, Status
from roadmaps.roadmap.kinds.goal_conflict import GoalConflict
from roadmaps.roadmap.values import day_in_words

_TOLD_KINDS = ("goal", "sub_area", "activity", "indicator")


def of_the_plan(ground: AreaGround) -> Iterator[Found]:
    """Goals, sub-areas, activities and indicators that were added, taken out or reworded, and activities that were
    dropped.
    """
    comparison = ground.comparison
    for diff in comparison.added:
        if diff.kind.name in _TOLD_KINDS:
            sentence = say("Added: “%(title)s” (%(kind)s).", kind=_kind(diff), title=diff.title)
            yield _changed(diff, "added", sentence, ground)
    for diff in comparison.removed:
        if diff.kind.name in _TOLD_KINDS:
            sentence = say("Taken out: “%(title)s” (%(kind)s).", kind=_kind(diff), title=diff.title)
            yield _changed(diff, "removed", sentence, ground)
    for diff in comparison.changed:
        if diff.kind.name in {"goal", "sub_area"} or _is_renamed(diff):
            yield _changed(diff, "changed", _reworded(diff), ground)
    old = {one.id: one for one in ground.before.activities}
    for activity in ground.after.activities:
        was_dropped = activity.id in old and old[activity.id].status is Status.DROPPED
        if activity.status is Status.DROPPED and not was_dropped:
            sentence = say("Activity dropped: “%(title)s”.", title=activity.title)
            if note := activity.block.content["status_note"]:
                sentence = say("%(sentence)s %(note)s", sentence=sentence, note=note)
            yield Found(Subject.CHANGES, f"dropped:{activity.id}", sentence, f"/blocks/{activity.id}", ground.slug)


def conflicts(ground: AreaGround) -> Iterator[Found]:
    """Goal conflicts that became visible, went away or stand otherwise than before."""
    before = {one.id: one for one in ground.before.state.of_kind("goal_conflict")}
    for block in ground.after.state.of_kind("goal_conflict"):
        old, title = before.pop(block.id, None), str(block.content["title"])
        if old is None:
            sentence = say("Made visible: “%(title)s”.", title=title)
        elif old.content["state"] != block.content["state"]:
            sentence = say(
                "“%(title)s” went from “%(before)s” to “%(after)s”.",
                title=title,
                before=_state(old.content["state"]),
                after=_state(block.content["state"]),
            )
        else:
            sentence = say("“%(title)s”: %(state)s.", title=title, state=_state(block.content["state"]))
        yield Found(Subject.CONFLICTS, f"conflict:{block.id}", sentence, f"/blocks/{block.id}", ground.slug)
    for key, old in before.items():
        sentence = say("No longer in the register: “%(title)s”.", title=str(old.content["title"]))
        yield Found(Subject.CONFLICTS, f"conflict-gone:{key}", sentence, f"/blocks/{key}", ground.slug)


def leads(ground: AreaGround) -> Iterator[Found]:
    """Activities that another organisation leads than before, and the function of process leader changing hands."""
    before = {one.id: one for one in ground.before.activities}
    for activity in ground.after.activities:
        old = before.get(activity.id)
        was, now = _lead(old), _lead(activity)
        if old is not None and was != now:
            yield Found(
                Subject.LEADS,
                f"lead:{activity.id}",
                _led(activity.title, was, now),
                f"/blocks/{activity.id}",
                ground.slug,
            )
    for grant in ground.grants:
        last = last_day_of(grant)
        if grant.from_on >= ground.span.from_on:
            sentence = say("A process leader began on %(day)s.", day=day_in_words(grant.from_on))
            yield Found(Subject.LEADS, f"leader-began:{grant.id}", sentence, f"/areas/{ground.slug}", ground.slug)
        if last is not None and ground.span.from_on <= last <= ground.span.until_on:
            sentence = say("A process leader left on %(day)s.", day=day_in_words(last))
            yield Found(Subject.LEADS, f"leader-left:{grant.id}", sentence, f"/areas/{ground.slug}", ground.slug)


def _changed(diff: BlockDiff, how: str, sentence: Sentence, ground: AreaGround) -> Found:
    return Found(Subject.CHANGES, f"{how}:{diff.block.id}", sentence, f"/blocks/{diff.block.id}", ground.slug)


def _is_renamed(diff: BlockDiff) -> bool:
    return diff.kind.name in _TOLD_KINDS and any(one.name == diff.kind.title_field for one in diff.fields)


def _reworded(diff: BlockDiff) -> Sentence:
    assert diff.old is not None
    kind, old = _kind(diff), diff.kind.title_of(diff.old.content)
    if old != diff.title:
        return say("Renamed: “%(before)s” is now “%(after)s” (%(kind)s).", kind=kind, before=old, after=diff.title)
    return say("Reworded: “%(title)s” (%(kind)s).", kind=kind, title=diff.title)


def _kind(diff: BlockDiff) -> tuple[Sentence, ...]:
    """Its kind, as it is called within a sentence."""
    return (Sentence(diff.kind.label),)


def _lead(activity: PlannedActivity | None) -> tuple[UUID, str] | None:
    """Who has said yes to leading; a proposal is nobody's word yet."""
    for one in activity.shares if activity else ():
        if one.part is Part.LEADS and one.answer is Answer.ACCEPTED:
            return one.organisation_id, one.organisation
    return None


def _led(title: str, was: tuple[UUID, str] | None, now: tuple[UUID, str] | None) -> Sentence:
    if now is None:
        assert was is not None
        return say("%(was)s no longer leads “%(title)s”.", was=was[1], title=title)
    if was is None:
        return say("%(now)s has taken the lead of “%(title)s”.", now=now[1], title=title)
    return say("%(now)s leads “%(title)s” instead of %(was)s.", now=now[1], was=was[1], title=title)


def _state(value: str) -> Sentence:
    return Sentence(GoalConflict.asks()["state"].choices[value])
