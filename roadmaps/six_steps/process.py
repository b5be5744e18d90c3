"""The process of an area as it is shown: its laps, what was done, and what comes next. Reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence
from roadmaps.roadmap.models import Roadmap
from roadmaps.six_steps.deeds import deeds_of
from roadmaps.six_steps.models import Lap, StepMark
from roadmaps.six_steps.queries import laps_of, marks_of
from roadmaps.six_steps.standing import LapStanding, StepInLap, round_of
from roadmaps.six_steps.steps import Standing, Step


@dataclass(frozen=True)
class Ahead:
    """Something that comes next: in the words of those who lead (text), or by the records (a sentence with its address).

    `is_past`: its day has been, and nobody has told since how it went.
    """

    on: date | None
    what: Sentence | str
    steps: Sequence[Step]
    address: str = ""
    is_past: bool = False


@dataclass(frozen=True)
class Process:
    """How an area stands. `laps` with the newest first; `told` is everything that was told, also what was taken back."""

    laps: Sequence[LapStanding]
    ahead: Sequence[Ahead]
    told: Sequence[StepMark]

    @property
    def is_begun(self) -> bool:
        """Whether anybody has told of a lap."""
        return self.laps[0].lap is not None

    @property
    def under_way(self) -> list[tuple[LapStanding, StepInLap]]:
        """The steps that are worked on, with their laps."""
        return [(lap, one) for lap in self.laps for one in lap.under_way]

    def of(self, step: Step) -> list[tuple[LapStanding, StepInLap]]:
        """One step in every lap."""
        return [(lap, one) for lap in self.laps for one in lap.steps if one.step is step]

    def ahead_in(self, step: Step) -> list[Ahead]:
        """What comes next in one step."""
        return [one for one in self.ahead if step in one.steps]


def process_of(session: Session, roadmap: Roadmap, *, actor: Actor | None, at: datetime) -> Process:
    """The process of the area with all that was done in it and in the county as a whole, for one who may read the roadmap."""
    laps, told = _laps_and_marks(session, [roadmap.area_id])
    deeds, today = deeds_of(session, [roadmap], is_county=True, actor=actor, at=at), day_of(at)
    stood = round_of(laps, told, [one for one in deeds if one.on <= today])
    promised = [
        Ahead(
            one.last.next_on,
            one.last.next_step,
            (one.step,),
            is_past=one.last.next_on is not None and one.last.next_on < today,
        )
        for lap in stood
        for one in lap.steps
        if one.last and one.last.next_step and one.standing is not Standing.FINISHED
    ]
    recorded = [Ahead(one.on, one.sentence, one.sort.steps, one.address) for one in deeds if one.on > today]
    ahead = sorted((*promised, *recorded), key=lambda one: (one.on is None, one.on or today, str(one.what)))
    return Process(stood, ahead, told)


def standings(session: Session, areas: Sequence[Area]) -> Mapping[UUID, Sequence[LapStanding]]:
    """How these areas stand by what was told alone, which everybody may read; two queries."""
    laps, told = _laps_and_marks(session, [one.id for one in areas])
    return {
        area.id: round_of(
            [one for one in laps if one.area_id == area.id], [one for one in told if one.lap.area_id == area.id], []
        )
        for area in areas
    }


def organisations_behind(session: Session, told: Iterable[StepMark], laps: Iterable[LapStanding]) -> dict[UUID, str]:
    """For whom those acted who told of laps and steps, by id."""
    ids = {one.marked_for_id for one in told} | {one.lap.begun_for_id for one in laps if one.lap}
    named = select(Organisation.id, Organisation.name).where(Organisation.id.in_([one for one in ids if one]))
    return dict(session.execute(named).all())


def _laps_and_marks(session: Session, area_ids: Sequence[UUID]) -> tuple[list[Lap], list[StepMark]]:
    laps = session.scalars(laps_of(area_ids)).unique().all()
    return list(laps), list(session.scalars(marks_of(area_ids)).unique())
