import hashlib
import json

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.snapshots.editions import edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.files import file_name
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from tests.browsing import Browser, page_of
from tests.factories.areas import an_area, someone_with
from tests.factories.snapshots import AT, Plan, a_plan, a_snapshot, an_empty_plan, rewrite_goal

ENGLISH = {"Accept-Language": "en"}


def sign_in(client: Browser, session: Session, actor: Actor) -> None:
    person = session.get(Person, actor.person_id)
    assert person is not None
    client.sign_in(person)


def caller(session: Session, plan: Plan, who: str) -> Actor | None:
    if who == "anonymous":
        return None
    if who == "leader":
        return plan.leader
    if who == "coordinator":
        return plan.coordinator
    if who == "elsewhere":
        return someone_with(session, an_area(session), Role.PROCESS_LEADER)
    return someone_with(session, plan.roadmap.area, Role(who))


def doors_of(plan: Plan, snapshot: Snapshot) -> list[str]:
    base = f"/areas/{plan.slug}/snapshots/{snapshot.number}"
    return [
        base,
        f"{base}/compare/{snapshot.number}",
        f"{base}/files",
        *(f"{base}/files/{name}" for name in ("html", "json")),
    ]


def text_of(page: LexborHTMLParser, selector: str) -> str:
    found = page.css_first(selector)
    assert found is not None, f"nothing matches {selector}"
    return " ".join(found.text().split())


@pytest.mark.parametrize("kind", SnapshotKind)
@pytest.mark.parametrize("who", ["anonymous", "elsewhere", "reader", "actor", "leader", "coordinator"])
def test_who_reads_which_kind_of_version(client: Browser, session: Session, who: str, kind: SnapshotKind) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan, kind)
    if actor := caller(session, plan, who):
        sign_in(client, session, actor)
    is_let_in = kind.is_public or who not in {"anonymous", "elsewhere"}

    answers = {door: client.get(door).status_code for door in doors_of(plan, snapshot)}
    listed = client.page(f"/areas/{plan.slug}/snapshots").css(".snapshot-card")

    assert set(answers.values()) == {200 if is_let_in else 404}, answers
    assert len(listed) == is_let_in


def test_where_the_working_version_is_public_every_version_is(client: Browser, session: Session) -> None:
    plan = a_plan(session, is_public=True)
    snapshot = a_snapshot(session, plan, SnapshotKind.WORKING)

    assert {client.get(door).status_code for door in doors_of(plan, snapshot)} == {200}


@pytest.mark.parametrize("name", FORMATS)
def test_the_working_version_is_taken_home_by_those_who_may_read_it(
    client: Browser, session: Session, name: str
) -> None:
    plan = a_plan(session)
    address = f"/areas/{plan.slug}/roadmap/files/{name}"

    assert client.get(address).status_code == 404
    sign_in(client, session, someone_with(session, plan.roadmap.area, Role.READER))
    assert client.get(address).status_code == 200


