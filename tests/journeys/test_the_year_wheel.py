"""A process leader reads the year, writes a day in it, and makes the next year from it in one act."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import LOCAL, now, today
from roadmaps.meetings.rules import MeetingFacts, plan_meeting
from roadmaps.year_wheel.next_year import same_weekday
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.areas import as_actor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_the_year_is_read_and_the_next_one_made_from_it(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    year = today().year
    meeting_on = _a_meeting(site, world, date(year, 2, 12))
    leader, reader = visit(**way), visit(**way)

    _writes_a_day(leader, world, year)
    _reads_the_wheel(leader, year)
    _takes_the_dates_home(reader, world)
    changed_to = _makes_the_next_year(leader, world, year, meeting_on)
    _everyone_reads_it(reader, world, year + 1, changed_to)


def _a_meeting(site: Site, world: World, day: date) -> date:
    with site.units.change() as session:
        area = session.scalars(select(Area).where(Area.slug == world.slug)).one()
        leader = session.scalars(select(Person).where(Person.email == world.leader)).one()
        begins = datetime(day.year, day.month, day.day, 13, 0, tzinfo=LOCAL)
        told = MeetingFacts(f"Open meeting {day.year}", "We gather.", begins, begins + timedelta(hours=2), "Torsta")
        plan_meeting(session, told, area=area, actor=as_actor(session, leader, on=today()), at=now())
    return day


def _writes_a_day(leader: Visitor, world: World, year: int) -> None:
    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}/year")
    leader.press("link", "Write a day")
    leader.axe_finds_nothing()
    leader.write("Title", "Papers to the board", within="main")
    leader.write("Day", f"{year}-03-12", within="main")
    leader.press("button", "Save", within="main")
    leader.sees("It stands in the wheel now.")


def _reads_the_wheel(leader: Visitor, year: int) -> None:
    leader.sees(f"The year {year}", within="h1")
    leader.sees(f"Open meeting {year}", within=".wheel-list")
    leader.sees("Papers to the board", within=".wheel-list")
    assert leader.page.locator(".wheel .wheel-mark").count() == 2
    leader.axe_finds_nothing()
    leader.unfold("Choose what to show")
    leader.press_box(leader.page.get_by_role("checkbox", name="Meeting", exact=True))
    leader.press("button", "Show", within="main")
    leader.sees(f"Open meeting {year}", within=".wheel-list")
    leader.does_not_see("Papers to the board", within=".wheel-list")
    leader.press("link", "Show everything", within="main")


def _takes_the_dates_home(reader: Visitor, world: World) -> None:
    reader.open(f"/areas/{world.slug}/year")
    reader.unfold("Calendar", within="main")
    assert "SUMMARY:Papers to the board" in reader.download("Download the dates once").replace("\r\n ", "")


def _makes_the_next_year(leader: Visitor, world: World, year: int, meeting_on: date) -> date:
    leader.press("link", f"Propose {year + 1}", within="main")
    leader.sees(f"Propose {year + 1}", within="h1")
    leader.axe_finds_nothing()
    proposed = same_weekday(meeting_on, year + 1)
    day = leader.page.get_by_label(f"Day: Open meeting {year}")
    assert day.input_value() == proposed.isoformat()
    leader.write(f"Day: Open meeting {year}", "soon")
    leader.press("button", "Make what is ticked")
    leader.sees("Write a day, such as", within=".error-summary")
    leader.axe_finds_nothing()
    changed_to = proposed + timedelta(days=7)
    leader.write(f"Day: Open meeting {year}", changed_to.isoformat())
    leader.press("button", "Make what is ticked")
    leader.sees("2 lines are made. Nobody has been told.")
    return changed_to


def _everyone_reads_it(reader: Visitor, world: World, year: int, meeting_on: date) -> None:
    reader.open(f"/areas/{world.slug}/year?year={year}")
    reader.sees(f"Open meeting {year}", within=".wheel-list")
    assert reader.page.locator(f"time[datetime^='{meeting_on.isoformat()}']").count() == 1
    reader.press("link", f"Open meeting {year}", within=".wheel-list")
    reader.sees("Torsta", within="main")
