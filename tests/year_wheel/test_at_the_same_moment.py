from datetime import date

from sqlalchemy import func, select

from roadmaps.areas.models import Area
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.rules import plan_meeting
from roadmaps.year_wheel.proposing import proposals_for
from roadmaps.year_wheel.rules.making import Wanted, make_year
from tests.accounts.test_at_the_same_moment import outcomes
from tests.factories.meetings import facts as meeting_facts
from tests.factories.roadmap import AT, a_plan
from tests.factories.year_wheel import TODAY, local


def test_two_who_make_the_same_year_at_once_make_it_once(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        plan = a_plan(session)
        day = date(2026, 2, 12)
        facts = meeting_facts(starts_at=local(day, 13), ends_at=local(day, 15))
        plan_meeting(session, facts, area=plan.roadmap.area, actor=plan.leader, at=AT)
        area_id, leader = plan.roadmap.area_id, plan.leader

    def make(session):
        area = session.get_one(Area, area_id)
        offered = proposals_for(session, 2027, area=area, viewer=leader, on=TODAY, language="sv")
        wanted = {one.key: Wanted(one.title, one.day) for one in offered}
        make_year(session, 2027, offered, wanted, area=area, actor=leader, at=AT)

    told = outcomes(fresh_database, [make, make])

    with fresh_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Meeting)) == 2
    assert told == ["done", "refused"]
