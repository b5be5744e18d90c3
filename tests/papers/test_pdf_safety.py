"""Nothing that people have written has a say in how a PDF is set, nor in what that may cost."""

from dataclasses import replace

import pytest

from roadmaps.papers.bounded import Limits, TooMuch
from roadmaps.papers.pdf import write
from roadmaps.papers.tree import Figure, Link, Paragraph, Section
from tests.papers.pieces import paragraph, text
from tests.papers.random_trees import HOSTILE
from tests.papers.reading_pdf import WORDS, opened, words_in
from tests.papers.sample_chapters.timeline import DRAWING
from tests.papers.samples import a_bare_paper, a_paper
from tests.papers.sizes import a_large_paper


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


def test_more_than_may_be_used_is_refused_in_words():
    with pytest.raises(TooMuch, match="too large"):
        write(a_large_paper(), WORDS, limits=Limits(processor_seconds=1, seconds=1))
