"""The letters to those who suggest: what was decided and why, what is asked, and that the text has moved on.

They are answers to the person, so they go at once. All others who follow what a suggestion is about read of it in the
letter that gathers everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.notifications.models import MailKind
from roadmaps.notifications.outbox import Outbox, Receiver
from roadmaps.notifications.queries import wants
from roadmaps.revisions.contributors import is_written_by
from roadmaps.revisions.models import Block, BlockVersion, Revision
from roadmaps.suggestions.events import DecisionTakenBack, MoreAsked, SuggestionDecided, SuggestionOutdated
from roadmaps.suggestions.models import SuggestedChange, Suggestion, SuggestionState
from roadmaps.suggestions.policy import may_read_suggestion

USEFUL_FOR = timedelta(days=14)
Fact = SuggestionDecided | MoreAsked | SuggestionOutdated | DecisionTakenBack


@dataclass(frozen=True)
class SuggestionLetters:
    """Writes letters to the outbox in the transaction of what they tell of."""

    outbox: Outbox

    def wire(self, listeners: Listeners) -> None:
        """Hang the listeners."""
        listeners.in_transaction(SuggestionDecided, self.tell_of_decision)
        listeners.in_transaction(MoreAsked, self.tell_of_question)
        listeners.in_transaction(SuggestionOutdated, self.tell_of_newer_text)
        listeners.in_transaction(DecisionTakenBack, self.tell_of_reversal)

    def tell_of_decision(self, session: Session, fact: SuggestionDecided) -> None:
        """What was decided, why, and where the text stands now."""
        suggestion = session.get_one(Suggestion, fact.suggestion_id)
        joined = suggestion.joined_with_id
        self._put(
            session,
            suggestion,
            fact,
            "suggestions/decided",
            outcome=_outcome(session, suggestion, fact),
            reason=fact.reason,
            texts=list(_texts(session, suggestion)),
            joined=f"/suggestions/{joined}" if joined else "",
        )

    def tell_of_question(self, session: Session, fact: MoreAsked) -> None:
        """What somebody wants to know before deciding."""
        suggestion = session.get_one(Suggestion, fact.suggestion_id)
        self._put(session, suggestion, fact, "suggestions/asked", question=fact.words)

    def tell_of_newer_text(self, session: Session, fact: SuggestionOutdated) -> None:
        """That the text has moved on; whoever moved it on knows."""
        suggestion = session.get_one(Suggestion, fact.suggestion_id)
        history = suggestion.roadmap.history_id, suggestion.roadmap.history.current
        newest = select(Revision.id).where(Revision.history_id == history[0], Revision.number == history[1])
        if session.scalar(newest.where(is_written_by(suggestion.person_id))) is None:
            self._put(session, suggestion, fact, "suggestions/outdated")

    def tell_of_reversal(self, session: Session, fact: DecisionTakenBack) -> None:
        """That the suggestion waits again."""
        suggestion = session.get_one(Suggestion, fact.suggestion_id)
        self._put(session, suggestion, fact, "suggestions/taken_back", reason=fact.reason)

    def _put(self, session: Session, suggestion: Suggestion, fact: Fact, kind: str, **facts: object) -> None:
        receiver = _proposer(session, suggestion, fact)
        if receiver is None:
            return
        self.outbox.put(
            session,
            kind,
            receiver,
            at=fact.at,
            expires_at=fact.at + USEFUL_FOR,
            facts={
                "about": _about(session, suggestion),
                "who": session.get_one(Person, fact.person_id).name if fact.person_id else "",
                "path": f"/suggestions/{suggestion.id}",
                **facts,
            },
            thread_id=suggestion.thread_id,
            stops=MailKind.ANSWERS,
        )


def _proposer(session: Session, suggestion: Suggestion, fact: Fact) -> Receiver | None:
    """Who made the suggestion, as far as that person may still read it, wants letters, and did not do this."""
    person_id = suggestion.person_id
    if person_id == fact.person_id or not wants(session, person_id, MailKind.ANSWERS):
        return None
    reader = load_actor(session, person_id, on=day_of(fact.at))
    if reader is None or not may_read_suggestion(reader, suggestion):
        return None
    person = session.get_one(Person, person_id)
    return Receiver(person.email, person.language, person.name, person.id)


def _outcome(session: Session, suggestion: Suggestion, fact: SuggestionDecided) -> Sentence:
    match SuggestionState(fact.state):
        case SuggestionState.DECLINED:
            return say("Your suggestion was declined.")
        case SuggestionState.MERGED:
            return say("Your suggestion was joined with another that says the same. That one stands for both.")
        case SuggestionState.PARTLY_ACCEPTED:
            return say("Your suggestion was accepted in part.")
    if _has_own_words(session, suggestion, fact):
        return say("Your suggestion was accepted, with changes.")
    return say("Your suggestion was accepted as it stands.")


def _has_own_words(session: Session, suggestion: Suggestion, fact: SuggestionDecided) -> bool:
    """Whether who decided has written something of their own right after, in the same act."""
    if fact.revision_number is None:
        return False
    after = Revision.history_id == suggestion.roadmap.history_id, Revision.number == fact.revision_number + 1
    return session.scalar(select(Revision.id).where(*after, Revision.written_at == fact.at)) is not None


def _texts(session: Session, suggestion: Suggestion) -> Iterable[dict[str, str]]:
    """What the suggestion has changed, and where that stands now; without what has been removed."""
    for change in suggestion.changes:
        if change.is_accepted and (title := _title_now(session, change.block_id)):
            yield {"title": title, "path": f"/blocks/{change.block_id}"}


def _title_now(session: Session, block_id: UUID) -> str:
    now = (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number)
    stands = Block.id == block_id, BlockVersion.is_removed.is_(False)
    return session.scalar(select(BlockVersion.title).join(Block, now).where(*stands)) or ""


def _about(session: Session, suggestion: Suggestion) -> str:
    titles = (_title_now(session, one.block_id) or _wished_title(one) for one in suggestion.changes)
    return next((title for title in titles if title), suggestion.roadmap.area.name)


def _wished_title(change: SuggestedChange) -> str:
    title = change.content.get("title", "")
    return title if isinstance(title, str) else ""
