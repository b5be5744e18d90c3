"""Two installations, each with a database of its own, and HTTP between them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.request import urlopen
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid
from roadmaps.neighbours import rules
from roadmaps.neighbours.arriving import fetched, fetched_newest
from roadmaps.neighbours.client import Fetcher
from roadmaps.neighbours.failures import Failure
from roadmaps.neighbours.looking import look_at_due
from roadmaps.neighbours.models import Mirror, MirrorVersion, News, Shared
from roadmaps.neighbours.queries import find_mirror, find_version
from roadmaps.neighbours.rules.mirroring import LOOK_EVERY
from roadmaps.neighbours.versions import edition_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.browser.playing import served
from tests.browser.site import Site
from tests.databases import address_with_tables, drop
from tests.factories.accounts import a_person
from tests.factories.areas import as_actor

ON = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def at() -> None:
    """Servers have a clock of their own."""


@pytest.fixture
def theirs(tmp_path: Path, database_of_the_run: None) -> Iterator[Site]:
    """The neighbour's installation, served."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    with served(folder) as site:
        yield site


@pytest.fixture
def ours(tmp_path: Path, database_of_the_run: None) -> Iterator[Flask]:
    """Our own, on another database, which asks theirs over HTTP."""
    folder = tmp_path / "ours"
    folder.mkdir()
    database = Database(address_with_tables(folder))
    facts = {"database_url": database.url, "secret_key": "another", "data_dir": folder}
    yield create_app(Settings(**facts, is_testing=True, are_neighbours_local=True), database)
    drop(database)


def adopted(site: Site, slug: str, title: str) -> str:
    """The neighbour adopts its roadmap; the hash of the version."""
    with site.units.change() as session:
        roadmap = session.scalars(select(Roadmap)).one()
        assert roadmap.area.slug == slug
        made = freeze(
            session,
            roadmap,
            kind=SnapshotKind.ADOPTED,
            title=title,
            decision_body="Nämnden",
            decided_on=ON,
            actor=as_actor(session, a_person(session, "Samordnare", is_coordinator=True)),
            at=now(),
        )
        session.flush()
        return made.sha256


def mirrored(app: Flask, address: str) -> UUID:
    """We mirror what is at the address."""
    arrival = fetched(Fetcher(is_local_allowed=True), address)
    with app.extensions["units_of_work"].change() as session:
        actor = as_actor(session, a_person(session, "Samordnare", is_coordinator=True))
        facts = {"region": "Grannen", "language": "sv", "area_id": None}
        return rules.add_mirror(session, arrival, **facts, at=now(), actor=actor).id


def ask(app: Flask) -> Session:
    return app.extensions["units_of_work"].database.reading()


def test_a_published_roadmap_is_mirrored_and_followed(theirs: Site, ours: Flask) -> None:
    world = theirs.make_world()
    first = adopted(theirs, world.slug, "Färdplan 2026")

    mirror_id = mirrored(ours, f"{theirs.address}/areas/{world.slug}/roadmap#goals")

    with ask(ours) as session:
        mirror, version = (found := find_mirror(session, mirror_id, None)).mirror, found.version
        edition = edition_of(find_version(session, mirror, 1, None), address="")
        assert (version.sha256, version.is_confirmed, version.is_public) == (first, True, True)
        assert [one.content["title"] for one in edition.document.state.of_kind("activity")] == ["Kurs i beredskap"]
        assert session.scalars(select(Roadmap)).all() == []

    theirs.edit_activity(world, world.coordinator, "Kursen hålls på nätet.")
    assert look(ours, mirror_id) == (News.SAME, "")
    second = adopted(theirs, world.slug, "Färdplan 2027")
    assert look(ours, mirror_id) == (News.NEWER, second)

    bring_newest(ours, mirror_id)
    with ask(ours) as session:
        versions = session.scalars(select(MirrorVersion).order_by(MirrorVersion.number)).all()
        assert [one.sha256 for one in versions] == [first, second]
    assert look(ours, mirror_id) == (News.SAME, "")
    with pytest.raises(Invalid, match="already"):
        bring_newest(ours, mirror_id)


