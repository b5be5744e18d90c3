"""Keeping the index as the rooms below are: after each change, when something was missed, and from the ground."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from roadmaps.foundation.portions import in_portions
from roadmaps.search.documents import Document, Source
from roadmaps.search.entries import Entry
from roadmaps.search.index import index_of
from roadmaps.search.models import SearchDocument, SearchDocumentOrganisation, Sort
from roadmaps.search.sources import SOURCES

_DOCUMENTS: Any = SearchDocument.__table__
_ORGANISATIONS: Any = SearchDocumentOrganisation.__table__
# Made once, as each save asks them.
_KEPT = select(_DOCUMENTS.c.subject_id, _DOCUMENTS.c.id).where(
    _DOCUMENTS.c.sort == bindparam("of_sort"), _DOCUMENTS.c.subject_id.in_(bindparam("ids", expanding=True))
)
_CHANGE = update(_DOCUMENTS).where(_DOCUMENTS.c.id == bindparam("row_id"))
_NAMED = select(_ORGANISATIONS.c.document_id, _ORGANISATIONS.c.organisation_id).where(
    _ORGANISATIONS.c.document_id.in_(bindparam("ids", expanding=True))
)
# So few at a time that those who write meanwhile hardly wait.
AT_A_TIME = 100


def keep(session: Session, sort: Sort, ids: Collection[UUID]) -> int:
    """Let these things be found as they read now, and not any more where they are not to be; return how many are."""
    if not ids:
        return 0
    index_of(session).alone(session, sort)
    documents = {one.subject_id: one for one in SOURCES[sort].documents(session, ids)}
    # Not by the session, for which these rows are no part of the act: they tell only what others say.
    connection = session.connection()
    kept: dict[UUID, int] = dict(connection.execute(_KEPT, {"of_sort": sort, "ids": list(ids)}).all())
    _forget(session, [row_id for subject_id, row_id in kept.items() if subject_id not in documents])
    if not documents:
        return 0
    kept = _write(connection, sort, list(documents.values()), kept)
    _keep_organisations(connection, documents, kept)
    entries = [Entry(kept[one.subject_id], one.title, one.text) for one in documents.values()]
    index_of(session).put(session, entries)
    return len(entries)


def keep_in_turn(
    sort: Sort, ids: Iterable[UUID], new_unit_of_work: Callable[[], AbstractContextManager[Session]]
) -> int:
    """The same for any number of things, some at a time, each time in a unit of work of its own."""
    count = 0
    for some in in_portions(ids, AT_A_TIME):
        with new_unit_of_work() as session:
            count += keep(session, sort, some)
    return count


def reindex(new_unit_of_work: Callable[[], AbstractContextManager[Session]]) -> Mapping[Sort, int]:
    """Make the whole index anew while the site is used, and tell how much of each sort can be found."""
    counts = {}
    for sort, source in SOURCES.items():
        with new_unit_of_work() as session:
            ids = sorted({*source.versions(session), *_kept(session, source)})
        counts[sort] = keep_in_turn(sort, ids, new_unit_of_work)
    return counts


def mend(session: Session) -> int:
    """Keep what was missed, as when a listener failed; return how much that was."""
    count = 0
    for source in SOURCES.values():
        missed = list(_missed(session, source))
        for some in in_portions(missed, AT_A_TIME):
            keep(session, source.sort, some)
        if source.sort == Sort.ORGANISATION:
            _tell_names(session, missed)
        count += len(missed)
    return count


def telling_of(session: Session, organisation_id: UUID) -> Mapping[Sort, list[UUID]]:
    """What tells the name of an organisation."""
    rows = session.execute(
        select(SearchDocument.sort, SearchDocument.subject_id)
        .join(SearchDocumentOrganisation, SearchDocumentOrganisation.document_id == SearchDocument.id)
        .where(SearchDocumentOrganisation.organisation_id == organisation_id, SearchDocument.sort == Sort.BLOCK)
    )
    telling: dict[Sort, list[UUID]] = {}
    for sort, subject_id in rows:
        telling.setdefault(Sort(sort), []).append(subject_id)
    return telling


def _missed(session: Session, source: Source) -> Iterator[UUID]:
    wanted, kept = source.versions(session), _kept(session, source)
    yield from (one for one, version in wanted.items() if kept.get(one) != version)
    yield from (one for one in kept if one not in wanted)


def _kept(session: Session, source: Source) -> dict[UUID, int]:
    query = select(SearchDocument.subject_id, SearchDocument.version).where(SearchDocument.sort == source.sort)
    return dict(session.execute(query).all())


def _tell_names(session: Session, organisation_ids: Iterable[UUID]) -> None:
    """Let what tells the names of these tell them as they are now."""
    for organisation_id in organisation_ids:
        for sort, ids in telling_of(session, organisation_id).items():
            for some in in_portions(ids, AT_A_TIME):
                keep(session, sort, some)


def _forget(session: Session, document_ids: Collection[int]) -> None:
    if document_ids:
        connection = session.connection()
        index_of(session).forget(session, document_ids)
        connection.execute(delete(_ORGANISATIONS).where(_ORGANISATIONS.c.document_id.in_(document_ids)))
        connection.execute(delete(_DOCUMENTS).where(_DOCUMENTS.c.id.in_(document_ids)))


def _write(
    connection: Connection, sort: Sort, documents: Sequence[Document], kept: Mapping[UUID, int]
) -> dict[UUID, int]:
    """Let each have its row; return the ids of all rows by the things that they tell of."""
    old = [{"row_id": kept[one.subject_id], **_values(one)} for one in documents if one.subject_id in kept]
    if old:
        connection.execute(_CHANGE, old)
    new = [{"sort": str(sort), **_values(one)} for one in documents if one.subject_id not in kept]
    if not new:
        return dict(kept)
    added = insert(_DOCUMENTS).returning(_DOCUMENTS.c.subject_id, _DOCUMENTS.c.id)
    return {**kept, **dict(connection.execute(added, new).all())}


def _values(document: Document) -> dict[str, Any]:
    values = {one.name: getattr(document, one.name) for one in fields(document) if one.name != "organisations"}
    return {**values, "parts": [list(part) for part in document.parts]}


def _keep_organisations(connection: Connection, documents: Mapping[UUID, Document], kept: Mapping[UUID, int]) -> None:
    """Those of the documents, in place of those kept before."""
    named = {(kept[one.subject_id], organisation) for one in documents.values() for organisation in one.organisations}
    ids = [kept[one] for one in documents]
    rows = connection.execute(_NAMED, {"ids": ids})
    before = {(document_id, organisation_id) for document_id, organisation_id in rows}
    if gone := {document_id for document_id, _ in before - named}:
        connection.execute(delete(_ORGANISATIONS).where(_ORGANISATIONS.c.document_id.in_(gone)))
        before = {pair for pair in before if pair[0] not in gone}
    if new := sorted(named - before):
        connection.execute(
            insert(_ORGANISATIONS),
            [{"document_id": document_id, "organisation_id": organisation} for document_id, organisation in new],
        )
