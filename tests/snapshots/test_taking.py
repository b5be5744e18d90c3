from datetime import timedelta
from io import BytesIO
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.notifications.models import OutgoingMail
from roadmaps.snapshots.exports.choice import USUAL, Part
from roadmaps.snapshots.exports.wish import AT_ONE_CLICK, Wish, wish_in
from roadmaps.snapshots.models import ExportChoice, ExportJob, JobState, SnapshotKind
from roadmaps.snapshots.places import AT_ONCE
from roadmaps.snapshots.rules.exporting import KEPT_FOR, ask_for_files
from roadmaps.snapshots.working import make_waiting
from tests.browsing import Browser, page_of
from tests.factories.areas import someone_with
from tests.factories.large import a_large_plan
from tests.factories.snapshots import Plan, a_plan, a_snapshot

ENGLISH = {"Accept-Language": "en"}
PACKAGE = Wish.of({"format": ["html", "json"]})


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def sign_in(client: Browser, session: Session, plan: Plan) -> None:
    client.sign_in(session.get_one(Person, plan.leader.person_id))


def ticked(page: LexborHTMLParser, name: str) -> set[str | None]:
    return {one.attributes["value"] for one in page.css(f"input[name={name}][checked]")}


def fetched_from(page: LexborHTMLParser) -> str:
    """The address of the file that the page leads to, by a link and by itself."""
    link = page.css_first("#fetched a").attributes["href"]
    assert page.css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={link}"
    return str(link)


def test_the_usual_choice_stands_there_for_who_has_not_chosen(client: Browser, session: Session, plan: Plan) -> None:
    a_snapshot(session, plan)

    page = client.page(f"/areas/{plan.slug}/snapshots/1/files")

    assert ticked(page, "part") == {str(part) for part in USUAL}
    assert ticked(page, "format") == set(AT_ONE_CLICK[:1] or ("html",))
    assert ticked(page, "language") == {"sv"}
    assert page.css_first("input[name=comments]") is None


def test_who_does_not_want_to_choose_has_pdf_and_word_at_one_click(
    client: Browser, session: Session, plan: Plan
) -> None:
    a_snapshot(session, plan)
    sign_in(client, session, plan)

    links = [link.attributes["href"] for link in client.page(f"/areas/{plan.slug}/snapshots").css(".downloads a")]

    frozen, working = f"/areas/{plan.slug}/snapshots/1/files", f"/areas/{plan.slug}/roadmap/files"
    assert links == [f"{place}{name}" for place in (frozen, working) for name in ("/pdf", "/docx", "")]


def test_what_is_chosen_is_downloaded_and_the_address_holds_the_choice(
    client: Browser, session: Session, plan: Plan
) -> None:
    a_snapshot(session, plan)
    address = f"/areas/{plan.slug}/snapshots/1/files"

    sent = client.post(address, data={"format": ["html"], "part": ["vision", "goals"], "language": "en"})
    page = client.page(sent.location)
    file = client.get(fetched_from(page))

    asked = parse_qs(urlsplit(sent.location).query)
    assert (asked["format"], asked["part"], asked["language"]) == (["html"], ["vision", "goals"], ["en"])
    assert ticked(page, "part") == {"vision", "goals"}
    assert ticked(page, "language") == {"en"}
    assert file.headers["Content-Disposition"].endswith('-version-1.html"')
    assert page_of(file).css_first("html").attributes["lang"] == "en"


def test_several_formats_come_as_one_package(client: Browser, session: Session, plan: Plan) -> None:
    sign_in(client, session, plan)

    sent = client.post(f"/areas/{plan.slug}/roadmap/files", data={"format": ["json", "ics"], "part": ["goals"]})
    file = client.get(fetched_from(client.page(sent.location)))

    with ZipFile(BytesIO(file.get_data())) as package:
        kept = [name.rpartition(".")[2] for name in package.namelist() if "/representations/" in name]
    assert file.mimetype == "application/zip"
    assert sorted(kept) == ["ics", "json"]


