"""The plan as rows: what each activity brings along, for one area and for the county."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.plan.figures import figures_of
from roadmaps.plan.queries import plan_of, plan_of_county
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Answer, Part
from tests.factories.accounts import an_organisation
from tests.factories.large import a_large_plan
from tests.factories.roadmap import AT, Plan, a_plan


def the_only(plan: Plan):
    [activity] = plan_of(plan.session, plan.roadmap).activities
    return activity


def test_an_activity_brings_its_goal_its_shares_and_its_milestones(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    activity = plan.add("activity", "Kurs", goal=str(goal), start="2026-Q3", end="2027", places=["2326", "2380"])
    torsta = an_organisation(session, "Torsta").id
    plan.part(activity, torsta, "leads")
    plan.add("milestone", "Första kursen hållen", under=activity, due="2026-11", is_reached=True)

    found = the_only(plan)

    assert found.goal.id == goal
    assert [(one.organisation, one.part, one.answer) for one in found.shares] == [
        ("Torsta", Part.LEADS, Answer.PROPOSED)
    ]
    assert [(one.title, str(one.due), one.is_reached) for one in found.milestones] == [
        ("Första kursen hållen", "2026-11", True)
    ]
    assert (str(found.start), str(found.end), [str(place) for place in found.places]) == (
        "2026-Q3",
        "2027",
        ["2326", "2380"],
    )


def test_an_organisation_that_has_not_answered_leads_as_a_proposal_only(session: Session) -> None:
    plan = a_plan(session)
    activity = plan.add("activity")
    plan.part(activity, an_organisation(session).id, "leads")

    assert the_only(plan).lead.is_only_proposed


def test_an_organisation_that_has_declined_does_not_lead(session: Session) -> None:
    plan = a_plan(session)
    activity = plan.add("activity")
    plan.part(activity, plan.editor.acting_for_id, "leads")
    [share] = the_only(plan).shares

    rules.answer_part(
        session, plan.roadmap, share.block.id, Answer.DECLINED, note="Vi hinner inte.", actor=plan.editor, at=AT
    )

    assert the_only(plan).lead is None


def test_an_organisation_is_called_what_it_is_called_today(session: Session) -> None:
    plan = a_plan(session)
    organisation = an_organisation(session, "Gamla namnet")
    plan.part(plan.add("activity"), organisation.id)
    organisation.name = "Nya namnet"
    session.flush()

    assert the_only(plan).shares[0].organisation == "Nya namnet"


def test_the_county_holds_what_the_reader_may_see_and_names_what_is_left_out(session: Session) -> None:
    open_plan, closed_plan = a_plan(session), a_plan(session, is_public=False)

    stranger = plan_of_county(session, None)
    insider = plan_of_county(session, closed_plan.editor)

    assert open_plan.roadmap.area in [one.area for one in stranger.areas]
    assert closed_plan.roadmap.area not in [one.area for one in stranger.areas]
    assert closed_plan.roadmap.area in stranger.left_out
    assert closed_plan.roadmap.area in [one.area for one in insider.areas]


def test_the_county_is_read_with_as_many_queries_for_many_areas_as_for_one(session: Session) -> None:
    def queries() -> int:
        counted: list[str] = []
        session.expire_all()
        listener = lambda *facts: counted.append(facts[2])  # noqa: E731
        event.listen(session.get_bind().engine, "before_cursor_execute", listener)
        for one in plan_of_county(session, None).areas:
            assert one.activities is not None
        event.remove(session.get_bind().engine, "before_cursor_execute", listener)
        return len(counted)

    a_plan(session).add("activity")
    few = queries()
    for _ in range(5):
        a_plan(session).add("activity")

    assert queries() <= few


def test_figures_count_what_lacks_something_and_leave_out_what_is_over(session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity", status="planned", funding_state="unfunded")
    plan.add("activity", status="obstacle", funding_state="partly")
    plan.add("activity", status="done", funding_state="unfunded")

    rows, total = figures_of(plan_of(session, plan.roadmap))

    assert len(rows) == 1
    assert (total.activities, total.done, total.obstacles) == (3, 1, 1)
    assert (total.without_lead, total.without_money) == (2, 2)


def test_a_large_plan_has_every_activity_once(session: Session) -> None:
    plan = a_large_plan(session)

    activities = plan_of(session, plan.roadmap).activities

    assert len({one.id for one in activities}) == len(activities) == 300
