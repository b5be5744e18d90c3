"""Finding the sheet that an address names."""

from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.calls import policy
from roadmaps.calls.models import Assessment
from roadmaps.calls.queries import find_assessment
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor
from roadmaps.web.work import reading


def sheet_at(sheet_id: UUID, session: Session | None = None) -> Assessment:
    """The sheet at this address. Give a writing session to get it for a change.

    :raises NotFound: when there is none, or it is not for the reader
    """
    return find_assessment(session or reading(), sheet_id, viewer=actor())


def draft_at(sheet_id: UUID) -> Assessment:
    """The same for those who write it."""
    found = sheet_at(sheet_id)
    if not policy.may_write_assessment(actor(), found):
        raise NotAllowed(say("The sheet is finished or laid aside, or you do not lead the area."))
    return found
