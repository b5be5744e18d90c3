"""What the hits of one page need to know besides their own documents, as it is now. A fixed number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.discussion.models import Comment
from roadmaps.discussion.queries import titles_of
from roadmaps.search.models import Sort
from roadmaps.search.queries import Found
from roadmaps.suggestions.models import Suggestion


@dataclass(frozen=True)
class Around:
    """By their ids: titles of the blocks that comments are about, comments, names of organisations.

    `suggestions` tells in which suggestion a thread lies, by the thread.
    """

    titles: Mapping[UUID, str] = field(default_factory=dict)
    comments: Mapping[UUID, Comment] = field(default_factory=dict)
    suggestions: Mapping[UUID, UUID] = field(default_factory=dict)
    organisations: Mapping[UUID, str] = field(default_factory=dict)


def what_is_around(session: Session, documents: Sequence[Found]) -> Around:
    """All that the documents of one page need."""
    nameless = {one.block_id for one in documents if one.block_id and not one.title}
    titles = {block: told.title for block, told in titles_of(session, nameless).items()} if nameless else {}
    comment_ids = [one.subject_id for one in documents if one.sort == Sort.COMMENT]
    return _with_comments(session, Around(titles), comment_ids) if comment_ids else Around(titles)


def _with_comments(session: Session, found: Around, ids: Collection[UUID]) -> Around:
    comments = session.scalars(select(Comment).where(Comment.id.in_(ids))).unique().all()
    threads = {one.thread_id for one in comments if one.thread.is_kept_apart}
    speakers = {one.organisation_id for one in comments if one.organisation_id}
    suggestions = select(Suggestion.id, Suggestion.thread_id).where(Suggestion.thread_id.in_(threads))
    names = select(Organisation.id, Organisation.name).where(Organisation.id.in_(speakers))
    return replace(
        found,
        comments={one.id: one for one in comments},
        suggestions={thread: suggestion for suggestion, thread in session.execute(suggestions) if thread},
        organisations=dict(session.execute(names).all()),
    )
