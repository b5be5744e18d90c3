"""Deciding about suggestions: accepting them whole, in part or with changes of one's own; declining, asking for more,
joining two that say the same; and taking a decision back.

What is accepted becomes a revision that names its proposer and its approver.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.discussion.models import Outcome
from roadmaps.discussion.rules import reopen, reply, resolve
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import Author, Change
from roadmaps.revisions.models import How, Revision
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.suggestions import policy
from roadmaps.suggestions.events import DecisionTakenBack, MoreAsked, SuggestionDecided
from roadmaps.suggestions.hunks import with_some
from roadmaps.suggestions.models import ChangeAct, Suggestion, SuggestionSetting, SuggestionState, TurnSort
from roadmaps.suggestions.standing import Standing, standings_of
from roadmaps.suggestions.turns import note_turn

LONGEST_REASON = 2_000


@dataclass(frozen=True)
class Part:
    """What of one suggested change is accepted: these fields, and of a text these places (None: all of it)."""

    fields: Collection[str]
    hunks: Mapping[str, Collection[int]] = field(default_factory=dict)


Parts = Mapping[UUID, Part]


def accept(
    session: Session,
    suggestion: Suggestion,
    *,
    parts: Parts | None = None,
    own: Mapping[UUID, Mapping[str, object]] | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Revision | None:
    """Let the suggestion into the roadmap; None when the roadmap says all of it already.

    :param parts: by the id of each change that is accepted, what of it is; None accepts the whole suggestion
    :param own: what the decider writes into the blocks right after, by their ids, as a revision of their own
    :raises Invalid: when nothing is chosen, when it is not told why the rest was left out, or when a change can no
        longer be merged with the text
    """
    _must_decide(session, suggestion, actor)
    standings = standings_of(session, [suggestion])[suggestion.id]
    chosen = [one for one in standings if parts is None or one.change.id in parts]
    is_whole = parts is None or all(_is_whole(one, parts.get(one.change.id)) for one in standings)
    _check_choice(chosen, is_whole=is_whole, reason=reason)
    revision = roadmap_rules.write_blocks(
        session,
        suggestion.roadmap,
        [_change(one, parts.get(one.change.id) if parts else None) for one in chosen],
        actor=actor,
        author=Author(suggestion.person_id, suggestion.organisation_id),
        answers_for=_organisation_offering(session, suggestion, at) if is_whole else None,
        at=at,
        summary=" ".join(suggestion.motive.split()),
        how=How.SUGGESTION,
    )
    reworded = _write_own(session, suggestion, own, actor=actor, at=at) if own else None
    suggestion.own_revision_number = reworded.number if reworded else None
    for one in standings:
        one.change.is_accepted = one in chosen
    state = SuggestionState.ACCEPTED if is_whole else SuggestionState.PARTLY_ACCEPTED
    suggestion.revision_number = revision.number if revision else None
    _decide(session, suggestion, state, reason, actor=actor, at=at)
    return revision


def decline(session: Session, suggestion: Suggestion, *, reason: str, actor: Actor, at: datetime) -> None:
    """Say no, and why.

    :raises Invalid: when there is no reason
    """
    _must_decide(session, suggestion, actor)
    _check_reason(reason)
    for change in suggestion.changes:
        change.is_accepted = False
    _decide(session, suggestion, SuggestionState.DECLINED, reason, actor=actor, at=at)


def ask_for_more(session: Session, suggestion: Suggestion, *, words: str, actor: Actor, at: datetime) -> None:
    """Ask the proposer something before deciding; the question stands in the suggestion's thread.

    :raises Invalid: when nothing is asked
    """
    _must_decide(session, suggestion, actor)
    _check_reason(words, "words")
    if suggestion.thread is not None:
        reply(session, suggestion.thread, body=words, actor=actor, at=at)
    suggestion.asked_at = at
    session.flush()
    note_turn(session, suggestion, TurnSort.ASKED, words=words, actor=actor, at=at)
    about = suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id
    record(session, MoreAsked(*about, actor.person_id, at, words.strip()))


def join(
    session: Session, suggestion: Suggestion, other: Suggestion, *, reason: str = "", actor: Actor, at: datetime
) -> None:
    """Let another suggestion stand for both, as they say the same.

    :raises Invalid: when the other is the same one, of another roadmap, or not open
    """
    _must_decide(session, suggestion, actor)
    if other.id == suggestion.id or other.roadmap_id != suggestion.roadmap_id or not other.is_open:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"other": say("Choose another suggestion of this roadmap that waits for a decision.")},
        )
    suggestion.joined_with_id = other.id
    _decide(session, suggestion, SuggestionState.MERGED, reason, actor=actor, at=at)


def take_back(session: Session, suggestion: Suggestion, *, reason: str, actor: Actor, at: datetime) -> None:
    """Undo a decision: the suggestion waits again, and what it brought into the roadmap is taken out.

    :raises WriteConflict: when what it brought in has been changed since, so that it cannot be taken out by itself
    :raises Invalid: when there is no reason
    """
    if not policy.may_take_back(actor, suggestion):
        raise NotAllowed(say("Only the area's process leader can do this."))
    _check_reason(reason)
    # The decider's own words lie on top, and go first.
    for number in filter(None, (suggestion.own_revision_number, suggestion.revision_number)):
        roadmap_rules.undo_revision(session, suggestion.roadmap, number, actor=actor, at=at, summary=reason)
        session.refresh(suggestion.roadmap.history)
    suggestion.state, suggestion.reason = SuggestionState.OPEN, ""
    suggestion.decided_at = suggestion.decided_by_id = suggestion.joined_with_id = None
    suggestion.revision_number = suggestion.own_revision_number = None
    for change in suggestion.changes:
        change.is_accepted = None
    session.flush()
    suggestion.needs_look = any(not one.is_clean for one in standings_of(session, [suggestion])[suggestion.id])
    if suggestion.thread is not None:
        reopen(session, suggestion.thread, reason=reason, actor=actor, at=at)
    note_turn(session, suggestion, TurnSort.TAKEN_BACK, words=reason, actor=actor, at=at)
    about = suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id
    record(session, DecisionTakenBack(*about, actor.person_id, at, reason.strip()))


def set_requires_source(session: Session, area: Area, requires: bool, *, actor: Actor) -> None:
    """Say whether suggestions in the area must name what they build on."""
    if not leads(actor, area.id):
        raise NotAllowed(say("Only the area's process leader can do this."))
    setting = session.get(SuggestionSetting, area.id)
    if setting is None:
        setting = SuggestionSetting(area_id=area.id)
        session.add(setting)
    setting.requires_source = requires
    session.flush()


def _organisation_offering(session: Session, suggestion: Suggestion, at: datetime) -> UUID | None:
    """The organisation that offers itself by the suggestion: whoever made it has to act for it still.

    One that is not accepted whole is not what was offered, and the organisation is asked.
    """
    author = load_actor(session, suggestion.person_id, on=day_of(at))
    return suggestion.organisation_id if author and suggestion.organisation_id in dict(author.organisations) else None


def _must_decide(session: Session, suggestion: Suggestion, actor: Actor) -> None:
    # Two who decide at the same time queue for the suggestion, and the second is told.
    session.refresh(suggestion, ["state"], with_for_update=True)
    if policy.may_decide(actor, suggestion):
        return
    if suggestion.is_open:
        raise NotAllowed(say("Only the area's process leader decides about suggestions."))
    raise NotAllowed(say("This suggestion has been decided already."))


def _check_choice(chosen: Collection[Standing], *, is_whole: bool, reason: str) -> None:
    if not chosen:
        raise Invalid(say("Nothing is chosen. Choose what to accept, or decline the suggestion."))
    if not is_whole:
        _check_reason(reason)
    stuck = [one for one in chosen if not one.is_clean]
    if stuck:
        raise Invalid(
            say(
                "The text has moved on, so that this cannot be worked in as it stands: %(titles)s. Its author has been "
                "asked to mend it; you can also accept the rest.",
                titles=", ".join(f"“{one.title}”" for one in stuck),
            )
        )


def _check_reason(reason: str, name: str = "reason") -> None:
    if not reason.strip():
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {name: say("Say why, so that everyone can understand it.")},
        )
    if len(reason) > LONGEST_REASON:
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {name: say("This is too long here. Write it as a comment in the thread instead.")},
        )


def _is_whole(standing: Standing, part: Part | None) -> bool:
    """Whether all of the change is accepted."""
    if part is None:
        return False
    if standing.change.act is not ChangeAct.EDIT:
        return True
    changed = {one.name for one in standing.fields}
    if not changed <= set(part.fields):
        return False
    old, new = _contents(standing)
    return all(with_some(old[name], new[name], chosen) == new[name] for name, chosen in part.hunks.items())


def _change(standing: Standing, part: Part | None) -> Change:
    change = standing.as_change()
    if part is None or standing.change.act is not ChangeAct.EDIT:
        return change
    assert standing.now is not None
    old, new = _contents(standing)
    wanted = {
        name: with_some(old[name], new[name], part.hunks[name]) if name in part.hunks else new[name]
        for name in (one.name for one in standing.fields)
        if name in part.fields
    }
    # What is chosen was chosen among the changes to the text as it is now.
    return replace(change, based_on=standing.now.number, content=wanted)


def _contents(standing: Standing) -> tuple[Mapping[str, str], Mapping[str, str]]:
    assert standing.now is not None
    assert standing.merged is not None
    return standing.now.content, standing.merged.content


def _write_own(
    session: Session,
    suggestion: Suggestion,
    own: Mapping[UUID, Mapping[str, object]],
    *,
    actor: Actor,
    at: datetime,
) -> Revision | None:
    """The decider's own words are the decider's own revision, so that history tells truly who wrote what."""
    session.refresh(suggestion.roadmap.history)
    number = suggestion.roadmap.history.current
    changes = [Change(block_id, number, content=content) for block_id, content in own.items()]
    return roadmap_rules.write_blocks(session, suggestion.roadmap, changes, actor=actor, at=at)


def _decide(
    session: Session, suggestion: Suggestion, state: SuggestionState, reason: str, *, actor: Actor, at: datetime
) -> None:
    suggestion.state, suggestion.reason = state, reason.strip()
    suggestion.decided_at, suggestion.decided_by_id = at, actor.person_id
    suggestion.needs_look, suggestion.asked_at = False, None
    session.flush()
    if suggestion.thread is not None:
        resolve(session, suggestion.thread, outcome=_OUTCOMES[state], text=reason, actor=actor, at=at)
    number = suggestion.revision_number
    note_turn(session, suggestion, TurnSort(state.value), words=reason, actor=actor, at=at, revision_number=number)
    about = suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id
    record(session, SuggestionDecided(*about, actor.person_id, at, state.value, suggestion.reason, number))


_OUTCOMES = {
    SuggestionState.ACCEPTED: Outcome.CHANGED,
    SuggestionState.PARTLY_ACCEPTED: Outcome.CHANGED,
    SuggestionState.DECLINED: Outcome.NOT_CHANGED,
    # Where the two are joined, the other one's thread goes on, and needs no words of its own.
    SuggestionState.MERGED: Outcome.CHANGED,
}
