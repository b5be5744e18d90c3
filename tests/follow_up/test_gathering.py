"""What a report finds in the records of a year."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.consultation.rules import holding, replying
from roadmaps.consultation.words import Reply
from roadmaps.follow_up.rules import Ends
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.rules import record_reading
from roadmaps.roadmap.kinds.choices import Answer
from roadmaps.roadmap.rules import answer_part
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.factories.accounts import a_person
from tests.factories.areas import a_role
from tests.factories.consultation import a_consultation
from tests.factories.follow_up import BEFORE, DURING, Year, a_report, a_year, findings_about
from tests.factories.roadmap import AT, a_plan
from tests.factories.together import write_together


@pytest.fixture
def year(session: Session) -> Year:
    return a_year(session)


def told(session: Session, report, subject: str) -> list[str]:
    return [one.content["sentence"] for one in findings_about(session, report, subject)]


def test_what_was_finished_or_went_on_is_told_with_its_note_and_its_milestones(session: Session, year: Year) -> None:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader)

    assert told(session, report, "carried_out") == [
        "“Kursen” was finished. Tjugo gick den.",
        "The milestone “Första kursen” of “Kursen” was reached.",
        "“Nätverket” is under way.",
    ]


def test_what_was_planned_stands_beside_what_became_of_it(session: Session, year: Year) -> None:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader)

    rows = {one.content["thing"]: one.content["after"] for one in findings_about(session, report, "outcome")}

    assert rows == {"Kursen": "Done. Tjugo gick den.", "Mässan": "Dropped", "Nätverket": "In progress"}


def test_what_happened_after_the_last_day_is_not_told(session: Session, year: Year) -> None:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader)

    assert not any("paused" in sentence for sentence in told(session, report, "carried_out"))
    assert told(session, report, "ahead") == ["“Nätverket”, 2025 – 2026. Nobody leads it yet."]


def test_goals_that_came_in_the_year_are_told_and_those_from_before_are_not(session: Session, year: Year) -> None:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader)

    assert told(session, report, "changes") == [
        "Added: “Fler företag” (goal).",
        "Activity dropped: “Mässan”.",
    ]


def test_an_activity_that_was_dropped_in_the_year_is_told_once(session: Session, year: Year) -> None:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader)
    sentences = told(session, report, "changes")

    assert sentences.count("Activity dropped: “Mässan”.") == 1

    year.edit("Mässan", AT, status_note="Ingen ville.")
    next_year = Ends(date(2026, 1, 1), date(2026, 12, 31))
    later = a_report(session, year.plan.roadmap.area, year.plan.leader, ends=next_year)
    assert not [one for one in told(session, later, "changes") if "dropped" in one]


def test_an_indicator_is_told_then_and_now(session: Session, year: Year) -> None:
    block = year.add("indicator", "Företag", BEFORE, unit="företag", target="150", target_year=2027)
    for period, value in (("2024", "134"), ("2025", "138")):
        new = NewReading(block, period, Decimal(value), None, "T", "SCB")
        record_reading(session, year.plan.roadmap, new, actor=year.plan.leader, at=AT)

    report = a_report(session, year.plan.roadmap.area, year.plan.leader)

    [row] = findings_about(session, report, "indicators")
    assert row.content["before"] == "134 företag, 2024"
    assert row.content["after"] == "138 företag, 2025"
    assert row.content["sentence"] == (
        "Företag went from 134 företag, 2024 to 138 företag, 2025 (+4). The target is 150 företag (2027)."
    )


def test_a_lead_that_was_only_proposed_is_nobodys_and_one_that_said_yes_is_told(session: Session, year: Year) -> None:
    plan = year.plan
    organisation, name = plan.editor.organisations[0]
    part = year.add(
        "responsibility", "", DURING, under="Nätverket", by=plan.leader, organisation=str(organisation), part="leads"
    )
    proposed = a_report(session, plan.roadmap.area, plan.leader)
    answer_part(session, plan.roadmap, part, Answer.ACCEPTED, note="", actor=plan.editor, at=DURING)
    accepted = a_report(session, plan.roadmap.area, plan.leader)

    assert told(session, proposed, "leads") == []
    assert told(session, accepted, "leads") == [f"{name} has taken the lead of “Nätverket”."]


def test_a_process_leader_who_came_in_the_year_is_told_without_name(session: Session, year: Year) -> None:
    a_role(
        session, year.plan.roadmap.area, a_person(session, "Ny Ledare"), Role.PROCESS_LEADER, from_on=date(2025, 3, 1)
    )

    report = a_report(session, year.plan.roadmap.area, year.plan.leader)

    assert "A process leader began on 1 March 2025." in told(session, report, "leads")
    assert not any("Ny Ledare" in sentence for sentence in told(session, report, "leads"))


def test_frozen_versions_of_the_year_are_told_with_their_decision(session: Session, year: Year) -> None:
    freeze(
        session,
        year.plan.roadmap,
        kind=SnapshotKind.ADOPTED,
        title="Färdplanen",
        decision_body="Nämnden",
        decided_on=date(2025, 11, 20),
        paragraph="§ 31",
        actor=year.plan.leader,
        at=datetime(2025, 11, 21, 9, 0, tzinfo=UTC),
    )

    report = a_report(session, year.plan.roadmap.area, year.plan.leader)

    assert told(session, report, "decisions") == [
        "Adopted version no. 1: decided by Nämnden on 20 November 2025, § 31."
    ]


def test_a_frozen_version_may_stand_for_the_beginning(session: Session, year: Year) -> None:
    frozen = freeze(session, year.plan.roadmap, kind=SnapshotKind.WORKING, title="Nu", actor=year.plan.leader, at=AT)
    ends = Ends(date(2025, 1, 1), date(2025, 12, 31), from_snapshot=frozen)

    report = a_report(session, year.plan.roadmap.area, year.plan.leader, ends=ends)

    assert told(session, report, "changes") == []


def test_a_report_on_all_areas_tells_of_those_that_the_writer_may_read(session: Session, year: Year) -> None:
    open_one, closed_one = a_year(session), a_year(session, is_public=False)

    report = a_report(session, None, year.plan.leader)

    areas = {one.content["area"] for one in findings_about(session, report, "carried_out")}
    assert areas == {year.plan.slug, open_one.plan.slug}
    assert closed_one.plan.slug not in areas


def test_an_empty_roadmap_makes_an_empty_report(session: Session) -> None:
    plan = a_plan(session)

    report = a_report(session, plan.roadmap.area, plan.leader)

    assert told(session, report, "carried_out") == told(session, report, "ahead") == []


def test_a_consultation_that_was_closed_in_the_year_is_told_with_what_came_of_it(session: Session) -> None:
    held = a_consultation(session)
    held.open("Torsta", "LRF")
    held.answer("Torsta")
    held.answer("LRF")
    replying.reply(session, held.points[:1], Reply.FOLLOWED, words="", actor=held.leader, at=AT)
    closed_on = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    holding.close(session, held.consultation, next_step="Vi bemöter.", actor=held.leader, at=closed_on)

    year, before = Ends(date(2026, 1, 1), date(2026, 12, 31)), Ends(date(2025, 1, 1), date(2025, 12, 31))
    report = a_report(session, held.plan.roadmap.area, held.leader, ends=year)
    earlier = a_report(session, held.plan.roadmap.area, held.leader, ends=before)

    assert told(session, report, "dialogue")[0] == (
        "“Remiss om färdplanen” was answered by 2 organisations. Points that were followed in whole or in part: 1 of 2."
    )
    assert not any("answered" in sentence for sentence in told(session, earlier, "dialogue"))


def test_a_consultation_that_goes_on_after_the_year_is_told_as_opened(session: Session) -> None:
    held = a_consultation(session)
    held.open("Torsta")
    after_new_year = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)
    holding.close(session, held.consultation, next_step="Vi bemöter.", actor=held.leader, at=after_new_year)

    report = a_report(session, held.plan.roadmap.area, held.leader, ends=Ends(date(2026, 1, 1), date(2026, 12, 31)))

    [sentence] = [one for one in told(session, report, "dialogue") if "Remiss om" in one]
    assert sentence == "“Remiss om färdplanen” was opened on 21 November 2026, for answers until 15 January 2027."


def test_of_those_who_wrote_together_every_organisation_has_written_and_it_was_one_change(session: Session) -> None:
    year = a_year(session)
    plan = year.plan
    goal = year.add("goal", "Vatten", DURING, text="Vatten åt alla.", by=plan.editor)
    write_together(
        plan,
        goal,
        [("Vatten", None), (" och mat", plan.editor), (" åt alla", None), (" i länet", plan.leader), (".", None)],
        at=DURING,
    )

    sentences = told(session, a_report(session, plan.roadmap.area, plan.leader), "dialogue")

    names = sorted([str(plan.editor.acting_for_name), str(plan.leader.acting_for_name)], key=str.casefold)
    assert f"2 organisations have written in the roadmap: {', '.join(names)}." in sentences
    assert "It was changed 6 times." in sentences
