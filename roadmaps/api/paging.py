"""Lists in parts. A cursor says after what the next part begins; it is signed, and good for the same list only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer
from pydantic import BaseModel

from roadmaps.api.shapes import Paging
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Part(Generic[M]):
    """One part of a list, and the cursor of the next one; None where it was the last."""

    items: Sequence[M]
    cursor: str | None


def part_of(
    found: Sequence[T], wanted: Paging, key: Callable[[T], str], show: Callable[[Sequence[T]], list[M]]
) -> Part[M]:
    """The part of a list in memory that is wanted. Only what is in it is shown, by one call of `show`.

    What has come to stand before the cursor since is not seen, and nothing is seen twice. Where the thing that the cursor
    names is gone, the place at which it stood takes its part.
    """
    begin = _begin(found, wanted.cursor, key)
    some = found[begin : begin + wanted.limit]
    is_last = begin + wanted.limit >= len(found)
    cursor = None if is_last or not some else sign([key(some[-1]), begin + wanted.limit])
    return Part(show(some), cursor)


def sign(after: Any) -> str:
    """The cursor of what comes after this, in this list as it was asked for."""
    return str(_signer().dumps(after))


def after_cursor(cursor: str) -> Any:
    """What the cursor says; None without one.

    :raises Invalid: when it is none of ours, or of another list
    """
    if not cursor:
        return None
    try:
        return _signer().loads(cursor)
    except BadData:
        fault = say("This cursor is not of this list. Begin from the first page.")
        raise Invalid(fault, {"cursor": fault}) from None


def _begin(found: Sequence[T], cursor: str, key: Callable[[T], str]) -> int:
    after = after_cursor(cursor)
    if after is None:
        return 0
    name, place = cast(tuple[str, int], after)
    return next((number + 1 for number, one in enumerate(found) if key(one) == name), place)


def _signer() -> URLSafeSerializer:
    """Good for one address and its choices, whoever asks: what somebody may see is asked anew for each part."""
    choices = sorted((name, value) for name, value in request.args.items(multi=True) if name not in {"cursor", "limit"})
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"cursor {request.path} {choices}")