def test_a_version_that_was_fetched_by_its_own_address_is_followed_too(theirs: Site, ours: Flask) -> None:
    world = theirs.make_world()
    first = adopted(theirs, world.slug, "Färdplan 2026")

    mirror_id = mirrored(ours, f"{theirs.address}/areas/{world.slug}/snapshots/1")

    assert look(ours, mirror_id) == (News.SAME, "")
    second = adopted(theirs, world.slug, "Färdplan 2027")
    assert first != second
    assert look(ours, mirror_id) == (News.NEWER, second)


def test_what_is_shared_by_a_link_is_mirrored_until_the_link_is_revoked(theirs: Site, ours: Flask) -> None:
    world = theirs.make_world()
    with theirs.units.change() as session:
        roadmap = session.scalars(select(Roadmap)).one()
        roadmap.is_working_public = False
        actor = as_actor(session, a_person(session, "Samordnare", is_coordinator=True))
        facts = {"recipient": "Vi", "shows": Shared.WORKING, "language": "sv", "until_on": ON.replace(year=2028)}
        link, token = rules.make_link(session, roadmap, **facts, at=now(), actor=actor)

    mirror_id = mirrored(ours, f"{theirs.address}/shared/{token}")

    with ask(ours) as session:
        version = session.scalars(select(MirrorVersion)).one()
        assert (version.is_public, version.is_confirmed, version.mirror.is_secret) == (False, True, True)
    theirs.edit_activity(world, world.coordinator, "Kursen hålls på nätet.")
    assert look(ours, mirror_id)[0] is News.NEWER
    with theirs.units.change() as session:
        rules.revoke(session, session.get_one(type(link), link.id), at=now(), actor=actor)
    assert look(ours, mirror_id) == (News.FAILED, f"{Failure.MISSING}: ")


def test_nothing_of_the_neighbour_changes_by_being_mirrored(theirs: Site, ours: Flask) -> None:
    world = theirs.make_world()
    adopted(theirs, world.slug, "Färdplan 2026")

    mirrored(ours, f"{theirs.address}/areas/{world.slug}")

    with theirs.units.database.reading() as session:
        assert session.scalars(select(Mirror)).all() == []
        assert len(session.scalars(select(Snapshot)).all()) == 1


def test_a_page_is_no_roadmap(theirs: Site) -> None:
    with pytest.raises(Invalid) as refused:
        fetched(Fetcher(is_local_allowed=True), f"{theirs.address}/about")

    assert "is a page" in str(refused.value.fields["address"])


def test_the_published_data_tells_what_it_is_to_anyone(theirs: Site) -> None:
    world = theirs.make_world()
    digest = adopted(theirs, world.slug, "Färdplan 2026")

    with urlopen(f"{theirs.address}/areas/{world.slug}/published.json", timeout=5) as answer:
        assert answer.headers["ETag"] == f'"{digest}"'
        assert answer.headers.get_content_type() == "application/json"


def look(app: Flask, mirror_id: UUID) -> tuple[News | None, str]:
    """A day later we look whether there is something newer."""
    units = app.extensions["units_of_work"]
    with units.change() as session:
        due = session.get_one(Mirror, mirror_id).look_due_at
    assert look_at_due(app, lambda: due + LOOK_EVERY) == 1
    with ask(app) as session:
        mirror = session.get_one(Mirror, mirror_id)
        return mirror.news, mirror.news_detail


def bring_newest(app: Flask, mirror_id: UUID) -> None:
    """We fetch it."""
    with ask(app) as session:
        address = session.get_one(Mirror, mirror_id).address
    arrival = fetched_newest(Fetcher(is_local_allowed=True), address)
    with app.extensions["units_of_work"].change() as session:
        actor = as_actor(session, a_person(session, "Samordnare", is_coordinator=True))
        rules.add_version(session, session.get_one(Mirror, mirror_id), arrival, at=now(), actor=actor)
