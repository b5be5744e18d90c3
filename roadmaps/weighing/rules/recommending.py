"""Freezing a recommendation: what it says is gathered once and never changes. Another one is another version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing import policy
from roadmaps.weighing.events import RecommendationMade
from roadmaps.weighing.gathering import gather
from roadmaps.weighing.models import Recommendation, WeighingRound
from roadmaps.weighing.recommended import Recommended, digest_of
from roadmaps.weighing.rules.criteria import ANOTHER_LOOK, ONLY_LEADERS


@dataclass(frozen=True)
class Wish:
    """What the writer wants it to say besides what is gathered."""

    title: str
    addressee: str
    purpose: str
    process: str = ""
    change: str = ""
    registry_number: str = ""


def draft(
    session: Session, roadmap: Roadmap, rounds: Sequence[WeighingRound], wish: Wish, *, at: datetime
) -> Recommended:
    """What it would say now.

    :raises Invalid: when nothing has been decided yet, or a round has no result
    """
    if faults := _faults(roadmap, rounds, wish):
        raise Invalid(ANOTHER_LOOK, faults)
    words = {name: tidy(getattr(wish, name)) for name in ("purpose", "process", "change")}
    told = gather(session, roadmap, rounds, **words, at=at)
    if not told.of(CandidateState.PRIORITISED):
        raise Invalid(say("No candidate is prioritised yet. Decide first, and then recommend."))
    return told


def freeze(
    session: Session, roadmap: Roadmap, rounds: Sequence[WeighingRound], wish: Wish, *, actor: Actor, at: datetime
) -> Recommendation:
    """Keep it as it stands now, under the next number of the area; what says the same as the last one is that one.

    :raises Invalid: when there is nothing to recommend, or a later version does not tell what is new
    """
    if not policy.may_recommend(actor, roadmap):
        raise NotAllowed(ONLY_LEADERS)
    # Two who freeze at once get a number each; whoever presses twice gets one.
    newest = (
        select(Recommendation).where(Recommendation.roadmap_id == roadmap.id).order_by(Recommendation.number.desc())
    )
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    last = session.scalar(newest.limit(1))
    told = draft(session, roadmap, rounds, wish, at=at)
    content = told.model_dump(mode="json")
    digest = digest_of(content)
    names = {
        "title": tidy(wish.title).strip(),
        "addressee": tidy(wish.addressee).strip(),
        "registry_number": wish.registry_number.strip(),
    }
    if last is not None and last.sha256 == digest and all(getattr(last, name) == said for name, said in names.items()):
        return last
    if last is not None and not wish.change.strip():
        raise Invalid(ANOTHER_LOOK, {"change": say("Say what is new since the version before.")})
    recommendation = Recommendation(
        id=new_id(),
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        number=last.number + 1 if last is not None else 1,
        **names,
        content=content,
        sha256=digest,
        made_at=at,
        made_by_id=actor.person_id,
        made_for_id=actor.acting_for_id,
    )
    session.add(recommendation)
    session.flush()
    record(session, RecommendationMade(recommendation.id, roadmap.id, roadmap.area_id, actor.person_id, at))
    return recommendation


def _faults(roadmap: Roadmap, rounds: Sequence[WeighingRound], wish: Wish) -> dict[str, Sentence]:
    faults: dict[str, Sentence] = {}
    if not wish.title.strip():
        faults["title"] = say("Give it a title.")
    if not wish.addressee.strip():
        faults["addressee"] = say("Say to whom it goes.")
    if not wish.purpose.strip():
        faults["purpose"] = say("Say in a few sentences what you recommend.")
    if any(not one.is_closed or one.roadmap_id != roadmap.id for one in rounds):
        faults["rounds"] = say("Choose rounds that have closed.")
    return faults
