"""A process leader takes a version home: chosen parts as PDF and Word, a package that can be checked, and a long one by and by."""

import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import ExportJob, SnapshotKind
from roadmaps.snapshots.rules import freeze
from roadmaps.snapshots.working import make_waiting
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.areas import as_actor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_a_version_is_taken_home_in_parts_packed_and_by_and_by(
    site: Site, visit: Visit, way: dict[str, object], tmp_path: Path
) -> None:
    world = site.make_world()
    _freeze(site, world)
    leader = visit(**way)
    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}/snapshots")
    leader.axe_finds_nothing()
    leader.press("link", "Choose parts and formats", first=True)
    leader.axe_finds_nothing()

    _tick(leader, "timeline", "pyramid", "glossary")
    pdf = _download(leader)
    leader.sees("The download begins", within="#fetched")
    leader.axe_finds_nothing()
    _tick(leader, "pdf", "docx")
    word = _download(leader)
    _tick(leader, "pdf", "json")
    package = _download(leader)
    assert pdf.read_bytes().startswith(b"%PDF-")
    with ZipFile(word) as document:
        assert "word/document.xml" in document.namelist()
    _is_whole(package, tmp_path)
    leader.open(f"/areas/{world.slug}/roadmap/files")
    assert not leader.page.locator("input[value=pyramid]").is_checked()
    assert leader.page.locator("input[value=json]").is_checked()

    places = site.app.extensions["export_places"]
    with places.taken(), places.taken():
        leader.press("button", "Download", within="main")
        leader.sees("0 of 3 files are ready")
    leader.axe_finds_nothing()
    make_waiting(site.app)
    if not leader.javascript:
        leader.press("link", "Look again")
    leader.sees("The files are ready")
    leader.axe_finds_nothing()
    with leader.page.expect_download() as waiting:
        leader.press("link", "Download the files")
    _is_whole(Path(waiting.value.path()), tmp_path)
    leader.open("/me")
    leader.sees("Your files", within="main")
    assert _asked_by(site, world) == 1


@pytest.mark.parametrize("way", WAYS)
def test_anybody_finds_out_whether_a_copy_is_whole(
    site: Site, visit: Visit, way: dict[str, object], tmp_path: Path
) -> None:
    world = site.make_world()
    _freeze(site, world)
    stranger = visit(**way)
    data = stranger.page.request.get(f"{site.address}/areas/{world.slug}/snapshots/1/files/json").body()
    whole, changed = tmp_path / "whole.json", tmp_path / "changed.json"
    whole.write_bytes(data)
    changed.write_bytes(data.replace("Färdplanen".encode(), b"En annan", 1))

    for copy, answer in (
        (whole, "Yes, this is a frozen version, unchanged"),
        (changed, "No, something in it has been changed"),
    ):
        stranger.open("/check")
        stranger.page.set_input_files("[name=file]", copy)
        stranger.press("button", "Check", within="main")
        stranger.sees(answer, within="main")
    stranger.axe_finds_nothing()


def _freeze(site: Site, world: World) -> None:
    with site.units.change() as session:
        person = session.scalars(select(Person).where(Person.email == world.leader)).one()
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).unique().one()
        leader = as_actor(session, person, on=today())
        facts = {"title": "Färdplanen", "decision_body": "Nämnden", "decided_on": today()}
        freeze(session, roadmap, kind=SnapshotKind.ADOPTED, actor=leader, at=now(), **facts)  # type: ignore[arg-type]


def _tick(visitor: Visitor, *values: str) -> None:
    """Turn each of the boxes round."""
    for value in values:
        visitor.press_box(visitor.page.locator(f"main input[value={value}]"))


def _download(visitor: Visitor) -> Path:
    with visitor.page.expect_download() as waiting:
        visitor.press("button", "Download", within="main")
    return Path(waiting.value.path())


def _is_whole(package: Path, folder: Path) -> None:
    with ZipFile(package) as files:
        files.extractall(folder)
        top = folder / files.namelist()[0].partition("/")[0]
    done = subprocess.run(["sha256sum", "-c", "manifest-sha256.txt"], cwd=top, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def _asked_by(site: Site, world: World) -> int:
    with site.units.database.reading() as session:
        asked = select(ExportJob).join(Person, Person.id == ExportJob.person_id).where(Person.email == world.leader)
        return len(session.scalars(asked).all())
