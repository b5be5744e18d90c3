"""Writing a suggestion, alone or of several blocks, sending it, mending it, and taking it back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.sentences import why_muted
from roadmaps.discussion.queries import must_wait
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.states import current_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions import policy
from roadmaps.suggestions.events import SuggestionMended, SuggestionSent, SuggestionWithdrawn
from roadmaps.suggestions.models import (
    SuggestedChange,
    SuggestedWording,
    Suggestion,
    SuggestionState,
    TurnSort,
)
from roadmaps.suggestions.queries import draft_of
from roadmaps.suggestions.rules.grounds import Source, check_words, keep_sources, one_line
from roadmaps.suggestions.rules.wishes import Wish, checked, must_point_inside
from roadmaps.suggestions.standing import standings_of
from roadmaps.suggestions.turns import note_turn

MOST_CHANGES = 50


def suggest(
    session: Session,
    roadmap: Roadmap,
    wishes: Sequence[Wish],
    *,
    motive: str,
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Suggestion:
    """Write a suggestion and send it, in one act; what lay in the draft goes with it.

    :raises Invalid: see `put_change` and `send`
    """
    suggestion = begin(session, roadmap, actor=actor, at=at)
    for wish in wishes:
        put_change(session, suggestion, wish, actor=actor)
    send(session, suggestion, motive=motive, sources=sources, actor=actor, at=at)
    return suggestion


def begin(session: Session, roadmap: Roadmap, *, actor: Actor, at: datetime) -> Suggestion:
    """The person's draft for the roadmap; the one that is there already, if there is one."""
    if not policy.may_suggest(actor, roadmap):
        raise NotAllowed(why_not_suggest(roadmap, actor))
    draft = draft_of(session, roadmap, actor)
    if draft is None:
        draft = Suggestion(
            id=new_id(),
            roadmap=roadmap,
            roadmap_id=roadmap.id,
            person_id=actor.person_id,
            organisation_id=actor.acting_for_id,
            state=SuggestionState.DRAFT,
            begun_at=at,
        )
        session.add(draft)
        session.flush()
    return draft


def put_change(session: Session, suggestion: Suggestion, wish: Wish, *, actor: Actor) -> SuggestedChange:
    """Put what is wanted of a block into a draft, in place of what was wanted of it before.

    :raises Invalid: when a value cannot be right, nothing differs from the text, or the draft is full
    :raises NotFound: when the roadmap never had such a block
    """
    _must_mend(actor, suggestion)
    known = next((one for one in suggestion.changes if one.block_id == wish.block_id), None)
    if known is None and len(suggestion.changes) >= MOST_CHANGES:
        raise Invalid(say("A suggestion can hold at most %(most)s changes. Send this one first.", most=MOST_CHANGES))
    kind, content, based_on = checked(session, suggestion.roadmap, wish, actor)
    must_point_inside(session, suggestion.roadmap, kind, content, also=[one.block_id for one in suggestion.changes])
    change = known or SuggestedChange(id=new_id(), block_id=wish.block_id, position=len(suggestion.changes))
    change.act, change.kind, change.content, change.based_on = wish.act, kind, content, based_on
    change.parent_id, change.after = wish.parent_id, wish.after
    if known is None:
        suggestion.changes.append(change)
    session.flush()
    return change


def take_out_change(session: Session, suggestion: Suggestion, change_id: UUID, *, actor: Actor) -> None:
    """Want nothing of that block any more; only while the suggestion has not been sent."""
    _must_mend(actor, suggestion)
    change = next((one for one in suggestion.changes if one.id == change_id), None)
    if change is None or suggestion.state is not SuggestionState.DRAFT:
        raise NotFound
    suggestion.changes.remove(change)
    session.delete(change)
    session.flush()


def discard(session: Session, suggestion: Suggestion, *, actor: Actor) -> None:
    """Throw a draft away: nobody else has seen it."""
    _must_mend(actor, suggestion)
    if suggestion.state is not SuggestionState.DRAFT:
        raise NotFound
    for change in suggestion.changes:
        session.delete(change)
    session.flush()
    session.delete(suggestion)
    session.flush()


