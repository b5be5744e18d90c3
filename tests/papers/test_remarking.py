from datetime import UTC, datetime

import pytest

from roadmaps.papers.plain import line, listing, paragraph
from roadmaps.papers.reading import text_of, words_of
from roadmaps.papers.remarking import remarked
from roadmaps.papers.tree import Break, Footnote, Heading, Link, Paragraph, Quote, Remark, Remarked, Styled, Text

REMARK = Remark("Tove", datetime(2026, 11, 21, tzinfo=UTC), "Hur?")
LINE = (
    Text("Mer av "),
    Styled("strong", (Text("skogens "), Link("#a", line("råvara")))),
    Footnote((paragraph("En not."),)),
    Text(" förädlas"),
    Break(),
    Text("här."),
)


def marked_words(found) -> list[str]:
    if isinstance(found, Remarked):
        return [words_of((found,))]
    inside = getattr(found, "inside", None) or getattr(found, "items", None) or ()
    return [words for one in inside if not isinstance(one, str) for words in marked_words(one)]


@pytest.mark.parametrize(
    "passage",
    ["Mer", "av skogens", "skogens råvara förädlas", "råv", "förädlas här.", "Mer av skogens råvara förädlas här."],
)
def test_a_remark_stands_at_its_words_wherever_styles_begin_and_end(passage: str) -> None:
    [block] = remarked([Paragraph(LINE)], passage, REMARK)

    assert marked_words(block) == [passage]
    assert words_of(block.inside) == words_of(LINE)


@pytest.mark.parametrize(
    "block",
    [
        Heading(line("Ett ord här"), 1),
        Quote((paragraph("Ett ord här"),)),
        listing([line("Annat"), line("Ett ord här")]),
    ],
    ids=["heading", "quote", "list"],
)
def test_it_finds_its_words_in_headings_quotes_and_lists(block) -> None:
    found = remarked([paragraph("Först"), block], "ord", REMARK)

    assert marked_words(found[1]) == ["ord"]
    assert text_of(found).startswith("Först")


@pytest.mark.parametrize("passage", ["", "Något annat", "En not."])
def test_words_that_stand_nowhere_bear_no_remark(passage: str) -> None:
    assert remarked([Paragraph(LINE)], passage, REMARK) is None
