"""The division of responsibility: activities by organisations, as a wide table."""

from collections.abc import Iterator, Mapping

from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import cell, line_cell, link, listing, paragraph
from roadmaps.papers.tree import Block, Cell, Column, Paragraph, Section, Table, Text
from roadmaps.plan.rows import Share
from roadmaps.responsibilities.matrix import Matrix, Row, matrix_of
from roadmaps.roadmap.kinds.choices import Part as Sort
from roadmaps.roadmap.kinds.choices import word_of
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making

# With so many organisations there is room for whole words; with more, for letters.
MOST_IN_WORDS = 5
# A sheet on its side holds so many columns; further organisations come in a table of their own.
MOST_COLUMNS = 24
# More than so many need a sheet on its side.
MOST_UPRIGHT = 9
_UNLED = "*"
_LETTERS: Mapping[Sort, str] = {
    Sort.LEADS: N_("L"),
    Sort.TAKES_PART: N_("T"),
    Sort.CONSULTED: N_("C"),
    Sort.INFORMED: N_("I"),
}


def responsibilities(making: Making) -> Section | None:
    """Who leads, takes part, is consulted and is informed."""
    matrix = matrix_of(making.plan.activities)
    if not matrix.columns:
        return None
    return making.part(Part.RESPONSIBILITIES, list(_inside(making, matrix)))


def _inside(making: Making, matrix: Matrix) -> Iterator[Block]:
    in_letters = len(matrix.columns) > MOST_IN_WORDS
    if in_letters:
        yield paragraph(_key(making, matrix))
    for start in range(0, len(matrix.columns), MOST_COLUMNS):
        yield _table(making, matrix, slice(start, start + MOST_COLUMNS), in_letters=in_letters)
    if alone := [row for row in matrix.rows if not any(row.shares)]:
        titles = [(link(making.at(row.activity.id), row.activity.title),) for row in alone]
        yield Section(making.line(N_("No organisation has a part in these yet")), [listing(titles)], is_listed=False)


def _key(making: Making, matrix: Matrix) -> str:
    told = [f"{making.say(letter)} – {making.words.translate((word_of(part),))}" for part, letter in _LETTERS.items()]
    told.append(f"({making.say(_LETTERS[Sort.LEADS])}) – {making.words.translate((N_('Proposed to lead'),))}")
    if any(row.activity.lead is None for row in matrix.rows if any(row.shares)):
        told.append(f"{_UNLED} – {making.words.translate((N_('No organisation leads it yet'),))}")
    return "; ".join(told) + "."


def _table(making: Making, matrix: Matrix, those: slice, *, in_letters: bool) -> Table:
    columns = matrix.columns[those]
    return Table(
        caption=making.say(N_("Who leads, takes part, is consulted and is informed")),
        columns=[Column(share=6), *[Column("center", share=1)] * len(columns)],
        head=[[cell(making.say(N_("Activity"))), *(cell(column.name) for column in columns)]],
        body=[
            [
                _title(making, row, in_letters=in_letters),
                *(_part(making, share, in_letters=in_letters) for share in row.shares[those]),
            ]
            for row in matrix.rows
            if any(row.shares[those])
        ],
        has_row_heads=True,
        is_wide=len(columns) > MOST_UPRIGHT,
    )


def _title(making: Making, row: Row, *, in_letters: bool) -> Cell:
    title = link(making.at(row.activity.id), row.activity.title)
    if row.activity.lead:
        return line_cell([title])
    if in_letters:
        return line_cell([title, Text(f" {_UNLED}")])
    return Cell([Paragraph([title]), Paragraph(making.line(N_("No organisation leads it yet")), style="small")])


def _part(making: Making, share: Share | None, *, in_letters: bool) -> Cell:
    if share is None:
        return cell("")
    if not in_letters:
        return cell(making.words.translate(_word(share)))
    if share.is_declined:
        return cell("–")
    letter = making.say(_LETTERS[share.part])
    return cell(f"({letter})" if share.is_only_proposed else letter)


def _word(share: Share) -> str:
    if share.is_declined:
        return N_("Has declined to lead")
    return N_("Proposed to lead") if share.is_only_proposed else word_of(share.part)
