"""A report as a paper: what is part of it, and nothing else."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.follow_up import rules
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.paper import paper_of
from roadmaps.follow_up.queries import draft_as_of
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.papers.tree import Paper
from tests.browsing import Browser
from tests.factories.follow_up import Year, a_report, a_year, findings_about, said_in
from tests.factories.roadmap import AT


@pytest.fixture
def year(session: Session) -> Year:
    return a_year(session)


@pytest.fixture
def report(session: Session, year: Year) -> FollowUp:
    return a_report(session, year.plan.roadmap.area, year.plan.leader)


def paper(session: Session, report: FollowUp) -> Paper:
    return paper_of(
        report,
        draft_as_of(session, report),
        words_in("en"),
        areas={},
        color="#2a6340",
        publisher="Regionen",
        site="https://fardplan.example",
    )


def test_what_is_left_out_and_what_is_only_talked_about_is_not_in_it(
    session: Session, report: FollowUp, year: Year
) -> None:
    first, second, _ = findings_about(session, report, "carried_out")
    rules.choose(session, report, first.parent_id, [], shown=[first.id], actor=year.plan.leader, at=AT)
    rules.remark(session, report, first.parent_id, {"text": "Bara mellan oss."}, actor=year.plan.editor, at=AT)

    told = repr(paper(session, report))

    assert first.content["sentence"] not in told
    assert second.content["sentence"] in told
    assert "Bara mellan oss." not in told


def test_a_chapter_that_says_nothing_is_left_out(session: Session, report: FollowUp) -> None:
    headings = [chapter.title[0].text for chapter in paper(session, report).chapters]

    assert "Goal conflicts" not in headings
    assert headings[:2] == ["Memorandum", "Measures carried out in 2025"]


def test_each_sentence_leads_to_its_record_on_the_site(session: Session, report: FollowUp) -> None:
    first, *_ = findings_about(session, report, "carried_out")

    assert f"https://fardplan.example{first.content['record']}" in repr(paper(session, report))


def test_a_draft_says_that_it_is_one_and_what_is_finished_does_not(
    session: Session, report: FollowUp, year: Year
) -> None:
    draft = paper(session, report)
    rules.finish(session, report, based_on=said_in(session, report).number, actor=year.plan.leader, at=AT)

    assert draft.cover.badge.text == "Draft"
    assert paper(session, report).cover.badge is None


@pytest.mark.parametrize("name", PAPER_FORMATS)
def test_it_is_taken_home_in_each_format_the_same_each_time(
    client: Browser, report: FollowUp, year: Year, name: str
) -> None:
    client.sign_in(year.plan.person(year.plan.leader))

    once, twice = (client.get(f"/follow-ups/{report.id}/files/{name}") for _ in range(2))

    assert once.status_code == 200
    assert once.mimetype == PAPER_FORMATS[name].media_type.partition(";")[0]
    assert once.data == twice.data


def test_an_unknown_format_is_not_there(client: Browser, report: FollowUp, year: Year) -> None:
    client.sign_in(year.plan.person(year.plan.leader))

    assert client.get(f"/follow-ups/{report.id}/files/exe").status_code == 404
