"""The forms of this room. What a field asks, and what is wrong with an answer, comes from here."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from roadmaps.accounts.forms import InviteForm
from roadmaps.accounts.names import MAX_NAME
from roadmaps.areas.models import Color, Role
from roadmaps.areas.rules.areas import MAX_DESCRIPTION
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

FromDay = Annotated[date | None, Ask(label=N_("From"), question=N_("Empty: from today."), widget="date")]
LastDay = Annotated[date | None, Ask(label=N_("Last day"), question=N_("Empty: until further notice."), widget="date")]

Description = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_DESCRIPTION),
    Ask(
        label=N_("Description"),
        question=N_("What is the area about? Two or three sentences that anyone understands."),
        widget="prose",
    ),
]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class DescriptionForm(_Form):
    """What those who lead an area may say about it."""

    description: Description = ""


class AreaForm(_Form):
    """What coordinators decide about an area."""

    name: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME),
        Ask(label=N_("Name"), example="Hållbar energi"),
    ]
    name_en: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=MAX_NAME),
        Ask(label=N_("Name in English"), example="Sustainable energy"),
    ] = ""
    description: Description = ""
    color: Annotated[Color, Ask(label=N_("Colour"), widget="select")]


class RoleForm(_Form):
    """Giving a person a role in an area."""

    person_id: Annotated[UUID, Ask(label=N_("Person"), widget="select")]
    role: Annotated[Role, Ask(label=N_("Role"), widget="radios")]
    from_on: FromDay = None
    until_on: LastDay = None


class DatesForm(_Form):
    """The days on which a role is held."""

    from_on: Annotated[date, Ask(label=N_("From"), widget="date")]
    until_on: LastDay = None


class HandOverForm(_Form):
    """Letting an area go from one process leader to another."""

    from_person_id: Annotated[UUID, Ask(label=N_("Process leader today"), widget="select")]
    to_person_id: Annotated[UUID, Ask(label=N_("New process leader"), widget="select")]
    from_on: FromDay = None


class AreaInviteForm(InviteForm):
    """Inviting someone to an area."""

    role: Annotated[Role, Ask(label=N_("Role"), widget="radios")]


class LeadersInviteForm(AreaInviteForm):
    """Inviting someone to an area without being a coordinator: for other organisations than one's own it is a proposal."""

    organisation_id: Annotated[
        UUID | None,
        Ask(
            label=N_("Organisation"),
            question=N_(
                "For whom will the person act? For an organisation that you act for it holds at once; for another, a coordinator is asked to confirm it."
            ),
            widget="organisation",
        ),
    ] = None
