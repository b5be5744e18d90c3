from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.calls.assessing.gathered import Gathered
from roadmaps.calls.events import AssessmentFinished
from roadmaps.calls.models import Assessment
from roadmaps.calls.queries import assessments, readable
from roadmaps.calls.rules.assessing import Application, begin, draw_anew, finish, judge, judgement_of, lay_aside
from roadmaps.calls.words import Standpoint
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.papers.catalogues import words_in
from roadmaps.revisions.changes import WriteConflict
from roadmaps.roadmap.policy import may_moderate
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.factories.calls import AT, SITE, Funded, a_call, a_funded_plan, a_sheet
from tests.factories.roadmap import a_plan

JUDGED = {"standpoint": "supports", "text": "Den **behövs**."}


def adopt(session: Session, funded: Funded, on: date, title: str = "Färdplanen") -> None:
    facts = {"title": title, "decision_body": "Nämnden", "decided_on": on}
    freeze(session, funded.plan.roadmap, kind=SnapshotKind.ADOPTED, actor=funded.plan.leader, at=AT, **facts)


def drawn(sheet: Assessment) -> Gathered:
    return Gathered.kept_in(sheet.gathered)


def a_written_sheet(session: Session) -> tuple[Funded, Assessment]:
    funded = a_funded_plan(session)
    return funded, a_sheet(session, funded, a_call(session, funded.plan.leader, funded.area))


def test_a_sheet_tells_what_the_roadmap_says_to_the_application(session: Session) -> None:
    funded = a_funded_plan(session)
    plan = funded.plan
    above = plan.add("goal", "Länet lever av egna resurser")
    plan.edit(funded.goal, part_of=str(above))
    plan.add("goal_conflict", "Mark mot mark", between=[str(funded.goal)], against="Skogen", handling="Samråd.")
    plan.add("indicator", "Företag", measures=str(funded.goal), baseline="12", unit="företag", baseline_year=2021)
    adopt(session, funded, date(2026, 11, 20))

    sheet = a_sheet(session, funded, a_call(session, plan.leader, funded.area))

    told = drawn(sheet)
    assert told.version.is_adopted
    assert sheet.snapshot_id
    assert [one.title for one in told.goals] == ["Mer mat förädlas i länet", "Länet lever av egna resurser"]
    assert told.goals[0].served_by == ("Ett kök för småskalig livsmedelsförädling",)
    assert [(one.title, one.handling, one.sides[-1]) for one in told.conflicts] == [
        ("Mark mot mark", "Samråd.", "Skogen")
    ]
    assert [(one.title, one.baseline) for one in told.indicators] == [("Företag", "12 företag (2021)")]
    assert [(part.organisation, part.is_applicant) for _, part in told.parts] == [(funded.torsta.name, True)]
    assert told.activities[0].level == "Bredd"
    assert dict(told.levels)["Bredd"] == 1
    assert any("ERUF 1:4" in reason for reason in told.fits[0].reasons)
    assert not told.fits[0].against


def test_the_version_that_held_on_the_day_is_read(session: Session) -> None:
    funded = a_funded_plan(session)
    adopt(session, funded, date(2026, 3, 1), "Den första")
    funded.plan.edit(funded.hub, title="Ett nytt namn")
    adopt(session, funded, date(2026, 10, 1), "Den andra")
    call = a_call(session, funded.plan.leader, funded.area)

    titles = {
        day: drawn(a_sheet(session, funded, call, on_day=day)).activities[0].title
        for day in (date(2026, 9, 30), date(2026, 10, 1))
    }

    assert titles == {
        date(2026, 9, 30): "Ett kök för småskalig livsmedelsförädling",
        date(2026, 10, 1): "Ett nytt namn",
    }


def test_where_nothing_was_adopted_the_working_version_is_read_and_the_sheet_says_so(session: Session) -> None:
    funded = a_funded_plan(session)
    adopt(session, funded, date(2026, 11, 20))

    sheet = a_sheet(session, funded, a_call(session, funded.plan.leader, funded.area), on_day=date(2026, 11, 19))

    assert not drawn(sheet).version.is_adopted
    assert sheet.snapshot_id is None


def test_an_activity_that_was_not_adopted_is_told_as_such(session: Session) -> None:
    funded = a_funded_plan(session)
    adopt(session, funded, date(2026, 11, 20))
    new = funded.plan.add("activity", "Något helt nytt", funding_state="unfunded")

    sheet = a_sheet(session, funded, a_call(session, funded.plan.leader, funded.area), [funded.hub, new])

    assert [(one.title, one.is_adopted) for one in drawn(sheet).activities] == [
        ("Ett kök för småskalig livsmedelsförädling", True),
        ("Något helt nytt", False),
    ]
    assert drawn(sheet).warnings["not_adopted"] == ["Något helt nytt"]


def test_similar_activities_are_found_here_and_in_open_areas_but_not_in_closed_ones(session: Session) -> None:
    funded = a_funded_plan(session)
    twin = "Kök för småskalig förädling av livsmedel"
    here = funded.plan.add("activity", twin)
    open_, closed = a_plan(session), a_plan(session, is_public=False)
    elsewhere = open_.add("activity", f"{twin} i fjällen")
    same_money = open_.add("activity", "Något annat", funding="Söks i ERUF 1:4")
    closed.add("activity", twin)

    likes = drawn(a_sheet(session, funded, a_call(session, funded.plan.leader, funded.area))).likes

    assert {one.id for one in likes} == {here, elsewhere, same_money}
    assert {one.id: one.is_same_money for one in likes}[same_money]
    assert "livsmedel" in likes[0].words


