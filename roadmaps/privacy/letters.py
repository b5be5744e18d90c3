"""The letters of this room: to coordinators when something is asked, and to the person when it is answered or done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_coordinators
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.privacy.events import ErasureBegun, ErasureStopped, PersonErased, PrivacyAnswered, PrivacyAsked
from roadmaps.privacy.models import Erasure, PrivacyRequest

OF_USE = timedelta(days=30)


@dataclass(frozen=True)
class PrivacyLetters:
    """Writes letters to the outbox in the transaction of what they tell of. No letter repeats what was asked about."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(PrivacyAsked, self.tell_coordinators_of_request)
        listeners.in_transaction(PrivacyAnswered, self.tell_answer)
        listeners.in_transaction(ErasureBegun, self.tell_coordinators_of_erasure)
        listeners.in_transaction(ErasureStopped, self.tell_stopped)
        listeners.in_transaction(PersonErased, self.tell_erased)

    def tell_coordinators_of_request(self, session: Session, fact: PrivacyAsked) -> None:
        """Those who answer are told that something waits, and by when."""
        request = session.get_one(PrivacyRequest, fact.request_id)
        self._to_coordinators(
            session, "asked", fact, answer_by=request.answer_by, path="/administration/privacy/requests"
        )

    def tell_coordinators_of_erasure(self, session: Session, fact: ErasureBegun) -> None:
        """The same; the law gives a month."""
        self._to_coordinators(
            session,
            "erasure_begun",
            fact,
            answer_by=day_of(fact.at + timedelta(days=28)),
            path="/administration/privacy/erasures",
        )

    def tell_answer(self, session: Session, fact: PrivacyAnswered) -> None:
        """The person is told what became of it."""
        request = session.get_one(PrivacyRequest, fact.request_id)
        person = session.get_one(Person, fact.person_id)
        self._put(
            session, "answered", person, fact.at, outcome=fact.outcome.label, words=request.answer, path="/me/data"
        )

    def tell_stopped(self, session: Session, fact: ErasureStopped) -> None:
        """The person is told that it is not done, and why."""
        if fact.person_id is None:
            return
        erasure, person = session.get_one(Erasure, fact.erasure_id), session.get_one(Person, fact.person_id)
        if person.is_active:
            self._put(session, "erasure_stopped", person, fact.at, words=erasure.stop_reason, path="/me/data")

    def tell_erased(self, session: Session, fact: PersonErased) -> None:
        """The last letter. It goes away by itself after it has gone out."""
        self.outbox.put(
            session,
            "privacy/erased",
            Receiver(fact.email, fact.language, fact.name),
            at=fact.at,
            expires_at=fact.at + OF_USE,
            facts={"link": f"{self.outbox.letters.base_url}/privacy"},
            has_secret=True,
        )

    def _to_coordinators(
        self, session: Session, kind: str, fact: PrivacyAsked | ErasureBegun, *, path: str, **facts: Any
    ) -> None:
        for person in session.scalars(active_coordinators()).all():
            if person.id != fact.person_id:
                self._put(session, kind, person, fact.at, path=path, **facts)

    def _put(self, session: Session, kind: str, person: Person, at: datetime, *, path: str, **facts: Any) -> None:
        self.outbox.put(
            session,
            f"privacy/{kind}",
            Receiver(person.email, person.language, person.name, person.id),
            at=at,
            expires_at=at + OF_USE,
            facts={**facts, "link": f"{self.outbox.letters.base_url}{path}"},
        )