def test_without_a_format_the_page_says_so_and_keeps_the_rest(client: Browser, session: Session, plan: Plan) -> None:
    a_snapshot(session, plan)

    answer = client.post(f"/areas/{plan.slug}/snapshots/1/files", data={"part": ["vision"], "language": "en"})

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.css_first(".error-summary a").attributes["href"] == "#field-format"
    assert page.css_first("#field-format-error") is not None
    assert ticked(page, "part") == {"vision"}


def test_a_person_finds_the_last_choice_again_also_for_another_version(
    client: Browser, session: Session, plan: Plan
) -> None:
    a_snapshot(session, plan)
    sign_in(client, session, plan)
    client.post(
        f"/areas/{plan.slug}/snapshots/1/files",
        data={"format": ["markdown"], "part": ["vision"], "language": "en", "comments": "yes"},
    )

    page = client.page(f"/areas/{plan.slug}/roadmap/files")

    assert session.get_one(ExportChoice, plan.leader.person_id).wish["format"] == ["markdown"]
    assert [ticked(page, name) for name in ("format", "part", "language", "comments")] == [
        {"markdown"},
        {"vision"},
        {"en"},
        {"yes"},
    ]


def test_comments_are_offered_to_those_who_may_read_them(client: Browser, session: Session, plan: Plan) -> None:
    a_snapshot(session, plan, SnapshotKind.ADOPTED)
    address = f"/areas/{plan.slug}/snapshots/1/files"

    assert client.page(address).css_first("input[name=comments]") is None
    sign_in(client, session, plan)
    assert client.page(address).css_first("input[name=comments]") is not None


def test_what_is_no_format_is_not_there(client: Browser, session: Session, plan: Plan) -> None:
    a_snapshot(session, plan)

    for name in ("exe", "..", "json.html", "zip2"):
        assert client.get(f"/areas/{plan.slug}/snapshots/1/files/{name}").status_code == 404


def test_when_all_places_are_taken_the_page_offers_to_make_it_by_and_by(
    app: Flask, client: Browser, session: Session, plan: Plan
) -> None:
    a_snapshot(session, plan)
    address = f"/areas/{plan.slug}/snapshots/1/files"
    places = app.extensions["export_places"]

    with places.taken(), places.taken():
        assert AT_ONCE == 2
        file = client.get(f"{address}/html")
        sent = client.post(address, data={"format": ["html"]})

    assert (file.status_code, file.headers["Retry-After"]) == (503, "10")
    assert page_of(file).css_first("form.take-home") is not None
    job = session.scalars(select(ExportJob)).one()
    assert sent.location == f"/exports/{job.id}"


def test_a_large_roadmap_is_made_apart_and_fetched_when_it_is_ready(
    app: Flask, client: Browser, session: Session
) -> None:
    large = a_large_plan(session)
    client.sign_in(session.get_one(Person, large.editor.person_id))
    client.set_cookie("language", "en")
    wish = {"format": ["pdf", "json"], "part": ["vision"]}

    at_one_click = client.get(f"/areas/{large.slug}/roadmap/files/pdf?language=en")
    sent = client.post(f"/areas/{large.slug}/roadmap/files", data=wish)
    waiting = client.page(sent.location, headers=ENGLISH)
    make_waiting(app)
    ready = client.page(sent.location, headers=ENGLISH)
    file = client.get(ready.css_first("a[download]").attributes["href"])

    assert at_one_click.location.startswith(f"/areas/{large.slug}/roadmap/files?format=pdf")
    assert "This takes a while to make" in client.page(at_one_click.location, headers=ENGLISH).text()
    assert "0 of 2 files are ready" in waiting.text()
    assert "The files are ready" in ready.text()
    assert file.mimetype == "application/zip"
    assert file.headers["Content-Security-Policy"].startswith("sandbox;")


