"""What is said and chosen within a draft stays with those who help with it, when the report is finished and when an area
gets another name.
"""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.areas.rules.areas import rename_area
from roadmaps.files.doors import STORE
from roadmaps.files.stores import Store
from roadmaps.follow_up import rules
from roadmaps.follow_up.models import FollowUp
from roadmaps.revisions.states import BlockState
from tests.browsing import Browser
from tests.factories.areas import a_coordinator
from tests.factories.files import a_file
from tests.factories.follow_up import DURING, Year, a_report, a_year, findings_about, said_in
from tests.factories.roadmap import AT

SECRET = "Bara för oss."


@pytest.fixture
def year(session: Session) -> Year:
    return a_year(session)


@pytest.fixture
def closed(session: Session) -> Year:
    """A year of an area whose working version is not open."""
    year = a_year(session, is_public=False)
    year.edit("Kursen", DURING, status_note=SECRET)
    return year


@pytest.fixture
def store(app: Flask) -> Store:
    found: Store = app.extensions[STORE]
    return found


def address(report: FollowUp, rest: str = "") -> str:
    return f"/follow-ups/{report.id}{rest}"


def chapter_of(block: BlockState) -> UUID:
    assert block.parent_id is not None
    return block.parent_id


def finish(session: Session, report: FollowUp, year: Year) -> None:
    rules.finish(session, report, based_on=said_in(session, report).number, actor=year.plan.leader, at=AT)


def test_the_history_of_a_finished_report_is_for_those_who_could_help_with_it(
    session: Session, client: Browser, year: Year
) -> None:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader)
    first, *_ = findings_about(session, report, "carried_out")
    rules.remark(session, report, chapter_of(first), {"text": "Mellan oss."}, actor=year.plan.editor, at=AT)
    passage = {"text": "Uttaget."}
    added = rules.add(session, report, "passage", passage, under=chapter_of(first), actor=year.plan.leader, at=AT)
    rules.remove(session, report, added, actor=year.plan.leader, at=AT)
    rules.choose(session, report, chapter_of(first), [], shown=[first.id], actor=year.plan.leader, at=AT)
    finish(session, report, year)
    others = [None, *(year.plan.others[one] for one in ("reader", "actor", "editor elsewhere"))]

    for one in others:
        if one is not None:
            client.sign_in(year.plan.person(one))
        assert client.get(address(report, "/history")).status_code == 404
        assert address(report, "/history") not in client.get(address(report)).text
    for one in (year.plan.leader, year.plan.editor):
        client.sign_in(year.plan.person(one))
        told = client.page(address(report, "/history")).text()
        assert "Mellan oss." in told and "Uttaget." in told
        assert address(report, "/history") in client.get(address(report)).text


@pytest.mark.parametrize("path", ["", "/files/html", "/files/markdown"])
def test_no_door_of_a_finished_report_tells_what_was_left_out_or_taken_out(
    session: Session, client: Browser, year: Year, path: str
) -> None:
    report = a_report(session, year.plan.roadmap.area, year.plan.leader)
    first, *_ = findings_about(session, report, "carried_out")
    rules.remark(session, report, chapter_of(first), {"text": "Mellan oss."}, actor=year.plan.editor, at=AT)
    passage = {"text": "Uttaget."}
    added = rules.add(session, report, "passage", passage, under=chapter_of(first), actor=year.plan.leader, at=AT)
    rules.remove(session, report, added, actor=year.plan.leader, at=AT)
    rules.choose(session, report, chapter_of(first), [], shown=[first.id], actor=year.plan.leader, at=AT)
    finish(session, report, year)

    answer = client.get(address(report, path))

    assert answer.status_code == 200
    assert not any(one in answer.text for one in ("Mellan oss.", "Uttaget.", "“Kursen” was finished."))


