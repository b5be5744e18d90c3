"""A paper as PDF has all that the paper has: its parts with their names, its words, its pages and where links lead."""

import re
from itertools import pairwise

from roadmaps.papers import tree
from roadmaps.papers.pdf import write
from roadmaps.papers.pdf.blocks import Blocks
from roadmaps.papers.pdf.places import Places
from roadmaps.papers.pdf.row_heads import with_row_heads
from roadmaps.papers.tree import Column, Section, Table, Text
from tests.papers.pieces import cell, text
from tests.papers.reading_pdf import WORDS, elements, faults, kinds, opened, runs_in, words_in
from tests.papers.samples import a_paper, in_english
from tests.papers.sizes import a_large_paper


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
        pages = ["".join(runs_in(sheet)) for sheet in pdf.pages]

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


def test_a_large_paper_has_all_its_rows_and_its_heads_on_every_page():
    file = write(a_large_paper(activities=60, goals=6), WORDS)

    with opened(file) as pdf:
        rows = kinds(pdf).count("/TR")
        turned = [sheet for sheet in pdf.pages if sheet.mediabox[2] > sheet.mediabox[3]]
        heads = ["Organisation 24" in "".join(runs_in(sheet)) for sheet in turned]
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


def test_a_file_that_is_laid_out_otherwise_is_left_as_it_is():
    assert with_row_heads(b"%PDF-2.0 something else", [True]) == b"%PDF-2.0 something else"


def test_every_part_of_the_tree_has_a_way_into_type():
    setters = Blocks(Places.of(a_paper(), WORDS))._setters

    assert set(setters) == set(tree.Block.__args__)
    assert Text in tree.Inline.__args__
