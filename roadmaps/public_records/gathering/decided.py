"""What was decided about the work itself: states, locks, what was chosen, and acts of moderation."""

from collections.abc import Iterator

from sqlalchemy import select

from roadmaps.discovery.models import Candidate, Decision
from roadmaps.foundation.sentences import N_
from roadmaps.moderation.models import Appeal, LogEntry
from roadmaps.moderation.sentences import sentence_of
from roadmaps.public_records.gathering.period import Period
from roadmaps.public_records.things import Thing
from roadmaps.public_records.words import Sort
from roadmaps.roadmap.models import PhaseChange


def states(period: Period) -> Iterator[Thing]:
    """Every time that the roadmap went to another state; who reads the working version reads them all."""
    asked = select(PhaseChange).where(PhaseChange.roadmap_id == period.roadmap.id, period.holds(PhaseChange.changed_at))
    for one in period.session.scalars(asked.order_by(PhaseChange.changed_at)):
        yield Thing(
            key=f"state:{one.id}",
            sort=Sort.DECISION,
            at=one.changed_at,
            title=period.say(one.state.label),
            by=period.person(one.changed_by_id),
            facts=period.facts((N_("Holds from"), period.day(one.since)), (N_("Next step"), one.next_step)),
            texts=period.facts((N_("Why"), one.reason), (N_("Decision"), one.decision)),
            is_open=period.is_public,
        )


def choices(period: Period) -> Iterator[Thing]:
    """Every decision about what to go on with, and why."""
    asked = (
        select(Decision, Candidate)
        .join(Candidate, Candidate.id == Decision.candidate_id)
        .where(Candidate.roadmap_id == period.roadmap.id, period.holds(Decision.at))
    )
    for one, candidate in period.session.execute(asked.order_by(Decision.at)).unique():
        yield Thing(
            key=f"choice:{one.id}",
            sort=Sort.DECISION,
            at=one.at,
            title=candidate.title,
            by=period.person(one.person_id),
            organisation=period.organisation(one.organisation_id),
            facts=period.facts(
                (N_("State"), period.say(one.state.label)),
                (N_("Who decided"), one.decided_by),
                (N_("Decided on"), period.day(one.decided_on)),
            ),
            texts=period.facts((N_("Why"), one.reasons)),
            is_open=period.is_public,
        )


def acts(period: Period) -> Iterator[Thing]:
    """Every act in the log of moderation, for those who read the working version, and each appeal, which they cannot read."""
    area_id = period.roadmap.area_id
    asked = select(LogEntry).where(LogEntry.area_id == area_id, period.holds(LogEntry.at)).order_by(LogEntry.at)
    for one in period.session.scalars(asked):
        yield Thing(
            key=f"act:{one.id}",
            sort=Sort.DECISION,
            at=one.at,
            title=period.words.shown(sentence_of(one)),
            by=period.person(one.person_id),
            texts=period.facts((N_("Why"), one.reason)),
            is_open=period.is_public,
        )
    appeals = select(Appeal).where(Appeal.area_id == area_id, period.holds(Appeal.made_at)).order_by(Appeal.made_at)
    for appeal in period.session.scalars(appeals):
        outcome = {True: N_("Shown again"), False: N_("Stays hidden"), None: N_("Not answered")}[appeal.is_restored]
        yield Thing(
            key=f"appeal:{appeal.id}",
            sort=Sort.DECISION,
            at=appeal.made_at,
            title=period.say(N_("Somebody asked for a hidden comment to be looked at once more")),
            by=period.person(appeal.answered_by_id),
            facts=period.facts((N_("Outcome"), period.say(outcome)), (N_("Why it was hidden"), appeal.hide_reason)),
            texts=period.facts((N_("What was said"), appeal.words), (N_("Answer"), appeal.answer)),
            caution=period.say(N_("Not shown to others")),
        )
