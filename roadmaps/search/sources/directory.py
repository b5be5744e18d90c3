"""Strength areas and organisations, which everyone may read about."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID
from zlib import crc32

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.search.documents import Document
from roadmaps.search.models import Sort


class Areas:
    """Every strength area; one that is archived keeps its page."""

    sort = Sort.AREA

    def versions(self, session: Session) -> Mapping[UUID, int]:
        return {
            area.id: _number_of(area.name, area.name_en, area.description) for area in session.scalars(select(Area))
        }

    def documents(self, session: Session, ids: Collection[UUID]) -> Iterator[Document]:
        for area in session.scalars(select(Area).where(Area.id.in_(ids))):
            yield Document(
                subject_id=area.id,
                version=_number_of(area.name, area.name_en, area.description),
                title=area.name,
                text="\n".join(filter(None, [area.description, area.name_en])),
                changed_at=area.created_at,
                area_id=area.id,
                is_public=True,
            )


class Organisations:
    """Every organisation; one that is archived keeps its page."""

    sort = Sort.ORGANISATION

    def versions(self, session: Session) -> Mapping[UUID, int]:
        return {one.id: _number_of(*_words(one)) for one in session.scalars(select(Organisation))}

    def documents(self, session: Session, ids: Collection[UUID]) -> Iterator[Document]:
        for one in session.scalars(select(Organisation).where(Organisation.id.in_(ids))):
            yield Document(
                subject_id=one.id,
                version=_number_of(*_words(one)),
                title=one.name,
                text="\n".join(filter(None, _words(one)[1:])),
                changed_at=one.created_at,
                is_public=True,
                organisations=frozenset([one.id]),
            )


def _words(one: Organisation) -> tuple[str, str, str]:
    return one.name, one.short_name, one.homepage


def _number_of(*texts: str) -> int:
    """A number that is another when a text is; these have no versions of their own."""
    return crc32("\n".join(texts).encode()) >> 1
