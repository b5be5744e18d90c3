"""Short words for what stands in a year."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.year_wheel.gathering import lines_of
from roadmaps.year_wheel.lines import Line
from roadmaps.year_wheel.models import WheelEntry
from roadmaps.year_wheel.rules.writing import EntryFacts, write
from roadmaps.year_wheel.words import Sort
from tests.factories.roadmap import AT, Plan

TODAY = date(2026, 11, 21)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """By the clock on the wall."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM)


def an_entry(session: Session, plan: Plan, title: str = "Handlingar till nämnden", **changed: object) -> WheelEntry:
    """A day that the leader has written."""
    facts = EntryFacts(**{"title": title, "sort": Sort.DEADLINE, "on_day": date(2026, 3, 12), **changed})
    return write(session, plan.roadmap.area, facts, actor=plan.leader, at=AT)


def stands(
    session: Session, *, area: Area | None = None, viewer: Actor | None = None, year: int = 2026, **asked: object
) -> list[Line]:
    """What stands in the year."""
    days = date(year, 1, 1), date(year, 12, 31)
    return lines_of(session, *days, area=area, viewer=viewer, on=TODAY, **asked)


def told(lines: list[Line]) -> list[tuple[str, str, str]]:
    """Each line in short: its day, what it is and of what."""
    return [(f"{one.day:%m-%d}", str(one.prefix) or one.sort.value, one.title) for one in lines]
