"""What this room's forms ask for. The form that takes a file is written by hand, as it is the only one with such a field."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.files.rules import LONGEST_REASON
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_


class RemovalForm(BaseModel):
    """Why a file is removed."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    reason: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST_REASON),
        Ask(
            label=N_("Why is it removed?"),
            question=N_("It stands in the list of files, for those who take part in the work."),
            example=N_("The photographer has not agreed to it being shown."),
        ),
    ]
