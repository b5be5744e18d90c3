"""Pictures in somebody's text come along into every format, with what they show in words."""

import base64
import io
from dataclasses import replace
from hashlib import sha256
from zipfile import ZipFile

import page
import pikepdf
import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from roadmaps.foundation import prose
from roadmaps.papers import markdown, opendocument, pdf, web, word
from roadmaps.papers.comparing import compare
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import Changed, Heading, Link, Listing, Paragraph, Picture, Quote, Section, Table, Text
from roadmaps.papers.word.names import W
from tests.factories.files import a_picture
from tests.papers.pieces import paragraph, text
from tests.papers.samples import a_paper
from tests.papers.soundness import faults_of, told_of
from tests.papers.spoken import swedish_words

ADDRESS = "/files/0192f0aa-1111-7222-8333-444455556666"
OTHER = "/files/0192f0aa-1111-7222-8333-444455556667"
WORDS = swedish_words()
ALT = "Slåtter på Torsta i juli"


def a_shown(form: str = "PNG", size: tuple[int, int] = (400, 200), alt: str = ALT) -> Picture:
    content = a_picture(form, size)
    where = f"https://plan.example{ADDRESS}"
    digest = sha256(content).hexdigest()
    return Picture(content, digest, f"image/{form.lower()}", size[0] / 2, size[1] / 2, alt, where)


PICTURES = {ADDRESS: a_shown(), OTHER: a_shown("JPEG", alt="En annan")}


def told(markdown_text: str, **how: object) -> list:
    return blocks_of(prose.render(markdown_text, unique="test"), pictures=PICTURES, **how)


def a_paper_with(*blocks) -> object:
    return a_paper(Section(text("Kapitel"), blocks))


def test_a_picture_stands_by_itself_between_the_words_around_it() -> None:
    found = told(f"Före ![{ALT}]({ADDRESS}) efter.")

    assert found == [paragraph("Före"), PICTURES[ADDRESS], paragraph("efter.")]


def test_what_the_text_says_for_a_picture_goes_before_what_was_said_when_it_was_sent() -> None:
    assert told(f"![Andra ord]({ADDRESS})") == [replace(PICTURES[ADDRESS], alt="Andra ord")]


def test_several_pictures_in_lists_quotes_and_tables_are_all_there() -> None:
    found = told(
        f"- ![a]({ADDRESS}) ord\n- ![b]({OTHER})\n\n> ![c]({ADDRESS})\n\n| A |\n|---|\n| ![d]({ADDRESS}) |\n\n"
        f"**![e]({ADDRESS})**"
    )

    listing, quote, table, bold, picture = found
    assert isinstance(listing, Listing)
    assert [type(one) for item in listing.items for one in item.inside] == [Picture, Paragraph, Picture]
    assert isinstance(quote, Quote)
    assert [one.alt for one in quote.inside] == ["c"]
    assert isinstance(table, Table)
    assert [one.alt for one in table.body[0][0].inside] == ["d"]
    assert (text_of([bold]), picture.alt) == ("e", "e")


def test_a_link_around_a_picture_keeps_its_words_and_the_picture_follows() -> None:
    line, picture = told(f"[![{ALT}]({ADDRESS})](https://torsta.se)")

    assert line == Paragraph((Link("https://torsta.se", (Text(ALT),)),))
    assert picture == PICTURES[ADDRESS]


def test_in_headings_and_notes_a_picture_is_told_in_words() -> None:
    found = told(f"# Rubrik ![a]({ADDRESS})\n\nText[^1].\n\n[^1]: Se ![b]({ADDRESS}) där.")

    assert not [one for one in found if isinstance(one, Picture)]
    assert isinstance(found[0], Heading)
    assert text_of(found) == "Rubrik a Text. Se b där."


def test_a_picture_that_is_missing_is_told_in_words_that_lead_to_it() -> None:
    html = prose.render(f"Se ![{ALT}]({ADDRESS}).")

    assert text_of(blocks_of(html)) == f"Se {ALT}."
    linked = blocks_of(html, site="https://plan.example")[0]
    assert Link(f"https://plan.example{ADDRESS}", (Text(ALT),)) in linked.inside


