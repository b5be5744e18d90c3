"""The tables of people, organisations and sign-in. Secrets are never stored: only what they hash to."""

from roadmaps.accounts.models.letters import AskedLetter, EmailChange, Invitation, LetterSort, PasswordReset, SignInLink
from roadmaps.accounts.models.people import Helix, Membership, Organisation, Person, ProposedMembership
from roadmaps.accounts.models.sign_ins import KeptForm, SignIn, SignInAttempt, Way

__all__ = [
    "AskedLetter",
    "EmailChange",
    "Helix",
    "Invitation",
    "KeptForm",
    "LetterSort",
    "Membership",
    "Organisation",
    "PasswordReset",
    "Person",
    "ProposedMembership",
    "SignIn",
    "SignInAttempt",
    "SignInLink",
    "Way",
]
