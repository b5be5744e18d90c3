"""What there is to give out: the newest adopted version of each area, told without its content."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import day_of
from roadmaps.open_data.models import Licence, OpenDataFacts
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.snapshots.policy import PUBLIC


@dataclass(frozen=True)
class Terms:
    """Under which licence the data is given, by whom, and where questions are answered."""

    licence: Licence
    publisher: str
    homepage: str
    email: str
    set_at: datetime


@dataclass(frozen=True)
class Published:
    """The newest adopted version of an area. `first_at` is when its first one was adopted."""

    snapshot_id: UUID
    slug: str
    name: str
    name_en: str
    description: str
    number: int
    title: str
    sha256: str
    frozen_at: datetime
    decided_on: date | None
    first_at: datetime
    period_from: int
    period_to: int

    def name_in(self, language: str) -> str:
        """The area's name in a language, as far as there is one."""
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True)
class Earlier:
    """An adopted version that a newer one has taken the place of."""

    number: int
    title: str
    frozen_at: datetime


def terms_now(session: Session) -> Terms | None:
    """As they were told last; None while nobody has."""
    found = session.scalar(
        select(OpenDataFacts).order_by(OpenDataFacts.set_at.desc(), OpenDataFacts.id.desc()).limit(1)
    )
    if found is None:
        return None
    return Terms(found.licence, found.publisher, found.homepage, found.email, found.set_at)


def published(session: Session, slug: str | None = None, *, upto: int | None = None) -> tuple[Published, ...]:
    """The areas with an adopted roadmap, in their order; or the one at an address, also when it is archived.

    :param upto: the number of the last version that counts
    """
    query = (
        select(
            Snapshot.id,
            Area.slug,
            Area.name,
            Area.name_en,
            Area.description,
            Snapshot.number,
            Snapshot.title,
            Snapshot.sha256,
            Snapshot.frozen_at,
            Snapshot.decided_on,
            Roadmap.period_from,
            Roadmap.period_to,
        )
        .join(Roadmap, Roadmap.id == Snapshot.roadmap_id)
        .join(Area, Area.id == Roadmap.area_id)
        .where(Snapshot.kind == SnapshotKind.ADOPTED.value)
        .order_by(Area.position, Area.name, Snapshot.number)
    )
    query = query.where(Area.slug == slug) if slug is not None else query.where(Area.archived_at.is_(None))
    query = query.where(Snapshot.number <= upto) if upto is not None else query
    newest: dict[str, Published] = {}
    for row in session.execute(query):
        first = newest[row.slug].first_at if row.slug in newest else row.frozen_at
        newest[row.slug] = Published(
            row.id,
            row.slug,
            row.name,
            row.name_en,
            row.description,
            row.number,
            row.title,
            row.sha256,
            row.frozen_at,
            row.decided_on,
            first,
            row.period_from,
            row.period_to,
        )
    return tuple(newest.values())


def earlier_versions(session: Session) -> dict[str, tuple[Earlier, ...]]:
    """The adopted versions before the newest of each area, the newest of them first, by the area's address."""
    query = (
        select(Area.slug, Snapshot.number, Snapshot.title, Snapshot.frozen_at)
        .join(Roadmap, Roadmap.id == Snapshot.roadmap_id)
        .join(Area, Area.id == Roadmap.area_id)
        .where(Snapshot.kind == SnapshotKind.ADOPTED.value)
        .order_by(Snapshot.number.desc())
    )
    found: dict[str, list[Earlier]] = defaultdict(list)
    for row in session.execute(query):
        found[row.slug].append(Earlier(row.number, row.title, row.frozen_at))
    return {slug: tuple(all_of_it[1:]) for slug, all_of_it in found.items()}


def content_of(session: Session, one: Published) -> str:
    """The data of the version, as it is hashed."""
    return session.scalars(select(Snapshot.content).where(Snapshot.id == one.snapshot_id)).one()


def public_places(session: Session) -> tuple[tuple[str, date | None], ...]:
    """The paths of areas, of working versions and of frozen ones that everybody may read, with the days of the latter."""
    rows = session.execute(
        select(Area.slug, Roadmap.is_working_public)
        .join(Roadmap, Roadmap.area_id == Area.id, isouter=True)
        .where(Area.archived_at.is_(None))
        .order_by(Area.position, Area.name)
    ).all()
    frozen = session.execute(
        select(Area.slug, Snapshot.number, Snapshot.frozen_at)
        .join(Roadmap, Roadmap.id == Snapshot.roadmap_id)
        .join(Area, Area.id == Roadmap.area_id)
        .where(Snapshot.kind.in_(PUBLIC))
        .order_by(Area.position, Area.name, Snapshot.number)
    )
    return (
        *((f"/areas/{slug}", None) for slug, _ in rows),
        *((f"/areas/{slug}/roadmap", None) for slug, is_public in rows if is_public),
        *((f"/areas/{slug}/snapshots/{number}", day_of(at)) for slug, number, at in frozen),
    )


def version_at(session: Session, slug: str, number: int) -> tuple[Published | None, bool]:
    """An adopted version by its address, and whether it is the newest of its area; None when there is no such."""
    found = next((one for one in published(session, slug, upto=number) if one.number == number), None)
    newest = next(iter(published(session, slug)), None)
    return found, newest is not None and newest.number == number
