"""What the sources of a desk stand on: whose desk it is, of which areas, and what is read once for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.queries import organisation_names
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.policy import LEADING
from roadmaps.areas.queries import counts_on
from roadmaps.foundation.clock import day_of
from roadmaps.plan.rows import AreaPlan
from roadmaps.revisions.models import Revision
from roadmaps.revisions.states import currents
from roadmaps.roadmap.models import Roadmap


class Ground:
    """The roadmaps of one desk at one moment, for one person."""

    def __init__(self, session: Session, roadmaps: Sequence[Roadmap], *, actor: Actor, at: datetime) -> None:
        self.session = session
        self.roadmaps = roadmaps
        self.actor = actor
        self.at = at

    @property
    def today(self) -> date:
        """The day in Sweden."""
        return day_of(self.at)

    @property
    def area_ids(self) -> list[UUID]:
        """The areas of the desk."""
        return [roadmap.area_id for roadmap in self.roadmaps]

    @cached_property
    def area_of(self) -> Mapping[UUID, UUID]:
        """The area of each roadmap, by their ids."""
        return {roadmap.id: roadmap.area_id for roadmap in self.roadmaps}

    @cached_property
    def plans(self) -> Sequence[AreaPlan]:
        """What the roadmaps say now."""
        states = currents(self.session, [roadmap.history for roadmap in self.roadmaps])
        return [AreaPlan(roadmap, states[roadmap.history_id], self.organisations) for roadmap in self.roadmaps]

    @cached_property
    def organisations(self) -> Mapping[UUID, str]:
        """The names of all organisations."""
        return organisation_names(self.session)

    @cached_property
    def leaders(self) -> Mapping[UUID, set[UUID]]:
        """Who leads each area or stands in for who does, by its id."""
        rows = self.session.execute(
            select(RoleGrant.area_id, RoleGrant.person_id).where(
                RoleGrant.area_id.in_(self.area_ids), RoleGrant.role.in_(LEADING), counts_on(self.today)
            )
        )
        found: dict[UUID, set[UUID]] = defaultdict(set)
        for area_id, person_id in rows:
            found[area_id].add(person_id)
        return found

    def written_at(self, revisions: Iterable[tuple[UUID, int]]) -> Mapping[tuple[UUID, int], datetime]:
        """When these revisions were written, by history and number."""
        wanted = set(revisions)
        if not wanted:
            return {}
        rows = self.session.execute(
            select(Revision.history_id, Revision.number, Revision.written_at).where(
                # With the pairs alone, SQLite would go through every revision that there is.
                Revision.history_id.in_({history_id for history_id, _ in wanted}),
                tuple_(Revision.history_id, Revision.number).in_(wanted),
            )
        )
        return {(history_id, number): moment for history_id, number, moment in rows}
