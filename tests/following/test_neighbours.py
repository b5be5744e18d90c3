from datetime import timedelta

from roadmaps.following.happenings import Span
from roadmaps.following.neighbours import mirrored_versions, ties
from roadmaps.neighbours.rules import add_version
from tests.factories.neighbours import a_block, a_mirror, a_tie, an_arrival, the_data
from tests.factories.roadmap import AT, a_plan


def told(source, session, plan, viewer=None):
    span = Span([plan.roadmap], AT - timedelta(days=1), AT + timedelta(days=1))
    return [(str(one.sentence), one.path) for one in source(session, span, viewer)]


def test_versions_that_are_mirrored_beside_an_area_are_news(session):
    plan = a_plan(session)
    block = a_block()
    mirror = a_mirror(session, plan.leader, the_data(block), area_id=plan.roadmap.area_id)
    add_version(session, mirror, an_arrival(the_data(block, number=2)), at=AT, actor=plan.leader)
    session.flush()

    assert sorted(told(mirrored_versions, session, plan)) == [
        ("A newer roadmap of Region Västernorrland is mirrored here: “Skog och trä”", f"/neighbours/{mirror.id}"),
        ("A roadmap of Region Västernorrland is mirrored here: “Skog och trä”", f"/neighbours/{mirror.id}"),
    ]


def test_ties_are_news_until_they_are_taken_away(session):
    plan = a_plan(session)
    activity = plan.add("activity")
    mirror = a_mirror(session, plan.leader, area_id=plan.roadmap.area_id)
    tie = a_tie(session, plan.roadmap, activity, mirror, plan.editor)

    [(sentence, path)] = told(ties, session, plan)

    assert "Kurs i beredskap för lantbruk" in sentence
    assert path == f"/blocks/{activity}"
    tie.untied_at, tie.untied_by_id = AT, plan.editor.person_id
    session.flush()
    assert told(ties, session, plan) == []


def test_what_is_not_published_is_news_for_those_with_a_role_only(session):
    plan = a_plan(session)
    mirror = a_mirror(session, plan.leader, the_data(number=None), area_id=plan.roadmap.area_id)
    a_tie(session, plan.roadmap, plan.add("activity"), mirror, plan.editor)

    for source in (mirrored_versions, ties):
        assert told(source, session, plan) == []
        assert len(told(source, session, plan, plan.others["reader"])) == 1