@pytest.mark.parametrize("is_finished", [False, True])
@pytest.mark.parametrize("is_renamed", [False, True])
def test_what_the_history_of_a_report_on_all_areas_keeps_from_somebody_it_keeps_for_ever(
    session: Session, client: Browser, year: Year, closed: Year, *, is_finished: bool, is_renamed: bool
) -> None:
    coordinator = a_coordinator(session)
    report = a_report(session, None, coordinator)
    found = findings_about(session, report, "carried_out")
    [secret] = [one for one in found if SECRET in one.content["sentence"]]
    if is_renamed:
        rename_area(session, closed.plan.roadmap.area, name="Ett annat namn", at=AT, actor=coordinator)
    rules.edit(session, report, secret.id, {"sentence": f"{SECRET} Och mer."}, based_on=1, actor=coordinator, at=AT)
    rules.choose(session, report, chapter_of(secret), [], shown=[secret.id], actor=coordinator, at=AT)
    if is_finished:
        rules.finish(session, report, based_on=said_in(session, report).number, actor=coordinator, at=AT)

    client.sign_in(year.plan.person(year.plan.leader))
    elsewhere = client.get(address(report, "/history"))
    client.sign_in(closed.plan.person(closed.plan.leader))
    own = client.get(address(report, "/history"))

    assert elsewhere.status_code == 200 and SECRET not in elsewhere.text
    assert SECRET in own.text


@pytest.mark.parametrize("path", ["", "/history", "/files/markdown", "/files/html"])
def test_an_area_that_gets_another_name_opens_none_of_what_drafts_tell_of_it(
    session: Session, client: Browser, year: Year, closed: Year, path: str
) -> None:
    coordinator = a_coordinator(session)
    report = a_report(session, None, coordinator)
    found = findings_about(session, report, "carried_out")
    [secret] = [one for one in found if SECRET in one.content["sentence"]]
    rules.edit(session, report, secret.id, {"sentence": f"{SECRET} Och mer."}, based_on=1, actor=coordinator, at=AT)

    rename_area(session, closed.plan.roadmap.area, name="Ett annat namn", at=AT, actor=coordinator)

    client.sign_in(year.plan.person(year.plan.leader))
    elsewhere = client.get(address(report, path))
    rewording = client.get(address(report, f"/blocks/{secret.id}/edit"))
    client.sign_in(closed.plan.person(closed.plan.leader))
    own = client.get(address(report, path))
    own_rewording = client.get(address(report, f"/blocks/{secret.id}/edit"))

    assert elsewhere.status_code == 200 and SECRET not in elsewhere.text
    assert rewording.status_code == 404
    assert SECRET in own.text
    assert own_rewording.status_code == 200


def test_an_open_area_that_gets_another_name_is_told_of_in_drafts_as_before(
    session: Session, client: Browser, year: Year
) -> None:
    coordinator = a_coordinator(session)
    other = a_year(session)
    report = a_report(session, None, coordinator)
    client.sign_in(year.plan.person(year.plan.leader))
    before = client.page(address(report)).text().count("Tjugo gick den.")

    for name in ("Ett annat namn", "Ännu ett"):
        rename_area(session, other.plan.roadmap.area, name=name, at=AT, actor=coordinator)

    page = client.page(address(report)).text()
    assert page.count("Tjugo gick den.") == before > 0
    assert "Ännu ett:" in page


def test_a_finished_report_shows_everybody_the_files_that_are_printed_in_it_and_no_other(
    session: Session, client: Browser, closed: Year, store: Store
) -> None:
    plan, leader = closed.plan, closed.plan.leader
    report = a_report(session, plan.roadmap.area, leader)
    first, *_ = findings_about(session, report, "carried_out")
    files = {
        name: a_file(session, plan, store, name=f"{name}.png")
        for name in ("matter", "analysis", "passage", "remark", "removed", "left out", "in what is left out")
    }

    def naming(name: str) -> dict[str, object]:
        return {"text": f"![en karta]({files[name].address})"}

    def edit(block: UUID, name: str) -> None:
        number = said_in(session, report).number
        rules.edit(session, report, block, naming(name), based_on=number, actor=leader, at=AT)

    [frame] = said_in(session, report).of_kind("memorandum")
    edit(frame.id, "matter")
    edit(chapter_of(first), "analysis")

    def add(kind: str, content: dict[str, object], under: UUID | None) -> UUID:
        return rules.add(session, report, kind, content, under=under, actor=leader, at=AT)

    out = add("chapter", {"title": "Ut", "is_included": False, **naming("left out")}, None)
    add("passage", naming("passage"), chapter_of(first))
    rules.remove(session, report, add("passage", naming("removed"), chapter_of(first)), actor=leader, at=AT)
    add("passage", naming("in what is left out"), out)
    rules.remark(session, report, chapter_of(first), naming("remark"), actor=leader, at=AT)
    before = {name for name, file in files.items() if client.get(file.address).status_code != 404}

    finish(session, report, closed)

    shown = {name for name, file in files.items() if client.get(file.address).status_code != 404}
    assert before == set()
    assert shown == {"matter", "analysis", "passage"}
