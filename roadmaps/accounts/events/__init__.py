"""What happens to people, organisations and sign-ins. Each is recorded in the unit of work that makes it true.

Some of them carry a secret (`token`), as only its hash is stored: whoever writes letters needs it for the link, and
nobody else may keep it.
"""

from roadmaps.accounts.events.invitations import InvitationAccepted, InvitationMade, InvitationWithdrawn
from roadmaps.accounts.events.organisations import (
    MemberAdded,
    MemberProposed,
    MemberRemoved,
    OrganisationAdded,
    OrganisationArchived,
    OrganisationChanged,
    OrganisationReopened,
    ProposedMemberSettled,
)
from roadmaps.accounts.events.people import (
    CoordinatorAppointed,
    CoordinatorDismissed,
    EmailChangeAsked,
    EmailChanged,
    EmailChangeStopped,
    PersonChanged,
    PersonDeactivated,
    PersonReactivated,
    PersonRegistered,
)
from roadmaps.accounts.events.sign_ins import (
    OrganisationChosen,
    PasswordChanged,
    PasswordResetAsked,
    ShownAgain,
    SignedIn,
    SignInFailed,
    SignInLinkAsked,
    SignInsEnded,
)

__all__ = [
    "CoordinatorAppointed",
    "CoordinatorDismissed",
    "EmailChangeAsked",
    "EmailChangeStopped",
    "EmailChanged",
    "InvitationAccepted",
    "InvitationMade",
    "InvitationWithdrawn",
    "MemberAdded",
    "MemberProposed",
    "MemberRemoved",
    "OrganisationAdded",
    "OrganisationArchived",
    "OrganisationChanged",
    "OrganisationChosen",
    "OrganisationReopened",
    "PasswordChanged",
    "PasswordResetAsked",
    "PersonChanged",
    "PersonDeactivated",
    "PersonReactivated",
    "PersonRegistered",
    "ProposedMemberSettled",
    "ShownAgain",
    "SignInFailed",
    "SignInLinkAsked",
    "SignInsEnded",
    "SignedIn",
]
