"""What can be asked about the binder."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.binder import policy
from roadmaps.binder.models import BinderEdition, Exhibit, Judgement
from roadmaps.foundation.errors import NotFound


def judgements_of(area_id: UUID | None) -> Select[Judgement]:
    """Every judgement of an area, or (None) of the county as a whole, the newest first."""
    return (
        select(Judgement)
        .where(Judgement.area_id == area_id if area_id else Judgement.area_id.is_(None))
        .order_by(Judgement.judged_at.desc(), Judgement.id.desc())
    )


def judgements_in_areas() -> Select[Judgement]:
    """Every judgement of an area, the newest first."""
    made = select(Judgement).where(Judgement.area_id.is_not(None))
    return made.order_by(Judgement.judged_at.desc(), Judgement.id.desc())


def exhibits_of(area_id: UUID | None) -> Select[Exhibit]:
    """What was put in, the newest document first; also what was taken out."""
    return (
        select(Exhibit)
        .where(Exhibit.area_id == area_id if area_id else Exhibit.area_id.is_(None))
        .order_by(Exhibit.dated_on.desc(), Exhibit.added_at.desc(), Exhibit.id)
    )


def find_exhibit(session: Session, area_id: UUID | None, exhibit_id: UUID) -> Exhibit:
    """:raises NotFound: when nothing such was put in there."""
    found = session.scalar(exhibits_of(area_id).where(Exhibit.id == exhibit_id))
    if found is None:
        raise NotFound
    return found


def editions_of(area_id: UUID | None) -> Select[BinderEdition]:
    """The frozen editions of a place, the newest first."""
    return (
        select(BinderEdition)
        .where(BinderEdition.area_id == area_id if area_id else BinderEdition.area_id.is_(None))
        .order_by(BinderEdition.number.desc())
    )


def last_number(session: Session, area_id: UUID | None) -> int:
    """The number of the newest edition of a place; 0 before the first."""
    newest = editions_of(area_id).with_only_columns(func.max(BinderEdition.number)).order_by(None)
    return session.scalar(newest) or 0


def find_edition(session: Session, edition_id: UUID, actor: Actor | None) -> BinderEdition:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    edition = session.get(BinderEdition, edition_id)
    if edition is None or not policy.may_read_edition(actor, edition):
        raise NotFound
    return edition
