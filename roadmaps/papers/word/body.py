"""Carrying out the directions in what pandoc wrote: contents, cards, callouts, tables, and pages on their side."""

from typing import Any
from xml.etree.ElementTree import Element

from roadmaps.papers.pandoc.directions import STYLE, STYLE_WITHIN, read
from roadmaps.papers.word import tables
from roadmaps.papers.word.look import StyleIds
from roadmaps.papers.word.names import VALUE, W, give_style, is_paragraph, properties_of, put, style_of, text_of
from roadmaps.papers.word.pages import COVER, SIDEWAYS, UPRIGHT, Sheet, field
from roadmaps.papers.word.queue import Queue

BARS = {"neutral": "7C898F", "good": "2F7D43", "info": "2B73A8", "warning": "B7791F", "danger": "B3261E"}
_SPACED = ("TableCaption", "FactTitle", "CalloutTitle", "Figure", "InnerHeading")
_TRAILING, _LONGEST_LEAD = 4, 400
_PART_OF_A_POINT = 635
_INDENT, _PER_LEVEL, _FARTHEST_BAR = 284, 360, 31

Section = tuple[str, list[Element]]


class Body:
    """Carries out directions. `styles` are ids by the names that this house gives."""

    def __init__(self, sheet: Sheet, styles: StyleIds) -> None:
        self._sheet, self._styles = sheet, styles
        self._direction = styles.get(STYLE.lower(), STYLE)
        self._headings = {style for name, style in styles.items() if name.startswith("heading ")}
        self._spaced = self._headings | {styles[name] for name in _SPACED}

    def finish(self, body: Element) -> list[Section]:
        """The document in sections, each with the kind of its pages."""
        self._numbers(body)
        sections: list[Section] = [(COVER, [])]
        blocks = Queue(list(body), self.asked, self.is_heading)
        while (one := blocks.take()) is not None:
            kind, elements = sections[-1]
            asked = self.asked(one)
            match asked.get("do"):
                case None:
                    self._lead_up(one, elements)
                    _fit_pictures(one, self._sheet.text_width(is_sideways=kind == SIDEWAYS))
                    elements.append(self.whole(one))
                case "cover-end":
                    sections.append((UPRIGHT, []))
                case "sideways":
                    if kind != SIDEWAYS:
                        sections.append((SIDEWAYS, _trailing(elements, self._headings)))
                case "upright":
                    while (following := blocks.peek()) is not None and style_of(following) == self._styles["Small"]:
                        elements.append(self.whole(blocks.take_one()))
                    if not self._goes_on(blocks):
                        sections.append((UPRIGHT, []))
                case "contents":
                    elements.append(self._contents(blocks.until("contents-end"), asked))
                    blocks.next_on_new_page()
                case _:
                    elements.extend(self._carry_out(asked, blocks, is_sideways=kind == SIDEWAYS))
        return [(kind, elements) for kind, elements in sections if elements]

    def finish_within(self, container: Element, width: int) -> None:
        """The same for a cell or a note, where there are no sections."""
        children = list(container)
        blocks = Queue(children, self.asked, self.is_heading)
        for child in children:
            container.remove(child)
        while (one := blocks.take()) is not None:
            asked = self.asked(one)
            done = self._carry_out(asked, blocks, width=width) if asked else [self.whole(one)]
            container.extend(done)

    def whole(self, one: Element) -> Element:
        """An element that needs no more than what every element needs."""
        if is_paragraph(one) and (change := tables.common_change(one)) is not None:
            properties = properties_of(one)
            put(properties, W.make("w:rPr", Element(change.tag, change.attrib)))
        return one

    def _lead_up(self, one: Element, before: list[Element]) -> None:
        """Keep the one sentence between a heading and a figure or a table with what it leads up to."""
        shown = {self._styles["Figure"], self._styles["TableCaption"]}
        if is_paragraph(one) and style_of(one) in shown and len(before) > 1 and is_paragraph(before[-1]):
            is_short = len(text_of(before[-1])) <= _LONGEST_LEAD
            if is_short and self.is_heading(before[-2]):
                put(properties_of(before[-1]), W.make("w:keepNext"))

    def is_heading(self, one: Element) -> bool:
        """Whether it is a heading."""
        return is_paragraph(one) and style_of(one) in self._headings

    def asked(self, one: Element) -> dict[str, Any]:
        """The direction that an element is; nothing when it is none."""
        return read(text_of(one)) if is_paragraph(one) and style_of(one) == self._direction else {}

    def _carry_out(
        self, asked: dict[str, Any], blocks: Queue, *, is_sideways: bool = False, width: int = 0
    ) -> list[Element]:
        match asked["do"]:
            case "table" | "tiles":
                return self._table(asked, blocks, width or self._sheet.text_width(is_sideways=is_sideways))
            case "unlisted":
                heading = blocks.take_one()
                give_style(heading, self._styles[f"Heading {_level(heading, self._styles)} Unlisted"])
                return [self.whole(heading)]
            case "page":
                blocks.next_on_new_page()
            case "card":
                blocks.begin_card()
            case "card-end":
                blocks.end_card()
            case "callout":
                noticed = [self._noticed(one, asked["tone"]) for one in self._nested(blocks, "callout-end", width)]
                if noticed and is_paragraph(noticed[-1]):
                    put(properties_of(noticed[-1]), W.make("w:spacing", w_after=200))
                return noticed
        return []

    def _nested(self, blocks: Queue, end: str, width: int) -> list[Element]:
        done: list[Element] = []
        while (one := blocks.take()) is not None:
            asked = self.asked(one)
            if asked.get("do") == end:
                break
            done += self._carry_out(asked, blocks, width=width) if asked else [self.whole(one)]
        return done

    def _goes_on(self, blocks: Queue) -> bool:
        following = blocks.peek()
        return following is None or self.asked(following).get("do") == "sideways"

    def _table(self, asked: dict[str, Any], blocks: Queue, width: int) -> list[Element]:
        table = blocks.take_one()
        while table.tag != W("w:tbl"):
            table = blocks.take_one()
        tables.dress(table, asked, width, self._styles)
        for cell in table.iter(W("w:tc")):
            if any(self.asked(child) for child in cell):
                self.finish_within(cell, width // max(len(asked["widths"]), 1))
                _end_with_paragraph(cell)
        while (after := blocks.peek()) is not None and (_is_empty(after) or self.asked(after).get("do") == "table-end"):
            blocks.take_one()
        after, passed = blocks.peek_beyond()
        ends_section = bool(passed & {"sideways", "upright"})
        if ends_section and (after is None or style_of(after) != self._styles["Small"]):
            return [table]
        if after is None or not is_paragraph(after):
            return [table, _gap()]
        if style_of(after) not in self._spaced:
            put(properties_of(after), W.make("w:spacing", w_before=200))
        return [table]

    def _noticed(self, one: Element, tone: str) -> Element:
        """A bar beside the paragraph, in the colour of the tone, and a little of the colour behind it."""
        if not is_paragraph(one):
            return one
        properties = properties_of(one)
        level = properties.find(f"{W('w:numPr')}/{W('w:ilvl')}")
        space = 8
        if level is not None:
            depth = int(level.get(VALUE, "0"))
            space = min(8 + 18 * depth, _FARTHEST_BAR)
            left = _INDENT + _PER_LEVEL * (depth + 1)
            put(properties, W.make("w:ind", w_left=left, w_right=_INDENT, w_hanging=_PER_LEVEL))
        bar = W.make("w:left", w_val="single", w_sz=24, w_space=space, w_color=BARS[tone])
        put(properties, W.make("w:pBdr", bar))
        put(properties, W.make("w:shd", w_val="clear", w_color="auto", w_fill=_PALE[tone]))
        return one

    def _contents(self, lines: list[Element], asked: dict[str, Any]) -> Element:
        """Contents that are there at once, and that Word gathers anew with numbers of pages when it is asked to."""
        heading, *entries = lines
        give_style(heading, self._styles["TOC Heading"])
        for entry in entries:
            give_style(entry, self._styles[f"toc {style_of(entry)[-1]}"])
            for run in entry.iter(W("w:r")):
                for looks in run.findall(W("w:rPr")):
                    run.remove(looks)
        begin = field(f'TOC \\o "1-{asked["levels"]}" \\h \\z', "")
        for place, run in enumerate(begin[:3], 1):
            entries[0].insert(place, run)
        entries[-1].append(begin[-1])
        kind = W.make("w:docPartObj", W.make("w:docPartGallery", w_val="Table of Contents"), W.make("w:docPartUnique"))
        return W.make("w:sdt", W.make("w:sdtPr", kind), W.make("w:sdtContent", heading, *entries))

    def _numbers(self, body: Element) -> None:
        """The numbers of captions, which Word counts itself."""
        within = self._styles.get(STYLE_WITHIN.lower(), STYLE_WITHIN)
        for parent in list(body.iter()):
            for place, run in enumerate(list(parent)):
                style = run.find(f"{W('w:rPr')}/{W('w:rStyle')}") if run.tag == W("w:r") else None
                if style is not None and style.get(VALUE) == within:
                    asked = read(text_of(run))
                    shown = W.make("w:r", W.make("w:t", text=str(asked["number"])))
                    parent[place] = W.make("w:fldSimple", shown, w_instr=f" SEQ {asked['of']} \\* ARABIC ")


_PALE = {"neutral": "F3F5F6", "good": "EFF8F1", "info": "EEF5FA", "warning": "FDF7E9", "danger": "FDF1F0"}


def _level(heading: Element, styles: StyleIds) -> int:
    return next(level for level in (1, 2, 3) if style_of(heading) == styles[f"heading {level}"])


def _trailing(elements: list[Element], headings: set[str]) -> list[Element]:
    """Headings and short paragraphs at the end that lead up to what comes; they are taken from the elements."""
    place = len(elements)
    while place > 0 and len(elements) - place < _TRAILING and is_paragraph(elements[place - 1]):
        place -= 1
        if style_of(elements[place]) in headings:
            while place and is_paragraph(elements[place - 1]) and style_of(elements[place - 1]) in headings:
                place -= 1
            taken = elements[place:]
            del elements[place:]
            return taken
    return []


def _fit_pictures(one: Element, width: int) -> None:
    """Make pictures no wider than the text, which is narrower in some templates than on our own pages."""
    for inline in one.iter(W("wp:inline")):
        extent = inline.find(W("wp:extent"))
        share = width * _PART_OF_A_POINT / max(int(extent.get("cx", "1")), 1) if extent is not None else 1
        if share < 1:
            for measured in inline.iter():
                if measured.tag in {W("wp:extent"), W("a:ext")} and measured.get("cx"):
                    measured.set("cx", str(int(int(measured.get("cx", "1")) * share)))
                    measured.set("cy", str(int(int(measured.get("cy", "1")) * share)))


def _is_empty(one: Element) -> bool:
    return is_paragraph(one) and not len(one)


def _gap() -> Element:
    """Between two tables, which Word would otherwise take for one."""
    return W.make("w:p", W.make("w:pPr", W.make("w:spacing", w_before=0, w_after=0, w_line=160, w_lineRule="exact")))


def _end_with_paragraph(cell: Element) -> None:
    if not len(cell) or not is_paragraph(cell[-1]):
        cell.append(_gap())
