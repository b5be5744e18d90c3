"""Drawing what was done in the process, and what is ahead, from the records of all rooms."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap.models import Roadmap
from roadmaps.six_steps.deeds import asking, choosing, following, text
from roadmaps.six_steps.deeds.ground import Ground
from roadmaps.six_steps.deeds.sorts import Deed, Sort

__all__ = ["Deed", "Sort", "deeds_of"]

_FINDERS = (
    text.written,
    text.answers,
    text.phases,
    text.posts,
    text.versions,
    asking.consultations,
    asking.meetings,
    asking.pulses,
    choosing.findings,
    choosing.decisions,
    choosing.weighings,
    choosing.recommendations,
    choosing.calls,
    choosing.sheets,
    following.readings,
    following.reports,
    following.neighbours,
)


def deeds_of(
    session: Session, roadmaps: Sequence[Roadmap], *, is_county: bool = False, actor: Actor | None, at: datetime
) -> list[Deed]:
    """What was done and what is ahead in the areas of these roadmaps, by day, the oldest first.

    A fixed number of queries however many roadmaps there are; the actor must be one who may read each of them.

    :param is_county: with what belongs to the whole county and to no area
    """
    ground = Ground(session, tuple(roadmaps), is_county, actor, at)
    found = [deed for find in _FINDERS for deed in find(ground)]
    return sorted(found, key=lambda deed: (deed.on, deed.key))
