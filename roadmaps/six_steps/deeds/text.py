"""What was written in the roadmaps, month by month, and what was decided about them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from roadmaps.areas.models import Role, RoleGrant
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.revisions.models import Block, BlockVersion, How, Revision
from roadmaps.roadmap.models import PhaseChange, Roadmap
from roadmaps.six_steps.deeds.ground import Ground
from roadmaps.six_steps.deeds.sorts import Deed, Sort
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.policy import PUBLIC


class _Told(NamedTuple):
    """Under which sort a kind of block is told, and how."""

    sort: Sort
    sentence: Callable[[int, str], Sentence]


_KINDS: Mapping[str, _Told] = {
    "need": _Told(
        Sort.NEED,
        lambda count, title: say_number(
            "A need was written: “%(title)s”.",
            "%(num)s needs were written, among them “%(title)s”.",
            count,
            title=title,
        ),
    ),
    "goal_conflict": _Told(
        Sort.CONFLICT,
        lambda count, title: say_number(
            "A goal conflict was made visible: “%(title)s”.",
            "%(num)s goal conflicts were made visible, among them “%(title)s”.",
            count,
            title=title,
        ),
    ),
    "vision": _Told(
        Sort.VISION,
        lambda count, title: say_number(
            "The vision was written: “%(title)s”.",
            "%(num)s texts of the vision were written, among them “%(title)s”.",
            count,
            title=title,
        ),
    ),
    "goal": _Told(
        Sort.GOAL,
        lambda count, title: say_number(
            "A goal was written: “%(title)s”.",
            "%(num)s goals were written, among them “%(title)s”.",
            count,
            title=title,
        ),
    ),
    "activity": _Told(
        Sort.ACTIVITY,
        lambda count, title: say_number(
            "An activity was written: “%(title)s”.",
            "%(num)s activities were written, among them “%(title)s”.",
            count,
            title=title,
        ),
    ),
    "indicator": _Told(
        Sort.INDICATOR,
        lambda count, title: say_number(
            "An indicator was chosen: “%(title)s”.",
            "%(num)s indicators were chosen, among them “%(title)s”.",
            count,
            title=title,
        ),
    ),
}


def written(ground: Ground) -> Iterator[Deed]:
    """What is in the roadmaps now, by the month in which it came there; how the vision was worded anew."""
    first = (
        select(BlockVersion.block_id, func.min(BlockVersion.number).label("number"))
        .where(BlockVersion.history_id.in_(list(ground.by_history)))
        .group_by(BlockVersion.block_id)
        .subquery()
    )
    rows = ground.session.execute(
        select(Block.history_id, Block.kind, Block.id, Revision.written_at, BlockVersion.title)
        .join(first, first.c.block_id == Block.id)
        .join(Revision, (Revision.history_id == Block.history_id) & (Revision.number == first.c.number))
        .join(BlockVersion, (BlockVersion.block_id == Block.id) & (BlockVersion.number == Block.current))
        .where(Block.kind.in_(list(_KINDS)), BlockVersion.is_removed.is_(False))
        .order_by(Revision.written_at, Block.id)
    )
    months: dict[tuple[UUID, str, str], list[tuple[UUID, date, str]]] = defaultdict(list)
    for history_id, kind, block_id, written_at, title in rows:
        day = day_of(written_at)
        months[history_id, kind, f"{day:%Y-%m}"].append((block_id, day, title))
    for (history_id, kind, month), found in months.items():
        roadmap, (block_id, day, title) = ground.by_history[history_id], found[-1]
        told = _KINDS[kind]
        address = (
            f"/blocks/{block_id}" if len(found) == 1 else f"/areas/{roadmap.area.slug}/roadmap/history?kind={kind}"
        )
        sentence, slug = told.sentence(len(found), title), roadmap.area.slug
        yield Deed(f"{kind}:{slug}:{month}", told.sort, day, sentence, address, slug, len(found))
    yield from _reworded(ground)


def _reworded(ground: Ground) -> Iterator[Deed]:
    rows = ground.session.execute(
        select(Block.history_id, Block.id, Revision.written_at, BlockVersion.number)
        .join(BlockVersion, BlockVersion.block_id == Block.id)
        .join(Revision, (Revision.history_id == Block.history_id) & (Revision.number == BlockVersion.number))
        .where(Block.kind == "vision", Block.history_id.in_(list(ground.by_history)))
        .order_by(Block.id, BlockVersion.number)
    )
    before: UUID | None = None
    for history_id, block_id, written_at, number in rows:
        if block_id == before:
            slug = ground.by_history[history_id].area.slug
            yield Deed(
                f"vision-reworded:{block_id}:{number}",
                Sort.VISION,
                day_of(written_at),
                say("The vision was worded anew."),
                f"/areas/{slug}/roadmap/revisions/{number}",
                slug,
            )
        before = block_id


def answers(ground: Ground) -> Iterator[Deed]:
    """The answers of organisations that were proposed to lead, and about how it goes, by month."""
    found: dict[tuple[Roadmap, str], list[date]] = defaultdict(list)
    answered = select(Revision.history_id, Revision.written_at).where(
        Revision.history_id.in_(list(ground.by_history)), Revision.how == How.ANSWER
    )
    for history_id, written_at in ground.session.execute(answered.order_by(Revision.written_at)):
        day = day_of(written_at)
        found[ground.by_history[history_id], f"{day:%Y-%m}"].append(day)
    for (roadmap, month), days in found.items():
        slug = roadmap.area.slug
        sentence = say_number(
            "An organisation answered whether it leads, or how its part goes.",
            "Organisations answered %(num)s times whether they lead, or how their parts go.",
            len(days),
        )
        yield Deed(
            f"answers:{slug}:{month}", Sort.LEAD, days[-1], sentence, f"/areas/{slug}/responsibilities", slug, len(days)
        )


def phases(ground: Ground) -> Iterator[Deed]:
    """How the roadmaps went from state to state, and the next step that is promised."""
    changes = select(PhaseChange).where(PhaseChange.roadmap_id.in_(list(ground.by_id)))
    for one in ground.session.scalars(changes):
        slug = ground.by_id[one.roadmap_id].area.slug
        sentence = say(
            "The roadmap's state became: %(phase)s. %(reason)s", phase=Sentence(one.state.label), reason=one.reason
        )
        yield Deed(f"phase:{one.id}", Sort.PHASE, one.since, sentence, f"/areas/{slug}/roadmap", slug)
    for roadmap in ground.roadmaps:
        if roadmap.next_step and roadmap.next_on and roadmap.next_on > ground.today:
            slug, sentence = roadmap.area.slug, say("Promised as the next step: %(what)s", what=roadmap.next_step)
            yield Deed(f"next:{roadmap.id}", Sort.PHASE, roadmap.next_on, sentence, f"/areas/{slug}/roadmap", slug)


def posts(ground: Ground) -> Iterator[Deed]:
    """When somebody became process leader. No names: the function goes on."""
    grants = select(RoleGrant).where(
        RoleGrant.area_id.in_(list(ground.by_area)),
        RoleGrant.role == Role.PROCESS_LEADER,
        RoleGrant.from_on <= ground.today,
    )
    for grant in ground.session.scalars(grants):
        slug = ground.slug_of(grant.area_id)
        yield Deed(
            f"post:{grant.id}", Sort.POST, grant.from_on, say("The area got a process leader."), f"/areas/{slug}", slug
        )


def versions(ground: Ground) -> Iterator[Deed]:
    """The versions that everybody may read: adopted, or sent out for consultation."""
    frozen = (
        select(Snapshot)
        .where(Snapshot.roadmap_id.in_(list(ground.by_id)), Snapshot.kind.in_(PUBLIC))
        .options(defer(Snapshot.content), defer(Snapshot.html))
    )
    for one in ground.session.scalars(frozen):
        slug = one.roadmap.area.slug
        sentence = say(
            "%(kind)s no. %(number)s was frozen: “%(title)s”.",
            kind=Sentence(one.sort.label),
            number=one.number,
            title=one.title,
        )
        if one.decided_on and one.decision_body:
            sentence = say(
                "%(kind)s no. %(number)s was decided by %(who)s: “%(title)s”.",
                kind=Sentence(one.sort.label),
                number=one.number,
                who=one.decision_body,
                title=one.title,
            )
        day = one.decided_on or day_of(one.frozen_at)
        yield Deed(f"version:{one.id}", Sort.VERSION, day, sentence, f"/areas/{slug}/snapshots/{one.number}", slug)
