"""What can be asked about public records."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotFound
from roadmaps.papers.catalogues import words_in
from roadmaps.public_records.gathering import Period, everything
from roadmaps.public_records.models import RecordsChoice, RecordsMask, RecordsRequest
from roadmaps.public_records.things import Thing
from roadmaps.roadmap.models import Roadmap


def requests_of(roadmap: Roadmap) -> Select[RecordsRequest]:
    """The requests of a roadmap, the newest first."""
    asked = select(RecordsRequest).where(RecordsRequest.roadmap_id == roadmap.id)
    return asked.order_by(RecordsRequest.number.desc())


def find_request(session: Session, roadmap: Roadmap, number: int) -> RecordsRequest:
    """:raises NotFound: when the roadmap has no such request."""
    found = session.scalar(requests_of(roadmap).where(RecordsRequest.number == number))
    if found is None:
        raise NotFound
    return found


def last_number(session: Session, roadmap: Roadmap) -> int:
    """The number of the newest request, 0 when there is none."""
    asked = select(func.max(RecordsRequest.number)).where(RecordsRequest.roadmap_id == roadmap.id)
    return session.scalar(asked) or 0


def things_of(session: Session, request: RecordsRequest) -> list[Thing]:
    """Everything that the request is about, as it stands now, in the language of the package."""
    period = Period(session, request.roadmap, request.first_on, request.last_on, words_in(request.language))
    return everything(period)


def choices_of(session: Session, request: RecordsRequest) -> Mapping[str, RecordsChoice]:
    """What was chosen so far, by the thing."""
    asked = select(RecordsChoice).where(RecordsChoice.request_id == request.id)
    return {one.key: one for one in session.scalars(asked)}


def masks_of(session: Session, request: RecordsRequest) -> Sequence[RecordsMask]:
    """The words that are to be taken out, in the order in which that was said."""
    asked = select(RecordsMask).where(RecordsMask.request_id == request.id)
    return session.scalars(asked.order_by(RecordsMask.added_at, RecordsMask.id)).all()


def find_mask(session: Session, request: RecordsRequest, mask_id: UUID) -> RecordsMask:
    """:raises NotFound: when the request has no such mask."""
    found = session.get(RecordsMask, mask_id)
    if found is None or found.request_id != request.id:
        raise NotFound
    return found
