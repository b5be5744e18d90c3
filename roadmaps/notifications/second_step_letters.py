"""Letters about how somebody signs in: whoever brings a new key or takes one away does not go unnoticed by its owner."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.notifications.account_letters import USEFUL_FOR
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.passkeys.events import PasskeyAdded, PasskeyRemoved
from roadmaps.second_steps.events import (
    CodeAppGivenUp,
    CodeAppTaken,
    CodesGuessed,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    SecondStepReset,
)


@dataclass(frozen=True)
class SecondStepLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(CodeAppTaken, self.tell_of_app)
        listeners.in_transaction(CodeAppGivenUp, self.tell_of_end)
        listeners.in_transaction(RecoveryCodesMade, self.tell_of_new_codes)
        listeners.in_transaction(RecoveryCodeUsed, self.tell_of_used_code)
        listeners.in_transaction(CodesGuessed, self.tell_of_guesses)
        listeners.in_transaction(SecondStepReset, self.tell_of_reset)
        listeners.in_transaction(PasskeyAdded, self.tell_of_passkey)
        listeners.in_transaction(PasskeyRemoved, self.tell_of_lost_passkey)

    def tell_of_app(self, session: Session, fact: CodeAppTaken) -> None:
        """There is an app for codes, or another one; the codes that came with it need no letter of their own."""
        another, first = say("Your codes come from another app now."), say("You show a code from an app from now on.")
        self._tell(session, fact.person_id, fact.at, another if fact.is_another else first)

    def tell_of_end(self, session: Session, fact: CodeAppGivenUp) -> None:
        """No code is asked for any more."""
        self._tell(session, fact.person_id, fact.at, say("You no longer show a code from an app."))

    def tell_of_new_codes(self, session: Session, fact: RecoveryCodesMade) -> None:
        """There are new recovery codes."""
        if not fact.with_app:
            words = say("You have new recovery codes. Earlier ones no longer work.")
            self._tell(session, fact.person_id, fact.at, words)

    def tell_of_used_code(self, session: Session, fact: RecoveryCodeUsed) -> None:
        """Somebody came in by a recovery code."""
        left = say_number(
            "You signed in with a recovery code. %(num)s is left.",
            "You signed in with a recovery code. %(num)s are left.",
            fact.left,
        )
        self._tell(session, fact.person_id, fact.at, left)

    def tell_of_guesses(self, session: Session, fact: CodesGuessed) -> None:
        """Somebody knows the password and guesses codes."""
        words = say(
            "Somebody has signed in with your password, or in another way of yours, and shown many wrong codes."
        )
        self._tell(session, fact.person_id, fact.at, words)

    def tell_of_reset(self, session: Session, fact: SecondStepReset) -> None:
        """A coordinator, or IT, has taken the second steps away."""
        words = say("A coordinator has taken your second step away, and you are signed out everywhere.")
        self._tell(session, fact.person_id, fact.at, words)

    def tell_of_passkey(self, session: Session, fact: PasskeyAdded) -> None:
        """There is a new passkey."""
        self._tell(session, fact.person_id, fact.at, say("You have a new passkey. It opens your account by itself."))

    def tell_of_lost_passkey(self, session: Session, fact: PasskeyRemoved) -> None:
        """A passkey opens nothing any more; when others took it away, the letter about that is enough."""
        if fact.by_id == fact.person_id:
            self._tell(session, fact.person_id, fact.at, say("One of your passkeys no longer opens anything."))

    def _tell(self, session: Session, person_id: UUID, at: datetime, what: Sentence) -> None:
        person = session.get_one(Person, person_id)
        self.outbox.put(
            session,
            "accounts/second_step",
            Receiver(person.email, person.language, person.name, person.id),
            at=at,
            expires_at=at + USEFUL_FOR,
            facts={"what": what, "at": at, "link": f"{self.outbox.letters.base_url}/me"},
        )
