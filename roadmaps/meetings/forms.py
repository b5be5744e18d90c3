"""The forms of this room that come from models; the others are read by `typed`."""

from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.accounts.email_addresses import EmailAddress
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.clock import LOCAL, day_of
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import N_, say
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.rules import MeetingFacts

Line = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(min_length=1, max_length=2_000)]


def _time_in(value: object) -> object:
    """A time as people write it: 13:00, 13.00, 9 or 0900."""
    if not isinstance(value, str):
        return value
    digits = value.strip().replace(".", ":").replace("kl ", "").strip()
    if digits.isdigit():
        digits = f"{digits}:00" if len(digits) < 3 else f"{digits[:-2]}:{digits[-2:]}"
    hours, _, minutes = digits.partition(":")
    try:
        return time(int(hours), int(minutes))
    except (ValueError, OverflowError):
        raise Fault(say("Write a time, such as 13:00.")) from None


Time = Annotated[time, BeforeValidator(_time_in)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class MeetingForm(_Form):
    """Why, when and where."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("Title"),
            question=N_("What is the meeting called?"),
            example=N_("Open meeting about preparedness in land-based industries"),
        ),
    ]
    purpose: Annotated[
        str,
        Field(min_length=1, max_length=5_000),
        Ask(
            label=N_("Purpose"),
            question=N_("Why do you meet, and what is to be different afterwards?"),
            example=N_("We gather what the companies need, and choose three things to go on with."),
            widget="prose",
        ),
    ]
    day: Annotated[date, Ask(label=N_("Day"), question=N_("Which day?"), widget="date")]
    begins: Annotated[Time, Ask(label=N_("Begins at"), question=N_("When does it begin?"), example="13:00")]
    until: Annotated[Time, Ask(label=N_("Over at"), question=N_("When is it over?"), example="15:30")]
    place: Annotated[Line, Ask(label=N_("Place"), question=N_("Where does one go?"), example=N_("Torsta, Ås"))] = ""
    link: Annotated[
        str,
        Field(max_length=1_000),
        Ask(label=N_("Link"), question=N_("Where does one take part from elsewhere?"), example="https://…"),
    ] = ""
    is_open: Annotated[
        bool,
        Ask(
            label=N_("Open to all"),
            question=N_("Everybody can read about it and sign up, also without an account."),
            widget="checkbox",
        ),
    ] = False

    @property
    def facts(self) -> MeetingFacts:
        """The same as the rules take it."""
        return MeetingFacts(
            title=self.title,
            purpose=self.purpose,
            starts_at=datetime.combine(self.day, self.begins, LOCAL),
            ends_at=datetime.combine(self.day, self.until, LOCAL),
            place=self.place,
            link=self.link,
            is_open=self.is_open,
        )


class GuestsForm(_Form):
    """Who is asked."""

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
                "One a line: the name, a comma and the address. Whoever gets the letter can answer without an account."
            ),
            example=N_("The municipality of Krokom, registry@example.org"),
            widget="prose",
        ),
    ] = ""


class AddressForm(_Form):
    """Where letters to one of them go."""

    email: Annotated[EmailAddress, Ask(label=N_("E-mail address"), widget="email")]


class SignUpForm(_Form):
    """Somebody without an account comes."""

    name: Annotated[str, Field(min_length=1, max_length=200), Ask(label=N_("Name"), question=N_("What is your name?"))]
    organisation: Annotated[
        Line,
        Ask(label=N_("Organisation"), question=N_("For which organisation do you come, if any?")),
    ] = ""
    email: Annotated[
        EmailAddress,
        Ask(
            label=N_("E-mail address"),
            question=N_("You get a letter with the entry for your calendar, and later what became of what was said."),
            widget="email",
        ),
    ]


class CancellationForm(_Form):
    """It does not take place."""

    reason: Annotated[
        Reason,
        Ask(
            label=N_("Reason"),
            question=N_("Why is it cancelled? All who have been asked get a letter."),
            widget="prose",
        ),
    ]


def start_of(meeting: Meeting) -> dict[str, object]:
    """What the form shows of a meeting."""
    begins, ends = meeting.starts_at.astimezone(LOCAL), meeting.ends_at.astimezone(LOCAL)
    return {
        **{name: getattr(meeting, name) for name in ("title", "purpose", "place", "link", "is_open")},
        "day": day_of(begins),
        "begins": f"{begins:%H:%M}",
        "until": f"{ends:%H:%M}",
    }


def start_of_next(meeting: Meeting) -> dict[str, object]:
    """The same for another one like it, four weeks later."""
    return {**start_of(meeting), "day": meeting.starts_on + timedelta(weeks=4)}
