"""The meetings that were held within the days: how many, who was there, and what became of what was said. Reads;
`dialogue` tells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.presence import Presence, organisations_in, presence_of
from roadmaps.meetings.queries import Tally, tallies, were_there
from roadmaps.meetings.words import Fate


@dataclass(frozen=True)
class Met:
    """The meetings of an area within the days, those who were there and how what was said stands now."""

    meetings: Sequence[Meeting]
    presences: Sequence[Presence]
    tally: Tally

    @property
    def told(self) -> Iterator[tuple[str, Sentence]]:
        """What is worth telling, each with a name of its own."""
        if not self.meetings:
            return
        yield (
            "meetings",
            say_number(
                "One meeting was held: %(names)s.",
                "%(num)s meetings were held: %(names)s.",
                len(self.meetings),
                names=", ".join(f"“{one.title}”" for one in self.meetings),
            ),
        )
        if organisations := organisations_in(self.presences):
            yield (
                "meeting-organisations",
                say_number(
                    "One organisation took part in them: public sector %(public)s, academia %(academia)s, business "
                    "%(business)s, civil society %(civil)s.",
                    "%(num)s organisations took part in them: public sector %(public)s, academia %(academia)s, business "
                    "%(business)s, civil society %(civil)s.",
                    organisations,
                    public=self._of(Helix.PUBLIC),
                    academia=self._of(Helix.ACADEMIA),
                    business=self._of(Helix.BUSINESS),
                    civil=self._of(Helix.CIVIL_SOCIETY),
                ),
            )
        if self.tally.all:
            yield (
                "meeting-inputs",
                say(
                    "Things said at them: %(all)s. Worked into the roadmap: %(worked_in)s, in progress: %(in_progress)s, "
                    "declined with a reason: %(declined)s.",
                    all=self.tally.all,
                    worked_in=self.tally.of(Fate.WORKED_IN),
                    in_progress=self.tally.of(Fate.IN_PROGRESS),
                    declined=self.tally.of(Fate.DECLINED),
                ),
            )

    def _of(self, helix: Helix) -> int:
        return sum(len(one.organisations) for one in self.presences if one.helix is helix)


def met_within(session: Session, area_id: UUID, within: Sequence[ColumnElement[bool]], ends: datetime) -> Met:
    """Those that began within the days, were over before the last ended and were not cancelled. Three queries."""
    held = select(Meeting).where(
        Meeting.area_id == area_id, Meeting.cancelled_at.is_(None), Meeting.ends_at < ends, *within
    )
    meetings = session.scalars(held.order_by(Meeting.starts_at)).unique().all()
    ids = [one.id for one in meetings]
    sums: dict[Fate, int] = {}
    for tally in tallies(session, ids).values():
        for fate, count in tally.by_fate.items():
            sums[fate] = sums.get(fate, 0) + count
    return Met(meetings, presence_of(session.scalars(were_there(ids)).unique()), Tally(sums))
