"""Two papers as one: without what came it is the earlier, without what went the later."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.papers.comparing import compare
from roadmaps.papers.markdown import write
from roadmaps.papers.reading import lines_of
from roadmaps.papers.tree import (
    Badge,
    Block,
    Callout,
    Cell,
    Changed,
    Column,
    Fact,
    Facts,
    Footnote,
    Item,
    Link,
    Listing,
    Paper,
    Paragraph,
    Remark,
    Remarked,
    Section,
    Styled,
    Table,
    Text,
    Tile,
    Tiles,
)
from roadmaps.papers.web import write as write_page
from tests.papers.pieces import paragraph, text
from tests.papers.samples import a_paper
from tests.papers.small_papers import MADE_AT, chapters, paper_of, papers
from tests.papers.spoken import swedish_words


def as_of(part: Any, how: str) -> Any:
    """The part without what came (as of "deleted") or without what went (as of "inserted")."""
    if isinstance(part, tuple | list):
        return tuple(found for one in part for found in _kept(one, how))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{one.name: as_of(getattr(part, one.name), how) for one in fields(part)})
    return part


def _kept(one: Any, how: str) -> Iterator[Any]:
    if isinstance(one, Changed):
        yield from as_of(one.inside, how) if one.how == how else ()
    elif isinstance(one, Section) and one.was not in {None, how}:
        return
    else:
        yield as_of(one, how)


def said(blocks: Iterable[Block]) -> str:
    """All that is said, whatever it stands in."""
    return "".join("".join(lines_of(tuple(blocks))).split())


def compared(before: Iterable[Block], after: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of one chapter, compared."""
    one, other = (paper_of([Section(text("A"), tuple(side), anchor="a")]) for side in (before, after))
    return tuple(compare(one, other).chapters[0].inside)


def gone(words: str) -> Changed:
    return Changed("deleted", text(words))


def come(words: str) -> Changed:
    return Changed("inserted", text(words))


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[Paper, Paper]:
    """A paper and what became of it: chapters kept, left out, moved or new, and parts of them too."""
    before = draw(st.lists(chapters, max_size=3))
    after = [
        replace(one, inside=[*draw(st.permutations(list(one.inside)))[: draw(st.integers(0, 4))]]) for one in before
    ]
    after = draw(st.permutations([*after, *draw(st.lists(chapters, max_size=1))]))
    return paper_of(before), paper_of(list(after)[: draw(st.integers(0, 4))])


@given(st.tuples(papers, papers) | rewritten())
@settings(max_examples=40, deadline=None)
def test_it_holds_the_earlier_and_the_later(pair: tuple[Paper, Paper]) -> None:
    before, after = pair

    both = compare(before, after)

    assert said(as_of(both.chapters, "inserted")) == said(after.chapters)
    # What has been moved stands where it is now.
    assert sorted(said(as_of(both.chapters, "deleted"))) == sorted(said(before.chapters))


@given(papers)
@settings(max_examples=50, deadline=None)
def test_nothing_changes_nothing(paper: Paper) -> None:
    assert "Changed(" not in repr(compare(paper, paper))
    assert "was='" not in repr(compare(paper, paper))


def test_words_are_compared_and_keep_their_looks() -> None:
    before = Paragraph(
        (Text("Målet ska nås på sikt i hela landet och i "), Styled("strong", text("några delar av")), Text(" länet."))
    )
    after = Paragraph(
        (Text("Målet ska nås 2029 i hela landet och i "), Styled("strong", text("hela")), Text(" länet."))
    )

    (told,) = compared([before], [after])

    assert told == Paragraph(
        (
            Text("Målet ska nås "),
            gone("på sikt"),
            come("2029"),
            Text(" i hela landet och i "),
            Changed("deleted", (Styled("strong", text("några delar av")),)),
            Changed("inserted", (Styled("strong", text("hela")),)),
            Text(" länet."),
        )
    )


def test_another_look_or_address_is_no_other_word() -> None:
    after = Paragraph((Link("https://b.se", text("Torsta")), Text(" leder")))

    assert compared([Paragraph((Link("https://a.se", text("Torsta")), Text(" leder")))], [after]) == (after,)


def test_a_paragraph_put_between_others_leaves_them_as_they_are() -> None:
    told = compared([paragraph("Ett."), paragraph("Två.")], [paragraph("Ett."), paragraph("Nytt."), paragraph("Två.")])

    assert told == (paragraph("Ett."), Paragraph((come("Nytt."),)), paragraph("Två."))


def test_texts_with_little_in_common_are_no_mosaic() -> None:
    old, new = "Vi vill se mer skog i länet.", "Energin kommer från vatten och vind."

    assert compared([paragraph(old)], [paragraph(new)]) == (Paragraph((gone(old),)), Paragraph((come(new),)))


def test_a_section_is_known_by_its_anchor_wherever_it_is_moved() -> None:
    activity = Section(text("Kurs"), (paragraph("Vi håller en kurs."),), anchor="k")
    later = replace(activity, inside=(paragraph("Vi håller två kurser."),))
    goals = [Section(text("Ett"), (activity,), anchor="1"), Section(text("Två"), (), anchor="2")]

    one, two = compared(goals, [Section(text("Ett"), (), anchor="1"), Section(text("Två"), (later,), anchor="2")])

    assert one == replace(goals[0], inside=())
    assert isinstance(two, Section)
    (moved,) = two.inside
    assert isinstance(moved, Section)
    assert moved.was is None
    assert "Changed('deleted'" not in repr(one)
    assert come("två kurser") in moved.inside[0].inside  # type: ignore[union-attr]


