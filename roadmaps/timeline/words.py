"""What a timeline says to those who do not see it: each bar in one sentence."""

from roadmaps.foundation.sentences import N_, Sentence, say, say_number
from roadmaps.plan.rows import PlannedActivity
from roadmaps.roadmap.kinds.choices import word_of


def spoken(activity: PlannedActivity) -> Sentence:
    """Such as: Course in preparedness: quarter 3 2026 – 2027, in progress, led by Torsta, 1 of 2 milestones reached."""
    facts: dict[str, object] = {
        "title": activity.title,
        "period": activity.period or Sentence(N_("No date yet")),
        # A row of one: within a sentence the word begins with a small letter.
        "status": (word_of(activity.status),),
        "lead": _lead(activity),
    }
    if not activity.milestones:
        return say("%(title)s: %(period)s, %(status)s, %(lead)s", **facts)
    reached = sum(one.is_reached for one in activity.milestones)
    return say_number(
        "%(title)s: %(period)s, %(status)s, %(lead)s, %(reached)s of %(num)s milestone reached",
        "%(title)s: %(period)s, %(status)s, %(lead)s, %(reached)s of %(num)s milestones reached",
        len(activity.milestones),
        reached=reached,
        **facts,
    )


def _lead(activity: PlannedActivity) -> Sentence:
    if activity.lead is None:
        return say("nobody leads it yet")
    if activity.lead.is_only_proposed:
        return say("%(organisation)s is proposed to lead", organisation=activity.lead.organisation)
    return say("led by %(organisation)s", organisation=activity.lead.organisation)
