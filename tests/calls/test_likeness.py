from sqlalchemy.orm import Session

from roadmaps.calls.assessing.likeness import Likenesses, joined
from roadmaps.plan.queries import plan_of
from tests.factories.large import a_large_plan
from tests.factories.roadmap import a_plan


def test_activities_that_speak_of_the_same_are_alike(session: Session) -> None:
    plan = a_plan(session)
    course = plan.add("activity", "Kurs i beredskap för lantbruk", text="Kursen ges i Ås.")
    twin = plan.add("activity", "Kurser om beredskapen i lantbruket")
    plan.add("activity", "En cykelled runt Storsjön")
    rows = {one.id: one for one in plan_of(session, plan.roadmap).activities}

    found = Likenesses(rows.values()).like(rows[course])

    assert [one.activity.id for one in found] == [twin]
    assert set(found[0].words) == {"kurser", "beredskapen", "lantbruket"}


def test_nothing_is_like_itself_or_like_nothing(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity", "…")
    plan.add("activity", "och i att")
    rows = plan_of(session, plan.roadmap).activities

    assert not [one for row in rows for one in Likenesses(rows).like(row)]


def test_several_are_told_once_each(session: Session) -> None:
    plan = a_plan(session)
    ids = [plan.add("activity", title) for title in ("Kurs i bakning", "Kurs i bakning och bryggning", "Bakningskurs")]
    rows = {one.id: one for one in plan_of(session, plan.roadmap).activities}
    compared = Likenesses(rows.values())

    found = joined((compared.like(rows[one]) for one in ids[:2]), but=ids[:1])

    assert [one.activity.id for one in found].count(ids[1]) == 1
    assert ids[0] not in [one.activity.id for one in found]


def test_a_large_plan_gives_few_and_the_same_each_time(session: Session) -> None:
    rows = plan_of(session, a_large_plan(session).roadmap).activities

    first, second = (Likenesses(rows).like(rows[0]) for _ in range(2))

    assert first == second
    assert len(first) <= 8
