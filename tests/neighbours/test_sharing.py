"""Links by which partners read a roadmap: what they show, for how long, and that they open nothing else."""

from datetime import date

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.secrets import hash_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.neighbours import rules
from roadmaps.neighbours.models import Shared, ShareLink, ShareLinkDay
from roadmaps.neighbours.queries import uses_of
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.browsing import Browser, page_of
from tests.factories.files import a_file, a_pdf
from tests.factories.neighbours import a_link, read_again
from tests.factories.roadmap import AT
from tests.factories.roadmap import a_plan as an_area_plan
from tests.factories.snapshots import a_plan, a_snapshot, rewrite_goal
from tests.factories.translating import translated

TODAY = date(2026, 11, 21)


def test_a_link_shows_the_working_version_to_somebody_without_an_account(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    _, address = a_link(session, plan.roadmap, plan.leader)

    page = client.page(address)

    assert "En kort kurs" in page.body.text()
    assert client.get(f"/areas/{plan.slug}/roadmap").status_code == 302


def test_what_it_shows_is_as_it_stands_today(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    _, address = a_link(session, plan.roadmap, plan.leader)

    rewrite_goal(session, plan, "Förädla allt")

    assert "Förädla allt" in client.page(address).body.text()


def test_a_link_to_the_adopted_version_shows_the_newest(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    _, address = a_link(session, plan.roadmap, plan.leader, Shared.ADOPTED)
    assert client.page(address).css_first(".empty-state") is not None
    a_snapshot(session, plan, SnapshotKind.ADOPTED)
    rewrite_goal(session, plan, "Förädla allt")
    a_snapshot(session, plan, SnapshotKind.WORKING)

    told = client.page(address).body.text()

    assert "Förädla | mer" in told
    assert "Förädla allt" not in told


def test_nothing_can_be_done_or_reached_from_the_page_that_is_not_public(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    _, address = a_link(session, plan.roadmap, plan.leader)

    page = client.page(address)

    assert page.css_first("main form") is None
    for link in page.css("main a[href^='/']"):
        answer = client.get(link.attributes["href"])
        assert answer.status_code in {200, 404}, link.attributes["href"]
        assert "En kort kurs" not in answer.get_data(as_text=True) or link.attributes["href"].startswith("/shared/")


def test_every_other_door_stays_as_closed_as_before(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    doors = [f"/areas/{plan.slug}/{name}" for name in ("roadmap", "history", "activities", "files", "threads")]
    doors += [f"/blocks/{one}" for one in plan.blocks.values()]
    before = [client.get(one).status_code for one in doors]
    _, address = a_link(session, plan.roadmap, plan.leader)

    client.get(address)

    assert [client.get(one).status_code for one in doors] == before


def test_the_page_is_kept_out_of_caches_and_search_engines(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    _, address = a_link(session, plan.roadmap, plan.leader)

    for path in (address, f"{address}/roadmap.json"):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_link_works_through_its_last_day_and_no_longer(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    _, address = a_link(session, plan.roadmap, plan.leader, until_on=date(2026, 11, 21))

    assert client.get(address).status_code == 200
    with time_machine.travel("2026-11-22T06:00:00+00:00", tick=False):
        assert client.get(address).status_code == 404
        assert client.get(f"{address}/roadmap.json").status_code == 404


def test_a_link_that_is_revoked_shows_nothing_at_once(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    link, address = a_link(session, plan.roadmap, plan.leader)

    rules.revoke(session, link, at=AT, actor=plan.leader)

    answers = [client.get(address), client.get("/shared/nobody-has-ever-had-this-secret")]
    assert [one.status_code for one in answers] == [404, 404]
    assert page_of(answers[0]).css_first("main").text() == page_of(answers[1]).css_first("main").text()


def test_only_the_hash_of_the_secret_is_kept(session: Session) -> None:
    plan = a_plan(session)
    link, address = a_link(session, plan.roadmap, plan.leader)

    secret = address.removeprefix("/shared/")

    assert link.token_hash == hash_of(secret)
    kept = session.execute(select(ShareLink.__table__)).all()
    assert secret not in str(kept)


def test_use_is_counted_by_day(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    link, address = a_link(session, plan.roadmap, plan.leader)

    client.get(address)
    client.get(f"{address}/roadmap.json")
    client.head(address)
    with time_machine.travel("2027-01-20T09:00:00+00:00", tick=False):
        client.get(address)

    days = session.execute(select(ShareLinkDay.on, ShareLinkDay.times).order_by(ShareLinkDay.on)).all()
    assert days == [(TODAY, 2), (date(2027, 1, 20), 1)]
    use = uses_of(session, plan.roadmap, date(2027, 1, 21))[link.id]
    assert (use.times, use.lately, use.last_on) == (3, 1, date(2027, 1, 20))


def test_the_page_is_in_the_language_of_the_link_unless_the_reader_has_chosen(
    session: Session, client: Browser
) -> None:
    plan = a_plan(session)
    _, address = a_link(session, plan.roadmap, plan.leader, language="en")

    assert client.page(address).css_first("html").attributes["lang"] == "en"
    client.set_cookie("language", "sv")
    assert client.page(address).css_first("html").attributes["lang"] == "sv"


def test_what_is_translated_is_read_in_the_language_of_the_link(session: Session, client: Browser) -> None:
    plan = an_area_plan(session)
    goal = plan.add("goal", "Mer trä", text="Skog.")
    translated(plan, goal, title="More wood", text="Forest.")
    decision = {"title": "Färdplanen", "decision_body": "Nämnden", "decided_on": TODAY}
    freeze(session, plan.roadmap, kind=SnapshotKind.ADOPTED, **decision, actor=plan.leader, at=AT)

    for shows in Shared:
        _, address = a_link(session, plan.roadmap, plan.leader, shows, language="en")
        card = client.page(address).css_first(f"#block-{goal}")
        assert card.css_first(".block-title").attributes["lang"] == "en"
        assert "More wood" in card.text()
        assert "Forest." in card.text()
        assert "Mer trä" in client.page(f"{address}?in=sv").css_first(f"#block-{goal}").text()


def test_a_reader_of_a_translation_is_told_which_text_holds_and_finds_the_way_to_it(
    session: Session, client: Browser
) -> None:
    plan = an_area_plan(session)
    goal = plan.add("goal", "Mer trä")
    decision = {"title": "Färdplanen", "decision_body": "Nämnden", "decided_on": TODAY}
    freeze(session, plan.roadmap, kind=SnapshotKind.ADOPTED, **decision, actor=plan.leader, at=AT)
    translated(plan, goal, title="More wood")
    _, address = a_link(session, plan.roadmap, plan.leader, Shared.ADOPTED, language="en")

    page = client.page(address)

    assert "the Swedish text holds" in page.css_first(".snapshot-banner").text()
    assert [one.attributes["href"] for one in page.css(".document-tools a")] == ["?in=sv"]
    files = [str(one.attributes["href"]) for one in page.css(".downloads [download]")]
    assert files
    assert all("language=en" in one for one in files)
    assert client.get(files[-1]).headers["Content-Language"] == "en"


def test_pictures_of_the_text_come_by_the_link_and_no_other_files(
    session: Session, client: Browser, app: Flask
) -> None:
    plan = an_area_plan(session, is_public=False)
    store = app.extensions["file_store"]
    shown, other = a_file(session, plan, store), a_file(session, plan, store, a_pdf())
    goal = plan.add("goal", "Mer trä", text=f"![En karta](/files/{shown.id})")
    _, address = a_link(session, plan.roadmap, plan.leader)

    [picture] = client.page(address).css(f"#block-{goal} img")

    assert picture.attributes["src"] == f"{address}/files/{shown.id}"
    assert client.get(picture.attributes["src"]).mimetype.startswith("image/")
    assert client.get(f"{address}/files/{other.id}").status_code == 404
    assert client.get(f"/files/{shown.id}").status_code == 404


def test_the_data_behind_a_link_tells_its_hash(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    _, address = a_link(session, plan.roadmap, plan.leader)

    answer = client.get(f"{address}/roadmap.json")

    assert answer.mimetype == "application/json"
    assert answer.headers["Repr-Digest"].startswith("sha-256=:")
    assert read_again(answer.data)["format"] == "fardplan-roadmap-1"
    again = client.get(f"{address}/roadmap.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_published_data_is_the_newest_adopted_version_and_nothing_else(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    address = f"/areas/{plan.slug}/published.json"
    assert client.get(address).status_code == 404
    a_snapshot(session, plan, SnapshotKind.WORKING)
    assert client.get(address).status_code == 404

    adopted = a_snapshot(session, plan, SnapshotKind.ADOPTED)

    answer = client.get(address)
    assert answer.data.decode() == adopted.content
    assert answer.headers["ETag"] == f'"{adopted.sha256}"'


@pytest.mark.parametrize("until_on", [date(2026, 11, 20), date(2029, 1, 1)], ids=["past", "too far away"])
def test_the_last_day_lies_within_two_years(session: Session, until_on: date) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid):
        a_link(session, plan.roadmap, plan.leader, until_on=until_on)


def test_only_those_who_lead_the_area_make_and_revoke_links(session: Session) -> None:
    plan, other = a_plan(session), a_plan(session)
    link, _ = a_link(session, plan.roadmap, plan.leader)

    with pytest.raises(NotAllowed):
        a_link(session, plan.roadmap, other.leader)
    with pytest.raises(NotAllowed):
        rules.revoke(session, link, at=AT, actor=other.leader)


def test_a_leader_makes_a_link_sees_it_once_and_revokes_it(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    client.sign_in(session.get_one(Person, plan.leader.person_id))

    made = client.post(
        f"/areas/{plan.slug}/neighbours/links/new",
        data={"recipient": "Region Västernorrland", "shows": "working", "language": "sv", "until_on": "2027-02-01"},
    )
    assert made.status_code == 303
    page = client.page(f"/areas/{plan.slug}/neighbours")
    address = page.css_first(".share-address code").text()
    assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    again = client.page(f"/areas/{plan.slug}/neighbours")
    assert address not in again.html
    [form] = again.css("form[action$='/revocation']")
    client.post(form.attributes["action"])

    assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 404


def test_links_are_shown_to_those_who_lead_the_area_alone(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=True)
    link, _ = a_link(session, plan.roadmap, plan.leader)

    assert "Region Västernorrland" not in client.page(f"/areas/{plan.slug}/neighbours").body.text()
    other = a_plan(session)
    client.sign_in(session.get_one(Person, other.leader.person_id))
    assert client.get(f"/share-links/{link.id}").status_code == 404
    assert client.post(f"/share-links/{link.id}/revocation").status_code == 404
