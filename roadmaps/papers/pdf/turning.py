"""Pages of their own: what goes along with a table or a figure that needs one, so that none is half empty for its sake."""

from collections.abc import Sequence
from itertools import takewhile

from roadmaps.papers.pdf import measures
from roadmaps.papers.pdf.places import Node

_GOES_ALONG = frozenset({"p", "h", "beside", "place", "cardline"})
_NAMES, _INTRODUCED = ("h", "beside"), ("card", "cardline", "keep", "table", "figure", "tiles")
_FEW_NODES, _FEW_SIGNS = 3, 300
_MOST_BEFORE, _MOST_AFTER = 900, 700
_CAPTION, _HEADING, _LINE, _BETWEEN, _SIGNS_IN_A_LINE = 56.0, 58.0, 16.0, 12.0, 70


def following(nodes: Sequence[Node]) -> list[Node]:
    """The same, where the few words between a heading and what they introduce stay with both."""
    done = list(nodes)
    for place, node in enumerate(nodes):
        if node["k"] not in _NAMES:
            continue
        few = list(takewhile(_is_little, nodes[place + 1 : place + 1 + _FEW_NODES]))
        after = place + 1 + len(few)
        if after < len(nodes) and nodes[after]["k"] in _INTRODUCED:
            done[place + 1 : after] = [{**one, "sticky": True} for one in few]
    return done


def _is_little(node: Node) -> bool:
    return node["k"] in {"p", "facts"} and _signs(node) <= _FEW_SIGNS


def turned(nodes: Sequence[Node]) -> list[Node]:
    """The same in the same order, with those that stand on pages on their side, or alone, in groups of their own."""
    done: list[Node] = []
    rest = list(nodes)
    while rest:
        node = rest.pop(0)
        start = _start(done)
        if node.get("alone") and start < len(done):
            done[start:] = [_with_figure([*done[start:], node])]
            continue
        if not node.get("side"):
            done.append(node)
            continue
        group = [*done[start:], node]
        del done[start:]
        while rest and (rest[0].get("side") or _comes_after(rest, group)):
            group.append(rest.pop(0))
        done.append({"k": "side", "i": group})
    return done


def _with_figure(group: list[Node]) -> Node:
    """A page that the figure fills together with the heading above it."""
    *before, figure = group
    room = measures.HEIGHT_ON_ITS_SIDE if figure["turned"] else measures.HEIGHT
    width = measures.WIDTH_ON_ITS_SIDE if figure["turned"] else measures.WIDTH
    left = max(room - _CAPTION - sum(map(_height, before)), room / 3)
    scale = min(width / figure["w"], left / figure["h"])
    sized = {**figure, "w": figure["w"] * scale, "h": figure["h"] * scale, "alone": False, "turned": False}
    return {"k": "side" if figure["turned"] else "page", "i": [*before, sized]}


def _height(node: Node) -> float:
    return _HEADING if node["k"] == "h" else _LINE * (1 + _signs(node) // _SIGNS_IN_A_LINE) + _BETWEEN


def _start(before: Sequence[Node]) -> int:
    """Where a heading with only a little under it begins; the end when there is none."""
    start, signs = len(before), 0
    for place in range(len(before) - 1, -1, -1):
        node = before[place]
        if node["k"] not in _GOES_ALONG or (start < len(before) and node["k"] == "p"):
            break
        signs += _signs(node)
        if signs > _MOST_BEFORE:
            break
        if node["k"] in {"h", "cardline"}:
            start = place
    return start


def _comes_after(rest: Sequence[Node], group: Sequence[Node]) -> bool:
    """A key to the table, or a last word on it."""
    said = 0
    for node in reversed(group):
        if node.get("side"):
            break
        said += _signs(node)
    return rest[0]["k"] == "p" and said + _signs(rest[0]) <= _MOST_AFTER


def _signs(node: object) -> int:
    match node:
        case str():
            return len(node)
        case list():
            return sum(map(_signs, node))
        case dict():
            return _signs(node.get("i", "")) + _signs(node.get("t", ""))
        case _:
            return 0
