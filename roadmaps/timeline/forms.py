"""What is asked when only the dates of an activity are to change."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.kinds.fields import PlanDate


class DatesForm(BaseModel):
    """The two dates, as exactly as they are known, and the revision that was seen when beginning."""

    model_config: ClassVar[ConfigDict] = ConfigDict(str_strip_whitespace=True)

    start: Annotated[
        PlanDate,
        Ask(
            label=N_("Starts"),
            question=N_("When does it start? A year, quarter, month or day will do."),
            example="2026-Q3",
            widget="partial_date",
        ),
    ] = None
    end: Annotated[
        PlanDate,
        Ask(label=N_("Ends"), question=N_("When is it finished?"), example="2027", widget="partial_date"),
    ] = None
