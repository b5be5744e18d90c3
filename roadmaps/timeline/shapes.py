"""The shapes of a timeline on paper: a bar by its status and the precision of its ends, a milestone, a line that waits.

The same signs as on the page, a little smaller: full is done, half full is under way, stripes stand still or meet an
obstacle, a broken outline is dropped. One cut tells a quarter, three a year.
"""

from collections.abc import Callable, Iterator

from roadmaps.papers.svg import ALARM, INK, MUTED, PAPER, tag
from roadmaps.roadmap.kinds.choices import Status
from roadmaps.timeline.bars import Bar
from roadmaps.timeline.waits import Piece

HALF = 4.5
_STROKE = 0.9
_CUTS = {"quarter": (2.4,), "year": (1.8, 4.2, 6.6)}
_NARROWEST_WITH_CUTS = 9.0
Across = Callable[[float], float]


def body(bar: Bar, status: Status, across: Across, y: float, color: str) -> Iterator[str]:
    """The bar around its middle line `y`; `across` tells where per cents of the window lie."""
    left, right = across(bar.x), across(bar.right)
    width = right - left
    if bar.reach is not None and not (bar.reach and status in {Status.DONE, Status.DROPPED}):
        start = right if bar.reach else left
        yield _line(start, y, across(bar.reach), y, color, 1, "1.2 2.4")
    fill = color if status is Status.DONE else PAPER
    outline = {"stroke_dasharray": "2 2"} if status is Status.DROPPED else {}
    yield tag(
        "rect",
        x=left,
        y=y - HALF,
        width=width,
        height=2 * HALF,
        fill=fill,
        stroke=color,
        stroke_width=_STROKE,
        **outline,
    )
    yield from _filling(status, left, width, y, color)
    if width >= _NARROWEST_WITH_CUTS:
        yield from (_line(left + at, y - 5.2, left + at, y + 5.2, PAPER, 1.1) for at in _CUTS.get(bar.begins, ()))
        yield from (_line(right - at, y - 5.2, right - at, y + 5.2, PAPER, 1.1) for at in _CUTS.get(bar.ends, ()))
    if bar.begins == "beyond":
        yield from _tip(left, y, 1, color)
    if bar.ends == "beyond":
        yield from _tip(right, y, -1, color)


def diamond(x: float, y: float, *, since: float | None = None, is_reached: bool, is_late: bool) -> Iterator[str]:
    """A milestone: full when it is reached, with a sign of alarm when its time has passed."""
    if since is not None:
        yield _line(since, y, x, y, INK, 0.9)
    fill = INK if is_reached else PAPER
    yield tag("path", d=f"M{x:.2f} {y - 4:.2f}l4 4-4 4-4-4z", fill=fill, stroke=INK, stroke_width=_STROKE)
    if is_late:
        yield _line(x, y - 2.2, x, y + 0.6, ALARM, 0.9)
        yield tag("circle", cx=x, cy=y + 1.9, r=0.55, fill=ALARM)


def waiting(piece: Piece, across: Across, top: float, height: float) -> Iterator[str]:
    """A piece of the line from what must come first, within a row."""
    x1, y1, x2, y2 = across(piece.x1), top + height * piece.y1 / 100, across(piece.x2), top + height * piece.y2 / 100
    color = ALARM if piece.is_against_time else MUTED
    yield _line(x1, y1, x2, y2, color, 0.8, "2.4 1.2" if piece.is_against_time else "")
    if piece.has_arrow:
        yield tag("path", d=f"M{x2:.2f} {y2:.2f}l-3.4-2.2v4.4z", fill=color)


def _filling(status: Status, left: float, width: float, y: float, color: str) -> Iterator[str]:
    right = left + width
    if status in {Status.IN_PROGRESS, Status.OBSTACLE}:
        yield tag("rect", x=left, y=y, width=width, height=HALF, fill=color)
    if status is Status.OBSTACLE:
        yield _line(left, y - HALF / 2, right, y - HALF / 2, color, HALF - 0.4, "2 2")
    if status is Status.PAUSED:
        yield _line(left, y, right, y, color, 2 * HALF - 0.6, "1.2 3")
    if status is Status.DROPPED:
        yield _line(left, y, right, y, color, 1, "1.2 2.4")


def _tip(x: float, y: float, to_the_right: int, color: str) -> Iterator[str]:
    """The bar goes on beyond what is shown."""
    s = to_the_right
    yield tag("path", d=f"M{x - s:.2f} {y - 5.5:.2f}h{s * 6}L{x:.2f} {y:.2f}l{s * 5} 5.5h{-s * 6}z", fill=PAPER)
    yield tag(
        "path",
        d=f"M{x + s * 4.4:.2f} {y - HALF}L{x:.2f} {y:.2f}l{s * 4.4} {HALF}",
        fill="none",
        stroke=color,
        stroke_width=_STROKE,
    )


def _line(x1: float, y1: float, x2: float, y2: float, color: str, width: float, dashes: str = "") -> str:
    broken = {"stroke_dasharray": dashes} if dashes else {}
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=color, stroke_width=width, **broken)
