"""The forms of this room."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.accessibility.models import FaultReason, Status
from roadmaps.accounts.email_addresses import EmailAddress
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

Line = Annotated[str, Field(max_length=200)]
MaybeDay = Annotated[date | None, BeforeValidator(lambda value: value or None)]
MaybeAddress = Annotated[EmailAddress | None, BeforeValidator(lambda value: value or None)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class StatementForm(_Form):
    """What is said about the site as a whole."""

    responsible: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("Responsible body"), question=N_("Whose site is this?"), example="Region Jämtland Härjedalen"),
    ]
    status: Annotated[
        Status,
        Ask(label=N_("Status"), question=N_("How far does the site fulfil the law?"), widget="radios"),
    ]
    assessed_on: Annotated[
        date,
        Ask(label=N_("Assessed on"), question=N_("When was the whole site last tested?"), widget="date"),
    ]
    assessed_how: Annotated[
        str,
        Field(min_length=1, max_length=3_000),
        Ask(
            label=N_("How it was tested"),
            question=N_("Who tested it, how, and with which aids?"),
            example=N_("Our own test with keyboard, screen reader and enlargement, and an outside review."),
            widget="prose",
        ),
    ]
    email: Annotated[
        MaybeAddress,
        Ask(
            label=N_("E-mail address"), question=N_("Where can people write instead of using the form?"), widget="email"
        ),
    ] = None
    telephone: Annotated[Line, Ask(label=N_("Telephone number"), question=N_("Where can people call?"))] = ""
    answers_within: Annotated[
        int,
        Field(ge=1, le=60),
        Ask(
            label=N_("Days until an answer"),
            question=N_("Within how many days is a report answered?"),
            widget="number",
            unit=N_("days"),
        ),
    ] = 14


class FaultForm(_Form):
    """A fault that is known."""

    words: Annotated[
        str,
        Field(min_length=1, max_length=2_000),
        Ask(
            label=N_("What does not work"),
            question=N_("What does not work, on which pages and for whom?"),
            example=N_(
                "The drawing of the timeline cannot be read by screen readers; the table below it says the same."
            ),
            widget="prose",
        ),
    ]
    instead: Annotated[
        str,
        Field(max_length=1_000),
        Ask(label=N_("Meanwhile"), question=N_("What can one do until it is mended?"), widget="prose"),
    ] = ""
    criterion: Annotated[
        Line, Ask(label=N_("Criterion"), question=N_("Which criterion of WCAG is it about?"), example="1.3.1")
    ] = ""
    reason: Annotated[FaultReason, Ask(label=N_("Why"), question=N_("Why is it not accessible?"), widget="radios")] = (
        FaultReason.FAULT
    )
    since_on: Annotated[date, Ask(label=N_("Known since"), question=N_("Since when is it known?"), widget="date")]
    until_on: Annotated[
        MaybeDay, Ask(label=N_("Mended by"), question=N_("When is it to be mended?"), widget="date")
    ] = None


class ReportForm(_Form):
    """Somebody reports a fault."""

    words: Annotated[
        str,
        Field(min_length=1, max_length=3_000),
        Ask(
            label=N_("What does not work?"),
            question=N_("Tell what you wanted to do, and what got in the way."),
            widget="prose",
        ),
    ]
    place: Annotated[
        str,
        Field(max_length=500),
        Ask(label=N_("Where?"), question=N_("On which page, or at which address?")),
    ] = ""
    aids: Annotated[
        Line,
        Ask(
            label=N_("With what?"),
            question=N_("Which browser, screen reader or other aid do you use?"),
            example=N_("Firefox and NVDA"),
        ),
    ] = ""
    email: Annotated[
        MaybeAddress,
        Ask(
            label=N_("E-mail address"),
            question=N_("Give one if you want an answer. It is forgotten when the answer has been written."),
            widget="email",
        ),
    ] = None


class AnswerForm(_Form):
    """A report is answered."""

    answer: Annotated[
        str,
        Field(min_length=1, max_length=3_000),
        Ask(label=N_("Answer"), question=N_("What do you answer, and what happens next?"), widget="prose"),
    ]
