"""What the hits of one page need to know besides their own documents, as it is now. A fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.discussion.models import Comment
from roadmaps.discussion.queries import titles_of
from roadmaps.search.models import SearchDocument, Sort
from roadmaps.suggestions.models import Suggestion


@dataclass(frozen=True)
class Around:
    """By their ids: areas, titles of the blocks that comments are about, comments, names of organisations.

    `suggestions` tells in which suggestion a thread lies, by the thread.
    """

    areas: Mapping[UUID, Area]
    titles: Mapping[UUID, str]
    comments: Mapping[UUID, Comment]
    suggestions: Mapping[UUID, UUID]
    organisations: Mapping[UUID, str]


def what_is_around(session: Session, documents: Sequence[SearchDocument]) -> Around:
    """All that the documents of one page need."""
    comment_ids = [one.subject_id for one in documents if one.sort == Sort.COMMENT]
    area_ids = {one.area_id for one in documents if one.area_id}
    comments = session.scalars(select(Comment).where(Comment.id.in_(comment_ids))).unique().all()
    threads = {one.thread_id for one in comments if one.thread.is_kept_apart}
    speakers = {one.organisation_id for one in comments if one.organisation_id}
    titles = titles_of(session, {one.block_id for one in documents if one.block_id})
    suggestions = select(Suggestion.id, Suggestion.thread_id).where(Suggestion.thread_id.in_(threads))
    names = select(Organisation.id, Organisation.name).where(Organisation.id.in_(speakers))
    return Around(
        areas={area.id: area for area in session.scalars(select(Area).where(Area.id.in_(area_ids)))},
        titles={block_id: found.title for block_id, found in titles.items()},
        comments={one.id: one for one in comments},
        suggestions={thread: suggestion for suggestion, thread in session.execute(suggestions) if thread},
        organisations=dict(session.execute(names).all()),
    )
