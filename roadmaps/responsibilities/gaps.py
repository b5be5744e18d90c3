"""Where the division of responsibility has gaps: nobody leads, or the one who should is silent, declined, or gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.clock import day_of
from roadmaps.plan.rows import PlannedActivity, Share
from roadmaps.responsibilities.models import About, Question
from roadmaps.responsibilities.queries import latest_questions, people_of
from roadmaps.roadmap.kinds.choices import Answer, Part, Status

SILENT_AFTER = timedelta(days=14)
_OVER = {Status.DONE, Status.DROPPED}


@dataclass(frozen=True)
class Gap:
    """One activity that misses its lead; `share` is that of the organisation which should lead, if there is one.

    `asked_at` is when the organisation was asked last, None when it never was.
    """

    activity: PlannedActivity
    share: Share | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True)
class Gaps:
    """The gaps by what is missing. `silent` have not said whether they lead, `untold` not how it goes."""

    without: Sequence[Gap]
    silent: Sequence[Gap]
    untold: Sequence[Gap]
    declined: Sequence[Gap]
    left: Sequence[Gap]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, (self.without, self.silent, self.untold, self.declined, self.left)))


def gaps_in(session: Session, activities: Iterable[PlannedActivity], roadmap_ids: Iterable[UUID], at: datetime) -> Gaps:
    """The gaps among these activities; what is done or dropped has none. A fixed number of queries."""
    led = [(one, _to_lead(one)) for one in activities if one.status not in _OVER]
    ids = list(roadmap_ids)
    parts, statuses = (latest_questions(session, ids, about) for about in (About.PART, About.STATUS))
    present = people_of(session, {share.organisation_id for _, share in led if share}, day_of(at))
    found: dict[str, list[Gap]] = {"without": [], "silent": [], "untold": [], "declined": [], "left": []}
    for activity, share in led:
        if share is None:
            found["without"].append(Gap(activity))
            continue
        asked = parts.get((share.block.id, share.organisation_id))
        told = statuses.get((activity.id, share.organisation_id))
        if share.answer is Answer.DECLINED:
            found["declined"].append(Gap(activity, share))
        elif share.organisation_id not in present:
            found["left"].append(Gap(activity, share))
        elif share.answer is Answer.PROPOSED and _is_silent(asked, at):
            found["silent"].append(Gap(activity, share, asked.asked_at if asked else None))
        elif share.answer is Answer.ACCEPTED and _is_silent(told, at):
            found["untold"].append(Gap(activity, share, told.asked_at if told else None))
    return Gaps(**found)


def _to_lead(activity: PlannedActivity) -> Share | None:
    return next((one for one in activity.shares if one.part is Part.LEADS), None)


def _is_silent(question: Question | None, at: datetime) -> bool:
    """Whether a question has waited for long."""
    if question is None or question.answered_at is not None or question.withdrawn_at is not None:
        return False
    return question.asked_at <= at - SILENT_AFTER
