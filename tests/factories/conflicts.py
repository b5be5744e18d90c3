"""Two roadmaps whose goals stand against each other, and short words for the conflicts between them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from tests.factories.areas import a_role
from tests.factories.roadmap import Plan, a_plan


@dataclass
class TwoPlans:
    """`forest` and `visitors` have a goal each; the editor of `forest` writes conflicts, and reads in `visitors`."""

    forest: Plan
    visitors: Plan
    timber: UUID
    season: UUID

    def conflict(self, title: str = "Mer uttag mot fler besökare", **facts: object) -> UUID:
        """A conflict in the forest's roadmap between the two goals."""
        between = {"between": [str(self.timber)], "elsewhere": [str(self.season)]}
        return self.forest.add("goal_conflict", title, **{**between, **facts})


def two_plans(session: Session, *, is_public: bool = True) -> TwoPlans:
    """The two roadmaps; `is_public` says whether everyone may read the forest's."""
    forest, visitors = a_plan(session, is_public=is_public), a_plan(session)
    a_role(session, visitors.roadmap.area, forest.person(forest.editor), Role.READER)
    timber, season = forest.add("goal", "Mer virke förädlas"), visitors.add("goal", "Gäster hela året")
    return TwoPlans(forest, visitors, timber, season)
