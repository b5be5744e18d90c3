"""A paper as Markdown: read again, it says the same."""

import re
import unicodedata
from collections import Counter

from hypothesis import example, given, settings

from roadmaps.foundation import prose
from roadmaps.papers.markdown import write
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import (
    Cell,
    Changed,
    Code,
    Column,
    Fact,
    Facts,
    Footnote,
    Heading,
    Item,
    Link,
    Listing,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
)
from tests.papers.pieces import paragraph, text
from tests.papers.samples import a_bare_paper, a_paper
from tests.papers.small_papers import paper_of, papers
from tests.papers.spoken import swedish_words


def written(paper: Paper) -> str:
    """The paper as Markdown."""
    return write(paper, swedish_words()).decode()


def part(*blocks: object) -> str:
    """What blocks become, without what stands around them."""
    return written(paper_of([Section(text("A"), blocks)])).partition("## A\n\n")[2].rstrip("\n")  # type: ignore[arg-type]


@given(papers)
@settings(max_examples=150, deadline=None)
@example(paper_of([Section((Text("# 1"),), (Paragraph((Text("1. ja"),)), Paragraph((Text("- nej \\"),))))]))
def test_read_again_no_word_is_missing(paper: Paper) -> None:
    there = Counter(_letters(text_of(paper.chapters)))

    here = Counter(_letters(text_of(blocks_of(prose.render(written(paper)), site="https://plan.example"))))

    assert there - here == Counter()


def _letters(words: str) -> list[str]:
    """Letters and digits alone: signs may have parted words that stood against each other."""
    return re.findall(r"\w", unicodedata.normalize("NFKC", words))


def test_what_people_wrote_is_no_markdown() -> None:
    for words in (
        "# ej rubrik",
        "- ej lista",
        "1. ej nummer",
        "> ej citat",
        "*ej* _ej_ `ej`",
        "[ej](länk)",
        "<b>ej</b>",
    ):
        assert prose.render(part(paragraph(words))) == prose.render("x").replace(
            "x", words.replace("<", "&lt;").replace(">", "&gt;")
        )


def test_two_lists_that_follow_each_other_stay_two() -> None:
    listing = Listing([Item((paragraph("a"),))])

    assert part(listing, listing, listing) == "- a\n\n* a\n\n- a"


def test_lists_lie_within_lists_and_facts() -> None:
    inner = Listing([Item((paragraph("b"),)), Item((paragraph("c"),))], 9)

    assert part(Listing([Item((paragraph("a"), inner))])) == "- a\n  9. b\n  10. c"
    assert part(Facts([Fact(text("L"), (inner,)), Fact(text("M"), (paragraph("m"),))])) == (
        "- **L:**\n  9. b\n  10. c\n- **M:** m"
    )


def test_a_table_has_one_row_of_heads_and_no_loose_pipes() -> None:
    table = Table(
        "T",
        (Column(), Column("right")),
        ((Cell((paragraph("a"),)), Cell((paragraph("b"),))), (Cell(()), Cell((paragraph("c|d"),)))),
        ((Cell((Paragraph((Code("x|y"),)), paragraph("z")), span=2),),),
    )

    assert part(table) == "**Tabell 1.** T\n\n| a | b – c\\|d |\n| --- | --: |\n| `x\\|y` · z |  |"


def test_changes_are_marked_and_explained_once() -> None:
    paper = a_paper(Section(text("A"), (Paragraph((Changed("deleted", text("a")), Changed("inserted", text("b")))),)))

    assert "{++Tillagt++} {--Borttaget--}" in written(paper)
    assert "{--a--}{++b++}" in written(paper)
    assert "{++" not in part(paragraph("a"))


def test_links_that_could_break_out_are_words() -> None:
    hostile = Paragraph((Link("javascript:alert(1)", text("a")), Link("https://x.se/)](javascript:b)", text("c"))))

    assert "](javascript" not in part(hostile)


def test_notes_follow_at_the_end_with_all_that_lies_in_them() -> None:
    note = Footnote((paragraph("Ett."), Listing([Item((paragraph("två"),))])))

    assert part(Paragraph((Text("Ord"), note))) == "Ord[^1]\n\n[^1]: Ett.\n    - två"


def test_headings_are_never_deeper_than_six() -> None:
    section = Section(text("G"), (Heading(text("H"), 3),))
    for _ in range(6):
        section = Section(text("S"), (section,))

    assert re.findall(r"^#+", written(a_paper(section)), re.MULTILINE)[-1] == "######"


def test_a_paper_without_anything_is_its_title() -> None:
    assert written(a_bare_paper()) == "# Tom färdplan\n"


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert written(a_paper()) == written(a_paper())
