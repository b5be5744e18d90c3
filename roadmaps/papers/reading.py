"""The words of a paper without their looks: for names of things, for comparing, for counting."""

from collections.abc import Iterable, Iterator

from roadmaps.papers import tree


def words_of(line: tree.Line) -> str:
    """A line as one text. Notes and remarks are beside it, not in it."""
    return "".join(_words(line))


def _words(line: tree.Line) -> Iterator[str]:
    for one in line:
        match one:
            case tree.Text(text) | tree.Code(text) | tree.Badge(text):
                yield text
            case tree.Break():
                yield " "
            case tree.Footnote():
                pass
            case _:
                yield from _words(one.inside)


def lines_of(blocks: Iterable[tree.Block]) -> Iterator[str]:
    """Every line of the blocks, in reading order, those of notes after the line that refers to them."""
    for block in blocks:
        yield from _own(block)
        yield from lines_of(within(block))


def within(block: tree.Block) -> Iterator[tree.Block]:
    """The blocks that lie in a block, labels and captions among them, in reading order."""
    match block:
        case tree.Listing(items):
            yield from (one for item in items for one in item.inside)
        case tree.Quote(inside) | tree.Callout(_, inside):
            yield from inside
        case tree.Section():
            yield from block.inside
        case tree.Facts(entries):
            for fact in entries:
                yield tree.Paragraph(fact.label)
                yield from fact.inside
        case tree.Table():
            yield tree.Paragraph((tree.Text(block.caption),))
            yield from (one for row in (*block.head, *block.body) for cell in row for one in cell.inside)
        case tree.Figure():
            yield from (block.table,) if block.table else ()


def _own(block: tree.Block) -> Iterator[str]:
    match block:
        case tree.Paragraph(inside) | tree.Heading(inside):
            yield from _line(inside)
        case tree.CodeBlock(text):
            yield text
        case tree.Tiles(tiles):
            yield from (f"{tile.number} {tile.label}" for tile in tiles)
        case tree.Callout(title):
            yield title
        case tree.Figure():
            yield from (block.caption, block.alt)
        case tree.Picture():
            yield block.alt
        case tree.Section():
            yield from _line(block.title)
            yield from (badge.text for badge in block.badges)
            yield from _remarks(block.remarks)


def text_of(blocks: Iterable[tree.Block]) -> str:
    """All words of the blocks, with one space between lines."""
    return " ".join(line for line in lines_of(blocks) if line)


def _line(line: tree.Line) -> Iterator[str]:
    yield words_of(line)
    for one in _beside(line):
        match one:
            case tree.Footnote(inside):
                yield from lines_of(inside)
            case tree.Remark():
                yield from _remarks((one,))


def _beside(line: tree.Line) -> Iterator[tree.Footnote | tree.Remark]:
    for one in line:
        match one:
            case tree.Footnote():
                yield one
            case tree.Remarked(remark, inside):
                yield remark
                yield from _beside(inside)
            case tree.Styled() | tree.Spoken() | tree.Link() | tree.Changed():
                yield from _beside(one.inside)


def _remarks(remarks: Iterable[tree.Remark]) -> Iterator[str]:
    for one in remarks:
        yield one.text
        yield from _remarks(one.answers)
