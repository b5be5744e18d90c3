"""The web page of a paper: all that it says, in HTML that needs nothing else."""

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import Any

import html5lib
import pytest

from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import (
    Cell,
    Column,
    Drawing,
    Figure,
    Footnote,
    Link,
    Listing,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
    Tone,
)
from roadmaps.papers.web import write
from tests.cases import check_html
from tests.papers.pieces import paragraph, text
from tests.papers.samples import a_bare_paper, a_paper
from tests.papers.spoken import swedish_words

HOSTILE = "</style></title><script>alert(1)</script>\"'{{ 7*7 }}\\"


def page_of(paper: Paper) -> str:
    """The page as text."""
    return write(paper, swedish_words()).decode()


def parsed(page: str) -> Any:
    """The page as a browser understands it."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def shown(page: str) -> str:
    """The words of the body, with single spaces."""
    body = page.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("paper", [a_paper(), a_bare_paper()], ids=["full", "bare"])
def test_the_page_is_whole_by_the_rules_of_html(paper: Paper) -> None:
    page = page_of(paper)

    assert parsed(page).find("head/title").text == paper.identity.title
    identities = re.findall(r'\sid="([^"]+)"', page)
    assert len(identities) == len(set(identities))
    assert all(f'id="{place}"' in page for place in re.findall(r'href="#([^"]+)"', page))


def test_no_word_is_missing() -> None:
    paper = a_paper()

    page = shown(page_of(paper))

    told = page + " ".join(figure.alt for figure in paper.chapters[3].inside if isinstance(figure, Figure))
    missing = set(re.findall(r"\w+", text_of((*paper.chapters, *paper.colophon)))) - set(re.findall(r"\w+", told))
    assert missing <= {"CO2", "m2", "siktsenast"}, "tags part these"
    for label, value in paper.cover.facts:
        assert label in page
        assert text_of((Paragraph(value),)) in page


def test_headings_leap_over_none() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page_of(a_paper()))]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = page_of(a_paper())

    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link rel=\"(?!canonical)|@import|url\(|<img|<iframe", page)


def test_what_people_wrote_is_text_wherever_it_stands() -> None:
    paper = a_paper(
        Section(
            text(HOSTILE),
            (
                paragraph(HOSTILE),
                Paragraph((Link("javascript:alert(1)", text("a")), Link('https://x.se/"><script>', text("b")))),
                Figure(Drawing("<svg xmlns='http://www.w3.org/2000/svg'/>", 1, 1), HOSTILE, HOSTILE),
                Table(HOSTILE, [Column()], [[Cell((paragraph(HOSTILE),))]], []),
            ),
            anchor=HOSTILE,
        )
    )
    paper = replace(
        paper,
        identity=replace(paper.identity, title=HOSTILE, keywords=(HOSTILE,), address=HOSTILE, code=HOSTILE),
        cover=replace(paper.cover, title=HOSTILE, color=HOSTILE),
        running_title=HOSTILE,
        running_note=HOSTILE,
        foot=HOSTILE,
    )

    page = page_of(paper)

    tree = parsed(page)
    assert tree.findall(".//script") == []
    assert len(tree.findall(".//style")) == 1
    assert tree.find("head/title").text == HOSTILE
    assert "javascript:" not in page
    body = page.partition("<body>")[2].partition("</body>")[0]
    harmful = [one for one in check_html.check(body) if one.level >= check_html.Level.EXEC]
    assert harmful == []


@pytest.mark.parametrize(
    "svg",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><a href='javascript:alert(1)'><text>x</text></a></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://x.se/a.png'/><rect fill='URL(https://x.se)'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><p>a</p></foreignObject><style>*{}</style></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>",
        "<svg",
        "<p>a</p>",
    ],
)
def test_a_drawing_is_shapes_and_words_only(svg: str) -> None:
    page = page_of(a_paper(Section(text("A"), (Figure(Drawing(svg, 1, 1), "Alt", "Figur"),))))

    body = page.partition("<body>")[2]
    assert not re.search(r"(?i)alert|x\.se|foreignobject|<style|entity|<image", body)


def test_figures_are_called_by_what_they_show() -> None:
    page = page_of(a_paper())

    assert 'role="img" aria-label="Tre staplar över åren 2026 till 2035' in page
    assert "Figur 1." in page
    assert "Tabell 2." in page


def test_notes_lead_there_and_back() -> None:
    page = page_of(a_paper(Section(text("A"), (Paragraph((Text("Ord"), Footnote((paragraph("Not."),)))),))))

    assert '<a id="note-mark-1" href="#note-1" role="doc-noteref">1</a>' in page
    assert re.search(
        r'<li id="note-1"><p>Not\.</p>\s*<a href="#note-mark-1" role="doc-backlink" aria-label="[^"]+">', page
    )


def test_changes_and_remarks_are_told_in_words() -> None:
    page = shown(page_of(a_paper()))

    assert "[Borttaget: på sikt ]" in page
    assert "[Tillagt: senast 2029 ]" in page
    assert "Kommentar 1 Aila Tomasson , 2 november 2026" in page


def test_an_address_that_leads_nowhere_in_the_paper_is_words() -> None:
    page = page_of(a_paper(Section(text("A"), (Paragraph((Link("#borta", text("dit")),)),))))

    assert "dit" in page
    assert "#borta" not in page


def test_long_contents_name_the_chapters_only() -> None:
    cards = [Section(text(f"Mål {number}"), (), anchor=f"goal-{number}") for number in range(200)]

    page = page_of(a_paper(Section(text("Mål"), cards, anchor="goals")))

    contents = page.partition("<nav")[2].partition("</nav>")[0]
    assert 'href="#goals"' in contents
    assert "goal-1" not in contents


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write(a_paper(), swedish_words()) == write(a_paper(), swedish_words())


def test_cells_say_which_row_and_column_they_belong_to() -> None:
    row = (Cell((paragraph("Summa"),)), Cell((paragraph("3"), Listing(())), span=2, tone=Tone.GOOD))
    table = Table("T", (Column(), Column("right"), Column()), ((Cell(()), Cell((paragraph("A"),))),), (row,), True)

    page = page_of(a_paper(Section(text("A"), (table,))))

    assert '<th scope="col" class="right">A</th>' in page
    assert '<th scope="row">Summa</th>' in page
    assert '<td colspan="2" class="right tone-good">3' in page
