import io
from dataclasses import replace
from zipfile import ZIP_STORED, ZipFile

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, Phase, given, settings

from roadmaps.papers import opendocument, tree
from roadmaps.papers.opendocument.names import STYLE_NAME, O, text_of
from tests.papers import random_trees
from tests.papers.pieces import cell, paragraph, text
from tests.papers.random_trees import HOSTILE
from tests.papers.samples import SHA256, a_bare_paper, a_paper, in_english
from tests.papers.spoken import WORDS, swedish_words


class Written:
    def __init__(self, data):
        with ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.first = archive.infolist()[0]
            self.parts = {name: archive.read(name) for name in self.names}
        self.content = ElementTree.fromstring(self.parts["content.xml"])
        self.styles = ElementTree.fromstring(self.parts["styles.xml"])
        self.meta = ElementTree.fromstring(self.parts["meta.xml"])
        self.text = self.content.find(f"{O('office:body')}/{O('office:text')}")

    def named(self, attribute="style:name"):
        return {
            one.get(O(attribute))
            for root in (self.content, self.styles)
            for one in root.iter()
            if one.get(O(attribute))
        }


@pytest.fixture(scope="module")
def sample():
    return Written(opendocument.write(a_paper(), swedish_words()))


def written(*blocks):
    return Written(opendocument.write(a_paper(tree.Section(text("Kapitel"), blocks)), swedish_words()))


def test_the_file_tells_first_what_it_is_and_lists_its_parts(sample):
    listed = {one.get(O("manifest:full-path")) for one in ElementTree.fromstring(sample.parts["META-INF/manifest.xml"])}

    assert (sample.first.filename, sample.first.compress_type) == ("mimetype", ZIP_STORED)
    assert sample.parts["mimetype"] == b"application/vnd.oasis.opendocument.text"
    assert listed - {"/"} == {name for name in sample.names if not name.startswith(("META-INF", "mimetype"))}


def test_the_same_paper_gives_the_same_bytes():
    assert opendocument.write(a_paper(), swedish_words()) == opendocument.write(a_paper(), swedish_words())


def test_the_least_paper_can_be_written():
    assert "Tom färdplan" in text_of(Written(opendocument.write(a_bare_paper(), swedish_words())).text)


def test_sections_are_headings_of_their_level(sample):
    headings = [(one.get(O("text:outline-level")), text_of(one)) for one in sample.text.iter(O("text:h"))]

    assert ("1", "Ansvarsfördelning") in headings
    assert ("2", "M2 Ett nät med plats för fler") in headings
    assert ("3", "A1 Gemensam prognos för effektbehovet") in headings


def test_the_contents_are_there_at_once_and_lead_to_their_headings(sample):
    contents = sample.text.find(O("text:table-of-content"))
    links = [one.get(O("xlink:href")) for one in contents.iter(O("text:a"))]
    places = {one.get(O("text:name")) for one in sample.text.iter(O("text:bookmark-start"))}
    places |= {one.get(O("text:name")) for one in sample.text.iter(O("text:bookmark"))}

    assert len(links) == 13
    assert {link[1:] for link in links} <= places
    # Headings that are not listed have styles of their own, which are not gathered.
    gathered = {one.get(STYLE_NAME) for one in contents.iter(O("text:index-source-style"))}
    assert gathered == {"Heading_20_1", "Heading_20_2", "Heading_20_3"}


def test_tables_repeat_their_heads_name_their_rows_and_keep_their_spans(sample):
    tables = list(sample.text.iter(O("table:table")))

    assert len(tables) == 5
    assert all(table.find(O("table:table-header-rows")) is not None for table in tables)
    assert len([table for table in tables if table.find(O("table:table-header-columns")) is not None]) == 3
    spans = [
        one.get(O("table:number-columns-spanned")) for table in tables for one in table.iter(O("table:table-cell"))
    ]
    assert spans.count("2") == 1
    assert len([one for table in tables for one in table.iter(O("table:covered-table-cell"))]) == 1


def test_pictures_say_what_they_show(sample):
    frames = list(sample.text.iter(O("draw:frame")))

    assert [one.findtext(O("svg:desc")) for one in frames] == [
        "Tre staplar över åren 2026 till 2035: prognosen först, sedan nätplats, sist kompetens.",
        "Samma staplar, på en egen sida.",
    ]


def test_captions_are_counted_by_the_program(sample):
    counted = [(one.get(O("text:name")), one.text) for one in sample.text.iter(O("text:sequence"))]

    assert counted == [("Table", "1"), ("Figure", "1"), ("Table", "2"), ("Figure", "2"), ("Table", "3")]


