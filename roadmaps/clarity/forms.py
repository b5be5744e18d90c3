"""What this room's forms ask for."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.clarity.rules import LONGEST_WORDS
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_


class UnclearForm(BaseModel):
    """Which paragraph, and what was hard about it."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    paragraph: Annotated[
        str,
        Field(min_length=1, max_length=64),
        Ask(label=N_("Which part is hard to understand?"), widget="radios"),
    ]
    words: Annotated[
        str,
        Field(max_length=LONGEST_WORDS),
        Ask(
            label=N_("What is hard about it?"),
            question=N_("A word that nobody explains, a sentence that is too long, something that is missing."),
            widget="prose",
        ),
    ] = ""
