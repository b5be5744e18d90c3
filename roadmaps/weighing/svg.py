"""The spread of points as a drawing for paper: one strip for each candidate. Shapes tell parts of society, not colours."""

from collections.abc import Iterator, Sequence

from roadmaps.accounts.models import Helix
from roadmaps.foundation.sentences import N_
from roadmaps.papers.svg import FAINT, INK, MUTED, PAPER, drawing, tag, width_of, wrapped
from roadmaps.papers.svg import words as text
from roadmaps.papers.tree import Drawing
from roadmaps.papers.words import Words
from roadmaps.weighing.recommended import Placed
from roadmaps.weighing.spread import MARK_SIZE, SHAPES, UNKNOWN, place, ticks

_NAMES, _STRIP, _ROW, _AXIS = 150.0, 320.0, 44.0, 16.0
_LETTERS, _SMALL = 8.5, 7.5


def drawing_of(standings: Sequence[Placed], words: Words, *, color: str) -> Drawing:
    """The candidates from above in the order in which they came out, with a key to the signs."""
    drawn = [one for one in standings if one.values]
    inside = [*_scale(len(drawn))]
    for number, one in enumerate(drawn):
        inside += _row(one, _AXIS + number * _ROW, color)
    foot = _AXIS + len(drawn) * _ROW
    helices = {view.helix for one in drawn for view in one.views}
    inside += _key([one for one in Helix if one in helices], words, foot + 16, color)
    return drawing(inside, _NAMES + _STRIP, foot + 34)


def _scale(rows: int) -> Iterator[str]:
    for value, x in ticks():
        at = _NAMES + x
        yield text(str(value), at, 9, _SMALL, fill=MUTED, text_anchor="middle")
        yield tag("line", x1=at, y1=_AXIS - 3, x2=at, y2=_AXIS + rows * _ROW, stroke=FAINT, stroke_width=0.6)


def _row(one: Placed, top: float, color: str) -> Iterator[str]:
    five = one.values
    assert five is not None  # only those that were weighed are drawn
    for number, words in enumerate(wrapped(one.title, _NAMES - 16, _LETTERS, 3)):
        yield text(words, 0, top + 13 + number * 10.5, _LETTERS)
    middle, left, right = top + 11, _NAMES + place(five.lower), _NAMES + place(five.upper)
    ends = {"x1": _NAMES + place(five.least), "x2": _NAMES + place(five.most)}
    yield tag("line", y1=middle, y2=middle, stroke=MUTED, stroke_width=1, **ends)
    box = {"x": left, "y": middle - 6, "width": max(right - left, 1.5), "height": 12}
    yield tag("rect", fill=PAPER, stroke=color, stroke_width=1.2, **box)
    at = _NAMES + place(five.median)
    yield tag("line", x1=at, y1=middle - 8, x2=at, y2=middle + 8, stroke=INK, stroke_width=2)
    lain: list[float] = []
    for view in sorted(one.views, key=lambda view: view.value):
        x = place(view.value)
        above = min(sum(abs(other - x) < MARK_SIZE for other in lain), 2)
        lain.append(x)
        yield _mark(_NAMES + x, top + 27 + above * 6, view.helix, color, is_hollow=view.has_interest)


def _mark(x: float, y: float, helix: Helix | None, color: str, *, is_hollow: bool = False) -> str:
    shape, fill = SHAPES[helix] if helix else UNKNOWN, PAPER if is_hollow else color
    where = f"translate({x:.2f} {y:.2f}) scale(2.5)"
    return tag("path", d=shape, transform=where, fill=fill, stroke=color, stroke_width=0.35)


def _key(helices: Sequence[Helix], words: Words, y: float, color: str) -> Iterator[str]:
    """The shapes on one line, what the box and hollow shapes mean on the next."""
    x = 4.0
    for helix in helices:
        told = words.say(helix.label)
        yield _mark(x, y - 2.5, helix, color)
        yield text(told, x + 7, y, _SMALL, fill=MUTED)
        x += 20 + width_of(told, _SMALL)
    meanings = [
        words.say(N_("Box: the middle half, with the median across it")),
        words.say(N_("Hollow: has an interest of its own")),
    ]
    yield text(" · ".join(meanings), 0, y + 12, _SMALL, fill=MUTED)
