"""The shapes that every answer and every request shares; those of single resources stand with their doors."""

from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.foundation.clock import LOCAL

# What fits in the database's own whole numbers.
LARGEST_NUMBER = 2**31 - 1
MOST_AT_A_TIME = 200
AT_A_TIME = 50

T = TypeVar("T", bound=BaseModel)
Number = Annotated[int, Field(ge=0, le=LARGEST_NUMBER, strict=True)]


class Shape(BaseModel):
    """What is answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Wish(BaseModel):
    """What is sent. Members that are not known are refused, so that a slip of the pen is not taken for a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoQuery(Wish):
    """An address that takes nothing after the question mark."""


class Paging(Wish):
    """How much of a list is wanted, and from where on."""

    limit: Annotated[int, Field(ge=1, le=MOST_AT_A_TIME, description="How many at most.")] = AT_A_TIME
    cursor: Annotated[
        str, Field(max_length=500, description="`next` of the page before, as it was given. Do not make one yourself.")
    ] = ""


class Page(Shape, Generic[T]):
    """A part of a list."""

    items: list[T]
    next: Annotated[
        str | None, Field(description="The cursor of the next page, or null on the last. Also in `Link` as rel=next.")
    ] = None


class Who(Shape):
    """Who did something, as far as the asker may know it: names of people are only for those who have shown who they are."""

    person: str | None = None
    organisation: str | None = None


class Made(Shape):
    """What came of a request that made or changed something."""

    id: UUID | None = None
    revision: Annotated[int | None, Field(description="Of the roadmap, where one was written.")] = None
    waits: Annotated[bool, Field(description="Somebody who leads the area looks at it before it is shown.")] = False


class FaultOut(Shape):
    """What is wrong with one member of what was sent."""

    field: str
    detail: str


class Problem(BaseModel):
    """Why a request was refused (RFC 9457), in the language that was asked for."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultOut] = []


class FieldClash(Shape):
    """One field that two have changed so that no merge keeps both."""

    base: Any = None
    yours: Any = None
    theirs: Any = None
    proposal: Any = None


class BlockClash(Shape):
    """One block that could not be merged. Send `merged` again, as you want it, with `theirs_version` as base version."""

    block_id: UUID
    theirs_version: int
    is_removed: Annotated[bool, Field(description="The other one took the block away.")]
    was_moved: Annotated[bool, Field(description="Both moved it, to different places.")]
    base: dict[str, Any]
    yours: dict[str, Any]
    theirs: dict[str, Any]
    merged: Annotated[dict[str, Any], Field(description="Merged where that can be; a proposal where it cannot.")]
    fields: dict[str, FieldClash]


class ConflictProblem(Problem):
    """What stands between two who have written at the same time. Nothing was kept."""

    revision: int | None = None
    blocks: list[BlockClash] = []


def local(moment: datetime) -> datetime:
    """A moment as Sweden's clocks show it, with how far that is from universal time."""
    return moment.astimezone(LOCAL)
