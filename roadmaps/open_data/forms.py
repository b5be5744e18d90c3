"""The form of this room."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, EmailStr, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.open_data.models import Licence


class OpenDataForm(BaseModel):
    """Under which licence the data is given, and by whom."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    licence: Annotated[
        Licence,
        Ask(
            label=N_("Licence"),
            question=N_("What may others do with the data? The Swedish data portal recommends CC0."),
            widget="radios",
        ),
    ] = Licence.CC0
    publisher: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Publisher"),
            question=N_("Which authority gives out the data?"),
            example=N_("Region Jämtland Härjedalen"),
        ),
    ]
    homepage: Annotated[
        str,
        Field(max_length=300, pattern=r"^(https://[^\s<>\"{}|\\^`]+)?$"),
        Ask(
            label=N_("Its web site"),
            question=N_("An address that begins with https://."),
            example="https://www.regionjh.se",
        ),
    ] = ""
    email: Annotated[
        EmailStr,
        Ask(
            label=N_("E-mail address for questions"),
            question=N_(
                "It stands on the page of open data and in the catalogue; give that of a function and not of a person."
            ),
            widget="email",
        ),
    ]
