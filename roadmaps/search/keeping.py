"""Keeping the index as the rooms below are: after each change, when something was missed, and from the ground."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from itertools import islice
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from roadmaps.search.documents import Document, Source
from roadmaps.search.entries import Entry
from roadmaps.search.index import index_of
from roadmaps.search.models import SearchDocument, SearchDocumentOrganisation, Sort
from roadmaps.search.sources import SOURCES

# So few at a time that those who write meanwhile hardly wait.
AT_A_TIME = 100


def keep(session: Session, sort: Sort, ids: Collection[UUID]) -> int:
    """Let these things be found as they read now, and not any more where they are not to be; return how many are."""
    if not ids:
        return 0
    index_of(session).alone(session, sort)
    documents = {one.subject_id: one for one in SOURCES[sort].documents(session, ids)}
    kept = {
        row.subject_id: row
        for row in session.scalars(
            select(SearchDocument).where(SearchDocument.sort == sort, SearchDocument.subject_id.in_(ids))
        )
    }
    _forget(session, [row.id for subject_id, row in kept.items() if subject_id not in documents])
    rows = [_row(session, sort, document, kept.get(document.subject_id)) for document in documents.values()]
    session.flush()
    _keep_organisations(session, rows, documents)
    index_of(session).put(session, [Entry(row.id, row.title, row.text) for row in rows])
    return len(rows)


def keep_in_turn(
    sort: Sort, ids: Iterable[UUID], new_unit_of_work: Callable[[], AbstractContextManager[Session]]
) -> int:
    """The same for any number of things, some at a time, each time in a unit of work of its own."""
    count = 0
    for some in _some_of(ids):
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
        for some in _some_of(missed):
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


def _some_of(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    rest = iter(ids)
    while some := list(islice(rest, AT_A_TIME)):
        yield some


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
            for some in _some_of(ids):
                keep(session, sort, some)


def _forget(session: Session, document_ids: Collection[int]) -> None:
    if document_ids:
        index_of(session).forget(session, document_ids)
        session.execute(
            delete(SearchDocumentOrganisation).where(SearchDocumentOrganisation.document_id.in_(document_ids))
        )
        session.execute(delete(SearchDocument).where(SearchDocument.id.in_(document_ids)))


def _row(session: Session, sort: Sort, document: Document, row: SearchDocument | None) -> SearchDocument:
    if row is None:
        row = SearchDocument(sort=str(sort))
        session.add(row)
    facts = asdict(document)
    del facts["organisations"]
    for name, value in {**facts, "parts": [list(part) for part in document.parts]}.items():
        setattr(row, name, value)
    return row


def _keep_organisations(session: Session, rows: Collection[SearchDocument], documents: Mapping[UUID, Document]) -> None:
    """Those of the documents, in place of those kept before."""
    session.execute(
        delete(SearchDocumentOrganisation).where(SearchDocumentOrganisation.document_id.in_([row.id for row in rows]))
    )
    session.add_all(
        SearchDocumentOrganisation(document_id=row.id, organisation_id=organisation)
        for row in rows
        for organisation in sorted(documents[row.subject_id].organisations)
    )
    session.flush()
