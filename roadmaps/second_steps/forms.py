"""The forms of second steps."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class AppForm(_Form):
    """The first code of an app that is being set up."""

    code: Annotated[Code, Ask(label=N_("Code that the app shows"))]


class CodeForm(_Form):
    """A code of the app, or one from the paper."""

    code: Annotated[Code, Ask(label=N_("Code"))]


class ChoiceForm(_Form):
    """Whom the site asks for a second step."""

    asks_coordinators: Annotated[
        bool,
        Ask(label=N_("Coordinators"), question=N_("They can do everything on the site."), widget="checkbox"),
    ] = False
    asks_leaders: Annotated[
        bool,
        Ask(
            label=N_("Process leaders and deputies"),
            question=N_("Also those who are to lead from a later day."),
            widget="checkbox",
        ),
    ] = False
