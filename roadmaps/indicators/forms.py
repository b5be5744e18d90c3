"""The forms of this room."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import N_
from roadmaps.indicators.checking import LONGEST_NOTE, LONGEST_SOURCE, NewReading
from roadmaps.indicators.models import Sex
from roadmaps.indicators.numbers import read_number
from roadmaps.roadmap.kinds.choices import Municipality, choices

Value = Annotated[Decimal, BeforeValidator(read_number)]
Period = Annotated[str, BeforeValidator(lambda text: str(read_partial_date(str(text))))]
Source = Annotated[str, Field(max_length=LONGEST_SOURCE)]
Words = Annotated[str, Field(max_length=LONGEST_NOTE)]
Place = Annotated[Municipality | None, BeforeValidator(lambda value: value or None)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class ReadingForm(_Form):
    """What was read, of when, where and whom."""

    period: Annotated[
        Period,
        Ask(
            label=N_("Period"),
            question=N_("Of which year, quarter, month or day is the value? For half a year, write its last quarter."),
            example="2025, 2025-Q4, 2025-12",
            widget="partial_date",
        ),
    ]
    value: Annotated[Value, Ask(label=N_("Value"), question=N_("What was read?"), example="48", widget="number")]
    municipality: Annotated[
        Place,
        Ask(
            label=N_("Where"),
            question=N_("Is the value of the whole county, or of one municipality?"),
            widget="select",
            choices=choices(Municipality),
        ),
    ] = None
    sex: Annotated[
        Sex,
        Ask(label=N_("Whom"), question=N_("Whom does the value count?"), widget="radios"),
    ] = Sex.ALL
    source: Annotated[
        Source,
        Ask(
            label=N_("Source"),
            question=N_("Where does the figure come from?"),
            example=N_("Statistics Sweden, register of companies"),
        ),
    ] = ""
    note: Annotated[
        Words,
        Ask(label=N_("Note"), question=N_("Is there something that one must know to read it right?"), widget="prose"),
    ] = ""

    def as_reading(self, indicator_id: UUID) -> NewReading:
        """The same for the rules."""
        place = self.municipality.value if self.municipality else None
        return NewReading(indicator_id, self.period, self.value, place, self.sex.value, self.source, self.note)


class CorrectionForm(_Form):
    """What the reading should have said."""

    value: Annotated[Value, Ask(label=N_("Value"), question=N_("What should it be?"), widget="number")]
    source: Annotated[Source, Ask(label=N_("Source"), question=N_("Where does the figure come from?"))] = ""
    note: Annotated[
        Words,
        Ask(label=N_("Note"), question=N_("Is there something that one must know to read it right?"), widget="prose"),
    ] = ""
    reason: Annotated[
        Words,
        Field(min_length=1),
        Ask(
            label=N_("Why is it corrected?"),
            question=N_("Everyone who sees the reading sees this too."),
            example=N_("The source has published a corrected table."),
            widget="prose",
        ),
    ]


class TakingBackForm(_Form):
    """Why there should be no reading."""

    reason: Annotated[
        Words,
        Field(min_length=1),
        Ask(
            label=N_("Why is it taken back?"),
            question=N_("Everyone who sees the indicator sees this too."),
            example=N_("The figure belonged to another indicator."),
            widget="prose",
        ),
    ]