def test_a_version_reads_like_the_roadmap_but_nothing_can_be_done_with_it(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    rewrite_goal(session, plan, "Ett annat mål")
    sign_in(client, session, plan.leader)

    page = client.page(f"/areas/{plan.slug}/snapshots/1", headers=ENGLISH)

    assert text_of(page, f"#block-{plan.blocks['goal']} h3") == "Förädla | mer"
    assert page.css_first(".block-actions") is None
    assert page.css_first(".add-block") is None
    assert page.css_first("main form") is None
    assert snapshot.sha256 in text_of(page, "#about-version")


def test_links_to_blocks_stay_within_the_version(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan)

    page = client.page(f"/areas/{plan.slug}/snapshots/1")

    [link] = page.css(f"#block-{plan.blocks['activity']} .prose a")
    assert link.attributes["href"] == f"#block-{plan.blocks['goal']}"


def test_an_old_version_names_the_newer_one(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan, SnapshotKind.ADOPTED)
    a_snapshot(session, plan, SnapshotKind.ADOPTED, title="Andra färdplanen")

    old = client.page(f"/areas/{plan.slug}/snapshots/1")
    new = client.page(f"/areas/{plan.slug}/snapshots/2")

    newer = f"/areas/{plan.slug}/snapshots/2"
    assert [link.text() for link in old.css(".snapshot-banner a") if link.attributes["href"] == newer]
    assert not new.css('.callout[data-tone="warning"]')


def test_those_who_may_read_it_switch_between_versions(client: Browser, session: Session) -> None:
    plan = a_plan(session, is_public=True)
    assert client.page(f"/areas/{plan.slug}/roadmap").css_first(".version-switch") is None
    a_snapshot(session, plan, SnapshotKind.ADOPTED)

    at_working = client.page(f"/areas/{plan.slug}/roadmap").css_first(".version-switch")
    at_adopted = client.page(f"/areas/{plan.slug}/snapshots/1").css_first(".version-switch")

    assert at_working.css_first("a").attributes["href"] == f"/areas/{plan.slug}/snapshots/1"
    assert at_adopted.css_first("a").attributes["href"] == f"/areas/{plan.slug}/roadmap"


def test_the_areas_page_leads_the_public_to_the_adopted_version(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan, SnapshotKind.CONSULTATION)
    a_snapshot(session, plan, SnapshotKind.ADOPTED)

    page = client.page(f"/areas/{plan.slug}")

    assert page.css_first(".snapshot-seal a").attributes["href"] == f"/areas/{plan.slug}/snapshots/2"
    assert client.get(f"/areas/{plan.slug}/roadmap").location.endswith(f"/areas/{plan.slug}")


def test_versions_are_compared_by_anyone_who_may_read_both(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan)
    rewrite_goal(session, plan, "Ett annat mål")
    a_snapshot(session, plan)

    for address in (f"/areas/{plan.slug}/snapshots/1/compare/2", f"/areas/{plan.slug}/snapshots/2/compare/1"):
        page = client.page(address)

        links = [link.attributes["href"] for link in page.css(".compare-change a")]
        assert links == [f"/areas/{plan.slug}/snapshots/2#block-{plan.blocks['goal']}"]
        assert "Ett annat mål" in text_of(page, ".compare-change ins")


def test_a_version_that_never_was_is_not_there(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan)
    base = f"/areas/{plan.slug}/snapshots"

    for address in (f"{base}/2", f"{base}/0", f"{base}/1/files/exe", f"{base}/1/compare/2", "/areas/nej/snapshots"):
        assert client.get(address).status_code == 404, address


def test_the_leader_freezes_what_the_page_showed(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    sign_in(client, session, plan.leader)
    address = f"/areas/{plan.slug}/snapshots/new"

    shown = client.page(address).css_first("input[name=revision_number]").attributes["value"]
    rewrite_goal(session, plan, "Skrivet medan ledaren läste")
    sent = {"revision_number": shown, "kind": "consultation", "title": "Remissversion", "decided_on": ""}
    answer = client.post(address, data=sent)

    snapshot = session.scalars(select(Snapshot).where(Snapshot.roadmap_id == plan.roadmap.id)).unique().one()
    assert answer.location == f"/areas/{plan.slug}/snapshots/1"
    assert (snapshot.title, snapshot.revision_number, snapshot.frozen_at) == ("Remissversion", int(shown), AT)
    assert "Skrivet medan" not in snapshot.content


def test_an_adopted_version_without_its_decision_is_shown_again_with_all_that_was_typed(
    client: Browser, session: Session
) -> None:
    plan = a_plan(session)
    sign_in(client, session, plan.leader)
    sent = {"revision_number": "3", "kind": "adopted", "title": "Färdplan", "note": "En lång tanke"}

    answer = client.post(f"/areas/{plan.slug}/snapshots/new", data=sent)

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.css_first("#field-decision_body-error") is not None
    assert page.css_first("input[name=note]").attributes["value"] == "En lång tanke"
    assert page.css_first("input[name=kind][value=adopted][checked]") is not None


def test_the_form_tells_what_has_changed_since_the_last_version(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan)
    rewrite_goal(session, plan, "Ett annat mål")
    sign_in(client, session, plan.leader)

    page = client.page(f"/areas/{plan.slug}/snapshots/new")

    links = [link.attributes["href"] for link in page.css(".snapshot-banner a")]
    assert f"from={snapshot.revision_number}&to={plan.roadmap.history.current}" in links[0]


def test_freezing_is_for_those_who_lead(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    address = f"/areas/{plan.slug}/snapshots/new"

    assert "/sign-in" in client.get(address).location
    sign_in(client, session, someone_with(session, plan.roadmap.area, Role.EDITOR))
    assert client.get(address).status_code == 403
    assert client.post(address, data={"kind": "working", "title": "Min", "revision_number": "1"}).status_code == 403


def test_an_empty_roadmap_has_no_form(client: Browser, session: Session) -> None:
    plan = an_empty_plan(session)
    sign_in(client, session, plan.leader)

    assert client.page(f"/areas/{plan.slug}/snapshots/new").css_first("main form") is None


def test_a_file_is_downloaded_under_a_safe_name_and_can_do_nothing(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan)

    answer = client.get(f"/areas/{plan.slug}/snapshots/1/files/html")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="fardplan-{plan.slug}-version-1.html"'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content_type == "text/html; charset=utf-8"


@pytest.mark.parametrize("slug", ["../../etc", 'a"b', "å\r\nSet-Cookie: x", "C:\\x", "", "A b"])
def test_a_name_is_safe_whatever_the_area_was_called(session: Session, slug: str) -> None:
    edition = edition_of(a_snapshot(session, a_plan(session)), address="")
    area = edition.file.area.model_copy(update={"slug": slug})
    odd = edition.__class__(**{**edition.__dict__, "file": edition.file.model_copy(update={"area": area})})

    name = file_name(odd, "html")

    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name.count(".") == 1


def test_a_file_that_one_has_already_is_not_sent_again(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan)
    address = f"/areas/{plan.slug}/snapshots/1/files/markdown"
    tag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert again.status_code == 304
    assert not again.get_data()


def test_a_file_is_written_in_the_language_that_is_asked_for(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan)
    address = f"/areas/{plan.slug}/snapshots/1/files/html"

    languages = [
        page_of(client.get(asked)).css_first("html").attributes["lang"]
        for asked in (address, f"{address}?language=en", f"{address}?language=xx")
    ]

    assert languages == ["sv", "en", "sv"]


def test_the_data_file_hashes_to_what_the_page_says(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan)

    data = client.get(f"/areas/{plan.slug}/snapshots/1/files/json").get_data()

    assert hashlib.sha256(data).hexdigest() == snapshot.sha256


def test_the_schema_is_published(client: Browser, app: Flask) -> None:
    answer = client.get("/schemas/roadmap-1.json")

    assert answer.mimetype == "application/schema+json"
    assert json.loads(answer.get_data())["$schema"] == "https://json-schema.org/draft/2020-12/schema"
