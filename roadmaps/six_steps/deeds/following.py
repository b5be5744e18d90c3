"""How it was followed up, and whom outside the county it is tied to."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import titles_of
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.indicators.models import Reading
from roadmaps.neighbours import policy as neighbours_policy
from roadmaps.neighbours.models import Mirror, MirrorVersion, Tie
from roadmaps.six_steps.deeds.ground import Ground
from roadmaps.six_steps.deeds.sorts import Deed, Sort


def readings(ground: Ground) -> Iterator[Deed]:
    """The values that were recorded, by month; corrections are not counted."""
    rows = ground.session.execute(
        select(Reading.roadmap_id, Reading.indicator_id, Reading.recorded_at)
        .where(Reading.roadmap_id.in_(list(ground.by_id)), Reading.corrects_id.is_(None))
        .order_by(Reading.recorded_at)
    )
    months: dict[tuple[UUID, str], list[tuple[UUID, date]]] = defaultdict(list)
    for roadmap_id, indicator_id, recorded_at in rows:
        day = day_of(recorded_at)
        months[roadmap_id, f"{day:%Y-%m}"].append((indicator_id, day))
    for (roadmap_id, month), found in months.items():
        slug, (indicator_id, day) = ground.by_id[roadmap_id].area.slug, found[-1]
        sentence = say_number("A reading was recorded.", "%(num)s readings were recorded.", len(found))
        is_one = len({one for one, _ in found}) == 1
        address = f"/indicators/{indicator_id}" if is_one else f"/areas/{slug}/indicators"
        yield Deed(f"readings:{slug}:{month}", Sort.READING, day, sentence, address, slug, len(found))


def reports(ground: Ground) -> Iterator[Deed]:
    """The follow-up reports that are finished; those on all areas belong to the county."""
    finished = select(FollowUp).where(ground.is_here(FollowUp.area_id), FollowUp.finished_at.is_not(None))
    found = ground.session.scalars(finished).unique().all()
    titles = titles_of(ground.session, found)
    for one in found:
        if one.finished_at is None:
            continue
        sentence = say("A follow-up report was finished: “%(title)s”.", title=titles[one.id])
        slug = ground.slug_of(one.area_id)
        yield Deed(f"report:{one.id}", Sort.REPORT, day_of(one.finished_at), sentence, f"/follow-ups/{one.id}", slug)


def neighbours(ground: Ground) -> Iterator[Deed]:
    """The roadmaps of other regions that are mirrored here, and the activities that are tied to theirs.

    Nobody tells in which country a region lies: one that writes in another language than Swedish is taken to lie abroad.
    """
    versions = select(MirrorVersion.mirror_id, func.min(MirrorVersion.received_at).label("at"))
    ties = select(Tie).where(Tie.roadmap_id.in_(list(ground.by_id)), Tie.untied_at.is_(None))
    if not neighbours_policy.may_read_unpublished(ground.actor):
        versions = versions.where(MirrorVersion.is_public)
        ties = ties.where(Tie.mirror_id.in_(select(MirrorVersion.mirror_id).where(MirrorVersion.is_public)))
    first = versions.group_by(MirrorVersion.mirror_id).subquery()
    mirrored = (
        select(Mirror, first.c.at)
        .join(first, first.c.mirror_id == Mirror.id)
        .where(ground.is_here(Mirror.area_id), Mirror.ended_at.is_(None))
    )
    for mirror, received_at in ground.session.execute(mirrored).unique():
        sentence = say("The roadmap of %(region)s was taken in, to be read beside ours.", region=mirror.region)
        slug, address = ground.slug_of(mirror.area_id), f"/neighbours/{mirror.id}"
        yield Deed(f"mirror:{mirror.id}", _sort_of(mirror), day_of(received_at), sentence, address, slug)
    for tie in ground.session.scalars(ties).unique():
        tied: Sentence = say(
            "An activity was tied to one in %(region)s: “%(title)s”.", region=tie.mirror.region, title=tie.theirs_title
        )
        slug = tie.roadmap.area.slug
        yield Deed(f"tie:{tie.id}", _sort_of(tie.mirror), day_of(tie.tied_at), tied, f"/blocks/{tie.block_id}", slug)


def _sort_of(mirror: Mirror) -> Sort:
    return Sort.NEIGHBOUR if mirror.language.partition("-")[0].lower() == "sv" else Sort.ABROAD