@pytest.fixture(scope="module")
def paper():
    return a_paper_with(paragraph("Före."), a_shown(), a_shown("JPEG", (3000, 2500), "En annan"), paragraph("Efter."))


def test_the_pdf_shows_them_with_their_words_and_keeps_to_the_standards(paper) -> None:
    for profile, file in (("ua1", pdf.write(paper, WORDS)), ("2a", pdf.write(paper, WORDS, archive=True))):
        assert file.is_accessible
        found = page.validate_pdf_bytes(bytes(file), profile=profile).failures
        assert [one.rule_id for one in found if "STREAM-LENGTH" not in one.rule_id] == []
        with pikepdf.open(io.BytesIO(file)) as opened:
            pictures = [one for one in opened.objects if getattr(one, "get", None) and one.get("/Subtype") == "/Image"]
            alts = [str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        assert len(pictures) == 2
        assert sorted(alts) == ["En annan", ALT]


def test_the_word_file_shows_them_with_their_words(paper) -> None:
    data = word.write(paper, WORDS)
    found = told_of(data)

    assert faults_of(data) == []
    assert data == word.write(paper, WORDS)
    assert [one.get("descr") for one in found.document.iter(W("wp:docPr"))] == [ALT, "En annan"]
    kept = {name: part for name, part in found.parts.items() if name.startswith("word/media/")}
    assert sorted(name.rsplit(".")[-1] for name in kept) in (["jpg", "png"], ["jpeg", "png"])
    assert set(kept.values()) == {a_shown().content, a_shown("JPEG", (3000, 2500)).content}


def test_the_open_document_shows_them_with_their_words(paper) -> None:
    data = opendocument.write(paper, WORDS)
    with ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml").decode()
        kept = [archive.read(name) for name in archive.namelist() if name.startswith("Pictures/")]

    assert data == opendocument.write(paper, WORDS)
    assert content.count("<draw:image") == 2
    assert ALT in content
    assert sorted(kept) == sorted([a_shown().content, a_shown("JPEG", (3000, 2500)).content])


def test_the_web_page_holds_them_itself(paper) -> None:
    page_of = LexborHTMLParser(web.write(paper, WORDS).decode())
    images = page_of.css("figure.picture img")

    assert [one.attributes["alt"] for one in images] == [ALT, "En annan"]
    kind, data = images[0].attributes["src"].split(",", 1)
    assert kind == "data:image/png;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (400, 200)
    policy = page_of.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_the_markdown_leads_to_them(paper) -> None:
    written = markdown.write(paper, WORDS).decode()

    assert f"![{ALT}](<https://plan.example{ADDRESS}>)" in written
    without_a_place = a_paper_with(replace(a_shown(), address=""))
    assert ALT in markdown.write(without_a_place, WORDS).decode()
    assert "![" not in markdown.write(without_a_place, WORDS).decode()


def test_a_picture_that_came_is_shown_and_one_that_went_is_told_of_by_its_words() -> None:
    old, new = a_shown(alt="Den gamla kartan"), a_shown("JPEG", alt="Ett fotografi av älven")
    before, after = a_paper_with(paragraph("Ord."), old), a_paper_with(paragraph("Ord."), new)

    inside = compare(before, after).chapters[0].inside
    assert new in inside
    assert Paragraph((Changed("deleted", (Text("Den gamla kartan"),)),)) in inside
    assert compare(before, before).chapters[0].inside == before.chapters[0].inside


def test_a_damaged_picture_spoils_no_paper() -> None:
    broken = replace(a_shown(), content=b"\x89PNG\r\n\x1a\nnothing")

    assert pdf.write(a_paper_with(broken), WORDS)
    assert word.write(a_paper_with(broken), WORDS)
    assert opendocument.write(a_paper_with(broken), WORDS)
