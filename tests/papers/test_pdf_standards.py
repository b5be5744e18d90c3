"""Papers as PDF keep the promises that their files make, or make none."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from roadmaps.papers.pdf import PdfFile, claims_access, write
from roadmaps.papers.pdf.setting import set_in_type
from roadmaps.papers.pdf.sheet import sheet_of
from roadmaps.papers.tree import Paper
from tests.papers.random_trees import papers
from tests.papers.reading_pdf import WORDS, faults, opened, words_in
from tests.papers.samples import a_bare_paper, a_paper
from tests.papers.sizes import an_awkward_paper

JSON = '{"format": "fardplan-roadmap-1", "title": "Hållbar energi"}'.encode()


@pytest.fixture(scope="module")
def nothing(tmp_path_factory):
    """An empty folder: all that the compiler can see."""
    return tmp_path_factory.mktemp("nothing")


def test_a_reading_copy_keeps_to_the_standard_for_accessibility(reading):
    assert reading.is_accessible
    assert not reading.is_for_archives
    assert faults(reading, "ua1") == []


def test_an_archive_copy_keeps_to_both_standards_at_once(archived):
    assert archived.is_accessible
    assert archived.is_for_archives
    assert faults(archived, "ua1") == []
    assert faults(archived, "2a") == []


def test_an_archive_copy_carries_the_data_when_there_are_some():
    file = write(a_paper(), WORDS, archive=True, attachment=("fardplan.json", JSON))

    with opened(file) as pdf:
        assert pdf.attachments["fardplan.json"].get_file().read_bytes() == JSON
    assert faults(file, "ua1") == []
    assert faults(file, "3a") == []


def test_a_file_tells_what_it_is(archived):
    with opened(archived) as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.Root.Lang) == "sv"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert metadata["dc:title"] == "Färdplan för hållbar energi"
        assert metadata["dc:creator"] == ["Region Norrfjäll"]
        assert "RS 2026-00731" in metadata["pdf:Keywords"]
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert str(metadata["xmp:CreateDate"]).startswith("2026-11-20T13:45")


def test_the_same_paper_gives_the_same_bytes(reading, archived):
    assert bytes(write(a_paper(), WORDS)) == bytes(reading)
    assert bytes(write(a_paper(), WORDS, archive=True)) == bytes(archived)


def test_a_paper_with_nothing_in_it_is_a_cover():
    file = write(a_bare_paper(), WORDS, archive=True)

    with opened(file) as pdf:
        assert len(pdf.pages) == 1
    assert faults(file, "ua1") == faults(file, "2a") == []


def test_an_awkward_paper_is_set_all_the_same():
    file = write(an_awkward_paper(), WORDS, archive=True)

    assert file.is_for_archives
    assert faults(file, "ua1") == faults(file, "2a") == []


def test_what_breaks_the_standard_is_set_without_it_and_says_so(monkeypatch, caplog):
    # An alternative text cannot be missing from what the shaping makes, so it is taken out behind its back.
    monkeypatch.setattr("roadmaps.papers.pdf.sheet_of", _without_alts)

    file = write(a_paper(), WORDS, archive=True)

    assert file.startswith(b"%PDF")
    assert not file.is_accessible
    assert not file.is_for_archives
    assert "could not be set as asked" in caplog.text
    assert not claims_access(file)
    assert "The web page has the same content" in " ".join(words_in(file).split())


def test_a_file_that_keeps_to_the_standard_says_so_and_nothing_else(reading: PdfFile):
    assert claims_access(reading)
    assert "could not be made" not in words_in(reading)


def _without_alts(paper: Paper, words: object) -> dict:
    data = sheet_of(paper, words)
    waiting: list = [data]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if node.get("k") == "figure":
                node["alt"] = None
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return data


@settings(max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(papers)
def test_any_paper_is_set_and_accessible(nothing, paper):
    data = sheet_of(paper, WORDS)
    request = {"named": data.pop("named"), "paper": json.dumps(data), "made_at": 1_795_000_000, "attachment": None}

    file = set_in_type(request, ["ua-1", "a-2a"], str(nothing))

    assert faults(file, "ua1") == faults(file, "2a") == []