def test_only_who_asked_sees_and_fetches_what_was_made(
    app: Flask, client: Browser, session: Session, plan: Plan, at
) -> None:
    job = ask_for_files(session, plan.roadmap, None, PACKAGE, actor=plan.leader, at=at)
    colleague = someone_with(session, plan.roadmap.area, Role.PROCESS_LEADER)
    make_waiting(app)
    doors = [f"/exports/{job.id}", f"/exports/{job.id}/file"]

    strangers = [client.get(door).status_code for door in doors]
    client.sign_in(session.get_one(Person, colleague.person_id))
    colleagues = [client.get(door).status_code for door in doors]
    sign_in(client, session, plan)
    own = [client.get(door).status_code for door in doors]

    assert (strangers, colleagues, own) == ([404, 404], [404, 404], [200, 200])


@pytest.mark.parametrize("wish", [PACKAGE, Wish.of({"format": ["html", "json"], "comments": ["yes"]})])
def test_what_was_made_is_gone_for_whom_the_roadmap_is_closed_to_since(
    app: Flask, client: Browser, session: Session, at, wish: Wish
) -> None:
    plan = a_plan(session, is_public=False)
    snapshot = a_snapshot(session, plan, SnapshotKind.ADOPTED) if wish is not PACKAGE else None
    job = ask_for_files(session, plan.roadmap, snapshot, wish, actor=plan.leader, at=at)
    session.flush()
    make_waiting(app)
    sign_in(client, session, plan)
    doors = [f"/exports/{job.id}", f"/exports/{job.id}/file"]

    before = [client.get(door).status_code for door in doors]
    session.execute(delete(RoleGrant).where(RoleGrant.person_id == plan.leader.person_id))
    after = [client.get(door).status_code for door in doors]

    assert (before, after) == ([200, 200], [404, 404])


def test_files_of_a_public_version_stay_those_of_who_asked_without_a_role(
    app: Flask, client: Browser, session: Session, at
) -> None:
    plan = a_plan(session, is_public=False)
    snapshot = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    job = ask_for_files(session, plan.roadmap, snapshot, PACKAGE, actor=plan.leader, at=at)
    session.flush()
    make_waiting(app)
    session.execute(delete(RoleGrant).where(RoleGrant.person_id == plan.leader.person_id))
    sign_in(client, session, plan)

    assert client.get(f"/exports/{job.id}/file").status_code == 200


def test_what_a_stranger_asked_of_a_public_version_is_everybodys(
    app: Flask, client: Browser, session: Session, plan: Plan, at
) -> None:
    snapshot = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    job = ask_for_files(session, plan.roadmap, snapshot, PACKAGE, actor=None, at=at)
    session.flush()

    early = client.get(f"/exports/{job.id}/file")
    make_waiting(app)

    assert early.location == f"/exports/{job.id}"
    assert client.get(f"/exports/{job.id}/file").status_code == 200


@pytest.mark.parametrize(("waited", "letters"), [(timedelta(seconds=30), 0), (timedelta(minutes=2), 1)])
def test_a_letter_tells_that_files_are_ready_if_it_took_long(
    app: Flask, session: Session, plan: Plan, at, waited: timedelta, letters: int
) -> None:
    job = ask_for_files(session, plan.roadmap, None, PACKAGE, actor=plan.leader, at=at)
    session.flush()

    make_waiting(app, lambda: at + waited)

    session.expire_all()
    written = session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "snapshots/files_made")).all()
    assert job.state is JobState.DONE
    assert len(written) == letters
    for letter in written:
        assert f"/exports/{job.id}" in letter.text
        assert letter.expires_at == at + waited + KEPT_FOR


def test_every_part_can_be_chosen_alone(client: Browser, session: Session, plan: Plan) -> None:
    a_snapshot(session, plan)

    answers = {part: client.get(f"/areas/{plan.slug}/snapshots/1/files/html?part={part}").status_code for part in Part}

    assert set(answers.values()) == {200}


def test_two_formats_once_do_not_make_a_package_of_one_the_next_time() -> None:
    kept = Wish.of({"format": ["pdf", "docx"]}).asked

    several, one, chosen = wish_in(kept), Wish.of({**kept, "format": ["pdf"]}), Wish.of({"format": ["pdf", "zip"]})

    assert several.is_packed
    assert "zip" not in kept["format"]
    assert not one.is_packed
    assert wish_in(chosen.asked) == chosen