def test_sections_that_came_or_went_say_so_at_their_heading() -> None:
    old, new = (Section(text(name), (paragraph("Text."),), anchor=name) for name in ("Gammal", "Ny"))

    assert compared([old], [new]) == (
        replace(old, was="deleted", is_listed=False),
        replace(new, was="inserted"),
    )


def test_what_was_moved_out_of_a_section_that_went_is_not_told_as_gone() -> None:
    inner = Section(text("Kvar"), (paragraph("Text."),), anchor="inner")
    outer = Section(text("Borta"), (inner, paragraph("Bort.")), anchor="outer")

    went, kept = compared([outer], [inner])

    assert kept == inner
    assert isinstance(went, Section)
    assert went.inside == (Paragraph((gone("Bort."),)),)


def test_a_new_state_is_told_in_words() -> None:
    before = Section(text("Kurs"), (), anchor="k", badges=(Badge("Pågår"),))

    (told,) = compared([before], [replace(before, badges=(Badge("Klar"),))])

    assert isinstance(told, Section)
    line = (Changed("deleted", (Badge("Pågår"),)), Changed("inserted", (Badge("Klar"),)))
    assert (told.badges, told.inside) == ((), (Paragraph(line),))


def test_lists_are_compared_by_item_and_facts_by_label() -> None:
    def listing(*items: str) -> Listing:
        return Listing([Item((paragraph(one),)) for one in items])

    def facts(**entries: str) -> Facts:
        return Facts([Fact(text(label), (paragraph(value),)) for label, value in entries.items()])

    told = compared(
        [listing("skog", "vatten"), facts(Slut="2028", Leder="Torsta")],
        [listing("skog", "vind", "vatten"), facts(Slut="2029", Leder="Torsta", Plats="Åre")],
    )

    assert told == (
        Listing(
            [Item((paragraph("skog"),)), Item((Paragraph((come("vind"),)),)), Item((paragraph("vatten"),))],
        ),
        Facts(
            [
                Fact(text("Slut"), (Paragraph((gone("2028"), come("2029"))),)),
                Fact(text("Leder"), (paragraph("Torsta"),)),
                Fact((come("Plats"),), (Paragraph((come("Åre"),)),)),
            ]
        ),
    )


def a_table(caption: str, head: str, *rows: str) -> Table:
    def cells(words: str) -> list[Cell]:
        return [Cell((paragraph(word),) if word != "-" else ()) for word in words.split()]

    return Table(caption, [Column()] * len(head.split()), [cells(head)], [cells(row) for row in rows], True)


def test_tables_are_compared_by_row_and_by_column() -> None:
    before = a_table("Vem gör vad", "Aktivitet Torsta Peak", "Kurs leder -", "Resa - leder")
    after = a_table("Vem gör vad", "Aktivitet Torsta Almi Peak", "Kurs leder deltar -", "Prov - leder -")

    (told,) = compared([before], [after])

    assert isinstance(told, Table)
    assert [len(row) for row in (*told.head, *told.body)] == [4] * 4
    assert said([told]) == said([after]).replace("Prov", "Resaleder" + "Prov")
    assert said(as_of((told,), "deleted")) == said([before])


def test_a_table_of_another_build_is_told_as_gone_and_come() -> None:
    before = a_table("T", "a b", "c d")
    after = replace(a_table("T", "a b", "c d"), body=[[Cell((paragraph("c d"),), span=2)]])

    told = compared([before], [after])

    assert said(as_of(told, "deleted")) == said([before])
    assert said(as_of(told, "inserted")) == said([after])


def test_figures_at_a_glance_and_callouts_are_compared_in_words() -> None:
    before: list[Block] = [
        Tiles([Tile("6", "mål"), Tile("3", "aktiviteter")]),
        Callout("Obs", (paragraph("Två saknar ledare."),)),
    ]
    after: list[Block] = [
        Tiles([Tile("7", "mål"), Tile("3", "aktiviteter")]),
        Callout("Obs", (paragraph("En saknar ledare."),)),
    ]

    told = compared(before, after)

    assert said(as_of(told, "deleted")) == said(before)
    assert said(as_of(told, "inserted")) == said(after)
    assert isinstance(told[0], Listing)
    assert isinstance(told[1], Callout)


def test_a_remark_on_words_that_were_split_is_made_once() -> None:
    remark = Remark("Aila", MADE_AT, "Hur?")
    before = [paragraph("Vi ska nå målet snart nog.")]
    after = [Paragraph((Remarked(remark, text("Vi ska nå hela målet snart nog.")),))]

    assert repr(compared(before, after)).count("Remark(") == 1


def test_another_note_is_another_word() -> None:
    before, after = (Paragraph((Text("Ord"), Footnote((paragraph(note),)))) for note in ("Förr.", "Nu."))

    told = compared([before], [after])

    assert repr(told).count("Changed(") == 2


def test_what_tells_of_changes_itself_is_taken_for_what_it_says_now() -> None:
    told = Paragraph((Text("Nu "), gone("förr"), come("senare")))

    assert compared([paragraph("Nu senare")], [told]) == (paragraph("Nu senare"),)


def test_a_comparison_can_be_written() -> None:
    before = a_paper()
    after = replace(before, chapters=(before.chapters[2], before.chapters[0]))

    both = compare(before, after)

    assert "(Borttaget)" in write(both, swedish_words()).decode()
    assert b'class="badge deleted"' in write_page(both, swedish_words())
