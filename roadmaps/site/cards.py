"""The cards of the home page: one an area, with what a visitor wants to know at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.areas.queries import running_areas
from roadmaps.foundation.clock import now
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.queries import ahead
from roadmaps.revisions.models import Revision
from roadmaps.revisions.states import State, current
from roadmaps.roadmap import policy
from roadmaps.roadmap.kinds.choices import Status
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.wordings import language_to_read, wordings
from roadmaps.web.identity import actor


@dataclass(frozen=True)
class AreaCard:
    """What a card tells. `state` is None where the reader may not see the working version.

    `meeting` is the next one that the reader may know of.
    """

    area: Area
    roadmap: Roadmap | None
    state: State | None
    changed_at: datetime | None
    meeting: Meeting | None

    @property
    def vision(self) -> str:
        """The area's vision in one line, or else what the area is about."""
        visions = self.state.of_kind("vision") if self.state else []
        return str(visions[0].content["title"]) if visions else self.area.description

    @property
    def activities(self) -> tuple[int, int]:
        """How many activities are done, and how many there are."""
        found = self.state.of_kind("activity") if self.state else []
        return sum(one.content["status"] == Status.DONE for one in found), len(found)


def cards(session: Session) -> Sequence[AreaCard]:
    """One card for each area, in the order that the coordinator chose."""
    areas = session.scalars(running_areas()).all()
    roadmaps = {one.area_id: one for one in session.scalars(select(Roadmap)).unique()}
    meetings: dict[UUID | None, Meeting] = {}
    for meeting in session.scalars(ahead(actor(), now())).unique():
        meetings.setdefault(meeting.area_id, meeting)
    return [_card(session, area, roadmaps.get(area.id), meetings.get(area.id)) for area in areas]


def _card(session: Session, area: Area, roadmap: Roadmap | None, meeting: Meeting | None) -> AreaCard:
    if roadmap is None or not policy.may_read(actor(), roadmap):
        return AreaCard(area, roadmap, None, None, meeting)
    newest = select(Revision.written_at).where(
        Revision.history_id == roadmap.history_id, Revision.number == roadmap.history.current
    )
    state = wordings().state_in(session, roadmap, current(session, roadmap.history), language_to_read())
    return AreaCard(area, roadmap, state, session.scalar(newest), meeting)
