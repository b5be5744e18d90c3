from datetime import date

from sqlalchemy import select

from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.neighbours import rules
from roadmaps.neighbours.models import Mirror, MirrorVersion, ShareLinkDay, Tie
from tests.accounts.test_at_the_same_moment import outcomes
from tests.factories.areas import a_coordinator
from tests.factories.neighbours import a_link, a_mirror, a_tie, an_arrival, the_data
from tests.factories.roadmap import AT, a_plan


def test_of_two_who_bring_in_the_same_version_the_second_is_told(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        coordinator = a_coordinator(session)
        mirror_id = a_mirror(session, coordinator).id
    arrival = an_arrival(the_data(number=2))

    def bring(session):
        rules.add_version(session, session.get_one(Mirror, mirror_id), arrival, at=AT, actor=coordinator)

    told = outcomes(fresh_database, [bring, bring])

    with fresh_database.reading() as session:
        assert sorted(session.scalars(select(MirrorVersion.number))) == [1, 2]
    assert told == ["done", "refused"]


def test_two_who_follow_a_link_first_on_a_day_are_both_counted(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        plan = a_plan(session)
        link_id = a_link(session, plan.roadmap, plan.leader)[0].id

    def follow(session):
        rules.note_use(session, link_id, on=date(2026, 11, 21))

    told = outcomes(fresh_database, [follow, follow])

    with fresh_database.reading() as session:
        assert session.scalars(select(ShareLinkDay.times)).all() == [2]
    assert told == ["done", "done"]


def test_two_who_tie_the_same_are_not_both_kept(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        plan = a_plan(session)
        activity = plan.add("activity")
        mirror_id = a_mirror(session, a_coordinator(session)).id
        roadmap_id, editor = plan.roadmap.id, plan.editor

    def tie(session):
        a_tie(
            session,
            session.get_one(type(plan.roadmap), roadmap_id),
            activity,
            session.get_one(Mirror, mirror_id),
            editor,
        )

    told = outcomes(fresh_database, [tie, tie])

    with fresh_database.reading() as session:
        assert len(session.scalars(select(Tie)).all()) == 1
    assert told == ["done", "refused"]
