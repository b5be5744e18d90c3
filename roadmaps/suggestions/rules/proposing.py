"""Writing a suggestion, alone or of several blocks, sending it, mending it, and taking it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.sentences import why_muted
from roadmaps.discussion.queries import must_wait
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.changes import LAST, Change
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.models import Block
from roadmaps.revisions.states import BlockState, current_block, version_at
from roadmaps.roadmap.elsewhere import check_elsewhere
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions import policy
from roadmaps.suggestions.events import SuggestionMended, SuggestionSent, SuggestionWithdrawn
from roadmaps.suggestions.models import (
    ChangeAct,
    SourceSort,
    SuggestedChange,
    SuggestedWording,
    Suggestion,
    SuggestionSource,
    SuggestionState,
    TurnSort,
)
from roadmaps.suggestions.queries import draft_of, requires_source
from roadmaps.suggestions.standing import standings_of
from roadmaps.suggestions.turns import note_turn

LONGEST_MOTIVE = 5_000
LONGEST_WORDS = 500
MOST_CHANGES = 50
MOST_SOURCES = 10
_NEVER_BY_SUGGESTION = {"answer", "answer_note", "organisation_name"}


@dataclass(frozen=True)
class Wish:
    """What somebody wants of one block. `based_on` is the number of the revision that was seen, 0 for a new block."""

    act: ChangeAct
    block_id: UUID
    based_on: int = 0
    kind: str = ""
    content: Mapping[str, object] = field(default_factory=dict)
    parent_id: UUID | None = None
    after: str = LAST


@dataclass(frozen=True)
class Source:
    """What a suggestion builds on. `address` is given for a web page."""

    sort: SourceSort
    words: str
    address: str = ""


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
    if not suggestion.changes:
        raise Invalid(say("There is nothing in the suggestion yet."))
    _check_words(session, suggestion.roadmap, motive, sources)
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
    if not policy.may_mend(actor, suggestion):
        raise NotAllowed(say("Only the one who made the suggestion can change it, while it waits."))


def checked(session: Session, roadmap: Roadmap, wish: Wish, actor: Actor) -> tuple[str, Content, int]:
    """The kind, the proposed fields, and the version that they are based on."""
    if wish.act is ChangeAct.ADD:
        kind = ROADMAP[wish.kind]
        _check_outside(session, roadmap, wish, wish.kind, actor, before=None)
        return kind.name, kind.check(wish.content), 0
    now = find_block(session, roadmap, wish.block_id)
    base = version_at(session, wish.block_id, wish.based_on) or now
    if wish.act is ChangeAct.MOVE and not wish.after:
        raise Invalid(
            say("Some of what you wrote needs another look."), {"after": say("Choose one of the alternatives.")}
        )
    if wish.act is not ChangeAct.EDIT:
        return base.kind, {}, base.number
    return base.kind, _proposed(session, roadmap, base, now, wish, actor), base.number


def _proposed(
    session: Session, roadmap: Roadmap, base: BlockState, now: BlockState, wish: Wish, actor: Actor
) -> Content:
    _check_outside(session, roadmap, wish, base.kind, actor, before=now)
    whole = ROADMAP[base.kind].check({**base.content, **wish.content})
    proposed = {
        name: value
        for name, value in whole.items()
        if value != base.content.get(name) and name not in _NEVER_BY_SUGGESTION
    }
    if not proposed:
        raise Invalid(say("Nothing differs from the text as it is. Change what you want to be changed."))
    return proposed


def _check_outside(
    session: Session, roadmap: Roadmap, wish: Wish, kind: str, actor: Actor, *, before: BlockState | None
) -> None:
    change = Change(wish.block_id, 0, kind=kind, content=wish.content)
    check_elsewhere(session, roadmap, change, actor, before=before)


def must_point_inside(
    session: Session, roadmap: Roadmap, kind: str, content: Content, *, also: Collection[UUID] = ()
) -> None:
    """What a block points at is of its own roadmap, or of the same suggestion; nobody could accept anything else."""
    pointing = [*ROADMAP[kind].references_in(content)]
    own = select(Block.id).where(Block.history_id == roadmap.history_id, Block.id.in_([one for _, one in pointing]))
    inside = {*session.scalars(own), *also} if pointing else set()
    faults = {name: say("Choose one of the alternatives.") for name, target in pointing if target not in inside}
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)


def _check_words(session: Session, roadmap: Roadmap, motive: str, sources: Sequence[Source]) -> None:
    faults: dict[str, Sentence] = {}
    if not motive.strip():
        faults["motive"] = say("Say why, so that everyone can understand it.")
    elif len(motive) > LONGEST_MOTIVE:
        faults["motive"] = say("This is too long here. Say the most important things, and the rest in the thread.")
    if not sources and requires_source(session, roadmap.area_id):
        faults["sources"] = say("This area asks what each suggestion builds on. Your own experience is an answer.")
    elif len(sources) > MOST_SOURCES:
        faults["sources"] = say("At most %(most)s sources can be named.", most=MOST_SOURCES)
    elif any(not _is_address(one.address) for one in sources if one.sort is SourceSort.LINK):
        faults["sources"] = say("Write the whole address of the web page, such as https://www.scb.se/.")
    elif any(not one.words.strip() and not one.address for one in sources):
        faults["sources"] = say("Say in a few words what the source is.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)


def _is_address(address: str) -> bool:
    parts = urlsplit(address.strip())
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and len(address) <= 1_000


def keep_sources(session: Session, suggestion: Suggestion, sources: Sequence[Source]) -> None:
    """Keep what a suggestion builds on, in order."""
    for position, source in enumerate(sources):
        suggestion.sources.append(
            SuggestionSource(
                id=new_id(),
                suggestion_id=suggestion.id,
                position=position,
                sort=source.sort,
                words=one_line(source.words),
                address=source.address.strip() if source.sort is SourceSort.LINK else "",
            )
        )
    session.flush()


def _first_block(session: Session, suggestion: Suggestion) -> UUID | None:
    """The block that the thread stands beside: the first that is there already."""
    for change in suggestion.changes:
        for block_id in (change.block_id, change.parent_id):
            if block_id and current_block(session, block_id):
                return block_id
    return None


def one_line(words: str) -> str:
    """The words as they are kept where one line is asked for."""
    return " ".join(words.split())[:LONGEST_WORDS]
