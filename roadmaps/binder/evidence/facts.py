"""What the evidence and the gaps are drawn from: how each area stands today, and what was done in it. Reads."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix, Organisation
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.areas.queries import counts_on
from roadmaps.foundation.clock import day_of
from roadmaps.meetings import policy as meetings_policy
from roadmaps.meetings import queries as meetings_queries
from roadmaps.meetings.models import Meeting
from roadmaps.plan.queries import plan_of
from roadmaps.plan.rows import AreaPlan, PlannedActivity
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import Answer, GoalType, Level, Part, Status
from roadmaps.roadmap.models import Roadmap
from roadmaps.six_steps.deeds import Deed, Sort, deeds_of
from roadmaps.translating.models import Translation
from roadmaps.translating.queries import translations_of
from roadmaps.translating.standing import Progress, parts_of, progress_in

# What an activity says of its money when it is carried out with partners in other countries.
ACROSS_BORDERS = re.compile(
    r"\b(interreg|horisont europa|horizon europe|erasmus|digital europe|life|kolarctic|northern periphery|nordplus|eureka)\b",
    re.I,
)
_MONTH = 30.44


@dataclass(frozen=True)
class AreaFacts:
    """One area. `deeds` are its own and those of the whole county; `helixes` the parts of society that were at its meetings
    in the last two years, and `attended` how many of those meetings tell who was there.
    """

    plan: AreaPlan
    deeds: Sequence[Deed]
    today: date
    is_led: bool
    helix_of: Mapping[UUID, Helix]
    helixes: Mapping[Helix, int]
    attended: int
    english: Progress

    @property
    def roadmap(self) -> Roadmap:
        """Its roadmap."""
        return self.plan.roadmap

    @property
    def slug(self) -> str:
        """Its address."""
        return self.plan.area.slug

    @cached_property
    def needs(self) -> Sequence[BlockState]:
        """The needs and challenges."""
        return self.plan.state.of_kind("need")

    @cached_property
    def indicators(self) -> Sequence[BlockState]:
        """The indicators."""
        return self.plan.state.of_kind("indicator")

    @property
    def measured(self) -> Sequence[BlockState]:
        """The indicators that say from where one begins and where one is going."""
        return [one for one in self.indicators if _is_said(one, "baseline") and _is_said(one, "target")]

    @cached_property
    def alive(self) -> Sequence[PlannedActivity]:
        """The activities that have not been dropped."""
        return [one for one in self.plan.activities if one.status is not Status.DROPPED]

    @property
    def led(self) -> Sequence[PlannedActivity]:
        """Those that an organisation has said yes to lead."""
        return [one for one in self.alive if one.lead is not None and one.lead.answer is Answer.ACCEPTED]

    @property
    def with_academia(self) -> Sequence[PlannedActivity]:
        """Those that academia leads or takes part in."""
        return [
            one
            for one in self.alive
            if any(self._is_of_academia(share.organisation_id, share.part) for share in one.shares)
        ]

    @property
    def at_the_peak(self) -> Sequence[PlannedActivity]:
        """Those that sharpen what the county is best at."""
        return [one for one in self.alive if one.level is Level.PEAK]

    @cached_property
    def transformative(self) -> Sequence[BlockState]:
        """The goals that change how things are done."""
        return [one for one in self.plan.goals if one.content["goal_type"] == GoalType.TRANSFORMATIVE]

    @property
    def transforming(self) -> Sequence[PlannedActivity]:
        """The activities towards such goals."""
        goals = {one.id for one in self.transformative}
        return [one for one in self.alive if one.goal is not None and one.goal.id in goals]

    @property
    def across_borders(self) -> Sequence[PlannedActivity]:
        """The activities whose title or funding names a programme for cooperation between countries."""
        return [one for one in self.alive if ACROSS_BORDERS.search(f"{one.title} {one.block.content['funding'] or ''}")]

    def done(self, *sorts: Sort) -> list[Deed]:
        """What was done of these sorts, the newest first."""
        return [one for one in reversed(self.deeds) if one.sort in sorts and one.on <= self.today]

    def months_since(self, *sorts: Sort) -> int | None:
        """How long ago something of these sorts was done last, in whole months; None if it never was."""
        found = self.done(*sorts)
        return int((self.today - found[0].on).days / _MONTH) if found else None

    def _is_of_academia(self, organisation_id: UUID, part: Part) -> bool:
        return part in {Part.LEADS, Part.TAKES_PART} and self.helix_of.get(organisation_id) is Helix.ACADEMIA


def facts_of(session: Session, roadmaps: Sequence[Roadmap], *, actor: Actor | None, at: datetime) -> list[AreaFacts]:
    """How these areas stand, for one who may read each of their roadmaps."""
    today = day_of(at)
    deeds = deeds_of(session, roadmaps, is_county=True, actor=actor, at=at)
    led = select(RoleGrant.area_id).where(counts_on(today), RoleGrant.role == Role.PROCESS_LEADER)
    led_areas = set(session.scalars(led))
    helix_of: dict[UUID, Helix] = dict(session.execute(select(Organisation.id, Organisation.helix)).all())
    there = _who_was_there(session, actor, at)
    return [
        AreaFacts(
            plan=plan_of(session, roadmap).areas[0],
            deeds=[one for one in deeds if one.area in {"", roadmap.area.slug}],
            today=today,
            is_led=roadmap.area_id in led_areas,
            helix_of=helix_of,
            helixes=_joined(there, roadmap.area_id)[0],
            attended=_joined(there, roadmap.area_id)[1],
            english=_english(session, roadmap),
        )
        for roadmap in roadmaps
    ]


def _who_was_there(session: Session, actor: Actor | None, at: datetime) -> dict[UUID | None, list[dict[Helix, int]]]:
    """By area (None: the whole county), each meeting of the last two years with how many of which part of society came."""
    since = at - timedelta(days=730)
    known = meetings_policy.readable_by(actor).where(
        Meeting.starts_at >= since, Meeting.starts_at <= at, Meeting.cancelled_at.is_(None)
    )
    meetings = {one.id: one for one in session.scalars(known).unique()}
    counted: dict[UUID, dict[Helix, int]] = defaultdict(lambda: defaultdict(int))
    for one in session.scalars(meetings_queries.were_there(list(meetings))).unique():
        mine = counted[one.meeting_id]
        if one.shown_helix is not None:
            mine[one.shown_helix] += one.heads
    found: dict[UUID | None, list[dict[Helix, int]]] = defaultdict(list)
    for meeting_id, helixes in counted.items():
        found[meetings[meeting_id].area_id].append(helixes)
    return found


def _joined(there: Mapping[UUID | None, list[dict[Helix, int]]], area_id: UUID) -> tuple[dict[Helix, int], int]:
    meetings = [*there.get(area_id, ()), *there.get(None, ())]
    counts: dict[Helix, int] = defaultdict(int)
    for one in meetings:
        for helix, heads in one.items():
            counts[helix] += heads
    return counts, len(meetings)


def _english(session: Session, roadmap: Roadmap) -> Progress:
    versions: dict[tuple[UUID, str], list[Translation]] = defaultdict(list)
    for one in session.scalars(translations_of(roadmap, "en")):
        versions[one.block_id, one.field].append(one)
    return progress_in(parts_of(plan_of(session, roadmap).areas[0].state, versions)) if versions else Progress()


def _is_said(block: BlockState, field: str) -> bool:
    return block.content[field] not in {None, ""}
