"""The types that the kinds' fields share."""

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from roadmaps.foundation.partial_dates import EARLIEST_YEAR, LATEST_YEAR, read_partial_date


def _empty_to_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _one_spelling(value: str) -> str:
    return str(read_partial_date(value))


def _number_as_written(value: Any) -> Any:
    """Swedish writes 12,5 and 1 200; both are understood."""
    if not isinstance(value, str):
        return value
    return value.replace(" ", "").replace("\u00a0", "").replace("\u2212", "-").replace(",", ".") or None


def _plain_number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _in_order_of_first_mention(values: list[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


ShortLine = Annotated[str, Field(max_length=200)]
TitleLine = Annotated[str, Field(min_length=1, max_length=200)]
ProseText = Annotated[str, Field(max_length=200_000)]
Optional = BeforeValidator(_empty_to_none)
Reference = Annotated[UUID | None, Optional]
References = Annotated[list[UUID], AfterValidator(_in_order_of_first_mention)]
StrategyElements = Annotated[list[UUID], AfterValidator(_in_order_of_first_mention)]
OrganisationId = Annotated[UUID | None, Optional]
PlanDate = Annotated[Annotated[str, AfterValidator(_one_spelling)] | None, Optional]
Year = Annotated[Annotated[int, Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)] | None, Optional]
Number = Annotated[
    Annotated[
        Decimal,
        PlainSerializer(_plain_number, return_type=str, when_used="json"),
        Field(allow_inf_nan=False, max_digits=24, decimal_places=6),
    ]
    | None,
    BeforeValidator(_number_as_written),
]
