"""Asking organisations: whether they take a lead that was proposed, and how the activities that they lead go.

Both are swept up from what the roadmaps say, so that a question which was missed is asked at the next turn, and one
that has become pointless, because somebody else leads by then, is withdrawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.accounts.secrets import hash_of, new_token
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.plan.queries import plan_of, plan_of_everything
from roadmaps.plan.rows import AreaPlan, PlannedActivity, Share
from roadmaps.responsibilities import policy
from roadmaps.responsibilities.events import Asked, LeadProposed, StatusesAsked
from roadmaps.responsibilities.models import About, Question, QuestionLink, StatusInterval
from roadmaps.responsibilities.queries import latest_questions, months_between, open_questions, people_to_ask
from roadmaps.responsibilities.rounds import INTERVALS, round_of
from roadmaps.revisions.models import Revision
from roadmaps.roadmap.kinds.choices import Answer, Part, Status
from roadmaps.roadmap.models import Roadmap

LINK_LASTS = timedelta(days=30)
# Whoever undoes a slip of the hand at once has then sent no letter to anyone.
SECOND_THOUGHTS = timedelta(minutes=15)
PATIENCE = timedelta(days=7)
_OVER = {Status.DONE, Status.DROPPED}


def ask_for_leads(session: Session, at: datetime) -> None:
    """Ask the people of every organisation that a roadmap proposes to lead something, once for each proposal."""
    for area in _areas_that_take_answers(session):
        proposals = [
            (activity, share)
            for activity in area.activities
            for share in activity.shares
            if share.is_only_proposed and share.answer is Answer.PROPOSED
        ]
        latest = latest_questions(session, [area.roadmap.id], About.PART)
        _withdraw_pointless(session, area.roadmap, About.PART, {share.block.id: share for _, share in proposals}, at)
        settled = _written_before(session, area.roadmap, at - SECOND_THOUGHTS)
        for activity, share in proposals:
            if share.block.number <= settled and _is_new(latest.get((share.block.id, share.organisation_id)), share):
                _ask_for_lead(session, area.roadmap, activity, share, at)


def ask_again(session: Session, roadmap: Roadmap, responsibility_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Ask an organisation once more whether it leads, with new links; the earlier ones stop working.

    :raises Invalid: when it was asked a short while ago, or nobody acts for it
    :raises NotFound: when there is no such proposal
    """
    if not policy.may_ask(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    activity, share = _proposal(session, roadmap, responsibility_id)
    latest = latest_questions(session, [roadmap.id], About.PART).get((share.block.id, share.organisation_id))
    if latest is not None and latest.asked_at > at - PATIENCE:
        raise Invalid(say("They were asked less than a week ago. Give them a little time, or call them."))
    if latest is not None and latest.answered_at is None and latest.withdrawn_at is None:
        latest.withdrawn_at = at
        session.flush()
    if _ask_for_lead(session, roadmap, activity, share, at) is None:
        raise Invalid(say("Nobody with an account acts for the organisation, so nobody can be asked. Invite somebody."))


def ask_for_statuses(session: Session, at: datetime) -> None:
    """Ask every leading organisation how its activities go, once in each round of its area."""
    today = day_of(at)
    asked: dict[tuple[UUID, UUID], list[Asked]] = defaultdict(list)
    for area in _areas_that_take_answers(session):
        led = {
            activity.id: activity.lead
            for activity in area.activities
            if activity.lead and activity.lead.answer is Answer.ACCEPTED and activity.status not in _OVER
        }
        _withdraw_pointless(session, area.roadmap, About.STATUS, led, at)
        months = months_between(session, area.area.id)
        if months == 0:
            continue
        for activity in area.activities:
            share = led.get(activity.id)
            if share is not None:
                _ask_for_status(session, area.roadmap, activity, share, round_of(today, months), at, asked)
    for (person_id, organisation_id), questions in asked.items():
        record(session, StatusesAsked(person_id, organisation_id, tuple(questions), at, at + LINK_LASTS))


def set_interval(session: Session, area: Area, months: int, *, actor: Actor) -> None:
    """Say how often the leading organisations of the area are asked.

    :raises Invalid: when it is none of `INTERVALS`
    """
    if not policy.may_set_interval(actor, area):
        raise NotAllowed(say("Only the area's process leader can do this."))
    if months not in INTERVALS:
        raise Invalid(
            say("Some of what you wrote needs another look."), {"months": say("Choose one of the alternatives.")}
        )
    interval = session.get(StatusInterval, area.id)
    if interval is None:
        interval = StatusInterval(area_id=area.id)
        session.add(interval)
    interval.months = months
    session.flush()


def _areas_that_take_answers(session: Session) -> list[AreaPlan]:
    """The roadmaps that are worked with; one that rests or is closed is left alone."""
    return [area for area in plan_of_everything(session).areas if area.roadmap.state.is_open_for_writing]


def _is_new(latest: Question | None, share: Share) -> bool:
    """Whether the organisation has not been asked about this proposal: it was made anew after the last answer."""
    if latest is None:
        return True
    if latest.answered_at is not None:
        return share.block.number > (latest.revision_number or 0)
    return latest.withdrawn_at is not None


def _written_before(session: Session, roadmap: Roadmap, moment: datetime) -> int:
    """Number of the newest revision that is older than the moment, 0 when there is none."""
    newest = (
        select(Revision.number)
        .where(Revision.history_id == roadmap.history_id, Revision.written_at <= moment)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    return session.scalar(newest) or 0


def _proposal(session: Session, roadmap: Roadmap, responsibility_id: UUID) -> tuple[PlannedActivity, Share]:
    for activity in plan_of(session, roadmap).activities:
        for share in activity.shares:
            if share.block.id == responsibility_id and share.part is Part.LEADS and share.answer is Answer.PROPOSED:
                return activity, share
    raise NotFound


def _withdraw_pointless(
    session: Session, roadmap: Roadmap, about: About, wanted: Mapping[UUID, Share], at: datetime
) -> None:
    for question in session.scalars(open_questions().where(Question.roadmap_id == roadmap.id, Question.about == about)):
        share = wanted.get(question.block_id)
        # A part that has been moved is a part in another activity, which nobody has been asked about.
        asked_about = (question.organisation_id, question.activity_id)
        if share is None or (share.organisation_id, share.block.parent_id) != asked_about:
            question.withdrawn_at = at
    session.flush()


def _ask_for_lead(
    session: Session, roadmap: Roadmap, activity: PlannedActivity, share: Share, at: datetime
) -> Question | None:
    people = people_to_ask(session, share.organisation_id, roadmap.area_id, day_of(at))
    if not people:
        return None
    question = _question(roadmap, About.PART, share.block.id, activity, share, at.isoformat(), at)
    for person, asked in _links(session, question, activity, people):
        record(session, LeadProposed(person.id, share.organisation_id, asked, at, question.expires_at))
    return question


def _ask_for_status(
    session: Session,
    roadmap: Roadmap,
    activity: PlannedActivity,
    share: Share,
    which: str,
    at: datetime,
    asked: dict[tuple[UUID, UUID], list[Asked]],
) -> None:
    known = select(Question).where(
        Question.block_id == activity.id,
        Question.organisation_id == share.organisation_id,
        Question.about == About.STATUS,
    )
    earlier = session.scalars(known).all()
    if any(one.round == which for one in earlier):
        return
    people = people_to_ask(session, share.organisation_id, roadmap.area_id, day_of(at))
    if not people:
        return
    for one in earlier:
        # What nobody answered in an earlier round is asked anew now.
        if one.answered_at is None and one.withdrawn_at is None:
            one.withdrawn_at = at
    session.flush()
    question = _question(roadmap, About.STATUS, activity.id, activity, share, which, at)
    for person, one_asked in _links(session, question, activity, people):
        asked[person.id, share.organisation_id].append(one_asked)


def _question(
    roadmap: Roadmap, about: About, block_id: UUID, activity: PlannedActivity, share: Share, which: str, at: datetime
) -> Question:
    return Question(
        id=new_id(),
        about=about,
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        block_id=block_id,
        activity_id=activity.id,
        organisation_id=share.organisation_id,
        round=which,
        asked_at=at,
        expires_at=at + LINK_LASTS,
    )


def _links(
    session: Session, question: Question, activity: PlannedActivity, people: Sequence[Person]
) -> Iterable[tuple[Person, Asked]]:
    session.add(question)
    session.flush()
    for person in people:
        token = new_token()
        session.add(QuestionLink(id=new_id(), question_id=question.id, person_id=person.id, token_hash=hash_of(token)))
        yield person, Asked(question.id, activity.title, activity.area.name, token)
    session.flush()
