"""Activities whose lead is missing: the organisation is silent, has said no, has left, or does not tell how it goes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from roadmaps.accounts.models import Membership, Organisation
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.responsibilities.gaps import Gap, gaps_in

NAME = "leads"


def points(ground: Ground) -> Iterable[Point]:
    """Each since it was asked, since it answered, or since nobody acts for it any more."""
    activities = [activity for plan in ground.plans for activity in plan.activities]
    gaps = gaps_in(ground.session, activities, list(ground.area_of), ground.at)
    sorts = [("silent", gaps.silent), ("declined", gaps.declined), ("left", gaps.left), ("untold", gaps.untold)]
    history = {plan.area.id: plan.roadmap.history_id for plan in ground.plans}
    written = ground.written_at(
        (history[gap.activity.area.id], gap.share.block.number) for _, found in sorts for gap in found if gap.share
    )
    gone = _gone_since(ground, {gap.share.organisation_id for gap in gaps.left if gap.share})
    for sort, found in sorts:
        for gap in found:
            assert gap.share is not None  # only an activity without any lead has none
            area_id = gap.activity.area.id
            since = gap.asked_at or (gone.get(gap.share.organisation_id) if sort == "left" else None)
            key = gap.activity.id if sort == "untold" else gap.share.block.id
            since = since or written[history[area_id], gap.share.block.number]
            yield Point(NAME, key, area_id, since, fact=(sort, gap))


def tell(_ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """Which activity, and what is missing."""
    return {point.key: _told(*point.fact) for point in waiting}


def _told(sort: str, gap: Gap) -> Told:
    assert gap.share is not None
    note = str(gap.share.block.content.get("answer_note") or "")
    return Told(gap.activity.title, _WORDS[sort], gap.share.organisation, note if sort == "declined" else "")


_WORDS: Mapping[str, Sentence] = {
    "silent": say("Has been asked to lead it, and has not answered."),
    "declined": say("Was proposed to lead it, and has said no."),
    "left": say("Is to lead it, and nobody acts for the organisation here any more."),
    "untold": say("Leads it, and has not told how it goes."),
}


def _gone_since(ground: Ground, organisation_ids: set[UUID]) -> Mapping[UUID, datetime]:
    """When the last who acted for each of these organisations left, or when it was archived."""
    if not organisation_ids:
        return {}
    rows = ground.session.execute(
        select(Organisation.id, Organisation.archived_at, func.max(Membership.until_on), func.max(Membership.ended_at))
        .outerjoin(Membership, Membership.organisation_id == Organisation.id)
        .where(Organisation.id.in_(organisation_ids))
        .group_by(Organisation.id, Organisation.archived_at)
    )
    found = {}
    for organisation_id, archived_at, until_on, ended_at in rows:
        moments = [archived_at, ended_at, beginning_of(until_on) if until_on and until_on < ground.today else None]
        known = [moment for moment in moments if moment]
        if known:
            found[organisation_id] = min(max(known), ground.at)
    return found


SOURCE = Source(NAME, N_("Who leads"), points, tell, reads_documents=True)
