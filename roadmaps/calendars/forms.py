"""The form for a new link: what it offers, and what it sends."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import BaseModel

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.calendars.models import Scope
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import N_, say


class NewLinkForm(BaseModel):
    """Whose dates the link is to show, as ``all``, ``area:<id>`` or ``organisation:<id>``."""

    show: Annotated[
        str,
        Ask(
            label=N_("What is the calendar to show?"),
            question=N_("What you may see changes with your roles, and the calendar follows."),
            widget="radios",
        ),
    ] = Scope.ALL.value


class Asked(NamedTuple):
    """Whose dates a link is to show."""

    scope: Scope
    about_id: UUID | None


def asked_in(show: str) -> Asked:
    """What the form's one answer means.

    :raises Invalid: when it is none of the alternatives
    """
    word, _, about = show.partition(":")
    try:
        scope = Scope(word)
        return Asked(scope, None if scope is Scope.ALL else UUID(about))
    except ValueError:
        fault = say("Choose one of the alternatives.")
        raise Invalid(fault, {"show": fault}) from None


def offered(
    areas: Sequence[Area], actor: Actor, asked_for: Organisation | None, language: str
) -> list[tuple[str, str]]:
    """What there is to choose: all, each area, the organisations that the actor acts for, and the one asked for."""
    organisations = dict(actor.organisations)
    if asked_for:
        organisations[asked_for.id] = asked_for.name
    return [
        (Scope.ALL.value, N_("All areas")),
        *((f"{Scope.AREA}:{area.id}", area.name_in(language)) for area in areas),
        *((f"{Scope.ORGANISATION}:{one}", name) for one, name in organisations.items()),
    ]
