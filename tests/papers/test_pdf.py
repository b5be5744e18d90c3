"""Papers as PDF keep the promises that their files make, and give nothing that people have written a say in how."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings

from roadmaps.papers import tree
from roadmaps.papers.bounded import Limits, TooMuch
from roadmaps.papers.pdf import PdfFile, claims_access, write
from roadmaps.papers.pdf.blocks import Blocks
from roadmaps.papers.pdf.places import Places
from roadmaps.papers.pdf.row_heads import with_row_heads
from roadmaps.papers.pdf.setting import set_in_type
from roadmaps.papers.pdf.sheet import sheet_of
from roadmaps.papers.tree import Column, Figure, Link, Paper, Paragraph, Section, Table, Text
from tests.papers.pieces import cell, paragraph, text
from tests.papers.random_trees import HOSTILE, papers
from tests.papers.sample_chapters.timeline import DRAWING
from tests.papers.samples import a_bare_paper, a_paper, in_english
from tests.papers.sizes import a_large_paper, an_awkward_paper
from tests.papers.spoken import swedish_words

WORDS = swedish_words()
# It measures streams by where the next line break stands, also when that is a byte of the stream itself.
NOT_ITS_BUSINESS = "STREAM-LENGTH"
JSON = '{"format": "fardplan-roadmap-1", "title": "Hållbar energi"}'.encode()


def faults(file: bytes, profile: str) -> list[str]:
    """What a validator finds wrong."""
    found = page.validate_pdf_bytes(bytes(file), profile=profile).failures
    return sorted({f"{one.rule_id}: {one.message}" for one in found if NOT_ITS_BUSINESS not in one.rule_id})


def opened(file: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(file))


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The parts of the structure, in the order of reading."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        waiting += [
            kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
        ][::-1]


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


def words_in(file: bytes) -> str:
    """All text of the pages, as programs read it out of them."""
    with opened(file) as pdf:
        streams = [one for sheet in pdf.pages for one in _runs(sheet)]
    return "".join(streams)


def _runs(sheet: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _letters(font) for name, font in sheet.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(sheet):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in {"TJ", "Tj"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    signs = bytes(part)
                    yield "".join(letters.get(int.from_bytes(signs[at : at + 2]), "") for at in range(0, len(signs), 2))


def _letters(font: pikepdf.Object) -> dict[int, str]:
    found = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", font.ToUnicode.read_bytes())
    return {int(sign, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for sign, letters in found}


@pytest.fixture(scope="module")
def nothing(tmp_path_factory):
    """An empty folder: all that the compiler can see."""
    return tmp_path_factory.mktemp("nothing")


@pytest.fixture(scope="module")
def reading() -> PdfFile:
    return write(a_paper(), WORDS)


@pytest.fixture(scope="module")
def archived() -> PdfFile:
    return write(a_paper(), WORDS, archive=True)


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


def test_a_paper_in_english_says_so():
    with opened(write(in_english(a_paper()), WORDS)) as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_the_structure_has_a_name_for_everything(reading):
    with opened(reading) as pdf:
        found = kinds(pdf)

    assert {
        "/Title",
        "/H1",
        "/H2",
        "/H3",
        "/P",
        "/L",
        "/LI",
        "/BlockQuote",
        "/Code",
        "/TOC",
        "/Table",
        "/Figure",
        "/Note",
    } <= set(found)


def test_headings_never_leap(reading):
    with opened(reading) as pdf:
        levels = [int(kind[2]) for kind in kinds(pdf) if re.fullmatch(r"/H\d", kind)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_heads_of_columns_and_of_rows(reading):
    with opened(reading) as pdf:
        scopes = [str(one.Scope) for head in elements(pdf) if str(head.S) == "/TH" for one in head.A if "/Scope" in one]
        named = {str(name) for head in elements(pdf) if str(head.S) == "/TH" for name in [head.ID]}
        referred = {str(name) for one in elements(pdf) if str(one.S) == "/TD" for name in one.A[0].Headers}

    assert scopes.count("/Column") == 3 + 3 + 13
    assert scopes.count("/Row") == 6 + 3 + 5
    assert referred <= named


def test_figures_say_what_they_show(reading):
    with opened(reading) as pdf:
        alts = [str(one.Alt) for one in elements(pdf) if str(one.S) == "/Figure"]

    assert alts == [
        "Tre staplar över åren 2026 till 2035: prognosen först, sedan nätplats, sist kompetens.",
        "Samma staplar, på en egen sida.",
    ]


def test_bookmarks_are_the_headings(reading):
    with opened(reading) as pdf, pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        goals = [entry.title for entry in outline.root[3].children]

    assert titles == [
        "Innehåll",
        "Vision",
        "Läget i korthet",
        "Mål",
        "Tidslinje",
        "Ansvarsfördelning",
        "Ändringar sedan version 3",
    ]
    assert goals[0] == "M1 Förnybar energi i hela länet"


def test_all_fonts_are_in_the_file(reading):
    with opened(reading) as pdf:
        fonts = {
            str(font.BaseFont).split("+")[1]: font for sheet in pdf.pages for font in sheet.Resources.Font.values()
        }
        embedded = ["/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts.values()]

    assert {"SourceSerif4-Regular", "SourceSans3-Bold", "SourceSans3-Regular"} <= set(fonts)
    assert all(embedded)


def test_every_page_has_its_number_and_its_code_and_the_last_one_the_hash(reading):
    with opened(reading) as pdf:
        pages = ["".join(_runs(sheet)) for sheet in pdf.pages]

    assert all(f"Sida {number} ({len(pages)})" in words for number, words in enumerate(pages[1:], 2))
    assert all("7K3M-Q9TX" in words for words in pages[1:])
    assert "3f0c9a2be1d74f6a8b5d0e4c7a1926f3d85b4e7c60a1f2938d4c5b6a79e8f012" in pages[-1]


def test_changes_are_told_in_words_too(reading):
    words = words_in(reading).replace("\u00a0", " ")

    assert "Borttaget på sikt" in words
    assert "Tillagt senast 2029" in words


def test_remarks_stand_at_the_end_of_their_chapter(reading):
    words = words_in(reading)

    assert words.index("Räknas även fjärrvärmen hit?") < words.index("aktiviteter")
    assert "Aila Tomasson" in words
    assert "3 november 2026" in words


def test_the_same_paper_gives_the_same_bytes(reading, archived):
    assert bytes(write(a_paper(), WORDS)) == bytes(reading)
    assert bytes(write(a_paper(), WORDS, archive=True)) == bytes(archived)


def test_links_lead_only_to_the_web_to_mail_and_within_the_paper():
    addresses = [
        "https://example.org/a?b=c",
        "mailto:a@example.org",
        "#there",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "/here",
        "#nowhere",
    ]
    links = tuple(Link(address, text(f"till {number} ")) for number, address in enumerate(addresses))
    chapter = Section(
        text("Länkar"), (Paragraph(links), Section(text("Där"), (paragraph("Framme."),), anchor="there")), look="part"
    )

    with opened(
        write(replace(a_paper(chapter), has_contents=False, cover=a_bare_paper().cover, colophon=()), WORDS)
    ) as pdf:
        found = [one for sheet in pdf.pages for one in sheet.get("/Annots", [])]
        outside = [str(one.A.URI) for one in found if "/A" in one and "/URI" in one.A]

    assert outside == ["https://example.org/a?b=c", "mailto:a@example.org"]
    assert len(found) == 3


@pytest.mark.parametrize("hostile", HOSTILE[:8])
def test_what_looks_like_a_program_is_set_as_it_is_written(hostile):
    chapter = Section(text(f"Titel {hostile}"), (paragraph(hostile),), look="part")

    file = write(a_paper(chapter), WORDS)

    assert file.is_accessible
    if hostile.isascii() and hostile.isprintable():
        assert hostile.replace(" ", "") in words_in(file).replace(" ", "").replace("\n", "")


def test_signs_that_no_font_has_become_boxes_and_signs_that_steer_are_gone():
    chapter = Section(text("Tecken"), (paragraph("före 🚀 mitt \u202eefter\u202c 中文 slut\x00"),), look="part")

    words = words_in(write(a_paper(chapter), WORDS))

    assert "före □ mitt efter □ slut" in words


def test_a_drawing_that_is_none_is_told_in_words():
    figure = Figure(replace(DRAWING, svg="<html/>"), alt="Vad bilden visar", caption="En bild")

    file = write(a_paper(Section(text("Bild"), (figure,), look="part")), WORDS)

    assert file.is_accessible
    assert "Vad bilden visar" in words_in(file)


def test_a_paper_with_nothing_in_it_is_a_cover():
    file = write(a_bare_paper(), WORDS, archive=True)

    with opened(file) as pdf:
        assert len(pdf.pages) == 1
    assert faults(file, "ua1") == faults(file, "2a") == []


def test_an_awkward_paper_is_set_all_the_same():
    file = write(an_awkward_paper(), WORDS, archive=True)

    assert file.is_for_archives
    assert faults(file, "ua1") == faults(file, "2a") == []


def test_a_large_paper_has_all_its_rows_and_its_heads_on_every_page():
    file = write(a_large_paper(activities=60, goals=6), WORDS)

    with opened(file) as pdf:
        rows = kinds(pdf).count("/TR")
        turned = [sheet for sheet in pdf.pages if sheet.mediabox[2] > sheet.mediabox[3]]
        heads = ["Organisation 24" in "".join(_runs(sheet)) for sheet in turned]
    assert rows == 1 + 5 + 1 + 60 + 1 + 60
    assert len(heads) > 2
    assert all(heads)
    assert faults(file, "ua1") == []


def test_a_table_with_too_many_columns_for_any_page_becomes_several():
    table = Table(
        "Många", [Column() for _ in range(40)], [[cell("Namn"), *(cell(f"Rubrik {n}") for n in range(39))]],
        [[cell("A1"), *(cell(f"värde {n}") for n in range(39))]], has_row_heads=True, is_wide=True,
    )  # fmt: skip

    file = write(a_paper(Section(text("Bred"), (table,), look="part")), WORDS)

    words = words_in(file)
    assert "Tabell 1. Många (1/" in words
    assert all(f"värde {number}" in words.replace("\u00a0", " ") for number in range(39))
    with opened(file) as pdf:
        assert kinds(pdf).count("/Table") > 1


def test_more_than_may_be_used_is_refused_in_words():
    with pytest.raises(TooMuch, match="too large"):
        write(a_large_paper(), WORDS, limits=Limits(processor_seconds=1, seconds=1))


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


def test_a_file_that_is_laid_out_otherwise_is_left_as_it_is():
    assert with_row_heads(b"%PDF-2.0 something else", [True]) == b"%PDF-2.0 something else"


@settings(max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(papers)
def test_any_paper_is_set_and_accessible(nothing, paper):
    data = sheet_of(paper, WORDS)
    request = {"named": data.pop("named"), "paper": json.dumps(data), "made_at": 1_795_000_000, "attachment": None}

    file = set_in_type(request, ["ua-1", "a-2a"], str(nothing))

    assert faults(file, "ua1") == faults(file, "2a") == []


def test_every_part_of_the_tree_has_a_way_into_type():
    setters = Blocks(Places.of(a_paper(), WORDS))._setters

    assert set(setters) == set(tree.Block.__args__)
    assert Text in tree.Inline.__args__
