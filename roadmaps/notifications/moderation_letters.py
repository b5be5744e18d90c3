"""The letters of moderation and handover: what became of a flag, an appeal or what waited; a mute; a post to take over.

They concern the person alone, so they go at once, whatever the person has chosen; none quotes what was hidden.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_coordinators
from roadmaps.areas.events import AreaHandedOver, PersonMuted, PersonUnmuted, SuccessorNamed
from roadmaps.areas.models import Area
from roadmaps.discussion.events import CommentNotReleased, CommentReleased
from roadmaps.discussion.models import Comment, WaitingComment
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.moderation.events import AppealAnswered, FlagSettled
from roadmaps.moderation.models import Appeal, Flag
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.suggestions.events import SuggestionNotReleased, SuggestionReleased
from roadmaps.suggestions.models import Suggestion

USEFUL_FOR = timedelta(days=14)
NOTE = "moderation/note"


@dataclass(frozen=True)
class ModerationLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(FlagSettled, self.tell_of_flag)
        listeners.in_transaction(AppealAnswered, self.tell_of_appeal)
        listeners.in_transaction(PersonMuted, self.tell_of_mute)
        listeners.in_transaction(PersonUnmuted, self.tell_of_end)
        listeners.in_transaction(CommentReleased, self.tell_of_release)
        listeners.in_transaction(CommentNotReleased, self.tell_of_declining)
        listeners.in_transaction(SuggestionReleased, self.tell_of_released_suggestion)
        listeners.in_transaction(SuggestionNotReleased, self.tell_of_declined_suggestion)
        listeners.in_transaction(SuccessorNamed, self.tell_of_naming)
        listeners.in_transaction(AreaHandedOver, self.tell_of_handover)

    def tell_of_flag(self, session: Session, fact: FlagSettled) -> None:
        """What became of what the person flagged."""
        flag = session.get_one(Flag, fact.flag_id)
        assert flag.outcome is not None  # it has just been settled
        about = flag.about or session.get_one(Area, flag.area_id).name
        subject = say("What became of what you flagged: “%(about)s”", about=about)
        told = Sentence(_OUTCOMES[flag.outcome.value])
        self._put(session, flag.person_id, fact.at, subject, told, words=flag.answer, path="/me/moderation")

    def tell_of_appeal(self, session: Session, fact: AppealAnswered) -> None:
        """Whether the comment can be read again, and why."""
        appeal = session.get_one(Appeal, fact.appeal_id)
        author_id = session.get_one(Comment, appeal.comment_id).person_id
        subject = say("Your appeal has been answered")
        told = say("Your hidden comment was looked at once more, and stays hidden.")
        if fact.is_restored:
            told = say("Your hidden comment was looked at once more, and everyone can read it again.")
        self._put(session, author_id, fact.at, subject, told, words=fact.answer, path=f"/comments/{appeal.comment_id}")

    def tell_of_mute(self, session: Session, fact: PersonMuted) -> None:
        """Until when, where, and why."""
        where = session.get_one(Area, fact.area_id).name if fact.area_id else ""
        subject = say("You can read, but not write for a time")
        told = say("You can read everything as before, but not write anywhere here for a time.")
        if where:
            told = say("You can read everything as before, but not write in %(area)s for a time.", area=where)
        facts = {"words": fact.reason, "last_day": fact.until_on, "path": "/me/moderation"}
        self._put(session, fact.person_id, fact.at, subject, told, **facts)

    def tell_of_end(self, session: Session, fact: PersonUnmuted) -> None:
        """That the person can write again."""
        subject = say("You can write again")
        told = say("What kept you from writing has been ended before its day.")
        self._put(session, fact.person_id, fact.at, subject, told, path="/me/moderation")

    def tell_of_release(self, session: Session, fact: CommentReleased) -> None:
        """That everyone can read it, and that the next one is shown at once."""
        author_id = session.get_one(WaitingComment, fact.waiting_id).person_id
        self._tell_released(session, author_id, fact.at, f"/comments/{fact.comment_id}")

    def tell_of_released_suggestion(self, session: Session, fact: SuggestionReleased) -> None:
        """The same of a suggestion."""
        suggestion = session.get_one(Suggestion, fact.suggestion_id)
        self._tell_released(session, suggestion.person_id, fact.at, f"/suggestions/{suggestion.id}")

    def tell_of_declining(self, session: Session, fact: CommentNotReleased) -> None:
        """That others do not read it, and why."""
        author_id = session.get_one(WaitingComment, fact.waiting_id).person_id
        self._tell_declined(session, author_id, fact.at, fact.reason, f"/waiting/{fact.waiting_id}")

    def tell_of_declined_suggestion(self, session: Session, fact: SuggestionNotReleased) -> None:
        """The same of a suggestion."""
        suggestion = session.get_one(Suggestion, fact.suggestion_id)
        self._tell_declined(session, suggestion.person_id, fact.at, fact.reason, f"/suggestions/{suggestion.id}")

    def tell_of_naming(self, session: Session, fact: SuccessorNamed) -> None:
        """To whoever is to take over: where to read what waits, and to do it."""
        area = session.get_one(Area, fact.area_id)
        subject = say("You are to take over %(area)s", area=area.name)
        told = say(
            "You have been named to take over as process leader of %(area)s. The page tells what waits. You take over "
            "with one press, and nothing changes before.",
            area=area.name,
        )
        self._put(session, fact.person_id, fact.at, subject, told, path=f"/areas/{area.slug}/handing-over")

    def tell_of_handover(self, session: Session, fact: AreaHandedOver) -> None:
        """To whoever led the area before, and to the coordinators; not to whoever did it, who knows."""
        area = session.get_one(Area, fact.area_id)
        name = session.get_one(Person, fact.to_person_id).name
        subject = say("%(area)s has another process leader", area=area.name)
        told = say(
            "%(name)s takes over as process leader of %(area)s. Everything stays where it is.",
            name=name,
            area=area.name,
        )
        coordinators = {person.id for person in session.scalars(active_coordinators())}
        before = {fact.from_person_id} if fact.from_person_id else set()
        for person_id in sorted((coordinators | before) - {fact.by_id, fact.to_person_id}):
            self._put(session, person_id, fact.at, subject, told, path=f"/areas/{area.slug}")

    def _tell_released(self, session: Session, person_id: UUID, at: datetime, path: str) -> None:
        subject = say("What you wrote can be read by all now")
        told = say("Somebody who leads the area has looked at what you wrote. What you write next is shown at once.")
        self._put(session, person_id, at, subject, told, path=path)

    def _tell_declined(self, session: Session, person_id: UUID, at: datetime, reason: str, path: str) -> None:
        subject = say("What you wrote is not shown to others")
        told = say("Somebody who leads the area has looked at what you wrote, and has not released it.")
        self._put(session, person_id, at, subject, told, words=reason, path=path)

    def _put(
        self, session: Session, person_id: UUID, at: datetime, subject: Sentence, told: Sentence, **facts: object
    ) -> None:
        person = session.get_one(Person, person_id)
        if not person.is_active:
            return
        given = {"heading": subject, "told": told, "words": "", "last_day": None, **facts}
        receiver = Receiver(person.email, person.language, person.name, person.id)
        self.outbox.put(session, NOTE, receiver, at=at, expires_at=at + USEFUL_FOR, facts=given)


_OUTCOMES = {
    "hidden": N_("Somebody who leads the area has looked at it. It was hidden, for this reason:"),
    "mended": N_("Somebody who leads the area has looked at it, and has done something about it:"),
    "left": N_("Somebody who leads the area has looked at it. It stays as it is, for this reason:"),
}
