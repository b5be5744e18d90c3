"""Setting what candidates are judged by. A round that has opened keeps the criteria that it opened with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing import policy
from roadmaps.weighing.models import CriteriaSet, WeighingCriterion
from roadmaps.weighing.queries import criteria_now

FEWEST, MOST = 3, 7
LONGEST_NAME, LONGEST_EXPLANATION, LONGEST_REASON = 80, 500, 2_000
WEIGHTS = range(1, 6)
ONLY_LEADERS = say("Only the area's process leader can do this.")
ANOTHER_LOOK = say("Some of what you wrote needs another look.")


@dataclass(frozen=True)
class Wanted:
    """One criterion as somebody wants it."""

    name: str
    explanation: str = ""
    weight: int = 1


def set_criteria(
    session: Session, roadmap: Roadmap, wanted: Sequence[Wanted], *, reason: str, actor: Actor, at: datetime
) -> CriteriaSet:
    """Judge by these from now on, in rounds that have not opened yet. The same again is no new set.

    :raises Invalid: when there are too few, too many or two of the same name, or when others than before have no reason
    """
    if not policy.may_hold(actor, roadmap):
        raise NotAllowed(ONLY_LEADERS)
    # Two who set them at once: the second is asked for a reason against the first.
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    before = criteria_now(session, roadmap.id)
    tidy = [Wanted(one.name.strip(), one.explanation.strip(), one.weight) for one in wanted]
    if before is not None and tidy == [Wanted(one.name, one.explanation, one.weight) for one in before.criteria]:
        return before
    if faults := _faults(tidy, reason, is_change=before is not None):
        raise Invalid(ANOTHER_LOOK, faults)
    chosen = CriteriaSet(
        id=new_id(),
        roadmap_id=roadmap.id,
        number=before.number + 1 if before else 1,
        reason=reason.strip(),
        set_at=at,
        set_by_id=actor.person_id,
        criteria=[
            WeighingCriterion(
                id=new_id(), position=place, name=one.name, explanation=one.explanation, weight=one.weight
            )
            for place, one in enumerate(tidy, 1)
        ],
    )
    session.add(chosen)
    session.flush()
    return chosen


def _faults(wanted: Sequence[Wanted], reason: str, *, is_change: bool) -> dict[str, Sentence]:
    faults: dict[str, Sentence] = {}
    names = [one.name.casefold() for one in wanted]
    if not FEWEST <= len(wanted) <= MOST:
        faults["criteria"] = say("Choose from %(fewest)s to %(most)s criteria.", fewest=FEWEST, most=MOST)
    for place, one in enumerate(wanted, 1):
        if not one.name:
            faults[f"name-{place}"] = say("Give the criterion a name.")
        elif names.count(one.name.casefold()) > 1:
            faults[f"name-{place}"] = say("Two criteria have the same name.")
        elif len(one.name) > LONGEST_NAME:
            faults[f"name-{place}"] = say("This is too long here.")
        if len(one.explanation) > LONGEST_EXPLANATION:
            faults[f"explanation-{place}"] = say("This is too long here.")
        if one.weight not in WEIGHTS:
            faults[f"weight-{place}"] = say("Choose a weight from 1 to 5.")
    if is_change and not reason.strip():
        faults["reason"] = say("Say why others than before. Everyone can read it.")
    elif len(reason) > LONGEST_REASON:
        faults["reason"] = say("This is too long here.")
    return faults
