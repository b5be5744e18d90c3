"""The letters about accounts at other providers: whoever gets another way in learns of it, as it could be a thief's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.single_sign_on.events import ProviderAccountTied, ProviderAccountUntied
from roadmaps.single_sign_on.trusted import EXTENSION

# A warning that comes after that is of little use.
USEFUL_FOR = timedelta(days=7)


@dataclass(frozen=True)
class ProviderLetters:
    """Writes letters to the outbox in the transaction of what they tell of. `extensions` holds the providers' names."""

    outbox: Outbox
    extensions: Mapping[str, Any]

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(ProviderAccountTied, self.tell_of_tie)
        listeners.in_transaction(ProviderAccountUntied, self.tell_of_untying)

    def tell_of_tie(self, session: Session, fact: ProviderAccountTied) -> None:
        """The person has another way in."""
        self._tell(session, "single_sign_on/tied", fact.person_id, fact.provider, fact.at)

    def tell_of_untying(self, session: Session, fact: ProviderAccountUntied) -> None:
        """The person has one way in less."""
        self._tell(session, "single_sign_on/untied", fact.person_id, fact.provider, fact.at)

    def _tell(self, session: Session, template: str, person_id: UUID, provider: str, at: datetime) -> None:
        person = session.get_one(Person, person_id)
        self.outbox.put(
            session,
            template,
            Receiver(person.email, person.language, person.name, person.id),
            at=at,
            expires_at=at + USEFUL_FOR,
            facts={
                "at": at,
                "provider": self.extensions[EXTENSION].name_of(provider),
                "link": f"{self.outbox.letters.base_url}/me",
            },
        )
