"""The forms of this room."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from roadmaps.accounts.models import Helix
from roadmaps.calls.rules.keeping import NAMES, Facts
from roadmaps.calls.words import Currency, Wish
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.kinds.choices import Level, Municipality, choices
from roadmaps.roadmap.kinds.fields import Number, Optional


def _whole_per_cent(value: object) -> object:
    return value.replace("%", "").strip() or None if isinstance(value, str) else value


MaybeDay = Annotated[date | None, Optional]
MaybeId = Annotated[UUID | None, Optional]
PerCent = Annotated[Annotated[int, Field(ge=1, le=100)] | None, BeforeValidator(_whole_per_cent)]
Line = Annotated[str, Field(max_length=200)]
Lines = Annotated[str, Field(max_length=5_000)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class CallForm(_Form):
    """Everything that a call says."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("The call in one line"),
            question=N_("What is it called, or what does it pay for?"),
            example=N_("Innovation in all parts of the county"),
        ),
    ]
    fund: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("Who pays"), question=N_("Which fund, programme or agency?"), example="Vinnova"),
    ]
    measure: Annotated[
        Line,
        Ask(
            label=N_("Measure"),
            question=N_(
                "Which measure or part of the programme? Activities whose note on funding names it are found by it."
            ),
            example="ERUF 1:4",
        ),
    ] = ""
    reference: Annotated[
        Line, Ask(label=N_("The funder's number"), question=N_("Under which number does the funder know it?"))
    ] = ""
    link: Annotated[
        str,
        Field(max_length=500),
        Ask(label=N_("Link"), question=N_("Where does the funder tell of it?"), example="https://www.vinnova.se/"),
    ] = ""
    about: Annotated[
        Lines,
        Ask(label=N_("What it is about"), question=N_("What is the money for, in a few sentences?"), widget="prose"),
    ] = ""
    areas: Annotated[
        list[UUID],
        Ask(
            label=N_("Strength areas"),
            question=N_("Which areas is it for? None chosen: all of them."),
            widget="checkboxes",
        ),
    ] = []
    opens_on: Annotated[
        MaybeDay, Ask(label=N_("Opens"), question=N_("From which day can one apply?"), widget="date")
    ] = None
    closes_on: Annotated[
        MaybeDay,
        Ask(
            label=N_("Closes"),
            question=N_("Which is the last day? Empty: one can apply until further notice."),
            widget="date",
        ),
    ] = None
    starts_from: Annotated[
        MaybeDay,
        Ask(
            label=N_("Earliest start"),
            question=N_("Before which day may nothing begin that is paid for?"),
            widget="date",
        ),
    ] = None
    ends_by: Annotated[
        MaybeDay,
        Ask(label=N_("Latest end"), question=N_("By which day must it have ended?"), widget="date"),
    ] = None
    currency: Annotated[
        Currency, Ask(label=N_("Currency"), question=N_("In what are the amounts counted?"), widget="select")
    ] = Currency.SEK
    amount: Annotated[
        Number, Ask(label=N_("In all"), question=N_("How much is there in all?"), example="12 000 000", widget="number")
    ] = None
    least: Annotated[
        Number,
        Ask(label=N_("Smallest amount"), question=N_("What is the least that one can apply for?"), widget="number"),
    ] = None
    most: Annotated[
        Number,
        Ask(label=N_("Largest amount"), question=N_("What is the most that one can apply for?"), widget="number"),
    ] = None
    share: Annotated[
        PerCent,
        Ask(
            label=N_("Share of the costs"),
            question=N_("How much of the costs does the call pay at most?"),
            example="40",
            unit=N_("per cent"),
            widget="number",
        ),
    ] = None
    cofinancing: Annotated[
        Line,
        Ask(
            label=N_("Co-financing"),
            question=N_("Who is to pay the rest?"),
            example=N_("Own money or work, or public money from somebody else"),
        ),
    ] = ""
    applicants: Annotated[
        list[Helix],
        Ask(
            label=N_("Who may apply"),
            question=N_("Organisations of which sort? None chosen: all of them."),
            widget="checkboxes",
            choices={str(one): one.label for one in Helix},
        ),
    ] = []
    who: Annotated[
        Line,
        Ask(
            label=N_("Who may apply, more exactly"),
            question=N_("Is there something that they must be or have?"),
            example=N_("At least two partners, one of them in Norway"),
        ),
    ] = ""
    levels: Annotated[
        list[Level],
        Ask(
            label=N_("Levels in the pyramid"),
            question=N_("Does it pay for certain levels only? None chosen: for all."),
            widget="checkboxes",
            choices=choices(Level),
        ),
    ] = []
    places: Annotated[
        list[Municipality],
        Ask(
            label=N_("Municipalities"),
            question=N_("Does it pay for certain places only? None chosen: anywhere."),
            widget="checkboxes",
            choices=choices(Municipality),
        ),
    ] = []
    sought: Annotated[
        Lines,
        Ask(
            label=N_("What it is looking for"),
            question=N_("Which words would an activity that fits use? Put commas between them."),
            example=N_("food, refinement, small companies"),
        ),
    ] = ""

    @property
    def facts(self) -> Facts:
        """The same without the areas, which the door looks up."""
        return Facts(**{name: getattr(self, name) for name in NAMES})


