"""The forms of access tokens and service accounts."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from roadmaps.access_tokens.models import Scope
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class TokenForm(_Form):
    """What a new token is called, what it is good for, and for how long."""

    name: Annotated[Name, Ask(label=N_("What is it for?"), example=N_("Readings from our own database"))]
    scopes: Annotated[
        list[Scope],
        Ask(
            label=N_("What may it do besides reading?"),
            question=N_("Never more than you may do yourself. Choose as little as will do."),
            widget="checkboxes",
            choices={scope.value: scope.label for scope in Scope if scope is not Scope.READ},
        ),
    ] = []
    last_on: Annotated[
        date,
        Ask(
            label=N_("Last day"), question=N_("A year from now at most. You get a letter a week before."), widget="date"
        ),
    ]


class ServiceAccountForm(_Form):
    """A program that is to have an account."""

    organisation: Annotated[UUID, Ask(label=N_("Organisation that it acts for"), widget="select")]
    name: Annotated[
        Name,
        Ask(
            label=N_("Name"),
            question=N_("It is shown with everything that the program does, and that it is a service account."),
            example=N_("The municipality's follow-up system"),
        ),
    ]
    purpose: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=500),
        Ask(label=N_("What does the program do here?")),
    ] = ""