def test_what_an_area_has_adopted_is_open_though_its_work_is_not(session: Session) -> None:
    funded = a_funded_plan(session)
    other = a_funded_plan(session, is_public=False)
    adopt(session, other, date(2026, 11, 1))

    likes = drawn(a_sheet(session, funded, a_call(session, funded.plan.leader, funded.area))).likes

    assert other.hub in {one.id for one in likes}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"activities": []}, "activities"),
        ({"applicant_id": None}, "applicant_id"),
        ({"on_day": date(2026, 11, 22)}, "on_day"),
        ({"on_day": date(1066, 10, 14)}, "on_day"),
    ],
)
def test_what_cannot_be_assessed_is_refused(session: Session, changes: dict, field: str) -> None:
    funded = a_funded_plan(session)
    leader = funded.plan.leader
    call = a_call(session, leader, funded.area)
    facts = {"title": "Kök", "activities": [funded.hub], "on_day": AT.date(), "applicant_id": funded.torsta.id}

    with pytest.raises(Invalid) as refused:
        begin(
            session,
            call,
            funded.plan.roadmap,
            Application(**{**facts, **changes}),
            words=words_in("sv"),
            site=SITE,
            actor=leader,
            at=AT,
        )

    assert set(refused.value.fields) == {field}


def test_activities_of_another_roadmap_are_refused(session: Session) -> None:
    funded, other = a_funded_plan(session), a_funded_plan(session)

    with pytest.raises(Invalid):
        a_sheet(session, funded, a_call(session, funded.plan.leader, funded.area), [other.hub])


def test_only_those_who_lead_assess(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)

    for actor in (funded.plan.editor, funded.plan.others["actor"]):
        assert not may_moderate(actor, funded.plan.roadmap)
        with pytest.raises(NotAllowed):
            begin(
                session,
                call,
                funded.plan.roadmap,
                Application("Kök", [funded.hub], AT.date(), funded.torsta.id),
                words=words_in("sv"),
                site=SITE,
                actor=actor,
                at=AT,
            )


def test_nothing_is_finished_that_nobody_has_judged(session: Session) -> None:
    funded, sheet = a_written_sheet(session)

    with pytest.raises(Invalid):
        finish(session, sheet, based_on=sheet.history.current, actor=funded.plan.leader, at=AT)


def test_a_finished_sheet_never_changes(session: Session) -> None:
    funded, sheet = a_written_sheet(session)
    leader = funded.plan.leader
    judge(session, sheet, JUDGED, based_on=1, actor=leader, at=AT)
    with pytest.raises(Invalid):
        finish(session, sheet, based_on=1, actor=leader, at=AT)
    finish(session, sheet, based_on=2, actor=leader, at=AT)
    before = sheet.gathered

    for act in (
        lambda: judge(session, sheet, {"text": "Något annat"}, based_on=2, actor=leader, at=AT),
        lambda: draw_anew(session, sheet, words=words_in("sv"), site=SITE, actor=leader, at=AT),
        lambda: finish(session, sheet, based_on=2, actor=leader, at=AT),
        lambda: lay_aside(session, sheet, words="Nej", actor=leader, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert judgement_of(session, sheet).content["standpoint"] == Standpoint.SUPPORTS
    assert sheet.gathered == before
    assert [type(event) for event in take_recorded(session)].count(AssessmentFinished) == 1
    assert sheet.finished_at == AT


def test_a_draft_takes_in_what_has_changed_and_keeps_the_judgement(session: Session) -> None:
    funded, sheet = a_written_sheet(session)
    judge(session, sheet, JUDGED, based_on=1, actor=funded.plan.leader, at=AT)
    funded.plan.edit(funded.hub, title="Ett större kök")

    later = AT + timedelta(days=1)
    draw_anew(session, sheet, words=words_in("sv"), site=SITE, actor=funded.plan.leader, at=later)

    assert drawn(sheet).activities[0].title == "Ett större kök"
    assert judgement_of(session, sheet).content["text"] == "Den **behövs**."
    assert sheet.gathered_at == later


def test_two_who_judge_at_once_overwrite_nothing(session: Session) -> None:
    funded, sheet = a_written_sheet(session)
    leader, coordinator = funded.plan.leader, funded.plan.others["coordinator"]
    judge(session, sheet, JUDGED, based_on=1, actor=leader, at=AT)

    judge(session, sheet, {"conditions": "Fråga samebyarna."}, based_on=1, actor=coordinator, at=AT)
    with pytest.raises(WriteConflict):
        judge(session, sheet, {"standpoint": "opposes"}, based_on=1, actor=coordinator, at=AT)

    content = judgement_of(session, sheet).content
    assert (content["standpoint"], content["conditions"]) == ("supports", "Fråga samebyarna.")


def test_a_draft_that_is_laid_aside_stays_in_the_list_for_those_who_lead(session: Session) -> None:
    funded, sheet = a_written_sheet(session)
    leader = funded.plan.leader

    with pytest.raises(Invalid):
        lay_aside(session, sheet, words="", actor=leader, at=AT)
    lay_aside(session, sheet, words="Ansökan drogs tillbaka.", actor=leader, at=AT)

    listed = session.scalars(assessments(roadmap=funded.plan.roadmap)).unique().all()
    assert readable(listed, leader) == [sheet]
    assert not readable(listed, funded.plan.others["reader"])