def send(
    session: Session,
    suggestion: Suggestion,
    *,
    motive: str,
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> None:
    """Send a draft to those who decide. It gets a thread of its own, which begins with the motive.

    Where what new people write is read first, it waits for `release` and nobody else sees it.

    :raises Invalid: when it wants nothing, says not why, or names no source where the area asks for one
    """
    _must_mend(actor, suggestion)
    if suggestion.state is not SuggestionState.DRAFT:
        raise Invalid(say("This suggestion has been sent already."))
    if suggestion.organisation_id not in dict(actor.organisations):
        # The draft was begun for an organisation that its author has left since.
        suggestion.organisation_id = actor.acting_for_id
    if not suggestion.changes:
        raise Invalid(say("There is nothing in the suggestion yet."))
    check_words(session, suggestion.roadmap, motive, sources)
    suggestion.motive = motive.strip()
    keep_sources(session, suggestion, sources)
    if must_wait(session, suggestion.roadmap, actor):
        suggestion.state, suggestion.sent_at = SuggestionState.UNSEEN, at
        session.flush()
        return
    show_to_all(session, suggestion, author=actor, at=at)


def show_to_all(
    session: Session, suggestion: Suggestion, *, author: Actor, at: datetime, is_looked_through: bool = False
) -> None:
    """Let everyone read it and talk about it: it waits for a decision from now on."""
    suggestion.state, suggestion.sent_at = SuggestionState.OPEN, suggestion.sent_at or at
    suggestion.thread = open_thread(
        session,
        suggestion.roadmap,
        body=suggestion.motive,
        block_id=_first_block(session, suggestion),
        is_kept_apart=True,
        is_looked_through=is_looked_through,
        actor=author,
        at=at,
    )
    session.flush()
    note_turn(session, suggestion, TurnSort.SENT, actor=author, at=at)
    record(
        session, SuggestionSent(suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id, author.person_id, at)
    )


def mend(session: Session, suggestion: Suggestion, wish: Wish, *, actor: Actor, at: datetime) -> None:
    """Say anew what is wanted of one of its blocks, begun from the newer text; the earlier wording is kept.

    :raises NotFound: when the suggestion wants nothing of that block
    """
    change = next((one for one in suggestion.changes if one.block_id == wish.block_id), None)
    if change is None or not suggestion.is_open:
        raise NotFound
    before = SuggestedWording(change_id=change.id, based_on=change.based_on, content=change.content, replaced_at=at)
    put_change(session, suggestion, wish, actor=actor)
    session.add(before)
    suggestion.needs_look = any(not one.is_clean for one in standings_of(session, [suggestion])[suggestion.id])
    suggestion.asked_at = None
    session.flush()
    note_turn(session, suggestion, TurnSort.MENDED, actor=actor, at=at)
    record(
        session, SuggestionMended(suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id, actor.person_id, at)
    )


def withdraw(session: Session, suggestion: Suggestion, *, reason: str, actor: Actor, at: datetime) -> None:
    """Take back what one has suggested; it stays on record, and nobody decides about it any more."""
    if not policy.may_withdraw(actor, suggestion):
        raise NotAllowed(say("Only the one who made the suggestion can withdraw it, while it waits."))
    if reason.strip() and (muted := why_muted(actor, suggestion.roadmap.area_id)):
        raise NotAllowed(muted)
    was_seen = suggestion.is_open
    suggestion.state = SuggestionState.WITHDRAWN if was_seen else SuggestionState.NOT_RELEASED
    suggestion.decided_at, suggestion.decided_by_id = at, actor.person_id
    suggestion.reason, suggestion.needs_look = one_line(reason), False
    session.flush()
    if not was_seen:
        return
    note_turn(session, suggestion, TurnSort.WITHDRAWN, words=suggestion.reason, actor=actor, at=at)
    about = suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id
    record(session, SuggestionWithdrawn(*about, actor.person_id, at))


def why_not_suggest(roadmap: Roadmap, actor: Actor | None) -> Sentence:
    """What to tell somebody who may read but not suggest."""
    told = say("You can read here, but not suggest changes. Ask the process leader if you need to.")
    return why_muted(actor, roadmap.area_id) or told


def _must_mend(actor: Actor, suggestion: Suggestion) -> None:
    if policy.may_mend(actor, suggestion):
        return
    if actor.person_id == suggestion.person_id and suggestion.is_open and policy.has_left(actor, suggestion):
        raise NotAllowed(
            say("You sent this for an organisation that you no longer act for. Withdraw it, and send a new one.")
        )
    raise NotAllowed(say("Only the one who made the suggestion can change it, while it waits."))


def _first_block(session: Session, suggestion: Suggestion) -> UUID | None:
    """The block that the thread stands beside: the first that is there already."""
    for change in suggestion.changes:
        for block_id in (change.block_id, change.parent_id):
            if block_id and current_block(session, block_id):
                return block_id
    return None
