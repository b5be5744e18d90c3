"""What a public version shows beyond its text: its code, its citation, what other sites show, and what has come after."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from roadmaps.papers.catalogues import words_in
from roadmaps.snapshots.checking import Finding, Verdict, check
from roadmaps.snapshots.citing import citation
from roadmaps.snapshots.codes import code_of
from roadmaps.snapshots.editions import edition_of
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.queries import snapshots_with_code
from tests.browsing import Browser, page_of
from tests.factories.snapshots import a_plan, a_snapshot, rewrite_goal
from tests.snapshots.test_doors import ENGLISH, sign_in, text_of

ADDRESS = "https://plan.example/areas/x/snapshots/1"


def test_a_code_names_its_version(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))
    code = code_of(snapshot.sha256)

    for typed in (code, code.lower(), code.replace("-", " ")):
        assert check(session, typed, actor=None) == Finding(Verdict.NAMED, named=[snapshot])


def test_a_code_of_a_version_that_one_may_not_read_is_unknown(session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan, SnapshotKind.WORKING)
    code = code_of(snapshot.sha256)

    assert check(session, code, actor=None) == Finding(Verdict.UNKNOWN)
    assert check(session, code, actor=plan.leader).named == [snapshot]
    assert check(session, "22222-22222", actor=plan.leader) == Finding(Verdict.UNKNOWN)


def test_versions_that_share_a_code_are_all_named(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = a_plan(session)
    one, other = a_snapshot(session, plan), a_snapshot(session, plan, SnapshotKind.ADOPTED)
    monkeypatch.setattr("roadmaps.snapshots.queries.start_of_hash", lambda _code: "")

    assert snapshots_with_code(session, "22222-22222", None) == [other, one]


def test_the_address_on_a_printed_page_leads_to_the_version(client: Browser, session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))

    answer = client.get(client.get(f"/v/{code_of(snapshot.sha256)}").location, headers=ENGLISH)

    assert answer.status_code == 200
    told = text_of(page_of(answer), "main")
    assert "This is the code of a frozen version" in told
    assert snapshot.sha256 in told
    assert snapshot.title in told


def test_a_code_that_nothing_has_is_told(client: Browser) -> None:
    answer = client.get(client.get("/v/22222-22222").location, headers=ENGLISH)

    assert "No frozen version here has this hash or code" in text_of(page_of(answer), "main")


def test_a_citation_tells_who_when_what_and_where(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session), SnapshotKind.ADOPTED)
    edition = edition_of(snapshot, address=ADDRESS)
    told = edition.file.version.model_copy(
        update={"decision_body": "Regionstyrelsen", "paragraph": "§ 214", "registry_number": "RUN/12/2026"}
    )
    edition = replace(edition, file=edition.file.model_copy(update={"version": told}))

    in_english, in_swedish = (citation(edition, words_in(language)) for language in ("en", "sv"))

    assert told.title in in_english
    assert "Adopted by Regionstyrelsen on" in in_english
    assert "§\u00a0214, RUN/12/2026." in in_english
    assert in_english.endswith(ADDRESS)
    assert "Regionstyrelsen" in in_swedish
    assert in_swedish != in_english


def test_a_citation_without_a_decision_leaves_it_out(session: Session) -> None:
    edition = edition_of(a_snapshot(session, a_plan(session), SnapshotKind.CONSULTATION), address=ADDRESS)

    assert "None" not in citation(edition, words_in("sv"))


def test_the_page_tells_other_sites_what_it_is(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    number = a_snapshot(session, plan, SnapshotKind.ADOPTED).number

    page = page_of(client.get(f"/areas/{plan.slug}/snapshots/{number}", headers=ENGLISH))

    told = {one.attributes["property"]: one.attributes["content"] for one in page.css("meta[property^=og]")}
    assert told["og:type"] == "article"
    assert told["og:url"].endswith(f"/areas/{plan.slug}/snapshots/{number}")
    assert told["og:image"].endswith(f"/areas/{plan.slug}/snapshots/{number}/preview.png?language=en")
    assert all(told.values())
    assert len(page.css(".snapshot-citation")) == 2


def test_a_version_that_is_not_public_is_not_told_to_other_sites(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    number = a_snapshot(session, plan, SnapshotKind.WORKING).number
    sign_in(client, session, plan.leader)

    page = page_of(client.get(f"/areas/{plan.slug}/snapshots/{number}"))

    assert not page.css("meta[property^=og]")
    assert not page.css(".snapshot-citation")


def test_the_picture_is_drawn_once_and_then_kept(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    number = a_snapshot(session, plan, SnapshotKind.ADOPTED).number
    address = f"/areas/{plan.slug}/snapshots/{number}/preview.png"

    first, second = client.get(address), client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.content_type == "image/png"
    assert first.data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(first.data[16:20]), int.from_bytes(first.data[20:24])) == (1200, 630)
    assert first.data == second.data
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    assert again.status_code == 304


def test_the_picture_of_a_version_that_is_not_public_is_not_for_everyone(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    number = a_snapshot(session, plan, SnapshotKind.WORKING).number

    assert client.get(f"/areas/{plan.slug}/snapshots/{number}/preview.png").status_code == 404


def test_page_and_files_say_that_there_is_a_newer_version(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    first = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    address = f"/areas/{plan.slug}/snapshots/{first.number}"
    before = client.get(f"{address}/files/html", headers=ENGLISH).text
    rewrite_goal(session, plan, "Förädla mest")
    second = a_snapshot(session, plan, SnapshotKind.ADOPTED)

    after = client.get(f"{address}/files/html", headers=ENGLISH).text

    assert "There is a newer version" not in before
    assert "There is a newer version" in after
    assert f'/areas/{plan.slug}/snapshots/{second.number}"' in after
    assert "There is a newer version" in client.get(address, headers=ENGLISH).text


def test_a_public_file_does_not_tell_of_versions_that_are_not_public(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    first = a_snapshot(session, plan, SnapshotKind.WORKING)
    public = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    a_snapshot(session, plan, SnapshotKind.WORKING)
    sign_in(client, session, plan.leader)

    of_public, of_first = (
        client.get(f"/areas/{plan.slug}/snapshots/{one.number}/files/html?language=en").text for one in (public, first)
    )

    assert "There is a newer version" not in of_public
    assert "There is a newer version" in of_first
