"""The letters of accounts: invitations, links for a new password, and word of what has been changed.

Only here is the secret of a link seen after the act that made it, as only its hash is stored beside it.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.events import (
    EmailChangeAsked,
    EmailChanged,
    InvitationMade,
    MemberProposed,
    PasswordChanged,
    PasswordResetAsked,
    SignInLinkAsked,
)
from roadmaps.accounts.models import Organisation, Person
from roadmaps.accounts.queries import active_coordinators, person_with_email
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.outbox import Outbox, Receiver

# A warning that comes after that is of little use.
USEFUL_FOR = timedelta(days=7)
# A question that nobody has answered by then stands on the page of the organisation still.
ASKED_FOR = timedelta(days=14)


@dataclass(frozen=True)
class AccountLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(InvitationMade, self.invite)
        listeners.in_transaction(PasswordResetAsked, self.send_reset)
        listeners.in_transaction(PasswordChanged, self.tell_of_password)
        listeners.in_transaction(EmailChanged, self.tell_of_address)
        listeners.in_transaction(SignInLinkAsked, self.send_sign_in_link)
        listeners.in_transaction(EmailChangeAsked, self.ask_new_address)
        listeners.in_transaction(EmailChangeAsked, self.tell_old_address)
        listeners.in_transaction(MemberProposed, self.ask_coordinators)

    def invite(self, session: Session, fact: InvitationMade) -> None:
        """The one who is invited gets the link, unless that is somebody whose account is deactivated."""
        invited = session.scalar(person_with_email(fact.email))
        if invited is not None and not invited.is_active:
            return
        self.outbox.put(
            session,
            "accounts/invitation",
            Receiver(fact.email, fact.language, fact.name),
            at=now(),
            expires_at=fact.expires_at,
            facts={
                "inviter_name": fact.inviter_name,
                "organisation_name": fact.organisation_name,
                "place": fact.place,
                "expires_at": fact.expires_at,
                "link": self._link(f"/invitations/{fact.token}"),
            },
            has_secret=True,
        )

    def send_reset(self, session: Session, fact: PasswordResetAsked) -> None:
        """The one whose account it is gets the link."""
        self.outbox.put(
            session,
            "accounts/reset",
            Receiver(fact.email, fact.language, fact.name, fact.person_id),
            at=now(),
            expires_at=fact.expires_at,
            facts={"expires_at": fact.expires_at, "link": self._link(f"/reset/{fact.token}")},
            has_secret=True,
        )

    def tell_of_password(self, session: Session, fact: PasswordChanged) -> None:
        """The one whose password is new is told, so that a thief does not go unnoticed."""
        self.outbox.put(
            session,
            "accounts/password_changed",
            Receiver(fact.email, fact.language, fact.name, fact.person_id),
            at=fact.at,
            expires_at=fact.at + USEFUL_FOR,
            facts={
                "at": fact.at,
                "link": self._link("/reset"),
                "other_ways": fact.other_ways,
                "my_page": self._link("/me"),
            },
        )

    def tell_of_address(self, session: Session, fact: EmailChanged) -> None:
        """Both addresses are told."""
        at = now()
        for email in (fact.old_email, fact.new_email):
            self.outbox.put(
                session,
                "accounts/email_changed",
                Receiver(email, fact.language, fact.name, fact.person_id),
                at=at,
                expires_at=at + USEFUL_FOR,
                facts={"old_email": fact.old_email, "new_email": fact.new_email},
            )

    def send_sign_in_link(self, session: Session, fact: SignInLinkAsked) -> None:
        """The one whose account it is gets the link."""
        self.outbox.put(
            session,
            "accounts/proof_link" if fact.is_proof else "accounts/sign_in_link",
            Receiver(fact.email, fact.language, fact.name, fact.person_id),
            at=fact.at,
            expires_at=fact.expires_at,
            facts={"expires_at": fact.expires_at, "link": self._link(f"/sign-in/letter/{fact.token}")},
            has_secret=True,
        )

    def ask_new_address(self, session: Session, fact: EmailChangeAsked) -> None:
        """The new address is asked; where it is somebody's already, that person is told instead and gets no link."""
        if fact.is_taken:
            self._tell_who_has_it(session, fact)
            return
        self.outbox.put(
            session,
            "accounts/new_email",
            Receiver(fact.new_email, fact.language, fact.name),
            at=fact.at,
            expires_at=fact.expires_at,
            facts={
                "old_email": fact.old_email,
                "new_email": fact.new_email,
                "expires_at": fact.expires_at,
                "link": self._link(f"/email/{fact.token}"),
            },
            has_secret=True,
        )

    def tell_old_address(self, session: Session, fact: EmailChangeAsked) -> None:
        """The old address is told, and can stop it."""
        self.outbox.put(
            session,
            "accounts/email_change_asked",
            Receiver(fact.old_email, fact.language, fact.name, fact.person_id),
            at=fact.at,
            expires_at=fact.stops_until,
            facts={
                "old_email": fact.old_email,
                "new_email": fact.new_email,
                "stops_until": fact.stops_until,
                "link": self._link(f"/email/stop/{fact.stop_token}"),
            },
            has_secret=True,
        )

    def ask_coordinators(self, session: Session, fact: MemberProposed) -> None:
        """All who may decide it are asked; not whoever it is about, nor whoever proposed it."""
        names = {
            "person_name": session.get_one(Person, fact.person_id).name,
            "organisation_name": session.get_one(Organisation, fact.organisation_id).name,
            "proposer_name": session.get_one(Person, fact.by_id).name,
        }
        for one in session.scalars(active_coordinators()):
            if one.id not in {fact.person_id, fact.by_id}:
                self.outbox.put(
                    session,
                    "accounts/member_proposed",
                    Receiver(one.email, one.language, one.name, one.id),
                    at=fact.at,
                    expires_at=fact.at + ASKED_FOR,
                    facts={**names, "link": self._link(f"/organisations/{fact.organisation_id}")},
                )

    def _tell_who_has_it(self, session: Session, fact: EmailChangeAsked) -> None:
        owner = session.scalar(person_with_email(fact.new_email))
        if owner is not None and owner.is_active:
            self.outbox.put(
                session,
                "accounts/email_taken",
                Receiver(owner.email, owner.language, owner.name, owner.id),
                at=fact.at,
                expires_at=fact.at + USEFUL_FOR,
                facts={"new_email": owner.email},
            )

    def _link(self, path: str) -> str:
        return f"{self.outbox.letters.base_url}{path}"
