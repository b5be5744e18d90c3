"""The pages on which reports are begun, written, read and finished."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.follow_up import rules
from roadmaps.follow_up.models import FollowUp
from tests.browsing import Browser
from tests.factories.areas import a_coordinator
from tests.factories.follow_up import DURING, Year, a_report, a_year, findings_about, said_in
from tests.factories.roadmap import AT
from tests.roadmap.test_reading_doors import counted


@pytest.fixture
def year(session: Session) -> Year:
    return a_year(session)


@pytest.fixture
def report(session: Session, year: Year) -> FollowUp:
    return a_report(session, year.plan.roadmap.area, year.plan.leader)


def address(report: FollowUp, rest: str = "") -> str:
    return f"/follow-ups/{report.id}{rest}"


def test_a_leader_drafts_a_report_on_last_year(session: Session, client: Browser, year: Year) -> None:
    client.sign_in(year.plan.person(year.plan.leader))

    form = client.page(f"/follow-ups/new?area={year.plan.slug}")
    sent = client.post(
        f"/follow-ups/new?area={year.plan.slug}",
        data={"from_on": "2025-01-01", "until_on": "2025-12-31", "language": "en"},
    )

    assert form.css_first("input[name=from_on]").attributes["value"] == "2025-01-01"
    made = session.scalars(select(FollowUp)).one()
    assert sent.location == address(made)
    page = client.page(address(made))
    assert "“Kursen” was finished. Tjugo gick den." in page.text()


def test_days_in_the_wrong_order_stay_in_the_form(client: Browser, year: Year) -> None:
    client.sign_in(year.plan.person(year.plan.leader))

    sent = client.post(
        f"/follow-ups/new?area={year.plan.slug}",
        data={"from_on": "2025-12-31", "until_on": "2025-01-01", "language": "sv"},
    )

    assert sent.status_code == 422
    assert 'value="2025-12-31"' in sent.text


def test_ticks_are_kept_together_with_a_move(session: Session, client: Browser, report: FollowUp, year: Year) -> None:
    client.sign_in(year.plan.person(year.plan.leader))
    first, second, third = findings_about(session, report, "carried_out")

    client.post(
        address(report, f"/chapters/{first.parent_id}/arrangement"),
        data={"shown": [first.id, second.id, third.id], "included": [second.id], "down": first.id},
    )

    now = findings_about(session, report, "carried_out")
    assert [one.id for one in now] == [second.id, first.id, third.id]
    assert [one.content["is_included"] for one in now] == [True, False, False]


def test_the_frame_is_written_with_to_whom_and_under_which_number(
    session: Session, client: Browser, report: FollowUp, year: Year
) -> None:
    client.sign_in(year.plan.person(year.plan.leader))
    [frame] = said_in(session, report).of_kind("memorandum")

    client.post(
        address(report, f"/blocks/{frame.id}/edit"),
        data={
            "based_on": str(said_in(session, report).number),
            "title": "Uppföljning 2025",
            "to": "Regionala utvecklingsnämnden",
            "registry_number": "RUN/12/2026",
            "text": "Varje vår.",
            "proposal": "Rapporten läggs till handlingarna.",
        },
    )

    page = client.page(address(report)).text()
    assert "RUN/12/2026" in page
    assert "Regionala utvecklingsnämnden" in page


def test_rewording_a_sentence_keeps_where_it_leads(
    session: Session, client: Browser, report: FollowUp, year: Year
) -> None:
    client.sign_in(year.plan.person(year.plan.leader))
    first, *_ = findings_about(session, report, "carried_out")

    client.post(
        address(report, f"/blocks/{first.id}/edit"),
        data={
            "based_on": str(said_in(session, report).number),
            "sentence": "Kursen hölls.",
            "record": "https://evil.example",
        },
    )

    now = findings_about(session, report, "carried_out")[0].content
    assert (now["sentence"], now["record"]) == ("Kursen hölls.", first.content["record"])


def test_a_draft_is_not_there_for_strangers_and_a_finished_report_is(
    session: Session, client: Browser, report: FollowUp, year: Year
) -> None:
    assert client.get(address(report)).status_code == 404
    assert client.get(address(report, "/files/html")).status_code == 404

    client.sign_in(year.plan.person(year.plan.leader))
    client.post(address(report, "/completion"), data={"based_on": str(said_in(session, report).number)})
    client.post("/sign-out")

    page = client.page(address(report))
    assert "“Kursen” was finished." in page.text()
    assert page.css_first("input[type=checkbox]") is None
    assert str(report.id) in client.page("/follow-ups").html


def test_a_draft_on_all_areas_tells_nobody_of_a_working_version_that_is_closed_to_them(
    session: Session, client: Browser, year: Year
) -> None:
    closed = a_year(session, is_public=False)
    closed.edit("Kursen", DURING, status_note="Bara för oss.")
    report = a_report(session, None, a_coordinator(session))
    [secret] = [
        one for one in findings_about(session, report, "carried_out") if "Bara för oss." in one.content["sentence"]
    ]
    paths = ("", "/history", "/files/markdown")

    client.sign_in(year.plan.person(year.plan.leader))
    others = [client.get(address(report, path)) for path in paths]
    rewording = client.get(address(report, f"/blocks/{secret.id}/edit"))
    client.sign_in(closed.plan.person(closed.plan.editor))
    own = client.get(address(report))

    assert all(one.status_code == 200 and "Bara för oss." not in one.text for one in others)
    assert "Tjugo gick den." in others[0].text
    assert rewording.status_code == 404
    assert "Bara för oss." in own.text


def test_what_is_not_ticked_is_not_in_a_finished_report(
    session: Session, client: Browser, report: FollowUp, year: Year
) -> None:
    first, *_ = findings_about(session, report, "carried_out")
    rules.choose(session, report, first.parent_id, [], shown=[first.id], actor=year.plan.leader, at=AT)
    rules.finish(session, report, based_on=said_in(session, report).number, actor=year.plan.leader, at=AT)

    assert "“Kursen” was finished." not in client.page(address(report)).text()


def test_the_history_tells_who_wrote_what(client: Browser, report: FollowUp, year: Year) -> None:
    client.sign_in(year.plan.person(year.plan.leader))

    assert "Lena Berg" in client.page(address(report, "/history")).text()


def test_a_chapter_that_was_taken_out_is_put_back_with_what_stood_in_it(
    session: Session, client: Browser, report: FollowUp, year: Year
) -> None:
    leader = year.plan.leader
    chapter = rules.add(session, report, "chapter", {"title": "Mer"}, under=None, actor=leader, at=AT)
    passage = rules.add(session, report, "passage", {"text": "Våra ord."}, under=chapter, actor=leader, at=AT)
    client.sign_in(year.plan.person(leader))

    client.post(address(report, f"/blocks/{chapter}/removal"))
    gone, kept = client.page(address(report)).text(), client.page(address(report, "/history"))
    alone = client.post(address(report, f"/blocks/{passage}/restoration"))
    back = client.post(address(report, f"/blocks/{chapter}/restoration"))

    assert "Våra ord." not in gone
    assert kept.css_first(f"form[action='{address(report, f'/blocks/{chapter}/restoration')}']") is not None
    assert alone.status_code == 404 and back.status_code == 303
    assert "Våra ord." in client.page(address(report)).text()


def test_the_page_takes_the_same_number_of_queries_however_much_is_told(
    session: Session, client: Browser, report: FollowUp, year: Year
) -> None:
    client.sign_in(year.plan.person(year.plan.leader))
    with counted(session) as few:
        client.get(address(report))
    for number in range(20):
        year.add("activity", f"Insats {number}", AT.replace(year=2025, month=3), status="done")
    more = a_report(session, year.plan.roadmap.area, year.plan.leader)

    with counted(session) as many:
        client.get(address(more))

    assert len(findings_about(session, more, "carried_out")) > 20
    assert len(many) == len(few)


def test_an_area_shows_its_reports(session: Session, client: Browser, report: FollowUp, year: Year) -> None:
    client.sign_in(year.plan.person(year.plan.leader))

    assert address(report) in client.page(f"/areas/{year.plan.slug}").html
