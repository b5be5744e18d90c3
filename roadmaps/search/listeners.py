"""Keeping the index up to date: with every revision and after every other change below, so that it can fail no act."""

import logging

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from roadmaps.accounts.events import (
    OrganisationAdded,
    OrganisationArchived,
    OrganisationChanged,
    OrganisationReopened,
)
from roadmaps.areas.events import AreaArchived, AreaCreated, AreaDescribed, AreaRenamed, AreaReopened
from roadmaps.discussion.events import (
    CommentEdited,
    CommentHidden,
    CommentRestored,
    CommentWithdrawn,
    ThreadAnswered,
    ThreadOpened,
)
from roadmaps.foundation.changed_rows import ChangedRows
from roadmaps.foundation.events import Event, Listeners
from roadmaps.glossary.queries import GLOSSARY_ID
from roadmaps.revisions.events import RevisionWritten
from roadmaps.search.keeping import keep, telling_of
from roadmaps.search.models import Sort
from roadmaps.search.sources.blocks import told_with
from roadmaps.snapshots.events import SnapshotFrozen
from roadmaps.strategy.queries import STRATEGY_ID
from roadmaps.suggestions.events import (
    DecisionTakenBack,
    MoreAsked,
    SuggestionDecided,
    SuggestionMended,
    SuggestionNotReleased,
    SuggestionOutdated,
    SuggestionReleased,
    SuggestionSent,
    SuggestionWithdrawn,
)

AreaFact = AreaCreated | AreaRenamed | AreaDescribed | AreaArchived | AreaReopened
CommentFact = ThreadOpened | ThreadAnswered | CommentEdited | CommentHidden | CommentRestored | CommentWithdrawn
OrganisationFact = OrganisationAdded | OrganisationArchived | OrganisationReopened
SuggestionFact = (
    SuggestionSent
    | SuggestionReleased
    | SuggestionNotReleased
    | SuggestionMended
    | SuggestionOutdated
    | MoreAsked
    | SuggestionDecided
    | DecisionTakenBack
    | SuggestionWithdrawn
)
log = logging.getLogger(__name__)
_HISTORIES = {GLOSSARY_ID: Sort.TERM, STRATEGY_ID: Sort.STRATEGY}


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    for comment_fact in CommentFact.__args__:
        listeners.after_commit(comment_fact, keep_comment)
    for suggestion_fact in SuggestionFact.__args__:
        listeners.after_commit(suggestion_fact, keep_suggestion)
    for area_fact in AreaFact.__args__:
        listeners.after_commit(area_fact, keep_area)
    for organisation_fact in OrganisationFact.__args__:
        listeners.after_commit(organisation_fact, keep_organisation)
    listeners.after_commit(OrganisationChanged, keep_renamed)
    listeners.after_commit(SnapshotFrozen, keep_snapshot)


def keep_what_is_written(session: Session, events: list[Event], _changed: ChangedRows) -> None:
    """Blocks of a roadmap, terms or parts of the strategy were written: kept with them, in the same unit of work.

    That costs less than one of its own. What goes wrong here stops nothing that was written; it is mended at night.

    :raises OperationalError, InterfaceError: when it is the database that is in trouble, as nothing else can be kept then
    """
    written = [event for event in events if isinstance(event, RevisionWritten)]
    if not written:
        return
    try:
        with session.begin_nested():
            for fact in written:
                _keep_blocks(session, fact)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("What was written cannot be found yet")


def _keep_blocks(session: Session, fact: RevisionWritten) -> None:
    if sort := _HISTORIES.get(fact.history_id):
        keep(session, sort, fact.block_ids)
    else:
        keep(session, Sort.BLOCK, told_with(session, fact.block_ids))


def keep_comment(session: Session, fact: CommentFact) -> None:
    """A comment was written, edited, hidden, restored or withdrawn."""
    keep(session, Sort.COMMENT, [fact.comment_id])


def keep_suggestion(session: Session, fact: SuggestionFact) -> None:
    """Something happened to a suggestion that was sent."""
    keep(session, Sort.SUGGESTION, [fact.suggestion_id])


def keep_snapshot(session: Session, fact: SnapshotFrozen) -> None:
    """A version was frozen."""
    keep(session, Sort.SNAPSHOT, [fact.snapshot_id])


def keep_area(session: Session, fact: AreaFact) -> None:
    """An area has another name or description."""
    keep(session, Sort.AREA, [fact.area_id])


def keep_organisation(session: Session, fact: OrganisationFact | OrganisationChanged) -> None:
    """There is an organisation, or it has left."""
    keep(session, Sort.ORGANISATION, [fact.organisation_id])


def keep_renamed(session: Session, fact: OrganisationChanged) -> None:
    """What tells an organisation's name tells the new one."""
    keep_organisation(session, fact)
    for sort, ids in telling_of(session, fact.organisation_id).items():
        keep(session, sort, ids)
