"""The forms of this room. What a field asks, and what is wrong with an answer, comes from here."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from roadmaps.accounts import passwords
from roadmaps.accounts.email_addresses import MAX_LENGTH as LONGEST_ADDRESS
from roadmaps.accounts.email_addresses import EmailAddress
from roadmaps.accounts.models import Helix
from roadmaps.accounts.names import MAX_HOMEPAGE, MAX_NAME
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_

LANGUAGES = {"sv": N_("Swedish"), "en": N_("English")}

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME)]
Language = Annotated[Literal["sv", "en"], Ask(label=N_("Language"), widget="radios", choices=LANGUAGES)]
# A password is taken as it is: a space at its end belongs to it.
Secret = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=1000)]
NewSecret = Annotated[
    Secret,
    Ask(
        label=N_("New password"),
        question=N_("At least 12 characters. Three or four words in a row are easy to remember."),
        widget="password",
    ),
]
assert passwords.MIN_LENGTH == 12


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class SignInForm(_Form):
    """Getting in. The address is not checked here, so that the answer is the same for whatever is typed."""

    email: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_ADDRESS),
        Ask(label=N_("E-mail address"), widget="email"),
    ]
    password: Annotated[Secret, Ask(label=N_("Password"), widget="password")]


class ProfileForm(_Form):
    """One's own name and language."""

    name: Annotated[Name, Ask(label=N_("Name"))]
    language: Language


class EmailForm(_Form):
    """One's own e-mail address."""

    email: Annotated[EmailAddress, Ask(label=N_("New e-mail address"), widget="email")]


class PasswordForm(_Form):
    """One's own password."""

    old_password: Annotated[Secret, Ask(label=N_("Present password"), widget="password")]
    password: NewSecret


class ActingForForm(_Form):
    """The organisation that one acts for."""

    organisation_id: Annotated[UUID, Ask(label=N_("In this browser you act for"), widget="radios")]


class AcceptForm(_Form):
    """Becoming a person here."""

    name: Annotated[Name, Ask(label=N_("Your name"), question=N_("It is shown to others beside what you write."))]
    language: Language
    password: NewSecret


class AskForResetForm(_Form):
    """Asking for a link to choose a new password."""

    email: Annotated[EmailAddress, Ask(label=N_("E-mail address"), widget="email")]


class AskForLetterForm(AskForResetForm):
    """Asking for a link to sign in with."""


class ResetForm(_Form):
    """Choosing a new password, where the present one is not asked for."""

    password: NewSecret


EndPrograms = Annotated[
    bool,
    Ask(
        label=N_("Also end every access token"),
        question=N_(
            "If somebody else may have been at your account. The programs that you have given a token need a new one then."
        ),
        widget="checkbox",
    ),
]


class PasswordOfProgramsForm(PasswordForm):
    """One's own password, for somebody as whom programs come in too."""

    end_programs: EndPrograms = False


class FirstPasswordOfProgramsForm(ResetForm):
    """A first password, for somebody as whom programs come in too."""

    end_programs: EndPrograms = False


class LetterResetForm(ResetForm):
    """Choosing a new password by a link in a letter."""

    remove_other_ways: Annotated[
        bool,
        Ask(
            label=N_("Also remove every other way of getting in"),
            question=N_(
                "If somebody else may have been at your account: passkeys, accounts elsewhere that were tied to it, and access tokens."
            ),
            widget="checkbox",
        ),
    ] = False


class InviteForm(_Form):
    """Inviting someone by e-mail."""

    email: Annotated[EmailAddress, Ask(label=N_("E-mail address"), widget="email", example="name@example.org")]
    name: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=MAX_NAME),
        Ask(label=N_("Name"), question=N_("If you know it. The person can change it.")),
    ] = ""
    language: Annotated[
        Literal["sv", "en"], Ask(label=N_("Language of the letter"), widget="radios", choices=LANGUAGES)
    ]
    organisation_id: Annotated[
        UUID | None, Ask(label=N_("Organisation"), question=N_("For whom will the person act?"), widget="organisation")
    ] = None


class CoordinatorsInviteForm(InviteForm):
    """Inviting someone without an area, perhaps as coordinator."""

    as_coordinator: Annotated[
        bool,
        Ask(
            label=N_("Invite as coordinator"),
            question=N_("A coordinator may do everything: areas, people, organisations and roles."),
            widget="checkbox",
        ),
    ] = False


class OrganisationForm(_Form):
    """What is told about an organisation."""

    name: Annotated[Name, Ask(label=N_("Name"), example="Region Jämtland Härjedalen")]
    helix: Annotated[Helix, Ask(label=N_("Part of society"), widget="radios")]
    short_name: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=40),
        Ask(label=N_("Short name"), question=N_("For places where the name would be too long.")),
    ] = ""
    homepage: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=MAX_HOMEPAGE),
        Ask(label=N_("Web page"), example="https://example.org"),
    ] = ""


class MemberForm(_Form):
    """That a person acts for an organisation."""

    person_id: Annotated[UUID, Ask(label=N_("Person"), widget="select")]
    function: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=MAX_NAME),
        Ask(label=N_("Title"), question=N_("What the person does there.")),
    ] = ""
    from_on: Annotated[date | None, Ask(label=N_("From"), question=N_("Empty: from today."), widget="date")] = None
    until_on: Annotated[
        date | None, Ask(label=N_("Last day"), question=N_("Empty: until further notice."), widget="date")
    ] = None


class ShowAgainForm(_Form):
    """Showing with the password who one is."""

    password: Annotated[Secret, Ask(label=N_("Password"), widget="password")]
