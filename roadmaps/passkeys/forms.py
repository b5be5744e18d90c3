"""The forms of passkeys. What a browser answers for a key comes in a hidden field, which a script fills."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.passkeys.ceremonies import LONGEST_ANSWER

Answer = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_ANSWER),
    Ask(label=N_("What the passkey answered"), widget="hidden"),
]
PasskeyName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    Ask(label=N_("Name"), question=N_("So that you know it in the list.")),
]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class NameForm(_Form):
    """What a passkey is called."""

    name: PasskeyName


class NewPasskeyForm(NameForm):
    """A key that the browser has just made."""

    answer: Answer


class ShownPasskeyForm(_Form):
    """A key that the browser has just shown."""

    answer: Answer
