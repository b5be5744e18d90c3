"""The forms of this room."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.privacy.models import Outcome, Wish

Words = Annotated[str, Field(min_length=1, max_length=4_000)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class AskForm(_Form):
    """Something is asked about one's own data."""

    wish: Annotated[Wish, Ask(label=N_("What you want"), widget="radios")] = Wish.RECTIFICATION
    words: Annotated[
        Words,
        Ask(
            label=N_("What it is about"),
            question=N_("What is wrong, where does it stand, and what would be right?"),
            widget="prose",
        ),
    ]


class AnswerForm(_Form):
    """What became of it."""

    outcome: Annotated[Outcome, Ask(label=N_("What became of it"), widget="radios")] = Outcome.DONE
    words: Annotated[
        Words,
        Ask(
            label=N_("Answer"),
            question=N_("What was done, or why was it not? The person gets this by letter."),
            widget="prose",
        ),
    ]


class EraseForm(_Form):
    """One's own data is to be taken away, or that of somebody who has asked for it."""

    reason: Annotated[
        str,
        Field(max_length=2_000),
        Ask(label=N_("Why"), question=N_("Is there something that those who see to it should know?"), widget="prose"),
    ] = ""


class EraseAddressForm(EraseForm):
    """The same of somebody without an account."""

    email: Annotated[
        str,
        Field(min_length=3, max_length=254),
        Ask(label=N_("E-mail address"), question=N_("To which address did letters go?"), widget="email"),
    ]


class AddressForm(_Form):
    """Whose data is to be gathered."""

    email: Annotated[
        str,
        Field(min_length=3, max_length=254),
        Ask(
            label=N_("E-mail address"),
            question=N_("Whose data? Make sure that the request comes from whoever reads mail at the address."),
            widget="email",
        ),
    ]


class OtherWordsForm(_Form):
    """By what else somebody may be called in texts."""

    words: Annotated[
        str,
        Field(max_length=4_000),
        Ask(
            label=N_("Other words to look for"),
            question=N_("By what else is the person called? One name, number or address on each line."),
            example="Sigge\nSigbritt Bergman\n070-123 45 67",
            widget="prose",
        ),
    ] = ""


class StopForm(_Form):
    """An erasure is not to be done after all."""

    reason: Annotated[
        str,
        Field(max_length=2_000),
        Ask(label=N_("Why"), question=N_("Why is it not to be done? The person gets this by letter."), widget="prose"),
    ] = ""


class FactsForm(_Form):
    """Who answers for the site."""

    controller: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Who answers for the data"),
            question=N_("Which authority decides why and how data is kept here?"),
            example="Regionala utvecklingsnämnden, Region Jämtland Härjedalen, org.nr 232100-0214",
        ),
    ]
    contact: Annotated[
        Words,
        Ask(
            label=N_("How it is reached"),
            question=N_("Address, e-mail and telephone, as people need them to ask about their data."),
            widget="prose",
        ),
    ]
    officer: Annotated[
        Words,
        Ask(
            label=N_("The data protection officer"),
            question=N_("How is the data protection officer reached? A function is enough, no name is needed."),
            widget="prose",
        ),
    ]


class PeriodForm(_Form):
    """Another time for a class of data."""

    days: Annotated[int, Field(ge=1, le=3_650), Ask(label=N_("Kept for"), widget="number", unit=N_("days"))]
    reason: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Why"),
            question=N_("On what does it rest, such as the decision on what the authority throws away?"),
            example="RUN/100/2026",
        ),
    ]
