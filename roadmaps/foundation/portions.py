"""Many things, some at a time: as many as fit in one question to a database, or as others can wait for."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
# SQLite takes some thousands of values in a question, and slows down long before.
FIT_IN_A_QUESTION = 400


def in_portions(things: Iterable[T], size: int = FIT_IN_A_QUESTION) -> Iterator[list[T]]:
    """The things in their order, so many at a time; the last time what is left."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
