import hashlib
import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import jsonschema
import pytest
from sqlalchemy.orm import Session

from roadmaps.papers.pdf import PdfFile
from roadmaps.papers.words import NOT_ACCESSIBLE, NOT_FOR_ARCHIVES
from roadmaps.snapshots.editions import edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.dublin_core import DC
from roadmaps.snapshots.exports.files import Made, make
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.snapshots.exports.wish import FOR_ARCHIVES, Wish
from roadmaps.snapshots.models import SnapshotKind
from tests.factories.snapshots import AT, a_manuscript, a_plan, a_snapshot

SITE = "https://fardplan.example.org"
EVERYTHING = Wish.of({"format": ["html", "markdown", "xlsx", "ics", "json"]})


@pytest.fixture
def manuscript(session: Session) -> Manuscript:
    snapshot = a_snapshot(session, a_plan(session), SnapshotKind.ADOPTED, registry_number="RUN/1/2026", paragraph="§ 3")
    return a_manuscript(edition_of(snapshot, address=f"{SITE}/areas/x/snapshots/1", site=SITE))


def unpacked(made: Made) -> Mapping[str, bytes]:
    with ZipFile(BytesIO(made.content)) as package:
        assert package.testzip() is None
        return {name.partition("/")[2]: package.read(name) for name in package.namelist()}


def test_every_file_is_named_with_its_hash_and_can_be_checked(manuscript: Manuscript, tmp_path: Path) -> None:
    made = make(manuscript, EVERYTHING)

    with ZipFile(BytesIO(made.content)) as package:
        package.extractall(tmp_path)
    folder = tmp_path / made.filename.removesuffix(".zip")
    listed = (folder / "manifest-sha256.txt").read_text().splitlines()
    there = {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}
    done = subprocess.run(["sha256sum", "-c", "manifest-sha256.txt"], cwd=folder, capture_output=True, check=False)

    assert {line.partition("  ")[2] for line in listed} == there - {"manifest-sha256.txt"}
    assert done.returncode == 0, done.stderr


def test_the_facts_that_a_registry_asks_for_are_told(manuscript: Manuscript) -> None:
    files = unpacked(make(manuscript, EVERYTHING))

    facts = json.loads(files["metadata.json"])

    told = {
        name: facts[name] for name in ("class", "version", "registry_number", "paragraph", "decided_by", "language")
    }
    assert told == {
        "class": "adopted",
        "version": 1,
        "registry_number": "RUN/1/2026",
        "paragraph": "§ 3",
        "decided_by": "Nämnden",
        "language": "en",
    }
    assert facts["dates"]["decided"] == "2026-11-20"
    assert facts["data"]["sha256"] == manuscript.edition.sha256
    for one in facts["files"]:
        content = files[one["path"]]
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["size"], one["sha256"])
    assert len([one for one in facts["files"] if one["path"].startswith("representations/")]) == EVERYTHING.steps


def test_the_data_in_it_follows_the_schema_in_it_and_has_the_hash_of_the_version(manuscript: Manuscript) -> None:
    files = unpacked(make(manuscript, EVERYTHING))
    [data] = [
        content
        for place, content in files.items()
        if place.startswith("representations/data/") and place.endswith(".json")
    ]

    jsonschema.validate(json.loads(data), json.loads(files["schemas/roadmap-1.json"]))

    assert hashlib.sha256(data).hexdigest() == manuscript.edition.sha256


def test_the_same_is_said_in_the_words_that_archives_share(manuscript: Manuscript) -> None:
    files = unpacked(make(manuscript, EVERYTHING))

    told = ET.fromstring(files["metadata/descriptive/dublin-core.xml"])

    assert told.findtext(f"{{{DC}}}title") == "Färdplanen"
    assert told.findtext(f"{{{DC}}}date") == "2026-11-20"
    assert "RUN/1/2026" in [one.text for one in told.iter(f"{{{DC}}}identifier")]


def test_a_sign_that_xml_has_no_way_to_write_does_not_break_it(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session), title="Klocka \x07 & <b>")

    files = unpacked(
        make(a_manuscript(edition_of(snapshot, address=SITE, site=SITE)), Wish.for_file("zip", {"format": ["json"]}))
    )

    assert ET.fromstring(files["metadata/descriptive/dublin-core.xml"]).findtext(f"{{{DC}}}title") == "Klocka  & <b>"


def test_the_readme_tells_in_words_what_there_is(manuscript: Manuscript) -> None:
    text = unpacked(make(manuscript, EVERYTHING))["README.txt"].decode()

    assert "Registry number: RUN/1/2026" in text
    assert "sha256sum -c manifest-sha256.txt" in text
    assert manuscript.edition.sha256 in text
    assert text.count("- representations/") == EVERYTHING.steps


def test_the_same_version_gives_the_same_bytes_and_bears_its_moment(manuscript: Manuscript) -> None:
    first, second = make(manuscript, EVERYTHING), make(manuscript, EVERYTHING)

    assert first.content == second.content
    with ZipFile(BytesIO(first.content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(AT.year, AT.month, AT.day, AT.hour, 0, 0)}


def test_a_package_of_nothing_holds_what_archives_want() -> None:
    wish = Wish.for_file("zip", {})

    assert wish.formats == FOR_ARCHIVES
    assert wish.is_packed


def test_a_pdf_that_breaks_the_standard_is_told_of_wherever_the_package_goes(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], write=lambda _: PdfFile.holding(b"%PDF", [])))

    made = make(manuscript, Wish.of({"format": ["pdf", "json"]}))
    alone = make(manuscript, Wish.of({"format": ["pdf"]}))

    files = unpacked(made)
    [told] = [one for one in json.loads(files["metadata.json"])["files"] if one["media_type"] == "application/pdf"]
    assert told["standards"] == []
    assert manuscript.words.say(NOT_ACCESSIBLE) in " ".join(files["README.txt"].decode().split())
    assert made.notice == alone.notice == NOT_ACCESSIBLE


def test_an_archive_copy_that_breaks_the_standard_for_archives_is_told_of(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = make(manuscript, Wish.of({"format": ["pdf"]}))
    as_reading = replace(FORMATS["pdf-archive"], write=lambda _: PdfFile.holding(reading.content, ["ua-1"]))
    kept = make(manuscript, Wish.of({"format": ["pdf-archive"]}))
    monkeypatch.setitem(FORMATS, "pdf-archive", as_reading)

    broken = make(manuscript, Wish.of({"format": ["pdf-archive"]}))

    assert (reading.notice, kept.notice, broken.notice) == ("", "", NOT_FOR_ARCHIVES)


def test_a_pdf_says_to_programs_which_standards_it_keeps_to(manuscript: Manuscript) -> None:
    made = make(manuscript, Wish.of({"format": ["pdf", "pdf-archive"]}))

    facts = json.loads(unpacked(made)["metadata.json"])
    kept = [one["standards"] for one in facts["files"] if "standards" in one]
    assert sorted(kept) == [["PDF/UA-1"], ["PDF/UA-1", "PDF/A-3a"]]
    assert not made.notice
