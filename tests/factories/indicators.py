"""A roadmap with an indicator, somebody of the organisation that is responsible for it, and short words for readings."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.foundation.events import take_recorded
from roadmaps.indicators import rules
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.models import Reading
from roadmaps.indicators.queries import standing_readings
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import as_actor
from tests.factories.roadmap import Plan, a_plan

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
COMPANIES = {
    "unit": "företag",
    "baseline": "42",
    "baseline_year": "2021",
    "target": "60",
    "target_year": "2027",
    "frequency": "yearly",
}


@dataclass
class Measured:
    """A plan with one indicator. `torsta` acts for the responsible organisation and has no role in the area."""

    plan: Plan
    indicator: UUID
    torsta: Actor
    organisation: Organisation

    def read(
        self,
        period: str,
        value: str,
        *,
        municipality: str | None = None,
        sex: str = "T",
        by: Actor | None = None,
        source: str = "SCB",
    ) -> Reading:
        """Record a reading, by the responsible organisation unless told otherwise."""
        new = NewReading(self.indicator, period, Decimal(value), municipality, sex, source)
        return rules.record_reading(self.plan.session, self.plan.roadmap, new, actor=by or self.torsta, at=AT)

    def correct(
        self, reading: Reading, value: str | None, reason: str = "Fel av oss.", by: Actor | None = None
    ) -> Reading:
        """Correct a reading, or take it back."""
        number = None if value is None else Decimal(value)
        return rules.correct_reading(self.plan.session, reading, number, reason=reason, actor=by or self.torsta, at=AT)

    @property
    def standing(self) -> list[str]:
        """What stands, as period and value."""
        rows = standing_readings(self.plan.session, [self.indicator]).get(self.indicator, [])
        return [f"{row.period}: {row.value}" for row in rows]


def an_indicator(session: Session, *, is_public: bool = True, **facts: object) -> Measured:
    """A roadmap with one indicator: from 42 companies in 2021 to 60 in 2027, unless told otherwise."""
    plan = a_plan(session, is_public=is_public)
    organisation = an_organisation(session, f"Torsta {plan.slug}")
    person = a_person(session, "Tove Ström")
    a_membership(session, person, organisation)
    content: dict[str, Any] = {**COMPANIES, "responsible": str(organisation.id), **facts}
    indicator = plan.add("indicator", "Företag som förädlar", **content)
    take_recorded(session)
    return Measured(plan, indicator, as_actor(session, person), organisation)
