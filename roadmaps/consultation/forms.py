"""The forms of this room that come from models; an answer is read by `answer_form`."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.accounts.email_addresses import normalised
from roadmaps.accounts.names import one_line
from roadmaps.consultation.rules.preparing import Asked
from roadmaps.consultation.words import Reply
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import N_, say

_LONGEST_NAME = 200
Line = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(min_length=1, max_length=2_000)]
MaybeReply = Annotated[Reply | None, BeforeValidator(lambda value: value or None)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class ConsultationForm(_Form):
    """What is asked, about which version, and until when."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Title"),
            question=N_("What is the consultation called?"),
            example=N_("Consultation on the roadmap for Sustainable energy"),
        ),
    ]
    snapshot: Annotated[
        int,
        Ask(
            label=N_("Version"),
            question=N_("Which frozen version is it about? It stays as it is, while the work with the text goes on."),
            widget="select",
        ),
    ]
    purpose: Annotated[
        str,
        Field(min_length=1, max_length=5_000),
        Ask(
            label=N_("Purpose"),
            question=N_("Why do you ask, and what do you want to know?"),
            example=N_("We want to know what is missing, and what you can take part in."),
            widget="prose",
        ),
    ]
    reading_guide: Annotated[
        str,
        Field(max_length=5_000),
        Ask(
            label=N_("Reading guide"),
            question=N_("How is the text best read, and where should somebody with ten minutes begin?"),
            widget="prose",
        ),
    ] = ""
    questions: Annotated[
        str,
        Field(max_length=10_000),
        Ask(
            label=N_("Questions"),
            question=N_("What do you want everyone to answer? One question a line."),
            example=N_("Are these the right goals for the county?"),
            widget="prose",
        ),
    ] = ""
    opens_on: Annotated[date, Ask(label=N_("First day"), question=N_("When does it open?"), widget="date")]
    closes_on: Annotated[
        date,
        Ask(
            label=N_("Last day"),
            question=N_("Until when is an answer in time? Later answers are taken too, and marked as late."),
            widget="date",
        ),
    ]
    remind_days: Annotated[
        int,
        Field(ge=0, le=60),
        Ask(
            label=N_("Reminder"),
            question=N_("How many days before the last day are those reminded who have not answered? 0 for never."),
            widget="number",
            unit=N_("days"),
        ),
    ] = 7
    is_open_call: Annotated[
        bool,
        Ask(
            label=N_("Everyone may answer"),
            question=N_("Organisations that you do not ask by name may answer too, if somebody with an account does."),
            widget="checkbox",
        ),
    ] = True
    sets_state: Annotated[
        bool,
        Ask(
            label=N_("The roadmap says that it is out for consultation"),
            question=N_("Its state is changed when the consultation opens, and again when it closes."),
            widget="checkbox",
        ),
    ] = True
    registry_number: Annotated[
        Line,
        Ask(
            label=N_("Registry number"),
            question=N_("Under which number is it in the registry?"),
            example="RUN/100/2026",
        ),
    ] = ""


class InvitationForm(_Form):
    """Who is asked by name."""

    organisations: Annotated[
        list[str],
        Ask(
            label=N_("Organisations here"),
            question=N_("Their people with an account get a letter each."),
            widget="checkboxes",
        ),
    ] = []
    others: Annotated[
        str,
        Field(max_length=20_000),
        Ask(
            label=N_("By address"),
            question=N_(
                "One a line: the name, a comma and the address. Whoever gets the letter can answer without an account, "
                "unless somebody at the organisation has one: then they answer, and the address is told."
            ),
            example=N_("The municipality of Krokom, registry@example.org"),
            widget="prose",
        ),
    ] = ""


class AddressForm(_Form):
    """Where letters to one of them go."""

    email: Annotated[Annotated[str, Field(max_length=254)], Ask(label=N_("E-mail address"), widget="email")] = ""


class ExtensionForm(_Form):
    """More time."""

    closes_on: Annotated[
        date, Ask(label=N_("New last day"), question=N_("Until when is an answer in time?"), widget="date")
    ]
    reason: Annotated[
        Reason,
        Ask(
            label=N_("Reason"),
            question=N_("Why is there more time? Everyone can read it, and those who have not answered get a letter."),
            example=N_("Several municipalities decide about their answers in February."),
            widget="prose",
        ),
    ]


class CancellationForm(_Form):
    """It ends without replies."""

    reason: Annotated[
        Reason,
        Ask(
            label=N_("Reason"),
            question=N_("Why does it end? Everyone can read it, and all who have been asked get a letter."),
            widget="prose",
        ),
    ]
    next_step: Annotated[
        Reason, Ask(label=N_("What happens next"), question=N_("What does the roadmap say about what happens next?"))
    ]


class ClosingForm(_Form):
    """No more answers are taken."""

    next_step: Annotated[
        Reason, Ask(label=N_("What happens next"), question=N_("What does the roadmap say about what happens next?"))
    ]


class TemplateForm(_Form):
    """Words that are often replied with."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("Name"), question=N_("What do you want to find them by?"), example=N_("Belongs in the strategy")),
    ]
    reply: Annotated[MaybeReply, Ask(label=N_("Goes with"), widget="select")] = None
    words: Annotated[
        str,
        Field(min_length=1, max_length=10_000),
        Ask(label=N_("Words"), question=N_("What do they say?"), widget="prose"),
    ]


def questions_in(text: str) -> list[str]:
    """One question a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def others_in(text: str) -> list[Asked]:
    """One a line: a name, and perhaps an address after a comma, or as mail programs write it in angle brackets.

    :raises Invalid: when a line has no name, one that mixes letters that look alike, or an address that is none
    """
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        name, email = _parted(line)
        name = one_line(name, field="others", most=_LONGEST_NAME, may_be_empty=True)
        try:
            found.append(Asked(name, None, normalised(email) if email else ""))
        except Fault:
            raise _refused(line) from None
        if not name:
            raise _refused(line)
    return found


def address_in(text: str) -> str:
    """The address as it is stored; empty for none.

    :raises Invalid: when it is no address
    """
    try:
        return normalised(text) if text else ""
    except Fault as fault:
        raise Invalid(say("Some of what you wrote needs another look."), {"email": fault.sentence}) from None


def _parted(line: str) -> tuple[str, str]:
    words = line.split()
    if "@" not in words[-1]:
        return line, ""
    return " ".join(words[:-1]).rstrip(",; "), words[-1].strip("<>,;")


def _refused(line: str) -> Invalid:
    told = say("Write a name, a comma and an address: %(line)s", line=line[:100])
    return Invalid(say("Some of what you wrote needs another look."), {"others": told})
