"""Words in another language than the paper's say so in every format that can tell."""

import io
from zipfile import ZipFile

import pikepdf

from roadmaps.foundation.written import Written
from roadmaps.papers import opendocument, pdf, tree, web, word
from roadmaps.papers.plain import line, paragraph
from roadmaps.papers.speaking import spoken
from tests.papers.pieces import cell, text
from tests.papers.samples import a_paper
from tests.papers.spoken import swedish_words

ENGLISH = Written("Shared words", "en")


def paper(*inside: tree.Block) -> tree.Paper:
    return a_paper(tree.Section(text("Kapitel"), inside, look="part"))


def test_words_that_know_their_language_become_spoken_ones() -> None:
    assert line(ENGLISH) == (tree.Spoken("en", (tree.Text("Shared words"),)),)
    assert line("Svenska ord") == (tree.Text("Svenska ord"),)


def test_each_line_of_a_text_is_told_wherever_it_stands() -> None:
    words = paragraph("One")
    table = tree.Table("Tabell", [tree.Column()], head=[[cell("Head")]], body=[[cell("Cell")]])
    told = spoken([words, tree.Quote([words]), tree.Listing([tree.Item([words])]), table, tree.Rule()], "en")

    marked = tree.Paragraph((tree.Spoken("en", (tree.Text("One"),)),))
    assert told[0] == marked
    assert told[1] == tree.Quote([marked])
    assert told[2] == tree.Listing([tree.Item([marked])])
    assert isinstance(told[3], tree.Table)
    assert told[3].body[0][0].inside == [tree.Paragraph((tree.Spoken("en", (tree.Text("Cell"),)),))]
    assert told[4] == tree.Rule()


def test_the_web_page_says_it_where_it_differs() -> None:
    page = web.write(paper(paragraph(ENGLISH), paragraph(Written("Svenska ord"))), swedish_words()).decode()

    assert '<span lang="en">Shared words</span>' in page
    assert 'lang="sv">Svenska' not in page


def test_word_and_opendocument_know_the_language_of_the_words() -> None:
    made = paper(paragraph(ENGLISH))

    document = ZipFile(io.BytesIO(word.write(made, swedish_words()))).read("word/document.xml").decode()
    content = ZipFile(io.BytesIO(opendocument.write(made, swedish_words()))).read("content.xml").decode()

    assert '<w:lang w:val="en"' in document
    assert 'fo:language="en"' in content


def test_the_pdf_is_read_aloud_in_the_right_voice() -> None:
    with pikepdf.open(io.BytesIO(pdf.write(paper(paragraph(ENGLISH)), swedish_words()))) as made:
        told = {str(one["/Lang"]) for one in made.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one}

    assert told == {"sv", "en"}
