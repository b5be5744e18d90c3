"""The form of Kolada's answers, as its version 3 gives them and version 2 gave them.

A page has `values`, one entry for each figure, place and year; an entry has `values` of its own, at most one for each of
T (all), K (women) and M (men). Version 3 leads on by `next_url`, version 2 by `next_page`. What else there is, such as
the number of members of a group, is not needed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Never

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from roadmaps.indicators.kolada.failures import Failure, SourceFailed
from roadmaps.indicators.numbers import DECIMALS

_FINEST = Decimal(1).scaleb(-DECIMALS)
_GOOD = {"", "ok"}


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Value(_Part):
    gender: str
    value: Annotated[Decimal | None, Field(allow_inf_nan=False)] = None
    status: str | None = ""
    is_deleted: bool = Field(default=False, validation_alias="isdeleted")

    @property
    def is_good(self) -> bool:
        """Whether there is a value, and the source stands by it."""
        return self.value is not None and not self.is_deleted and (self.status or "").strip().casefold() in _GOOD


class _Entry(_Part):
    kpi: str
    municipality: str
    period: Annotated[int, Field(ge=1900, le=2200)]
    values: list[_Value]


class _Page(_Part):
    values: list[_Entry]
    next_address: str | None = Field(default=None, validation_alias=AliasChoices("next_url", "next_page"))


@dataclass(frozen=True)
class Figure:
    """One value of the source: of a year, a place as the source names it, and a sex. None: withheld or lacking."""

    year: int
    place: str
    sex: str
    value: Decimal | None


@dataclass(frozen=True)
class Answer:
    """One page of figures, and the address of the next."""

    figures: Sequence[Figure]
    next_address: str | None


def read_answer(body: bytes, number: str) -> Answer:
    """What a page says about the figure with this number.

    :raises SourceFailed: when it is no such page, or is about another figure
    """
    try:
        page = _Page.model_validate(json.loads(body, parse_float=Decimal, parse_constant=_refuse))
    except (ValidationError, ValueError, RecursionError, ArithmeticError) as error:
        raise SourceFailed(Failure.NOT_UNDERSTOOD) from error
    for entry in page.values:
        if entry.kpi != number:
            raise SourceFailed(Failure.OTHER_FIGURE, entry.kpi)
    return Answer(list(_figures(page)), page.next_address or None)


def _figures(page: _Page) -> Iterator[Figure]:
    for entry in page.values:
        for one in entry.values:
            value = one.value.quantize(_FINEST) if one.is_good and one.value is not None else None
            yield Figure(entry.period, entry.municipality, one.gender, value)


def _refuse(constant: str) -> Never:
    raise ValueError(constant)
