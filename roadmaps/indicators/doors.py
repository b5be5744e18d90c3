"""Finding what an address names, for those who may record there."""

from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.indicators.models import Reading
from roadmaps.indicators.queries import find_indicator, find_reading, newer_than
from roadmaps.indicators.rules import check_allowed
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import the_actor
from roadmaps.web.work import reading


def recordable_at(indicator_id: UUID, session: Session | None = None) -> tuple[Roadmap, BlockState]:
    """The indicator at this address, for the reader to record.

    :raises NotAllowed: when it is not
    """
    roadmap, indicator = find_indicator(session or reading(), indicator_id, the_actor())
    check_allowed(roadmap, indicator, the_actor())
    return roadmap, indicator


def correctable_at(reading_id: UUID) -> tuple[Roadmap, BlockState, Reading]:
    """The reading at this address, for the reader to correct.

    :raises NotAllowed: when it is not
    :raises Invalid: when a newer one stands instead of it already
    """
    roadmap, indicator, found = find_reading(reading(), reading_id, the_actor())
    check_allowed(roadmap, indicator, the_actor())
    if newer_than(reading(), found) is not None:
        raise Invalid(say("This reading has been corrected already. Correct the newer one instead."))
    return roadmap, indicator, found
