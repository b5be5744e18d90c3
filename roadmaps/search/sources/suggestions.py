"""Suggestions that have been sent: why, what they build on, what they propose, and what was decided. Never drafts."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.roadmap.table import ROADMAP
from roadmaps.search.documents import Document
from roadmaps.search.models import Sort
from roadmaps.search.sources.telling import words_of
from roadmaps.suggestions.models import NOT_FOR_ALL, SuggestedChange, Suggestion, SuggestionTurn

_IS_SENT = Suggestion.state.not_in(NOT_FOR_ALL)


class Suggestions:
    """Every suggestion that is no draft."""

    sort = Sort.SUGGESTION

    def versions(self, session: Session) -> Mapping[UUID, int]:
        query = (
            select(Suggestion.id, func.count(SuggestionTurn.id))
            .join(SuggestionTurn, SuggestionTurn.suggestion_id == Suggestion.id, isouter=True)
            .where(_IS_SENT)
            .group_by(Suggestion.id)
        )
        return dict(session.execute(query).all())

    def documents(self, session: Session, ids: Collection[UUID]) -> Iterator[Document]:
        found = session.scalars(select(Suggestion).where(Suggestion.id.in_(ids), _IS_SENT)).unique().all()
        turns = _turns_of(session, ids)
        titles = _titles(session, {change.block_id for one in found for change in one.changes})
        for one in found:
            lines = [one.motive, *(source.words for source in one.sources)]
            lines += [line for change in one.changes for line in _proposed(change)]
            yield Document(
                subject_id=one.id,
                version=turns.get(one.id, 0),
                title=", ".join(dict.fromkeys(filter(None, (_title(change, titles) for change in one.changes)))),
                text="\n".join(filter(None, [*lines, one.reason])),
                changed_at=one.decided_at or one.sent_at or one.begun_at,
                roadmap_id=one.roadmap_id,
                area_id=one.roadmap.area_id,
                organisations=frozenset(filter(None, [one.organisation_id])),
            )


def _turns_of(session: Session, ids: Collection[UUID]) -> Mapping[UUID, int]:
    query = select(SuggestionTurn.suggestion_id, func.count()).where(SuggestionTurn.suggestion_id.in_(ids))
    return dict(session.execute(query.group_by(SuggestionTurn.suggestion_id)).all())


def _titles(session: Session, block_ids: Collection[UUID]) -> Mapping[UUID, str]:
    query = (
        select(Block.id, BlockVersion.title)
        .join(BlockVersion, (BlockVersion.block_id == Block.id) & (BlockVersion.number == Block.current))
        .where(Block.id.in_(block_ids))
    )
    return dict(session.execute(query).all())


def _title(change: SuggestedChange, titles: Mapping[UUID, str]) -> str:
    """What the block is called now; a new one is called what it is to be called."""
    return titles.get(change.block_id) or (ROADMAP[change.kind].title_of(change.content) if change.content else "")


def _proposed(change: SuggestedChange) -> list[str]:
    if not change.content or change.kind not in ROADMAP:
        return []
    kind = ROADMAP[change.kind]
    return [kind.title_of(change.content), words_of(kind, change.content)]
