"""The activities of roadmaps as rows: each with its goal, its time, its organisations, its place and its money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from roadmaps.areas.models import Area
from roadmaps.foundation.partial_dates import PartialDate, read_partial_date
from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.kinds.choices import Answer, FundingState, Level, Municipality, Part, Status
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.values import Shown, period_in_words


@dataclass(frozen=True)
class Share:
    """One organisation's part in an activity, under the organisation's name of today."""

    block: BlockState
    organisation_id: UUID
    organisation: str
    part: Part
    answer: Answer

    @property
    def is_only_proposed(self) -> bool:
        """Whether the organisation is to lead and has not said yes."""
        return self.part is Part.LEADS and self.answer is not Answer.ACCEPTED

    @property
    def is_declined(self) -> bool:
        """Whether the organisation was to lead and has said no, so that it has no part in it."""
        return self.part is Part.LEADS and self.answer is Answer.DECLINED


@dataclass(frozen=True)
class Milestone:
    """A dated criterion within an activity."""

    block: BlockState
    title: str
    due: PartialDate | None
    is_reached: bool


@dataclass(frozen=True)
class PlannedActivity:
    """One activity with what lies around it. `lead` is the share that leads, whatever the organisation has answered."""

    area: Area
    block: BlockState
    goal: BlockState | None
    shares: Sequence[Share]
    milestones: Sequence[Milestone]

    @property
    def id(self) -> UUID:
        """The block's id."""
        return self.block.id

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.block.content["title"])

    @property
    def status(self) -> Status:
        """How far it has come."""
        return Status(self.block.content["status"])

    @property
    def level(self) -> Level | None:
        """Where in the pyramid it lies."""
        level = self.block.content["level"]
        return Level(level) if level else None

    @property
    def funding(self) -> FundingState | None:
        """Whether the money is there."""
        funding = self.block.content["funding_state"]
        return FundingState(funding) if funding else None

    @property
    def places(self) -> Sequence[Municipality]:
        """Where in the county it makes a difference."""
        return [Municipality(code) for code in self.block.content["places"]]

    @cached_property
    def start(self) -> PartialDate | None:
        """When it starts, as exactly as it was told."""
        return _date(self.block.content["start"])

    @cached_property
    def end(self) -> PartialDate | None:
        """When it is finished, as exactly as it was told."""
        return _date(self.block.content["end"])

    @property
    def period(self) -> Shown | None:
        """From when to when, in words, as far as it is known."""
        return period_in_words(self.block.content["start"], self.block.content["end"])

    @property
    def depends_on(self) -> Sequence[UUID]:
        """The activities that must come first."""
        return [UUID(one) for one in self.block.content["depends_on"]]

    @property
    def lead(self) -> Share | None:
        """The organisation that leads or is proposed to; None when nobody is, or it has declined."""
        return next((one for one in self.shares if one.part is Part.LEADS and one.answer is not Answer.DECLINED), None)


@dataclass(frozen=True)
class AreaPlan:
    """One roadmap's state, as rows. `organisations` are today's names of all organisations, by id."""

    roadmap: Roadmap
    state: State
    organisations: Mapping[UUID, str]

    @property
    def area(self) -> Area:
        """The area whose roadmap it is."""
        return self.roadmap.area

    @cached_property
    def activities(self) -> Sequence[PlannedActivity]:
        """Every activity, in the order in which the document is read."""
        return list(self._activities())

    @property
    def goals(self) -> Sequence[BlockState]:
        """Every goal, in reading order."""
        return self.state.of_kind("goal")

    def _activities(self) -> Iterator[PlannedActivity]:
        for block in self.state.of_kind("activity"):
            goal = block.content["goal"]
            yield PlannedActivity(
                area=self.area,
                block=block,
                goal=self.state.blocks.get(UUID(goal)) if goal else None,
                shares=[self._share(one) for one in self.state.children(block.id, "responsibility")],
                milestones=[_milestone(one) for one in self.state.children(block.id, "milestone")],
            )

    def _share(self, block: BlockState) -> Share:
        organisation_id = UUID(block.content["organisation"])
        return Share(
            block=block,
            organisation_id=organisation_id,
            organisation=self.organisations.get(organisation_id) or block.content["organisation_name"],
            part=Part(block.content["part"]),
            answer=Answer(block.content["answer"]),
        )


@dataclass(frozen=True)
class Plan:
    """What one roadmap says, or all that the reader may see; `left_out` are the areas whose work is not open to them."""

    areas: Sequence[AreaPlan]
    area: Area | None = None
    left_out: Sequence[Area] = ()

    @property
    def slug(self) -> str | None:
        """The area's address; None for the whole county."""
        return self.area.slug if self.area else None

    @property
    def activities(self) -> list[PlannedActivity]:
        """Every activity, area by area."""
        return [activity for area in self.areas for activity in area.activities]

    @property
    def goals(self) -> list[tuple[AreaPlan, BlockState]]:
        """Every goal with the plan that it lies in."""
        return [(area, goal) for area in self.areas for goal in area.goals]

    def names_left_out(self, language: str) -> list[str]:
        """The names of the areas whose work is not open to the reader."""
        return [area.name_in(language) for area in self.left_out]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written anywhere."""
        return not any(area.state.blocks for area in self.areas)


def _milestone(block: BlockState) -> Milestone:
    return Milestone(block, str(block.content["title"]), _date(block.content["due"]), bool(block.content["is_reached"]))


def _date(text: str | None) -> PartialDate | None:
    return read_partial_date(text) if text else None
