"""The pages of a consultation as one reader sees them."""

from collections.abc import Sequence
from uuid import UUID

from flask import render_template
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.accounts.policy import may_see_names
from roadmaps.consultation import policy
from roadmaps.consultation.addressees import addressees_of
from roadmaps.consultation.compilation import Standing, standings_in
from roadmaps.consultation.models import Consultation, Consultee
from roadmaps.consultation.points import Counts, counts_of
from roadmaps.consultation.queries import (
    consultations_of,
    consultee_for,
    find_consultation,
    turns_of,
)
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.revisions.plan_diff import Comparison, compare
from roadmaps.revisions.states import current
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.doors import any_roadmap_at
from roadmaps.snapshots.editions import state_in
from roadmaps.snapshots.models import Snapshot
from roadmaps.web.identity import actor
from roadmaps.web.language import translate
from roadmaps.web.work import reading


def held_at(consultation_id: UUID, session: Session | None = None) -> Consultation:
    """The consultation at this address, for those who hold it."""
    consultation = find_consultation(session or reading(), consultation_id, actor())
    if not policy.may_hold(actor(), consultation.roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    return consultation


def index_page(slug: str) -> str:
    """The consultations of an area."""
    roadmap = any_roadmap_at(slug)
    return render_template(
        "consultation/index.html",
        roadmap=roadmap,
        consultations=reading().scalars(consultations_of(roadmap, actor())).all(),
        may_hold=policy.may_hold(actor(), roadmap),
        today=today(),
    )


def consultation_page(consultation_id: UUID, refusal: Invalid | None = None) -> str:
    """What is asked, of whom, until when; for those who hold it also what there is to do."""
    consultation = find_consultation(reading(), consultation_id, actor())
    standings = standings_in(reading(), consultation_id)
    may_see_points = policy.may_see_points(actor(), consultation)
    return render_template(
        "consultation/show.html",
        consultation=consultation,
        roadmap=consultation.roadmap,
        snapshot=reading().get_one(Snapshot, consultation.snapshot_id),
        standings=standings,
        mine=_mine(consultation),
        may_answer=_may_answer(consultation),
        may_hold=policy.may_hold(actor(), consultation.roadmap),
        may_change=policy.may_change(actor(), consultation),
        may_steer=policy.may_steer(actor(), consultation),
        may_cancel=policy.may_cancel(actor(), consultation),
        may_see_points=may_see_points,
        may_publish=policy.may_publish(actor(), consultation),
        may_read_compilation=policy.may_read_compilation(actor(), consultation),
        letters=_letters(consultation, standings),
        counts=counts_of(reading(), consultation_id) if may_see_points else Counts(0, 0, {}, {}),
        since=since_frozen(consultation),
        turns=_turns(consultation),
        refusal=translate(refusal.sentence) if refusal else "",
        today=today(),
    )


def since_frozen(consultation: Consultation) -> Comparison | None:
    """What has been changed in the text since it was frozen; None for who may not read the working version."""
    if not roadmap_policy.may_read(actor(), consultation.roadmap):
        return None
    snapshot = reading().get_one(Snapshot, consultation.snapshot_id)
    history = consultation.roadmap.history
    if history.current == snapshot.revision_number:
        return None
    found = compare(state_in(snapshot), current(reading(), history), kinds=ROADMAP)
    return None if found.is_empty else found


def _mine(consultation: Consultation) -> Consultee | None:
    person = actor()
    if person is None or person.acting_for_id is None:
        return None
    return consultee_for(reading(), consultation, person.acting_for_id)


def _may_answer(consultation: Consultation) -> bool:
    person = actor()
    if person is None or person.acting_for_id is None:
        return False
    is_asked = _mine(consultation) is not None
    return policy.may_answer_for(person, consultation, person.acting_for_id, is_asked=is_asked)


def _letters(consultation: Consultation, standings: Sequence[Standing]) -> tuple[int, list[str]]:
    """How many letters go out when it opens, and who has nowhere to be reached; only told before it opens."""
    if not policy.may_change(actor(), consultation):
        return 0, []
    found = addressees_of(reading(), [one.consultee for one in standings], now())
    unreached = [one.consultee.name for one in standings if not found[one.consultee.id]]
    return sum(map(len, found.values())), unreached


def _turns(consultation: Consultation) -> list[tuple[object, str]]:
    turns = reading().scalars(turns_of(consultation)).all()
    if not may_see_names(actor()):
        return [(one, "") for one in turns]
    people = {one.person_id for one in turns if one.person_id}
    names = {one: reading().get_one(Person, one).name for one in people}
    return [(one, names.get(one.person_id, "") if one.person_id else "") for one in turns]
