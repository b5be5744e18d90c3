"""Working on a draft: nothing that a writer did is lost, and what is finished stays as it is."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from roadmaps.follow_up import rules
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import draft_as_of
from roadmaps.follow_up.rules import Ends
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.papers.catalogues import words_in
from roadmaps.revisions.changes import WriteConflict
from tests.factories.follow_up import DURING, YEAR, Year, a_report, a_year, findings_about, said_in
from tests.factories.roadmap import AT


@pytest.fixture
def year(session: Session) -> Year:
    return a_year(session)


@pytest.fixture
def report(session: Session, year: Year) -> FollowUp:
    return a_report(session, year.plan.roadmap.area, year.plan.leader)


def again(session: Session, report: FollowUp, year: Year) -> object:
    return rules.gather_again(session, report, words=words_in("en"), actor=year.plan.leader, at=AT)


def test_a_report_is_drafted_in_the_chosen_language(session: Session, year: Year) -> None:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader, language="sv")

    headings = [one.content["title"] for one in said_in(session, report).of_kind("chapter")]

    assert headings[0] == "Genomförda insatser under 2025"
    assert headings[-1] == "Övergripande insatser för 2026"


def test_drawing_again_from_unchanged_records_writes_nothing(session: Session, report: FollowUp, year: Year) -> None:
    assert again(session, report, year) is None


def test_what_is_new_in_the_records_comes_in_and_what_the_writer_worded_stays(
    session: Session, report: FollowUp, year: Year
) -> None:
    first, _, network = findings_about(session, report, "carried_out")
    number = said_in(session, report).number
    rules.edit(
        session, report, first.id, {"sentence": "Kursen blev en succé."}, based_on=number, actor=year.plan.leader, at=AT
    )
    rules.choose(session, report, network.parent_id, [], shown=[network.id], actor=year.plan.leader, at=AT)
    year.edit("Nätverket", DURING.replace(month=12), status="done")
    year.add("activity", "Träffen", DURING.replace(month=12), status="done")

    again(session, report, year)

    told = {
        one.content["sentence"]: one.content["is_included"] for one in findings_about(session, report, "carried_out")
    }
    assert told["Kursen blev en succé."] is True
    assert told["“Träffen” was finished."] is True
    assert told["“Nätverket” was finished."] is False


def test_what_is_not_on_the_page_keeps_its_tick(session: Session, report: FollowUp, year: Year) -> None:
    first, second, _ = findings_about(session, report, "carried_out")

    rules.choose(session, report, first.parent_id, [], shown=[first.id], actor=year.plan.leader, at=AT)

    ticks = [one.content["is_included"] for one in findings_about(session, report, "carried_out")]
    assert ticks == [False, True, True]
    assert second.content["is_included"]


def test_entries_change_places_and_stop_at_the_ends(session: Session, report: FollowUp, year: Year) -> None:
    before = [one.id for one in findings_about(session, report, "carried_out")]

    rules.move(session, report, before[2], -1, actor=year.plan.leader, at=AT)
    rules.move(session, report, before[0], -1, actor=year.plan.leader, at=AT)

    after = [one.id for one in findings_about(session, report, "carried_out")]
    assert after == [before[0], before[2], before[1]]


def test_the_frame_has_no_place_among_the_chapters(session: Session, report: FollowUp, year: Year) -> None:
    [frame] = said_in(session, report).of_kind("memorandum")

    with pytest.raises(NotFound):
        rules.move(session, report, frame.id, 1, actor=year.plan.leader, at=AT)


def test_a_passage_stands_where_it_was_written(session: Session, report: FollowUp, year: Year) -> None:
    first, second, _ = findings_about(session, report, "carried_out")

    added = rules.add(
        session,
        report,
        "passage",
        {"text": "Mellan."},
        under=first.parent_id,
        after=first.id,
        actor=year.plan.leader,
        at=AT,
    )

    children = [one.id for one in said_in(session, report).children(first.parent_id)]
    assert children.index(added) == 1
    assert children[2] == second.id


def test_two_who_word_the_same_sentence_at_once_are_told(session: Session, report: FollowUp, year: Year) -> None:
    first, *_ = findings_about(session, report, "carried_out")
    number = said_in(session, report).number
    rules.edit(session, report, first.id, {"sentence": "En."}, based_on=number, actor=year.plan.leader, at=AT)

    with pytest.raises(WriteConflict):
        rules.edit(session, report, first.id, {"sentence": "Två."}, based_on=number, actor=year.plan.leader, at=AT)


def test_an_editor_comments_and_does_not_write(session: Session, report: FollowUp, year: Year) -> None:
    chapter = said_in(session, report).of_kind("chapter")[0]

    rules.remark(session, report, chapter.id, {"text": "Glöm inte mässan."}, actor=year.plan.editor, at=AT)

    [(remark, who, _)] = draft_as_of(session, report).chapters[0].remarks
    assert (remark.content["text"], who) == ("Glöm inte mässan.", "Erik Nilsson")
    with pytest.raises(NotAllowed):
        rules.edit(session, report, chapter.id, {"title": "Nej"}, based_on=1, actor=year.plan.editor, at=AT)


def test_findings_and_chapters_of_the_records_can_be_left_out_but_not_taken_out(
    session: Session, report: FollowUp, year: Year
) -> None:
    first, *_ = findings_about(session, report, "carried_out")

    for block_id in (first.id, first.parent_id):
        with pytest.raises(NotFound):
            rules.remove(session, report, block_id, actor=year.plan.leader, at=AT)


def test_what_is_finished_stays_as_it_is(session: Session, report: FollowUp, year: Year) -> None:
    number = said_in(session, report).number
    rules.finish(session, report, based_on=number, actor=year.plan.leader, at=AT)

    assert draft_as_of(session, report).number == number
    with pytest.raises(NotAllowed):
        again(session, report, year)
    with pytest.raises(NotAllowed):
        rules.finish(session, report, based_on=number, actor=year.plan.leader, at=AT)


def test_a_report_that_somebody_wrote_in_meanwhile_is_read_again_before_it_is_finished(
    session: Session, report: FollowUp, year: Year
) -> None:
    seen = said_in(session, report).number
    rules.add(session, report, "chapter", {"title": "Mer"}, under=None, actor=year.plan.leader, at=AT)

    with pytest.raises(Invalid):
        rules.finish(session, report, based_on=seen, actor=year.plan.leader, at=AT)


@pytest.mark.parametrize(
    ("ends", "field"),
    [
        pytest.param(Ends(date(2025, 12, 31), date(2025, 1, 1)), "until_on", id="the last day before the first"),
        pytest.param(Ends(date(2000, 1, 1), date(2025, 1, 1)), "until_on", id="longer than anyone reads"),
        pytest.param(Ends(date(1, 1, 1), date(2, 1, 1)), "from_on", id="before there is anything to tell"),
        pytest.param(Ends(date(9998, 1, 1), date(9999, 12, 31)), "until_on", id="at the end of all calendars"),
    ],
)
def test_days_that_make_no_report_are_refused(session: Session, year: Year, ends: Ends, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        a_report(session, year.plan.roadmap.area, year.plan.leader, ends=ends)

    assert field in refusal.value.fields


def test_who_does_not_lead_begins_no_report(session: Session, year: Year) -> None:
    with pytest.raises(NotAllowed):
        a_report(session, year.plan.roadmap.area, year.plan.editor, ends=YEAR)
