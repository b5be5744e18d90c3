"""How a table finds room: the widths of its columns, heads that stand upright, a page on its side, or several tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmaps.papers import tree
from roadmaps.papers.pdf import measures
from roadmaps.papers.reading import text_of

_LONGEST_WORD, _LONGEST_LINE = 16, 55
_UPRIGHT_WIDTH, _UPRIGHT_LIKES, _UPRIGHT_SIGNS, _UPRIGHT_COLUMNS = 17.5, 19.0, 7, 4
_FEW_ROWS = 12
_NARROW = 0.7
# Letters of heads are wider.
_BOLD = 1.15


@dataclass(frozen=True)
class Layout:
    """One table as it is set. `places` are the columns that it shows; `widths` are theirs, None for what they need."""

    places: Sequence[int]
    widths: Sequence[float | None]
    is_upright: bool = False
    is_on_its_side: bool = False
    is_small: bool = False


@dataclass(frozen=True)
class _Column:
    least: float
    likes: float
    least_upright: float
    likes_upright: float


def layouts(table: tree.Table, room: float, *, may_turn: bool) -> list[Layout]:
    """The table in the way that costs the reader least; more than one when it has too many columns for any page."""
    columns = [_column(table, place) for place in range(len(table.columns))]
    places = range(len(columns))
    for upright, side, is_small in _ways(table, columns, room, may_turn=may_turn):
        width = measures.WIDTH_ON_ITS_SIDE if side else room
        if sum(_least(column, upright, is_small) for column in columns) <= width:
            return [Layout(places, _widths(table, columns, places, width, upright, is_small), upright, side, is_small)]
    return list(_in_parts(table, columns, room, may_turn=may_turn))


def _ways(
    table: tree.Table, columns: Sequence[_Column], room: float, *, may_turn: bool
) -> Iterator[tuple[bool, bool, bool]]:
    """What may be tried, the best first: whether heads stand upright, the page lies on its side, letters are small.

    What asks for room is set on a page on its side before its lines are broken much, unless that page would be empty.
    """
    may_stand, is_at_ease = _gains(columns), sum(column.likes for column in columns) <= room
    turns_first = table.is_wide and may_turn and not is_at_ease and len(table.body) > _FEW_ROWS
    for is_small in (False, True):
        if not turns_first:
            yield False, False, is_small
        if may_stand:
            yield True, False, is_small
        if may_turn:
            yield False, True, is_small
        if may_turn and may_stand:
            yield True, True, is_small


def _gains(columns: Sequence[_Column]) -> bool:
    """Whether heads that stand upright save room: many columns that say little under long heads."""
    return sum(column.least - column.least_upright > measures.SIGN for column in columns) >= _UPRIGHT_COLUMNS


def _in_parts(table: tree.Table, columns: Sequence[_Column], room: float, *, may_turn: bool) -> Iterator[Layout]:
    """As many columns at a time as find room, each time beside the first."""
    width = measures.WIDTH_ON_ITS_SIDE if may_turn else room
    upright = _gains(columns)
    first = [0] if table.has_row_heads else []
    part, used = list(first), sum(_least(columns[place], upright, True) for place in first)
    start = used
    for place in range(len(first), len(columns)):
        takes = _least(columns[place], upright, True)
        if used + takes > width and len(part) > len(first):
            yield Layout(part, _widths(table, columns, part, width, upright, True), upright, may_turn, True)
            part, used = list(first), start
        part.append(place)
        used += takes
    yield Layout(part, _widths(table, columns, part, width, upright, True), upright, may_turn, True)


def _widths(
    table: tree.Table, columns: Sequence[_Column], places: Sequence[int], room: float, upright: bool, is_small: bool
) -> list[float | None]:
    scale = measures.SMALL_SIGN / measures.SIGN if is_small else 1.0
    least = [_least(columns[place], upright, is_small) for place in places]
    likes = [(columns[place].likes_upright if upright else columns[place].likes) * scale for place in places]
    shares = [table.columns[place].share for place in places]
    if any(shares) and not upright:
        whole = sum(share or 0.0 for share in shares)
        free = room - sum(like for like, share in zip(likes, shares, strict=True) if not share)
        likes = [max(free, 0.0) * share / whole if share else like for like, share in zip(likes, shares, strict=True)]
    elif not upright and sum(likes) <= room * _NARROW:
        return [None] * len(places)
    return list(_spread(least, likes, room))


def _spread(least: Sequence[float], likes: Sequence[float], room: float) -> Iterator[float]:
    """Each column gets what it must have, and of the rest a part by what it would like beyond that."""
    wishes = [max(like - must, 0.0) for like, must in zip(likes, least, strict=True)]
    rest, whole = room - sum(least), sum(wishes)
    if rest <= 0:
        yield from (must * room / sum(least) for must in least)
    elif whole >= rest or not whole:
        yield from (
            must + (wish * rest / whole if whole else rest / len(least))
            for must, wish in zip(least, wishes, strict=True)
        )
    else:
        yield from (like * room / sum(map(max, likes, least)) for like in map(max, likes, least))


def _least(column: _Column, upright: bool, is_small: bool) -> float:
    width = column.least_upright if upright else column.least
    return measures.PADDING + (width - measures.PADDING) * (measures.SMALL_SIGN / measures.SIGN if is_small else 1.0)


def _column(table: tree.Table, place: int) -> _Column:
    body = [text_of(cell.inside) for row in table.body for cell in _at(row, place)]
    head = [text_of(cell.inside) for row in table.head for cell in _at(row, place)]
    word, line = _longest_word(body), _longest_line(body)
    least = max(_points(word), _points(_longest_word(head) * _BOLD))
    likes = max(_points(line), _points(_longest_line(head) * _BOLD))
    if place and line <= _UPRIGHT_SIGNS:
        return _Column(least, likes, max(_UPRIGHT_WIDTH, _points(word)), max(_UPRIGHT_LIKES, _points(line)))
    return _Column(least, likes, least, likes)


def _at(row: Sequence[tree.Cell], place: int) -> Iterator[tree.Cell]:
    """The cell that begins at this place, if it spans no other."""
    at = 0
    for cell in row:
        if at == place and cell.span == 1:
            yield cell
        at += max(cell.span, 1)


def _longest_word(texts: Sequence[str]) -> int:
    return min(max((len(word) for text in texts for word in text.split()), default=1), _LONGEST_WORD)


def _longest_line(texts: Sequence[str]) -> int:
    return min(max(map(len, texts), default=1), _LONGEST_LINE)


def _points(signs: float) -> float:
    return signs * measures.SIGN + measures.PADDING
