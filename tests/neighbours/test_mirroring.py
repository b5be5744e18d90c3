"""Roadmaps of neighbours, kept here: brought in, read, followed, and never changed."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.neighbours import rules
from roadmaps.neighbours.client import Answer
from roadmaps.neighbours.errands import EXTENSION, Errands
from roadmaps.neighbours.events import NewerSeen
from roadmaps.neighbours.failures import Failure, FetchFailed
from roadmaps.neighbours.looking import look_at_due
from roadmaps.neighbours.models import Mirror, MirrorVersion, News
from roadmaps.neighbours.queries import newest_version
from roadmaps.snapshots.format import digest_of
from tests.browsing import Browser, page_of
from tests.factories.areas import a_coordinator
from tests.factories.neighbours import ADDRESS, a_block, a_mirror, an_arrival, as_sent, the_data
from tests.factories.roadmap import AT, Plan, a_plan


class Somewhere:
    """A site far away, in place of the network: what it has, or why it cannot be had."""

    is_local_allowed = True

    def __init__(self, data: dict[str, Any] | None = None, failure: Failure | None = None) -> None:
        self.data, self.failure, self.asked = data, failure, list[str]()

    def fetch(self, address: str, *, known: str = "") -> Answer | None:
        self.asked.append(address)
        if self.failure:
            raise FetchFailed(self.failure)
        body = as_sent(self.data or the_data())
        digest = digest_of(body.decode())
        return None if digest == known else Answer(body, digest)


@pytest.fixture
def far_away(app: Flask) -> Any:
    site = Somewhere()
    usual, app.extensions[EXTENSION] = app.extensions[EXTENSION], Errands(site)  # type: ignore[arg-type]
    yield site
    app.extensions[EXTENSION] = usual


def sign_in(client: Browser, session: Session, who: Actor) -> None:
    client.sign_in(session.get_one(Person, who.person_id))


def a_leader(session: Session, client: Browser) -> Plan:
    plan = a_plan(session)
    sign_in(client, session, plan.leader)
    return plan


def test_a_roadmap_is_mirrored_from_an_address(session: Session, client: Browser, far_away: Somewhere) -> None:
    plan = a_leader(session, client)

    facts = {
        "region": "Region Västernorrland",
        "language": "sv",
        "address": "https://fardplan.example.org/areas/skog-och-tra",
    }
    made = client.post(f"/areas/{plan.slug}/neighbours/new", data=facts)

    assert made.status_code == 303, page_of(made).css_first("main").text()
    assert far_away.asked == ["https://fardplan.example.org/areas/skog-och-tra/published.json"]
    version = session.scalars(select(MirrorVersion)).one()
    assert version.is_confirmed
    page = client.page(made.headers["Location"])
    assert "Kurs i beredskap för lantbruk" in page.body.text()
    assert "Region Västernorrland" in client.page(f"/areas/{plan.slug}/neighbours").body.text()


def test_a_roadmap_is_mirrored_from_a_file(session: Session, client: Browser) -> None:
    plan = a_leader(session, client)
    data = as_sent(the_data())

    facts = {
        "region": "Trøndelag",
        "language": "nb",
        "sha256": digest_of(data.decode()),
        "file": (BytesIO(data), "skog.json"),
    }
    made = client.post(f"/areas/{plan.slug}/neighbours/new", data=facts)

    assert made.status_code == 303
    mirror = session.scalars(select(Mirror)).one()
    assert (mirror.address, mirror.look_due_at) == ("", None)
    page = client.page(f"/neighbours/{mirror.id}")
    assert page.css_first(".block-title").attributes["lang"] == "nb"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        pytest.param({}, "address", id="neither"),
        pytest.param({"address": "http://10.0.0.5/"}, "address", id="no address"),
        pytest.param({"file": (b"<html>", "x.json")}, "file", id="a page"),
        pytest.param({"file": (as_sent(the_data()), "x.json"), "sha256": "f" * 64}, "sha256", id="another hash"),
        pytest.param({"file": (as_sent(the_data()), "x.json"), "sha256": "abc"}, "sha256", id="no hash"),
        pytest.param(
            {"file": (as_sent(the_data()), "x.json"), "address": "https://a.example.org/"}, "address", id="both"
        ),
    ],
)
def test_what_cannot_be_mirrored_comes_back_with_the_reason(
    session: Session, client: Browser, facts: dict[str, Any], field: str
) -> None:
    plan = a_leader(session, client)
    if "file" in facts:
        facts = {**facts, "file": (BytesIO(facts["file"][0]), facts["file"][1])}

    answer = client.post(f"/areas/{plan.slug}/neighbours/new", data={"region": "Grannen", "language": "sv", **facts})

    assert answer.status_code == 422
    assert page_of(answer).css_first(f"#field-{field}-error") is not None
    assert page_of(answer).css_first("#field-region").attributes["value"] == "Grannen"
    assert session.scalars(select(Mirror)).all() == []


def test_the_page_shows_nothing_that_leads_or_runs_on_this_site(session: Session, client: Browser) -> None:
    goal = a_block(
        "goal", title="<b>Mer</b> trä", strategy=["0199c3a0-7a44-7cc1-9e5d-0f3b8b0c2a11"], text="<script>x</script>"
    )
    elsewhere = [{"id": "0199c3a0-7a44-7cc1-9e5d-0f3b8b0c2a11", "sort": "strategy", "name": "<i>Målbild</i>"}]
    mirror = a_mirror(session, a_coordinator(session), the_data(goal, elsewhere=elsewhere))

    page = client.page(f"/neighbours/{mirror.id}")

    document = page.css_first(".document")
    assert "<b>Mer</b> trä" in document.text()
    assert "<i>Målbild</i>" in document.text()
    assert document.css("script, b, i") == []
    assert all("/strategy" not in link.attributes["href"] for link in document.css("a[href]"))


def test_what_the_neighbour_has_not_published_is_for_those_with_a_role(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    mirror = a_mirror(session, plan.leader, the_data(number=None), area_id=plan.roadmap.area_id)

    assert client.get(f"/neighbours/{mirror.id}").status_code == 404
    assert "Skog och trä" not in client.page(f"/areas/{plan.slug}/neighbours").body.text()
    sign_in(client, session, plan.others["reader"])
    assert client.get(f"/neighbours/{mirror.id}").status_code == 200


def test_a_secret_address_is_shown_to_nobody(session: Session, client: Browser) -> None:
    secret = "s3cret" * 7
    coordinator = a_coordinator(session)
    mirror = a_mirror(session, coordinator, address=f"https://fardplan.example.org/shared/{secret}/roadmap.json")
    sign_in(client, session, coordinator)

    pages = [f"/neighbours/{mirror.id}", "/county/neighbours"]

    assert mirror.is_secret
    assert not any(secret in client.page(one).html for one in pages)


def test_a_newer_version_stands_beside_the_one_before(session: Session, client: Browser, far_away: Somewhere) -> None:
    coordinator = a_coordinator(session)
    block = a_block()
    mirror = a_mirror(session, coordinator, the_data(block), address=ADDRESS)
    sign_in(client, session, coordinator)
    far_away.data = the_data({**block, "content": {"title": "Kurs i beredskap för alla"}}, number=2)

    client.post(f"/neighbours/{mirror.id}/versions")

    page = client.page(f"/neighbours/{mirror.id}")
    assert "Kurs i beredskap för alla" in page.body.text()
    assert "för lantbruk" in client.page(f"/neighbours/{mirror.id}?version=1").body.text()
    compared = client.page(f"/neighbours/{mirror.id}/versions/1/compare/2")
    assert "alla" in compared.css_first(".compare-change ins").text()
    assert "lantbruk" in compared.css_first(".compare-change del").text()
    assert client.page(f"/neighbours/{mirror.id}/versions/2/compare/1?view=side").css_first(".side-by-side")


def test_the_same_version_is_not_kept_twice(session: Session, client: Browser, far_away: Somewhere) -> None:
    coordinator = a_coordinator(session)
    far_away.data = the_data()
    mirror = a_mirror(session, coordinator, far_away.data, address=ADDRESS)
    sign_in(client, session, coordinator)

    client.post(f"/neighbours/{mirror.id}/versions")

    assert len(session.scalars(select(MirrorVersion)).all()) == 1
    with pytest.raises(Invalid, match="already"):
        a_mirror(session, coordinator, far_away.data)


def test_what_was_received_can_be_checked_by_anyone(session: Session, client: Browser) -> None:
    data = the_data(songs=["x"])
    mirror = a_mirror(session, a_coordinator(session), data)

    answer = client.get(f"/neighbours/{mirror.id}/versions/1/received.json")

    version = newest_version(session, mirror)
    assert version is not None
    assert digest_of(answer.data.decode()) == version.sha256
    assert json.loads(answer.data)["songs"] == ["x"]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_it_is_looked_once_a_day_whether_there_is_something_newer(
    session: Session, app: Flask, far_away: Somewhere
) -> None:
    block = a_block()
    far_away.data = the_data(block)
    mirror = a_mirror(session, a_coordinator(session), far_away.data, address=ADDRESS)
    take_recorded(session)

    def look(hours: int) -> int:
        session.flush()
        looks = look_at_due(app, lambda: AT + timedelta(hours=hours))
        session.expire_all()
        return looks

    assert look(23) == 0
    assert look(25) == 1
    assert mirror.news is News.SAME
    far_away.data = the_data(block, number=2)
    assert look(26) == 0
    assert look(50) == 1
    assert mirror.news is News.NEWER
    assert mirror.looked_at == AT + timedelta(hours=50)
    assert look(51) == 0


def test_a_look_that_fails_is_told_and_what_is_here_stays(
    session: Session, app: Flask, client: Browser, far_away: Somewhere
) -> None:
    coordinator = a_coordinator(session)
    mirror = a_mirror(session, coordinator, address=ADDRESS)
    far_away.failure = Failure.SLOW

    session.flush()
    look_at_due(app, lambda: AT + timedelta(days=2))
    session.expire_all()

    assert mirror.news is News.FAILED
    page = client.page(f"/neighbours/{mirror.id}", headers={"Accept-Language": "en"})
    assert "The other site did not answer in time." in page.body.text()
    assert "Kurs i beredskap" in page.body.text()


def test_news_is_announced_once_for_each_version(session: Session) -> None:
    mirror = a_mirror(session, a_coordinator(session), address=ADDRESS)
    take_recorded(session)

    for digest in ("a" * 64, "a" * 64, "b" * 64):
        rules.note_look(session, mirror, News.NEWER, digest, at=AT)
        session.flush()

    assert len([one for one in take_recorded(session) if isinstance(one, NewerSeen)]) == 2


def test_a_look_that_comes_after_the_version_was_fetched_tells_nothing_new(session: Session) -> None:
    mirror = a_mirror(session, a_coordinator(session), address=ADDRESS)
    version = newest_version(session, mirror)
    assert version is not None

    rules.note_look(session, mirror, News.NEWER, version.sha256, at=AT)

    assert mirror.news is News.SAME


def test_what_is_no_longer_followed_stays_at_its_address(
    session: Session, client: Browser, far_away: Somewhere
) -> None:
    plan = a_leader(session, client)
    mirror = a_mirror(session, plan.leader, area_id=plan.roadmap.area_id, address=ADDRESS)

    client.post(f"/neighbours/{mirror.id}/ending")

    assert client.get(f"/neighbours/{mirror.id}").status_code == 200
    assert "Skog och trä" not in client.page(f"/areas/{plan.slug}/neighbours").body.text()
    assert rules.claim_look(session, at=datetime(2030, 1, 1, tzinfo=UTC)) is None
    with pytest.raises(Invalid):
        rules.add_version(session, mirror, an_arrival(the_data(number=9)), at=AT, actor=plan.leader)


def test_only_those_who_lead_the_area_mirror_beside_it_and_coordinators_for_the_county(session: Session) -> None:
    plan, other = a_plan(session), a_plan(session)

    for actor, area_id in (
        (other.leader, plan.roadmap.area_id),
        (plan.editor, plan.roadmap.area_id),
        (plan.leader, None),
    ):
        with pytest.raises(NotAllowed):
            a_mirror(session, actor, area_id=area_id)


def test_a_mirror_for_the_county_is_beside_every_area(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    a_mirror(session, a_coordinator(session))

    assert "Region Västernorrland" in client.page(f"/areas/{plan.slug}/neighbours").body.text()
    assert "Region Västernorrland" in client.page("/county/neighbours").body.text()


def test_texts_that_the_neighbour_has_translated_are_read_in_that_language(session: Session, client: Browser) -> None:
    block = a_block(text="Skog.")
    told = {"block": block["id"], "language": "en", "is_behind": False}
    translations = [{**told, "field": "title", "text": "A course"}, {**told, "field": "text", "text": "Forest."}]
    mirror = a_mirror(session, a_coordinator(session), the_data(block, translations=translations))

    page = client.page(f"/neighbours/{mirror.id}?in=en")

    title = page.css_first(".block-title")
    assert (title.text().strip(), title.attributes["lang"]) == ("A course", "en")
    assert "Forest." in page.css_first(".prose").text()
    assert "Skog." in client.page(f"/neighbours/{mirror.id}?in=sv").css_first(".prose").text()
