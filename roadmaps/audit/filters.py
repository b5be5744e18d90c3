"""Which lines of the journal somebody wants to see: kept in the address, so that it can be sent to others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from roadmaps.foundation.circumstances import Entrance
from roadmaps.journal.models import Outcome

LONGEST_NAME = 100
FIRST_YEAR, LAST_YEAR = 2000, 2999


@dataclass(frozen=True)
class AuditFilter:
    """What has been chosen. What cannot be understood is left out."""

    who: str = ""
    room: str = ""
    entrance: Entrance | None = None
    outcome: Outcome | None = None
    thing: UUID | None = None
    from_on: date | None = None
    until_on: date | None = None

    @classmethod
    def asked(cls, values: Mapping[str, str]) -> "AuditFilter":
        """Read it from an address."""
        return cls(
            who=values.get("who", "").strip()[:LONGEST_NAME],
            room=values.get("room", "").strip()[:40],
            entrance=next((one for one in Entrance if one == values.get("entrance")), None),
            outcome=next((one for one in Outcome if one == values.get("outcome")), None),
            thing=_uuid(values.get("thing", "")),
            from_on=_day(values.get("from_on", "")),
            until_on=_day(values.get("until_on", "")),
        )

    @property
    def chosen(self) -> dict[str, str]:
        """What is not left open, as the address says it."""
        return {name: str(value) for name, value in vars(self).items() if value}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
