"""What the last look at the documents found, remembered so that every page can tell how much waits.

Which leads, readings and reviews are overdue takes reading whole roadmaps. As long as nothing that it depends on has
changed, the answer is the same: the stamp tells whether that is so, and costs one query.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from roadmaps.accounts.models import Membership, Organisation, Person
from roadmaps.clarity.models import ParagraphExplained, UnclearParagraph
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source
from roadmaps.indicators.models import Reading
from roadmaps.responsibilities.models import Question

MOST = 200


class Memory:
    """Points by what they were found from; the longest unused are forgotten first. For one process."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, list[Point]] = OrderedDict()
        self._lock = Lock()

    def points(self, source: Source, ground: Ground, stamp: Hashable) -> list[Point]:
        """What the source has to say, without its facts; asked only if something has changed."""
        key = source.name, stamp
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = [Point(one.source, one.key, one.area_id, one.since) for one in source.points(ground)]
        with self._lock:
            self._known[key] = found
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return found


def stamp_of(ground: Ground) -> Hashable:
    """What has to be the same for the same to wait: the texts, the questions, the readings, who is here, what was unclear, and the hour."""
    texts = tuple((one.id, one.history.current, one.state) for one in ground.roadmaps)
    newest = (select(func.max(column)).scalar_subquery() for column in _TOLD_BY)
    counts = (select(func.count()).select_from(table).scalar_subquery() for table in (Question, Reading, Membership))
    told = tuple(ground.session.execute(select(*newest, *counts)).one())
    return texts, told, ground.at.replace(minute=0, second=0, microsecond=0)


_TOLD_BY: tuple[InstrumentedAttribute[Any], ...] = (
    Question.asked_at,
    Question.answered_at,
    Question.withdrawn_at,
    Reading.recorded_at,
    Membership.ended_at,
    Organisation.archived_at,
    Person.deactivated_at,
    UnclearParagraph.said_at,
    ParagraphExplained.at,
)
