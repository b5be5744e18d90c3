"""The next year as it is proposed from this one: each line with a day of its own, to be ticked, changed and made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.papers.catalogues import words_in
from roadmaps.year_wheel.gathering import lines_of
from roadmaps.year_wheel.holidays import holiday_on
from roadmaps.year_wheel.lines import Line
from roadmaps.year_wheel.models import MadeForYear, WheelEntry
from roadmaps.year_wheel.next_year import moved_title, same_weekday
from roadmaps.year_wheel.words import Sort

# Of what opens and closes, one line stands for the whole: made anew it gets both days.
_EDGES: Mapping[Sort, str] = {Sort.CONSULTATION: "opens", Sort.CALL: "closes", Sort.PULSE: "opens"}
# What is only expected to come again is offered, and not ticked.
_NOT_TICKED = frozenset({Sort.CONSULTATION, Sort.CALL})


@dataclass(frozen=True)
class Proposal:
    """One line of this year, and what it becomes in the next: `becomes` is a meeting, a pulse or an entry."""

    line: Line
    becomes: str
    title: str
    day: date
    is_ticked: bool
    made: MadeForYear | None = None

    @property
    def key(self) -> str:
        """By which the form knows it."""
        return str(self.line.about)

    @property
    def source(self) -> str:
        """What sort of thing it is made from."""
        return "entry" if self.line.is_own else self.line.sort.value

    @property
    def holiday(self) -> str | None:
        """What the proposed day is called, where nobody meets on it."""
        return holiday_on(self.day)


def proposals_for(
    session: Session, year: int, *, area: Area | None, viewer: Actor, on: date, language: str
) -> list[Proposal]:
    """The lines of the year before that are to come again, in the order of their new days.

    :param language: in which what is only written in the wheel tells what it is
    """
    first, last = date(year - 1, 1, 1), date(year - 1, 12, 31)
    there = lines_of(session, first, last, area=area, viewer=viewer, on=on)
    # What is about another place is proposed there.
    own = [one for one in there if (one.area.id if one.area else None) == (area.id if area else None)]
    yearly = _yearly(session, [one.about for one in own if one.is_own])
    chosen = [one for one in own if _comes_again(one) and one.about not in yearly]
    made = _made(session, year, chosen)
    return sorted(
        (_proposal(one, year, made, language) for one in chosen), key=lambda one: (one.day, one.title, one.key)
    )


def yearly_entries(session: Session, area: Area | None) -> Sequence[WheelEntry]:
    """What comes again by itself, and so needs no proposal."""
    here = WheelEntry.area_id == area.id if area else WheelEntry.area_id.is_(None)
    standing = select(WheelEntry).where(here, WheelEntry.is_yearly.is_(True), WheelEntry.removed_at.is_(None))
    return session.scalars(standing.order_by(WheelEntry.on_day, WheelEntry.title)).unique().all()


def _comes_again(line: Line) -> bool:
    if line.sort in {Sort.READING, Sort.STEP}:
        return False
    if line.is_own and line.window is not None and line.window.first < line.day:
        # It began the year before, and was proposed from there.
        return False
    return line.is_own or line.edge == _EDGES.get(line.sort, line.edge)


def _proposal(line: Line, year: int, made: Mapping[tuple[str, UUID], MadeForYear], language: str) -> Proposal:
    becomes = line.sort.value if line.sort in {Sort.MEETING, Sort.PULSE} else "entry"
    source = "entry" if line.is_own else line.sort.value
    there = made.get((source, line.about))
    return Proposal(
        line=line,
        becomes=becomes,
        title=moved_title(_title(line, becomes, language), year - 1, year)[:200],
        day=there.on_day if there else same_weekday(line.day, year),
        is_ticked=there is None and (line.is_own or line.sort not in _NOT_TICKED),
        made=there,
    )


def _title(line: Line, becomes: str, language: str) -> str:
    """A day that becomes words in the wheel says what it is a day for."""
    if becomes != "entry" or line.is_own or not line.prefix:
        return line.title
    return f"{words_in(language).shown(line.prefix)}: {line.title}"


def _yearly(session: Session, ids: Iterable[UUID]) -> set[UUID]:
    wanted = list(ids)
    found = select(WheelEntry.id).where(WheelEntry.id.in_(wanted), WheelEntry.is_yearly.is_(True))
    return set(session.scalars(found)) if wanted else set()


def _made(session: Session, year: int, lines: Sequence[Line]) -> dict[tuple[str, UUID], MadeForYear]:
    ids = [one.about for one in lines]
    rows = session.scalars(select(MadeForYear).where(MadeForYear.year == year, MadeForYear.from_id.in_(ids)))
    return {(one.from_sort, one.from_id): one for one in rows}
