"""The forms of this room."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class SuccessorForm(_Form):
    """Naming who is to take over."""

    person_id: Annotated[UUID, Ask(label=N_("Who takes over?"), widget="select")]


class NoteForm(_Form):
    """What one passes on."""

    words: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1),
        Ask(
            label=N_("Note"),
            question=N_(
                "Contacts, habits, what is sensitive, what you would do next. Those who lead the area read it."
            ),
            widget="prose",
        ),
    ]
