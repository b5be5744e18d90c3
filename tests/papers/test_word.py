import io
from dataclasses import replace
from datetime import datetime
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from roadmaps.papers import tree, word
from roadmaps.papers.word.names import W
from tests.papers import random_trees
from tests.papers.pieces import cell, paragraph, text
from tests.papers.random_trees import HOSTILE
from tests.papers.sample_chapters.remarks import ANSWERER, AUTHOR
from tests.papers.sample_chapters.timeline import DRAWING
from tests.papers.samples import SHA256, a_bare_paper, a_paper, in_english
from tests.papers.sizes import a_large_paper
from tests.papers.soundness import faults_of, told_of
from tests.papers.spoken import WORDS, swedish_words

VALUE = W("w:val")


@pytest.fixture(scope="module")
def sample():
    return told_of(word.write(a_paper(), swedish_words()))


def section(*inside, title="Kapitel"):
    return tree.Section(text(title), inside, look="part")


def written(*blocks, words=None):
    return told_of(word.write(a_paper(section(*blocks)), words or swedish_words()))


def words_of(element):
    return "".join(one.text or "" for one in element.iter() if one.tag in {W("w:t"), W("w:delText")})


def style_of(paragraph):
    style = paragraph.find(f"{W('w:pPr')}/{W('w:pStyle')}")
    return style.get(VALUE) if style is not None else ""


def in_style(told, *names):
    return [words_of(one) for one in told.document.iter(W("w:p")) if told.styles.get(style_of(one)) in names]


def test_the_sample_has_nothing_that_word_would_stumble_on():
    assert faults_of(word.write(a_paper(), swedish_words())) == []


def test_the_least_paper_can_be_written():
    assert faults_of(word.write(a_bare_paper(), swedish_words())) == []


def test_the_same_paper_gives_the_same_bytes():
    assert word.write(a_paper(), swedish_words()) == word.write(a_paper(), swedish_words())


def test_sections_are_headings_of_their_level(sample):
    assert in_style(sample, "heading 1") == [
        "Vision",
        "Läget i korthet",
        "Mål",
        "Tidslinje",
        "Ansvarsfördelning",
        "Ändringar sedan version 3",
    ]
    assert "M2 Ett nät med plats för fler" in in_style(sample, "heading 2")
    assert in_style(sample, "heading 3") == ["A1 Gemensam prognos för effektbehovet", "K1 Andel förnybar energi"]


def test_headings_that_are_not_listed_are_headings_all_the_same(sample):
    assert in_style(sample, "Heading 2 Unlisted") == ["Tre slutsatser", "A3 Utredning om torv"]
    bases = {
        style.get(W("w:styleId")): style.find(W("w:basedOn")).get(VALUE)
        for style in sample.xml("word/styles.xml").findall(W("w:style"))
        if style.find(W("w:basedOn")) is not None
    }
    assert bases["Heading2Unlisted"] == "Heading2"


