"""Blocks of the tree as pandoc's, with directions for what pandoc has no word for."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from roadmaps.papers import tree, words
from roadmaps.papers.pandoc import nodes
from roadmaps.papers.pandoc.columns import has_upright_head, longest_in_head, widths_of
from roadmaps.papers.pandoc.directions import direction, direction_within
from roadmaps.papers.pandoc.lines import Abilities, Lines, Where, badge
from roadmaps.papers.pandoc.measures import IN_A_CELL, PAGE, PAGE_SIDEWAYS, fitted, picture_fitted, whole_row
from roadmaps.papers.pandoc.nodes import Node
from roadmaps.papers.pandoc.texts import fit, fit_lines, words_below, words_in
from roadmaps.papers.words import Words

DEEPEST_IN_CONTENTS = 3
_DEEPEST_HEADING = 9
_DEEPEST, _DEEPEST_LIST = 10, 6
_LONGEST_LABEL = 24
_TILES_IN_A_ROW = 5
_PLACEHOLDER = "\ue000"


@dataclass(frozen=True)
class Place:
    """Where blocks stand: under which level of headings, how deep, and in what."""

    level: int = 0
    depth: int = 0
    lists: int = 0
    within: Literal["", "block", "cell"] = ""
    where: Where = Where()  # noqa: RUF009 - a frozen value

    def inside(self, within: Literal["block", "cell"]) -> "Place":
        """Within a list, a quote or a cell, where no headings are."""
        return replace(self, depth=self.depth + 1, within="cell" if self.within == "cell" else within)


class Blocks:
    """Writes blocks of one paper. `pictures` holds its drawings as PNG; what is not there is told in words."""

    def __init__(
        self, paper: tree.Paper, said: Words, abilities: Abilities, pictures: Mapping[tree.Drawing, bytes]
    ) -> None:
        self.lines = Lines(
            paper, said, abilities, lambda blocks, where: self.write(blocks, Place(within="block", where=where))
        )
        self._words, self._pictures, self._abilities = said, pictures, abilities
        self._numbers = {words.TABLE: 0, words.FIGURE: 0}

    def write(self, blocks: Iterable[tree.Block], place: Place) -> list[Node]:
        """The blocks, one after the other."""
        return [node for block in blocks for node in self._one(block, place)]

    def _one(self, block: tree.Block, place: Place) -> list[Node]:  # noqa: C901, PLR0912 - one case a kind
        if place.depth > _DEEPEST:
            return _plain(words_below(block))
        match block:
            case tree.Paragraph():
                return self._paragraph(block, place)
            case tree.Heading(inside, rank):
                return self._heading(inside, place.level + max(rank, 1), place)
            case tree.Listing():
                return self._listing(block, place)
            case tree.Quote(inside):
                quoted = self.write(inside, place.inside("block"))
                return [nodes.quote(quoted)] if quoted else []
            case tree.CodeBlock(text):
                return [nodes.lines_of_code("\n".join(fit_lines(text)))] if text.strip() else []
            case tree.Rule():
                return [nodes.styled("Rule", nodes.paragraph([nodes.words("\u00a0")]))]
            case tree.Facts():
                return [node for fact in block.entries for node in self._fact(fact, block, place)]
            case tree.Table():
                return self._table(block, place)
            case tree.Figure():
                return self._figure(block, place)
            case tree.Picture():
                return _picture(block, place)
            case tree.Tiles():
                return self._tiles(block)
            case tree.Callout():
                return self._callout(block, place)
            case tree.Section():
                return self.section(block, place)

    # --- text ---

    def _paragraph(self, block: tree.Paragraph, place: Place) -> list[Node]:
        line = self.lines.write(block.inside, place.where)
        if not line:
            return []
        if block.style == "plain":
            return [nodes.close(line) if place.within == "cell" else nodes.paragraph(line)]
        return [nodes.styled("Lead" if block.style == "lead" else "Small", nodes.paragraph(line))]

    def _heading(
        self, inside: tree.Line, level: int, place: Place, *, anchor: str = "", is_listed: bool = False
    ) -> list[Node]:
        if not words_in(inside) and not (place.where.was or _has_gone(inside)):
            return []
        line = self.lines.write(inside, place.where)
        return self.headed(line, level, place, anchor=anchor, is_listed=is_listed) if line else []

    def headed(self, line: list[Node], level: int, place: Place, *, anchor: str, is_listed: bool) -> list[Node]:
        """A heading of words that are written already."""
        if place.within:
            return [nodes.styled("InnerHeading", nodes.paragraph(line))]
        level = min(level, _DEEPEST_HEADING)
        asks = [] if is_listed or level > DEEPEST_IN_CONTENTS else [direction("unlisted")]
        return [*asks, nodes.heading(level, [nodes.span((), anchor=anchor), *line] if anchor else line)]

    def _listing(self, block: tree.Listing, place: Place) -> list[Node]:
        place = replace(place.inside("block"), lists=place.lists + 1)
        items = [written for item in block.items if (written := self._item(item, place))]
        if not items:
            return []
        if place.lists > _DEEPEST_LIST:
            return [node for item in items for node in item]
        return [nodes.bullets(items) if block.start is None else nodes.numbers(items, max(block.start, 0))]

    def _item(self, item: tree.Item, place: Place) -> list[Node]:
        blocks = item.inside
        if item.is_done is not None:
            first = blocks[0] if blocks and isinstance(blocks[0], tree.Paragraph) else tree.Paragraph(())
            rest = blocks[1:] if blocks and isinstance(blocks[0], tree.Paragraph) else blocks
            state = tree.Text(f" – {self._words.say(words.DONE if item.is_done else words.NOT_DONE).lower()}")
            blocks = [replace(first, inside=(*first.inside, state)), *rest]
        written = self.write(blocks, place)
        if written and written[0]["t"] == "Para":
            written[0] = nodes.close(written[0]["c"])
        if item.is_done is not None and self._abilities.changes and written[0]["t"] == "Plain":
            # For Word, pandoc makes these signs the bullets of a list of tasks.
            sign = nodes.words("\u2612" if item.is_done else "\u2610")
            written[0] = nodes.close([sign, nodes.space(), *written[0]["c"]])
        return written

    # --- labels with values ---

    def _fact(self, fact: tree.Fact, facts: tree.Facts, place: Place) -> list[Node]:
        label = self.lines.write(fact.label, place.where)
        values = self.write(fact.inside, place.inside("block"))
        first = values[0] if values else nodes.paragraph([nodes.words("–")])
        fits = len(words_in(fact.label)) <= _LONGEST_LABEL and place.within != "cell"
        if facts.are_short and fits and first["t"] in {"Para", "Plain"}:
            line = [nodes.span(label, "FactLabel"), nodes.words("\t"), *first["c"]]
            more = values[1:]
            return [nodes.styled("Fact", nodes.paragraph(line)), *([nodes.styled("FactMore", *more)] if more else [])]
        return [nodes.styled("FactTitle", nodes.paragraph(label or [nodes.words("–")])), *(values or [first])]

    def _callout(self, block: tree.Callout, place: Place) -> list[Node]:
        title = fit(block.title).strip()
        inside = self.write(block.inside, place.inside("block"))
        heading = [nodes.styled("CalloutTitle", nodes.paragraph([nodes.words(title)]))] if title else []
        if not heading and not inside:
            return []
        body = [nodes.styled("Callout", *inside)] if inside else []
        return [direction("callout", tone=block.tone.value), *heading, *body, direction("callout-end")]

    # --- tables and figures ---

    def _table(self, table: tree.Table, place: Place, *, anchor: str = "") -> list[Node]:
        count = len(table.columns)
        head = [whole_row(row, count) for row in table.head]
        body = [whole_row(row, count) for row in table.body]
        if not count or not (head or body):
            return []
        is_sideways = table.is_wide and not place.within
        table = replace(table, head=head, body=body, is_wide=is_sideways)
        widths = widths_of(table)
        is_upright = has_upright_head(table, widths)
        anchor = anchor or self.lines.places.of(table)
        inside = place.inside("cell")
        of_head = replace(inside, where=replace(inside.where, links=False, notes=False))
        asked = direction(
            "table",
            caption=fit(table.caption),
            widths=[round(width, 4) for width in widths],
            aligns=[column.align for column in table.columns],
            head=len(head),
            row_heads=table.has_row_heads,
            sideways=is_sideways,
            upright=longest_in_head(table) if is_upright else 0,
            spans=[[cell.span for cell in row] for row in (*head, *body)],
            tones=[[cell.tone.value if cell.tone else "" for cell in row] for row in (*head, *body)],
        )
        written = nodes.table(
            [(column.align, width) for column, width in zip(table.columns, widths, strict=True)],
            [self._row(row, of_head) for row in head],
            [self._row(row, inside) for row in body],
            1 if table.has_row_heads else 0,
        )
        blocks = [*self._caption(words.TABLE, table.caption, anchor, "TableCaption"), asked, written]
        if not is_sideways:
            return [*blocks, direction("table-end")]
        return [direction("sideways"), *blocks, direction("table-end"), direction("upright")]

    def _row(self, row: Sequence[tree.Cell], place: Place) -> list[list[object]]:
        return [nodes.cell(self.write(cell.inside, place), cell.span) for cell in row]

    def _caption(self, label: str, caption: str, anchor: str, style: str) -> list[Node]:
        if not (caption := fit(caption).strip()):
            return []
        self._numbers[label] += 1
        before, after = self._words.say(label, number=_PLACEHOLDER).split(_PLACEHOLDER)
        number = direction_within(
            "number", of="Table" if label == words.TABLE else "Figure", number=self._numbers[label]
        )
        label_words = nodes.span([*_words(before), number, *_words(after)], "CaptionLabel")
        here = [nodes.span((), anchor=anchor)] if anchor else []
        return [nodes.styled(style, nodes.paragraph([*here, label_words, nodes.words(f" {caption}")]))]

    def _figure(self, figure: tree.Figure, place: Place) -> list[Node]:
        anchor = self.lines.places.of(figure)
        picture = self._pictures.get(figure.drawing)
        alt = fit(figure.alt).strip() or fit(figure.caption).strip()
        if picture is None:
            shown = _plain(alt)
        else:
            is_sideways = _is_sideways(figure, place)
            room = IN_A_CELL if place.within == "cell" else PAGE_SIDEWAYS if is_sideways else PAGE
            width, height = fitted(figure, room)
            address = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
            shown = [
                direction("figure", alt=alt, caption=fit(figure.caption)),
                nodes.styled("Figure", nodes.paragraph([nodes.image(alt or "–", address, width, height)])),
            ]
        shown += self._caption(words.FIGURE, figure.caption, anchor, "FigureCaption")
        if picture is not None and figure.fills_page and not place.within:
            shown = (
                [direction("sideways"), *shown, direction("upright")] if is_sideways else [direction("page"), *shown]
            )
        return shown + (self._table(figure.table, place) if figure.table else [])

    def _tiles(self, block: tree.Tiles) -> list[Node]:
        """A table of one row: what is counted stands in the head, and the number below."""
        written: list[Node] = []
        rows = -(-len(block.tiles) // _TILES_IN_A_ROW) or 1
        size = -(-len(block.tiles) // rows) or 1
        for start in range(0, len(block.tiles), size):
            tiles = block.tiles[start : start + size]
            head = [nodes.cell([nodes.styled("TileLabel", nodes.paragraph(_words(fit(tile.label))))]) for tile in tiles]
            body = [
                nodes.cell([nodes.styled("TileNumber", nodes.paragraph(_words(fit(tile.number))))]) for tile in tiles
            ]
            widths = [1 / size] * len(tiles)
            asked = direction("tiles", caption=", ".join(fit(tile.label) for tile in tiles), widths=widths)
            written += [
                asked,
                nodes.table([("left", width) for width in widths], [head], [body], 0),
                direction("table-end"),
            ]
        return written

    # --- sections ---

    def section(self, section: tree.Section, place: Place) -> list[Node]:
        """The heading, and what stands under it, one level deeper."""
        where = replace(place.where, was=place.where.was or section.was)
        place = replace(place, where=where)
        inner = replace(place, level=place.level + 1, depth=place.depth + 1 if place.within else 0)
        anchor = self.lines.places.of(section)
        heading: list[Node] = []
        if words_in(section.title) or _has_gone(section.title):
            line = self.lines.write(section.title, where)
            line = self.lines.remarked(section.remarks, line, words_in(section.title))
            heading = self.headed(line, inner.level, place, anchor=anchor, is_listed=section.is_listed)
        badges = [badge(one) for one in section.badges if fit(one.text).strip()]
        if section.was and not self._abilities.changes:
            said = words.INSERTED if section.was == "inserted" else words.DELETED
            tone = tree.Tone.GOOD if section.was == "inserted" else tree.Tone.DANGER
            badges.insert(0, badge(tree.Badge(self._words.say(said), tone)))
        under = [nodes.styled("Badges", nodes.paragraph(_spaced(badges)))] if badges else []
        inside = self.write(section.inside, inner)
        if section.look == "card" and not place.within:
            return [direction("card"), *heading, *under, *inside, direction("card-end")]
        return [*heading, *under, *inside]


def _plain(text: str) -> list[Node]:
    return [nodes.paragraph([nodes.words(text)])] if text.strip() else []


def _words(text: str) -> list[Node]:
    return [nodes.words(text)] if text else []


def _spaced(badges: Sequence[Node]) -> list[Node]:
    return [node for number, one in enumerate(badges) for node in ([nodes.words("  "), one] if number else [one])]


def _has_gone(line: tree.Line) -> bool:
    """Whether there are words, if only such that went."""
    return any(isinstance(one, tree.Changed) for one in line)


def _picture(picture: tree.Picture, place: Place) -> list[Node]:
    width, height = picture_fitted(picture, IN_A_CELL if place.within == "cell" else PAGE)
    alt = fit(picture.alt).strip() or "–"
    address = f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"
    return [
        direction("figure", alt=alt, caption=""),
        nodes.styled("Figure", nodes.paragraph([nodes.image(alt, address, width, height)])),
    ]


def _is_sideways(figure: tree.Figure, place: Place) -> bool:
    return figure.fills_page and not place.within and figure.drawing.width > figure.drawing.height
