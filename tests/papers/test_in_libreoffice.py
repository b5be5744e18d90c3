"""LibreOffice opens what is written for Word and for itself, and finds in it what was put in. Skipped where it is not."""

import io
import os
import re
import shutil
import subprocess
from collections import Counter

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from roadmaps.papers import opendocument, word
from tests.papers import random_trees
from tests.papers.samples import a_paper
from tests.papers.sizes import an_awkward_paper
from tests.papers.spoken import swedish_words
from tests.papers.test_word_templates import a_template

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not installed: whether other programs open the files is NOT SEEN"
)
WRITERS = {"docx": word.write, "odt": opendocument.write}
_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Turns files into PDF, all at once: starting the program takes longer than the work."""
    profile = tmp_path_factory.mktemp("profile")
    environment = {"PATH": os.environ["PATH"], "HOME": str(profile), "LANG": "C.UTF-8"}

    def convert(files):
        folder = tmp_path_factory.mktemp("files")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        command = [
            SOFFICE,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            _FILTER,
            "--outdir",
        ]
        names = [str(folder / name) for name in files]
        subprocess.run([*command, str(folder), *names], check=True, capture_output=True, timeout=300, env=environment)
        return {name: (folder / name).with_suffix(".pdf").read_bytes() for name in files}

    return convert


@pytest.fixture(scope="module")
def samples(converted):
    files = {f"{name}.{name}": write(a_paper(), swedish_words()) for name, write in WRITERS.items()}
    return {name.partition(".")[0]: pikepdf.open(io.BytesIO(data)) for name, data in converted(files).items()}


def tags_of(pdf):
    """How often each kind of thing is in the structure."""
    counted = Counter()
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one and one.get("/Type") != "/MCR":
                counted[str(one.S)] += 1
            if "/K" in one:
                waiting.append(one.K)
    return counted


def bookmarks_of(pdf):
    with pdf.open_outline() as outline:
        return [item.title for item in outline.root]


@pytest.mark.parametrize("name", WRITERS)
def test_headings_become_bookmarks(samples, name):
    assert [one for one in bookmarks_of(samples[name]) if one != "Kommentarer"] == [
        "Vision",
        "Läget i korthet",
        "Mål",
        "Tidslinje",
        "Ansvarsfördelning",
        "Ändringar sedan version 3",
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_headings_tables_and_pictures_are_found(samples, name):
    tags = tags_of(samples[name])

    assert tags["/Table"] == 5
    assert tags["/TH"] >= 3 + 3 + 3 + 3 + 13
    assert tags["/Figure"] >= 2
    assert sum(count for tag, count in tags.items() if re.fullmatch(r"/H[1-6]", tag)) >= 15
    assert tags["/Note"] >= 1


@pytest.mark.parametrize("name", WRITERS)
def test_pages_lie_on_their_side_where_the_table_is_wide(samples, name):
    boxes = [page.mediabox for page in samples[name].pages]
    sideways = [box for box in boxes if box[2] > box[3]]

    assert len(sideways) == 1
    assert len(boxes) <= 12


@pytest.mark.parametrize("name", WRITERS)
def test_language_and_title_come_along(samples, name):
    assert str(samples[name].Root.Lang) == "sv-SE"
    assert str(samples[name].docinfo["/Title"]) == "Färdplan för hållbar energi"


def test_awkward_papers_and_the_region_s_own_styles_open(converted):
    words = swedish_words()
    files = {f"awkward.{name}": write(an_awkward_paper(), words) for name, write in WRITERS.items()}
    files = {name.replace("awkward.", f"awkward-{name[-3:]}."): data for name, data in files.items()}
    files["template.docx"] = word.write(a_paper(), words, template=a_template())

    for data in converted(files).values():
        assert len(pikepdf.open(io.BytesIO(data)).pages) >= 2


@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.lists(random_trees.papers, min_size=12, max_size=12))
def test_any_paper_that_can_be_opens(converted, papers):
    words = swedish_words()
    files = {
        f"{number}-{name}.{name}": write(paper, words)
        for number, paper in enumerate(papers)
        for name, write in WRITERS.items()
    }

    for data in converted(files).values():
        assert len(pikepdf.open(io.BytesIO(data)).pages) >= 1