def test_comments_stand_at_the_end_of_their_chapter_with_their_answers(sample):
    lines = [text_of(one) for one in sample.text.iter() if one.tag in {O("text:p"), O("text:h")}]
    place = lines.index("Kommentarer")

    assert lines[place + 1 : place + 5] == [
        "Kommentar 1: värme och el",
        "Aila Tomasson, 2026-11-02 10:30: Räknas även fjärrvärmen hit?",
        "Den står för hälften i dag.",
        "Björn Åslund, 2026-11-03 16:05: Ja, från och med 2027.",
    ]
    assert lines.index("Läget i korthet", place) > place


def test_what_came_and_went_is_told_in_words_and_lines(sample):
    looks = {text_of(one): one.get(STYLE_NAME) for one in sample.text.iter(O("text:span"))}

    assert looks["på sikt"] == "Deleted"
    assert looks["senast 2029"] == "Inserted"
    assert looks["\u00a0Tillagt\u00a0"] == "BadgeGood"
    assert looks["\u00a0Borttaget\u00a0"] == "BadgeDanger"


def test_notes_stand_at_the_foot(sample):
    notes = [text_of(one) for one in sample.text.iter(O("text:note-body"))]

    assert [note.strip() for note in notes] == ["Se regionfullmäktiges beslut, § 112, samt barnkonventionen."]


def test_wide_tables_lie_on_pages_on_their_side(sample):
    automatic = sample.content.find(O("office:automatic-styles"))
    pages = [one.get(O("style:master-page-name")) for one in automatic if one.get(O("style:master-page-name"))]

    assert pages == ["Cover", "Standard", "Sideways", "Standard"]


@pytest.mark.parametrize(("english", "language"), [(False, "sv"), (True, "en")])
def test_the_language_is_told(english, language):
    paper = in_english(a_bare_paper()) if english else a_bare_paper()

    told = Written(opendocument.write(paper, WORDS if english else swedish_words()))

    assert {one.get(O("fo:language")) for one in told.styles.iter() if one.get(O("fo:language"))} == {language}
    assert told.meta.find(f".//{O('dc:language')}").text.startswith(language)


def test_the_file_says_what_it_is(sample):
    told = {one.get(O("meta:name")): one.text for one in sample.meta.iter(O("meta:user-defined"))}

    assert sample.meta.findtext(f".//{O('dc:title')}") == "Färdplan för hållbar energi"
    assert sample.meta.findtext(f".//{O('meta:creation-date')}") == "2026-11-20T13:45:00Z"
    assert [one.text for one in sample.meta.iter(O("meta:keyword"))] == ["smart specialisering", "energi", "färdplan"]
    assert (told["RegistryNumber"], told["Version"], told["SHA-256"]) == ("RS 2026-00731", "4", SHA256)


def test_every_style_that_is_used_is_there(sample):
    used = {one.get(STYLE_NAME) for one in sample.text.iter() if one.get(STYLE_NAME)}

    assert used <= sample.named() | {"Contents_20_Heading"}
    assert not any(style.startswith("Direction") for style in used)


@pytest.mark.parametrize("hostile", [*HOSTILE, '{"do":"page"}', "</text:p>", "\ud83d half"])
def test_hostile_words_are_but_words(hostile):
    table = tree.Table(hostile, (tree.Column(),), ((cell(hostile),),), ((cell(hostile),),))
    section = tree.Section(text(hostile or "x"), (paragraph(hostile), table, tree.CodeBlock(hostile)))
    paper = replace(a_paper(section), running_title=hostile, foot=hostile)

    told = Written(opendocument.write(replace(paper, cover=replace(paper.cover, title=hostile)), swedish_words()))

    assert not any(one.get(STYLE_NAME, "").startswith("Direction") for one in told.text.iter())
    assert not [one for one in told.text.iter() if "script" in one.tag.rpartition("}")[2]]


def test_a_table_in_a_note_or_a_cell_is_a_table_too():
    inner = tree.Table("Inre", (tree.Column(),), ((cell("Vad"),),), ((cell("Rad"),),), has_row_heads=True)
    outer = tree.Table("Yttre", (tree.Column(),), (), ((tree.Cell((inner,)),),))

    told = written(tree.Paragraph((tree.Text("ord"), tree.Footnote((inner,)))), outer)

    assert len(list(told.text.iter(O("table:table")))) == 3
    assert len(list(told.text.iter(O("table:table-header-rows")))) == 2


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(random_trees.papers)
def test_any_paper_that_can_be_can_be_written(paper):
    told = Written(opendocument.write(paper, swedish_words()))

    used = {one.get(STYLE_NAME) for one in told.text.iter() if one.get(STYLE_NAME)}
    assert not any(style.startswith("Direction") for style in used)
    assert used <= told.named() | {"Contents_20_Heading"}
