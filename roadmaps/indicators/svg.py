"""The chart of an indicator as a drawing for paper. Lines differ by dash and marks by shape, so that no colour is needed."""

from collections.abc import Callable, Iterator

from roadmaps.foundation.sentences import N_
from roadmaps.indicators.chart import Chart, Mark, Size
from roadmaps.papers.svg import FAINT, INK, MUTED, PAPER, drawing, tag, width_of
from roadmaps.papers.svg import words as text
from roadmaps.papers.tree import Drawing
from roadmaps.papers.words import Words

# Laid out in the units of charts, and drawn so much smaller that letters are as large as they are read on paper.
PRINTED = Size(540, 200, value_marks=3, year_marks=8, inset=12)
_SCALE = 0.72
_LETTERS, _KEY = 9.8, 24.0
_MOST_MARKS = 40


def drawing_of(chart: Chart, words: Words, *, color: str, number: Callable[[str], str]) -> Drawing:
    """The chart with a key to its signs; `number` puts a number into the language."""
    inside = [*_axes(chart, number), *_path(chart), *_readings(chart, color), *_ends(chart), *_figures(chart, number)]
    inside += _key(chart, words, color)
    scaled = tag("g", *inside, transform=f"scale({_SCALE})")
    return drawing([scaled], chart.size.width * _SCALE, (chart.size.height + _KEY) * _SCALE)


def _axes(chart: Chart, number: Callable[[str], str]) -> Iterator[str]:
    for tick in chart.value_ticks:
        yield tag("line", x1=chart.left, y1=tick.at, x2=chart.right, y2=tick.at, stroke=FAINT, stroke_width=0.8)
        yield text(number(tick.label), chart.left - 8, tick.at + 3, _LETTERS, fill=MUTED, text_anchor="end")
    for tick in chart.year_ticks:
        yield tag("line", x1=tick.at, y1=chart.bottom, x2=tick.at, y2=chart.bottom + 5, stroke=MUTED, stroke_width=0.8)
        yield text(tick.label, tick.at, chart.bottom + 17, _LETTERS, fill=MUTED, text_anchor="middle")


def _path(chart: Chart) -> Iterator[str]:
    if chart.path.marks:
        yield tag(
            "polyline", points=chart.path.way, fill="none", stroke=MUTED, stroke_width=1.2, stroke_dasharray="5 4"
        )


def _readings(chart: Chart, color: str) -> Iterator[str]:
    for line in chart.lines:
        if len(line.marks) > 1:
            yield tag("polyline", points=line.way, fill="none", stroke=color, stroke_width=2)
        if len(line.marks) <= _MOST_MARKS:
            yield from (_circle(mark, 3, color) for mark in line.marks[:-1])
        if line.last:
            yield _circle(line.last, 4.5, color)


def _circle(mark: Mark, radius: float, color: str) -> str:
    return tag("circle", cx=mark.x, cy=mark.y, r=radius, fill=color, stroke=PAPER, stroke_width=1)


def _ends(chart: Chart) -> Iterator[str]:
    if chart.baseline:
        yield _square(chart.baseline.x, chart.baseline.y)
    if chart.target:
        yield _diamond(chart.target.x, chart.target.y)


def _square(x: float, y: float) -> str:
    return tag("rect", x=x - 4, y=y - 4, width=8, height=8, fill=PAPER, stroke=INK, stroke_width=1.4)


def _diamond(x: float, y: float) -> str:
    return tag("path", d=f"M{x:.2f} {y - 5.5:.2f}l5.5 5.5-5.5 5.5-5.5-5.5z", fill=PAPER, stroke=INK, stroke_width=1.4)


def _figures(chart: Chart, number: Callable[[str], str]) -> Iterator[str]:
    """The newest value beside its mark, and the target's where it does not stand in the way."""
    newest, target = chart.newest, chart.target
    if newest:
        anchor = "middle"
        if newest.x < chart.left + 40:
            anchor = "start"
        elif newest.x > chart.right - 30:
            anchor = "end"
        y = newest.y + (17 if chart.newest_is_lower else -9)
        yield text(number(newest.number), newest.x, y, _LETTERS, font_weight=700, text_anchor=anchor)
    if target and not (newest and newest.x > chart.right - 60):
        is_high = target.y <= (chart.baseline or target).y
        y = target.y + (-9 if is_high else 17)
        yield text(number(target.number), target.x + 6, y, _LETTERS, text_anchor="end")


def _key(chart: Chart, words: Words, color: str) -> Iterator[str]:
    x, y = chart.left, chart.size.height + _KEY - 10
    for sign, word in _signs(chart, color):
        told = words.say(word)
        yield from sign(x + 10, y - 3.5)
        yield text(told, x + 26, y, _LETTERS, fill=MUTED)
        x += 26 + width_of(told, _LETTERS) + 18


def _signs(chart: Chart, color: str) -> Iterator[tuple[Callable[[float, float], list[str]], str]]:
    if chart.baseline:
        yield lambda x, y: [_square(x, y)], N_("Baseline")
    if any(line.marks for line in chart.lines):
        yield (
            lambda x, y: [_stroke(x, y, color, 2), _circle(Mark(x, y, chart.lines[0].marks[0].value), 3.5, color)],
            N_("Reading"),
        )
    if chart.target:
        yield lambda x, y: [_diamond(x, y)], N_("Target")
    if chart.path.marks:
        word = N_("The level to keep") if chart.level else N_("The path to the target")
        yield lambda x, y: [_stroke(x, y, MUTED, 1.2, "5 4")], word


def _stroke(x: float, y: float, color: str, width: float, dashes: str = "") -> str:
    broken = {"stroke_dasharray": dashes} if dashes else {}
    return tag("line", x1=x - 10, y1=y, x2=x + 10, y2=y, stroke=color, stroke_width=width, **broken)
