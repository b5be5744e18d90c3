"""A timeline as drawings for paper: figures of one page each, in which shape and word tell what colour does too.

Pure: a layout in, drawings out. Measures are points.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from roadmaps.foundation.sentences import N_
from roadmaps.papers.svg import ALARM, FAINT, MUTED, cut, drawing, tag, width_of, wrapped
from roadmaps.papers.svg import words as text
from roadmaps.papers.tree import Drawing
from roadmaps.papers.words import Words
from roadmaps.plan.rows import PlannedActivity
from roadmaps.roadmap.kinds.choices import Status, word_of
from roadmaps.timeline.bars import Bar, Ending
from roadmaps.timeline.layout import Chart, Group, Row
from roadmaps.timeline.shapes import body, diamond, waiting
from roadmaps.timeline.waits import Piece

WIDTH, HEIGHT = 442.0, 632.0
_TITLES, _GAP = 158.0, 8.0
_TITLE, _TITLE_LINE, _SMALL, _SMALL_LINE = 7.5, 9.0, 6.5, 8.0
_HEADING, _HEADING_LINE = 8.5, 10.5
_AXIS, _PADDING = 24.0, 3.0
_MOST_LINES = 2
_KEY_LINE, _SAMPLE = 13.0, 24.0
Sign = Callable[[float, float], Iterator[str]]
_ENDINGS: Mapping[Ending, str] = {
    "quarter": N_("Told as a quarter: one cut"),
    "year": N_("Told as a year: three cuts"),
    "open": N_("Nobody has said when it ends"),
    "beyond": N_("Goes on before or after"),
}
_MARKS: Mapping[tuple[bool, bool], str] = {
    (True, False): N_("Milestone reached"),
    (False, False): N_("Milestone ahead"),
    (False, True): N_("Milestone whose time has passed"),
}


@dataclass(frozen=True)
class _Strip:
    """What takes the full width for some height: a heading or a row."""

    height: float
    pieces: Sequence[Piece]
    heading: Sequence[str] = ()
    row: Row | None = None
    title: Sequence[str] = ()
    meta: str = ""
    is_repeated: bool = False


class Sheets:
    """The drawings of one chart. `at` is what the line of the day is called."""

    def __init__(self, chart: Chart, words: Words, *, color: str, at: str) -> None:
        self._chart, self._words, self._color, self._at = chart, words, color, at
        self._plot = WIDTH - _TITLES - _GAP - 4
        self._key = list(self._signs())
        self._room = HEIGHT - _AXIS - self._height_of_key

    def drawings(self) -> list[Drawing]:
        """As many as it takes, none higher than a page."""
        return [self._draw(strips) for strips in self._pages()]

    # --- what stands on which page ---

    def _pages(self) -> Iterator[list[_Strip]]:
        page: list[_Strip] = []
        used = 0.0
        for group in self._chart.groups:
            heading, rows = self._heading(group), [self._row(row) for row in group.rows]
            if page and used + heading.height + rows[0].height > self._room:
                yield page
                page, used = [], 0.0
            page.append(heading)
            used += heading.height
            for row in rows:
                if used + row.height > self._room:
                    yield page
                    again = self._heading(group, is_repeated=True)
                    page, used = [again], again.height
                page.append(row)
                used += row.height
        if page:
            yield page

    def _heading(self, group: Group, *, is_repeated: bool = False) -> _Strip:
        title = self._words.shown(group.heading.title)
        if is_repeated:
            title = self._words.say(N_("%(title)s (continued)"), title=title)
        lines = wrapped(title, WIDTH, _HEADING, _MOST_LINES)
        height = 8 + len(lines) * _HEADING_LINE
        return _Strip(height, () if is_repeated else group.pieces, heading=lines, is_repeated=is_repeated)

    def _row(self, row: Row) -> _Strip:
        title = wrapped(row.activity.title, _TITLES, _TITLE, _MOST_LINES)
        height = len(title) * _TITLE_LINE + _SMALL_LINE + 2 * _PADDING
        return _Strip(height, row.pieces, row=row, title=title, meta=self._meta(row.activity))

    def _meta(self, activity: PlannedActivity) -> str:
        told = [self._words.translate(word_of(activity.status))]
        if activity.lead:
            told.append(activity.lead.organisation)
        return cut(" · ".join(told), _TITLES, _SMALL)

    # --- drawing ---

    def _draw(self, strips: Sequence[_Strip]) -> Drawing:
        bottom = _AXIS + sum(strip.height for strip in strips)
        inside = [*self._calendar(bottom), *self._strips(strips), *self._drawn_key(bottom)]
        return drawing(inside, WIDTH, bottom + self._height_of_key)

    def _across(self, per_cent: float) -> float:
        return _TITLES + _GAP + self._plot * per_cent / 100

    def _calendar(self, bottom: float) -> Iterator[str]:
        for tick in self._chart.ticks:
            x = self._across(tick.x)
            faint = {} if tick.has_label else {"stroke_dasharray": "0.8 2.4"}
            yield tag("line", x1=x, y1=_AXIS - 8, x2=x, y2=bottom, stroke=FAINT, stroke_width=0.6, **faint)
            if tick.has_label:
                yield text(self._words.shown(tick.label), x + 2, _AXIS - 6, _SMALL, fill=MUTED)
        if self._chart.today is not None:
            x = self._across(self._chart.today)
            yield tag("line", x1=x, y1=9, x2=x, y2=bottom, stroke=ALARM, stroke_width=0.9, stroke_dasharray="3 2")
            half = width_of(self._at, _SMALL) / 2
            middle = min(max(x, _TITLES + _GAP + half), WIDTH - half)
            yield text(self._at, middle, 7, _SMALL, fill=ALARM, text_anchor="middle")

    def _strips(self, strips: Sequence[_Strip]) -> Iterator[str]:
        top = _AXIS
        for strip in strips:
            yield from self._strip(strip, top)
            top += strip.height

    def _strip(self, strip: _Strip, top: float) -> Iterator[str]:
        for piece in strip.pieces:
            yield from waiting(piece, self._across, top, strip.height)
        for number, line in enumerate(strip.heading):
            y = top + strip.height - 4 - (len(strip.heading) - 1 - number) * _HEADING_LINE
            yield text(line, 0, y, _HEADING, font_weight=600, fill=self._color)
        if strip.row is None:
            return
        yield tag("line", x1=0, y1=top, x2=WIDTH, y2=top, stroke=FAINT, stroke_width=0.4)
        for number, line in enumerate(strip.title):
            yield text(line, 0, top + _PADDING + _TITLE + number * _TITLE_LINE - 0.8, _TITLE)
        yield text(strip.meta, 0, top + strip.height - _PADDING - 1.4, _SMALL, fill=MUTED)
        middle = top + strip.height / 2
        yield from body(strip.row.bar, strip.row.activity.status, self._across, middle, self._color)
        for mark in strip.row.marks:
            since = None if mark.since is None else self._across(mark.since)
            reached, late = mark.milestone.is_reached, mark.is_late
            yield from diamond(self._across(mark.x), middle, since=since, is_reached=reached, is_late=late)

    def _drawn_key(self, bottom: float) -> Iterator[str]:
        x, y = 0.0, bottom + _KEY_LINE
        for sign, word in self._key:
            width = _SAMPLE + width_of(word, _SMALL) + 16
            if x and x + width > WIDTH:
                x, y = 0.0, y + _KEY_LINE
            yield from sign(x, y - 2.3)
            yield text(word, x + _SAMPLE + 4, y, _SMALL, fill=MUTED)
            x += width

    @property
    def _height_of_key(self) -> float:
        lines, x = 1, 0.0
        for _, word in self._key:
            width = _SAMPLE + width_of(word, _SMALL) + 16
            if x and x + width > WIDTH:
                lines, x = lines + 1, 0.0
            x += width
        return lines * _KEY_LINE + 6

    def _signs(self) -> Iterator[tuple[Sign, str]]:
        """What the shapes mean, as far as they are in the drawing."""
        rows = self._chart.rows
        for status in Status:
            if any(row.activity.status is status for row in rows):
                yield self._bar(status, "day"), self._words.translate(word_of(status))
        endings = {ending for row in rows for ending in (row.bar.begins, row.bar.ends)}
        for ending, word in _ENDINGS.items():
            if ending in endings:
                yield (
                    self._bar(Status.DONE if ending in {"quarter", "year"} else Status.PLANNED, ending),
                    self._words.say(word),
                )
        marks = {(mark.milestone.is_reached, mark.is_late) for row in rows for mark in row.marks}
        for (is_reached, is_late), word in _MARKS.items():
            if (is_reached, is_late) in marks:
                yield partial(_sample_mark, is_reached=is_reached, is_late=is_late), self._words.say(word)
        if any(row.pieces for row in rows):
            yield _sample_wait, self._words.say(N_("Must come first"))

    def _bar(self, status: Status, ending: Ending) -> Sign:
        def sign(x: float, y: float) -> Iterator[str]:
            width, reach = (45, 100) if ending == "open" else (100, None)
            sample = Bar(0, width, "day" if ending == "open" else ending, ending, reach)
            return body(sample, status, lambda per_cent: x + _SAMPLE * per_cent / 100, y, self._color)

        return sign


def _sample_mark(x: float, y: float, *, is_reached: bool, is_late: bool) -> Iterator[str]:
    return diamond(x + _SAMPLE / 2, y, is_reached=is_reached, is_late=is_late)


def _sample_wait(x: float, y: float) -> Iterator[str]:
    return waiting(
        Piece(0, 50, 100, 50, is_against_time=False, has_arrow=True), lambda at: x + _SAMPLE * at / 100, y - 5, 10
    )
