"""Merging fields that are not prose."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def merge_set(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Everything that both kept or either added, in the order of theirs with mine behind; there is no conflict."""
    kept = [one for one in theirs if one in mine or one not in base]
    return kept + [one for one in mine if one not in base and one not in kept]