class WithdrawalForm(_Form):
    """Why something does not count any more."""

    words: Annotated[
        Lines,
        Ask(label=N_("Why"), question=N_("What should others know about it?"), widget="prose"),
    ] = ""


class InterestForm(_Form):
    """What an organisation wants with a call."""

    organisation: Annotated[
        UUID, Ask(label=N_("Organisation"), question=N_("For whom do you say it?"), widget="select")
    ]
    wish: Annotated[
        Wish,
        Ask(
            label=N_("What we want"),
            question=N_("What does the organisation want with the call?"),
            widget="radios",
            choices={str(one): one.label for one in Wish},
        ),
    ]
    activity: Annotated[
        MaybeId, Ask(label=N_("For the activity"), question=N_("Is it for one of these activities?"), widget="select")
    ] = None
    words: Annotated[
        Annotated[str, Field(max_length=2_000)],
        Ask(
            label=N_("In a few words"),
            question=N_("What do you want to do, or whom do you seek? Everybody can read it."),
            example=N_("We seek a university that can follow up what the companies learn."),
            widget="prose",
        ),
    ] = ""
    contact_name: Annotated[Line, Ask(label=N_("Contact"), question=N_("Whom can others turn to?"))] = ""
    contact_email: Annotated[
        Annotated[str, Field(max_length=254)],
        Ask(label=N_("E-mail address of the contact"), widget="email"),
    ] = ""
    is_contact_shown: Annotated[
        bool,
        Ask(
            label=N_("Everybody who is signed in may see the contact"),
            question=N_(
                "Without this it is for those who lead the areas of the call only. It is forgotten when you take this back."
            ),
            widget="checkbox",
        ),
    ] = False


class NoticeForm(_Form):
    """Of which activities the people are told."""

    activities: Annotated[
        list[UUID],
        Ask(
            label=N_("Activities"),
            question=N_("Whose people are to be told? Each activity's people are told once."),
            widget="checkboxes",
        ),
    ] = []


class ApplicationForm(_Form):
    """What is assessed."""

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("The application"), question=N_("What is the application called?")),
    ]
    applicant_id: Annotated[
        MaybeId, Ask(label=N_("Who applies"), question=N_("Which organisation?"), widget="organisation")
    ] = None
    applicant_name: Annotated[
        Line,
        Ask(label=N_("Or somebody who is not here"), question=N_("What is the organisation called?")),
    ] = ""
    activities: Annotated[
        list[UUID],
        Ask(
            label=N_("Activities"),
            question=N_("Which activities of the roadmap would it pay for?"),
            widget="checkboxes",
        ),
    ] = []
    on_day: Annotated[
        date,
        Ask(
            label=N_("Day"),
            question=N_("The roadmap is read as it was adopted on which day?"),
            widget="date",
        ),
    ]
