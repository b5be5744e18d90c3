"""The parts of the strategy by sort, as a page reads them, in the reader's language."""

from collections.abc import Sequence
from itertools import groupby

from roadmaps.revisions.states import BlockState
from roadmaps.strategy.kinds import ElementType


def by_sort(elements: Sequence[BlockState]) -> list[tuple[ElementType, list[BlockState]]]:
    """Each sort that has parts, the most distant first; the parts come as `queries.elements` orders them."""
    return [(sort, list(those)) for sort, those in groupby(elements, key=sort_of)]


def sort_of(element: BlockState) -> ElementType:
    """What sort of statement it is."""
    return ElementType(element.content["element_type"])


def called(element: BlockState, language: str) -> str:
    """What the part says in one line; in English where that has been written."""
    content = element.content
    return str((content["title_en"] if language == "en" else "") or content["title"])
