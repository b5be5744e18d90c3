"""What leaders have written in the wheel themselves; what comes again each year stands in every year from its first on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, func, or_, select

from roadmaps.calendars.entries import Written
from roadmaps.foundation.sentences import say
from roadmaps.year_wheel import policy
from roadmaps.year_wheel.gathering.ground import Ground
from roadmaps.year_wheel.lines import Line, Window
from roadmaps.year_wheel.models import WheelEntry
from roadmaps.year_wheel.next_year import same_date


def entries(ground: Ground) -> Iterator[Line]:
    """A line for each day on which one stands; of one that began before these days and lasts into them, for its last."""
    lasts = func.coalesce(WheelEntry.until_on, WheelEntry.on_day) >= ground.first
    once = and_(WheelEntry.is_yearly.is_(False), WheelEntry.on_day <= ground.last, lasts)
    yearly = and_(WheelEntry.is_yearly.is_(True), WheelEntry.on_day <= ground.last)
    found = ground.session.scalars(select(WheelEntry).where(WheelEntry.removed_at.is_(None), or_(once, yearly)))
    for one in found.unique():
        if ground.is_here(one.area_id) and policy.may_read(ground.viewer, one, ground.readable):
            for day in _days(one, ground):
                yield from _lines(one, day, ground)


def _days(one: WheelEntry, ground: Ground) -> Iterator[date]:
    if not one.is_yearly:
        yield one.on_day
        return
    # What began late in the year before may last into this one.
    for year in range(max(one.on_day.year, ground.first.year - 1), ground.last.year + 1):
        yield same_date(one.on_day, year)


def _lines(one: WheelEntry, day: date, ground: Ground) -> Iterator[Line]:
    last = day + (one.until_on - one.on_day) if one.until_on else None
    if last is None or last < ground.first or day >= ground.first:
        yield _line(one, day, last)
    else:
        yield replace(_line(one, day, last), day=last, prefix=say("Last day"))


def _line(one: WheelEntry, day: date, last: date | None) -> Line:
    return Line(
        about=one.id,
        edge=f"entry-{day.year}",
        sort=one.sort,
        day=day,
        title=one.title,
        path=f"/year-entries/{one.id}",
        written=Written(one.version, one.changed_at or one.written_at),
        area=one.area,
        note=one.words,
        window=Window(day, last) if last and last > day else None,
        is_own=True,
    )
