"""Letters about access tokens: that one was made, which a thief may have done, and that one will soon let nobody in."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.access_tokens.events import AccessTokenExpires, AccessTokenMade
from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import say
from roadmaps.notifications.account_letters import USEFUL_FOR
from roadmaps.notifications.outbox import Outbox, Receiver


@dataclass(frozen=True)
class AccessTokenLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(AccessTokenMade, self.tell_of_new)
        listeners.in_transaction(AccessTokenExpires, self.tell_of_end)

    def tell_of_new(self, session: Session, fact: AccessTokenMade) -> None:
        """Somebody has an access token more."""
        person = session.get_one(Person, fact.by_id)
        what = say("You have made an access token: %(name)s. A program that shows it comes in by it.", name=fact.name)
        self.outbox.put(
            session,
            "accounts/second_step",
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.at + USEFUL_FOR,
            facts={"what": what, "at": fact.at, "link": f"{self.outbox.letters.base_url}/me"},
        )

    def tell_of_end(self, session: Session, fact: AccessTokenExpires) -> None:
        """A week is left to make another and give it to the program."""
        person, owner = session.get_one(Person, fact.receiver_id), session.get_one(Person, fact.person_id)
        if not person.is_active:
            return
        own = "me/access-tokens"
        self.outbox.put(
            session,
            "accounts/token_expires",
            Receiver(person.email, person.language, person.name, person.id),
            at=fact.at,
            expires_at=fact.expires_at,
            facts={
                "token_name": fact.name,
                "whose": owner.name if owner.is_service_account else "",
                "last_on": day_of(fact.expires_at - timedelta(minutes=1)),
                "link": f"{self.outbox.letters.base_url}/"
                + ("administration/service-accounts" if owner.is_service_account else own),
            },
        )