def test_the_contents_are_there_at_once_and_lead_to_their_headings(sample):
    contents = sample.document.find(f".//{W('w:sdt')}")
    entries = [one for one in contents.iter(W("w:p")) if sample.styles[style_of(one)].startswith("toc ")]

    headings = in_style(sample, "heading 1", "heading 2", "heading 3")
    assert [words_of(one) for one in entries] == [one for one in headings if one != "A3 Utredning om torv"]
    assert all(one.find(W("w:hyperlink")).get(W("w:anchor")) for one in entries)
    assert [one.text for one in contents.iter(W("w:instrText"))] == [' TOC \\o "1-3" \\h \\z ']
    kinds = [one.get(W("w:fldCharType")) for one in contents.iter(W("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_word_is_not_asked_to_reckon_fields_when_it_opens_the_file(sample):
    assert b"updateFields" not in sample.parts["word/settings.xml"]
    assert b"w:dirty" not in sample.parts["word/document.xml"]


def test_tables_repeat_their_heads_and_name_their_rows(sample):
    tables = [
        one for one in sample.document.iter(W("w:tbl")) if one.find(f"{W('w:tblPr')}/{W('w:tblCaption')}") is not None
    ]

    assert len(tables) == 5
    for table in tables:
        rows = table.findall(W("w:tr"))
        assert [row.find(f"{W('w:trPr')}/{W('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (
            len(rows) - 1
        )
        assert all(row.find(f"{W('w:trPr')}/{W('w:cantSplit')}") is not None for row in rows)
    looks = [table.find(f"{W('w:tblPr')}/{W('w:tblLook')}").get(W("w:firstColumn")) for table in tables]
    assert looks.count("1") == 3


def test_columns_are_as_wide_as_they_were_asked_to_be(sample):
    table = next(one for one in sample.document.iter(W("w:tbl")) if "Summa" in words_of(one))
    widths = [int(one.get(W("w:w"))) for one in table.iter(W("w:gridCol"))]

    assert [round(width / sum(widths), 2) for width in widths] == [0.6, 0.2, 0.2]


def test_captions_are_numbered_by_word_in_the_language_of_the_paper(sample):
    assert in_style(sample, "TableCaption") == [
        "Tabell 1 Aktiviteternas läge",
        "Tabell 2 Aktiviteterna över tid, i ord",
        "Tabell 3 Vem som gör vad",
    ]
    assert in_style(sample, "FigureCaption") == ["Figur 1 Aktiviteterna över tid", "Figur 2 En figur på en egen sida"]
    fields = [one.get(W("w:instr")).split()[:2] for one in sample.document.iter(W("w:fldSimple"))]
    assert fields.count(["SEQ", "Table"]) == 3
    assert fields.count(["SEQ", "Figure"]) == 2


def test_pictures_say_what_they_show(sample):
    alts = [one.get("descr") for one in sample.document.iter(W("wp:docPr"))]

    assert alts == [
        "Tre staplar över åren 2026 till 2035: prognosen först, sedan nätplats, sist kompetens.",
        "Samma staplar, på en egen sida.",
    ]


def test_a_drawing_that_cannot_be_drawn_is_told_in_words():
    told = written(tree.Figure(replace(DRAWING, svg="<svg"), "Vad den visar", "En figur"))

    assert not [name for name in told.parts if name.startswith("word/media/")]
    assert "Vad den visar" in words_of(told.document)


def test_remarks_are_comments_with_author_date_and_answers(sample):
    comments = sample.xml("word/comments.xml").findall(W("w:comment"))

    assert [one.get(W("w:author")) for one in comments] == [AUTHOR, ANSWERER, ANSWERER]
    # As clocks here show it; Word has no zones.
    assert comments[0].get(W("w:date")) == "2026-11-02T10:30:00Z"
    assert words_of(comments[1]) == "Ja, från och med 2027."
    names = [one.findall(W("w:p"))[-1].get(W("w14:paraId")) for one in comments]
    known = sample.xml("word/commentsExtended.xml").findall(W("w15:commentEx"))
    assert [(one.get(W("w15:paraId")), one.get(W("w15:paraIdParent"))) for one in known] == [
        (names[0], None),
        (names[1], names[0]),
        (names[2], None),
    ]


def test_answers_to_answers_hang_on_the_first_remark():
    at = datetime(2026, 11, 2, 9, 30).astimezone()
    remark = tree.Remark("A", at, "ett", (tree.Remark("B", at, "två", (tree.Remark("C", at, "tre"),)),))

    told = written(tree.Paragraph((tree.Remarked(remark, text("ord")),)))

    known = told.xml("word/commentsExtended.xml").findall(W("w15:commentEx"))
    assert [one.get(W("w15:paraIdParent")) for one in known] == [None, "10000000", "10000000"]


def test_changes_can_be_taken_or_refused_one_by_one(sample):
    body = sample.document
    added = [words_of(one) for one in body.iter(W("w:ins")) if len(one)]
    removed = [words_of(one) for one in body.iter(W("w:del")) if len(one)]

    assert added == ["senast 2029", "hela", " länet", "A7 Bygemensam solkraft", "En ny aktivitet."]
    assert removed == ["på sikt", "A3 Utredning om torv", "Ströks efter remissen."]
    authors = {
        (one.get(W("w:author")), one.get(W("w:date"))) for one in body.iter() if one.tag in {W("w:ins"), W("w:del")}
    }
    assert authors == {("Region Norrfjäll", "2026-11-20T13:45:00Z")}


def test_changes_that_are_only_told_of_are_nothing_to_take_or_refuse():
    told = written(
        tree.Paragraph(
            (tree.Changed("deleted", text("förr"), is_told=True), tree.Changed("inserted", text("nu"), is_told=True))
        )
    )

    assert not [one for one in told.document.iter() if one.tag in {W("w:ins"), W("w:del")}]
    looks = {
        words_of(run): told.styles[run.find(f"{W('w:rPr')}/{W('w:rStyle')}").get(VALUE)]
        for run in told.document.iter(W("w:r"))
        if words_of(run) in {"förr", "nu"}
    }
    assert looks == {"förr": "Deleted", "nu": "Inserted"}


def test_a_table_that_came_comes_with_its_rows():
    table = tree.Table("Ny", (tree.Column(),), ((cell("Vad"),),), ((cell("Rad"),),))

    told = written(tree.Section(text("Ny"), (table,), was="inserted"))

    rows = list(told.document.iter(W("w:tr")))
    assert [row.find(f"{W('w:trPr')}/{W('w:ins')}") is not None for row in rows] == [True, True]


def test_wide_tables_lie_on_pages_on_their_side(sample):
    sizes = [
        (one.find(W("w:pgSz")).get(W("w:orient")), int(one.find(W("w:pgSz")).get(W("w:w"))))
        for one in sample.document.iter(W("w:sectPr"))
    ]

    assert sizes == [(None, 11906), (None, 11906), ("landscape", 16838), (None, 11906)]
    matrix = next(one for one in sample.document.iter(W("w:tbl")) if "Handelskammaren" in words_of(one))
    assert "btLr" in {one.get(VALUE) for one in matrix.iter(W("w:textDirection"))}


def test_each_page_but_the_cover_has_its_head_and_its_number(sample):
    heads = [words_of(sample.xml(name)) for name in sorted(sample.parts) if name.startswith("word/header")]
    feet = [sample.xml(name) for name in sorted(sample.parts) if name.startswith("word/footer")]

    assert heads == ["", *["Färdplan för hållbar energi · 2026–2035Version 4 · Antagen"] * 2]
    assert [words_of(one) for one in feet] == ["", *["Region Norrfjäll · RS 2026-00731Sida 1 (1)"] * 2]
    assert [[one.text.strip() for one in foot.iter(W("w:instrText"))] for foot in feet] == [
        [],
        *[["PAGE", "NUMPAGES"]] * 2,
    ]


@pytest.mark.parametrize(("english", "language"), [(False, "sv-SE"), (True, "en-GB")])
def test_the_language_is_told(english, language):
    paper = in_english(a_bare_paper()) if english else a_bare_paper()

    told = told_of(word.write(paper, WORDS if english else swedish_words()))

    defaults = told.xml("word/styles.xml").find(f"{W('w:docDefaults')}/{W('w:rPrDefault')}/{W('w:rPr')}/{W('w:lang')}")
    assert defaults.get(VALUE) == language
    assert told.xml("docProps/core.xml").findtext(W("dc:language")) == language


def test_the_file_says_what_it_is(sample):
    core = sample.xml("docProps/core.xml")
    told = {one.tag.rpartition("}")[2]: one.text for one in core}

    assert told["title"] == "Färdplan för hållbar energi"
    assert told["creator"] == "Region Norrfjäll"
    assert told["subject"].startswith("Färdplan för smart specialisering")
    assert told["keywords"] == "smart specialisering; energi; färdplan"
    assert told["created"] == told["modified"] == "2026-11-20T13:45:00Z"
    custom = {one.get("name"): one[0].text for one in sample.xml("docProps/custom.xml")}
    assert custom["RegistryNumber"] == "RS 2026-00731"
    assert custom["Version"] == "4"
    assert custom["SHA-256"] == SHA256


def test_tasks_have_boxes_for_bullets_and_say_in_words_how_they_stand(sample):
    signs = {one.get(VALUE) for one in sample.xml("word/numbering.xml").iter(W("w:lvlText"))}

    assert {"\u2610", "\u2612"} <= signs
    assert "Kartlägga effektbehovet – klart" in [words_of(one) for one in sample.document.iter(W("w:p"))]


def test_a_computer_without_our_font_takes_one_like_it(sample):
    fonts = {one.get(W("w:name")): one for one in sample.xml("word/fontTable.xml")}

    assert fonts["Source Sans 3"].find(W("w:family")).get(VALUE) == "swiss"


def test_notes_stand_at_the_foot(sample):
    notes = [words_of(one).strip() for one in sample.xml("word/footnotes.xml")]

    assert "Se regionfullmäktiges beslut, § 112, samt barnkonventionen." in notes


def test_a_note_within_a_note_or_in_a_head_is_said_in_brackets():
    note = tree.Footnote((paragraph("en not"),))
    table = tree.Table(
        "", (tree.Column(),), ((tree.Cell((tree.Paragraph((tree.Text("Rubrik"), note)),)),),), ((cell("x"),),)
    )
    outer = tree.Footnote((tree.Paragraph((tree.Text("yttre"), note)),))

    told = written(table, tree.Paragraph((tree.Text("ord"), outer)))

    assert "Rubrik (en not)" in words_of(told.document)
    assert "yttre (en not)" in words_of(told.xml("word/footnotes.xml"))
    assert len(list(told.document.iter(W("w:footnoteReference")))) == 1


@pytest.mark.parametrize(
    "hostile", [*HOSTILE, '{"do":"page"}', "INCLUDETEXT C:\\x", "</w:t></w:r>", "=cmd|' /C calc'!A0", "\ud83d half"]
)
def test_hostile_words_are_but_words(hostile):
    table = tree.Table(hostile, (tree.Column(),), ((cell(hostile),),), ((cell(hostile),),))
    blocks = (paragraph(hostile), table, tree.CodeBlock(hostile), tree.Callout(hostile, (paragraph(hostile),)))
    paper = replace(a_paper(section(*blocks, title=hostile or "x")), running_title=hostile, foot=hostile)
    paper = replace(paper, cover=replace(paper.cover, title=hostile), identity=replace(paper.identity, title=hostile))

    data = word.write(paper, swedish_words())

    assert faults_of(data) == []
    told = told_of(data)
    instructions = {
        one.text.split()[0]
        for name in told.parts
        if name.endswith(".xml")
        for one in told.xml(name).iter(W("w:instrText"))
    }
    assert instructions <= {"TOC", "PAGE", "NUMPAGES"}


def test_nesting_without_end_is_cut_and_every_word_is_kept():
    block = paragraph("innerst")
    for _ in range(60):
        block = tree.Quote((tree.Listing((tree.Item((block,)),)),))

    told = written(block)

    assert "innerst" in words_of(told.document)


def test_hundreds_of_tables_are_as_many_tables():
    table = tree.Table("T", (tree.Column(), tree.Column()), ((cell("a"), cell("b")),), ((cell("1"), cell("2")),))

    data = word.write(a_paper(section(*[table] * 300)), swedish_words())

    assert faults_of(data) == []
    assert len(list(told_of(data).document.iter(W("w:tbl")))) == 300


def test_a_large_plan_can_be_written():
    assert faults_of(word.write(a_large_paper(), swedish_words())) == []


def test_nothing_leads_out_of_the_file_but_links(sample):
    for name, part in sample.parts.items():
        if name.endswith(".rels"):
            kinds = {
                one.get("Type").rpartition("/")[2] for one in sample.xml(name) if one.get("TargetMode") == "External"
            }
            assert kinds <= {"hyperlink"}, part


# To make a failing paper smaller takes minutes.
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(random_trees.papers)
def test_any_paper_that_can_be_can_be_written(paper):
    assert faults_of(word.write(paper, swedish_words())) == []


def test_the_moment_of_writing_is_nowhere_in_the_file():
    with ZipFile(io.BytesIO(word.write(a_paper(), swedish_words()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
