"""Pages on their side: what goes along with a table that needs one, so that no page is left half empty for its sake."""

from collections.abc import Sequence

from roadmaps.papers.pdf.places import Node

_GOES_ALONG = frozenset({"p", "h", "beside", "place", "cardline"})
_MOST_BEFORE, _MOST_AFTER = 900, 700


def turned(nodes: Sequence[Node]) -> list[Node]:
    """The same in the same order, with those that stand on pages on their side in groups of their own."""
    done: list[Node] = []
    rest = list(nodes)
    while rest:
        node = rest.pop(0)
        if not node.get("side"):
            done.append(node)
            continue
        start = _start(done)
        group = [*done[start:], node]
        del done[start:]
        while rest and (rest[0].get("side") or _comes_after(rest, group)):
            group.append(rest.pop(0))
        done.append({"k": "side", "i": group})
    return done


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
