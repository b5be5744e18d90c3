"""What was found, weighed and chosen, and which money there is for it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from roadmaps.calls import policy as calls_policy
from roadmaps.calls.models import Assessment, Call
from roadmaps.discovery.models import Candidate, Decision, Finding
from roadmaps.discovery.words import DECIDED, CandidateState, Standing
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.six_steps.deeds.ground import Ground
from roadmaps.six_steps.deeds.sorts import Deed, Sort
from roadmaps.weighing.models import Recommendation, WeighingRound

_DECIDED: Mapping[CandidateState, Callable[[str, str], Sentence]] = {
    CandidateState.PRIORITISED: lambda title, who: say("%(who)s decided to go for “%(title)s”.", title=title, who=who),
    CandidateState.CHOSEN_AWAY: lambda title, who: say(
        "%(who)s decided not to go for “%(title)s”.", title=title, who=who
    ),
    CandidateState.RESTING: lambda title, who: say("%(who)s decided to let “%(title)s” rest.", title=title, who=who),
}


def findings(ground: Ground) -> Iterator[Deed]:
    """Needs, ideas and strengths that everybody may read, by the month in which they came."""
    rows = ground.session.execute(
        select(Finding.roadmap_id, Finding.id, Finding.came_at, Finding.title)
        .where(Finding.roadmap_id.in_(list(ground.by_id)), Finding.standing == Standing.SHOWN)
        .order_by(Finding.came_at, Finding.id)
    )
    months: dict[tuple[UUID, str], list[tuple[UUID, date, str]]] = defaultdict(list)
    for roadmap_id, finding_id, came_at, title in rows:
        day = day_of(came_at)
        months[roadmap_id, f"{day:%Y-%m}"].append((finding_id, day, title))
    for (roadmap_id, month), found in months.items():
        slug, (finding_id, day, title) = ground.by_id[roadmap_id].area.slug, found[-1]
        sentence = say_number(
            "Somebody sent in a need, an idea or a strength: “%(title)s”.",
            "%(num)s needs, ideas and strengths were sent in, among them “%(title)s”.",
            len(found),
            title=title,
        )
        address = f"/findings/{finding_id}" if len(found) == 1 else f"/areas/{slug}/discovery"
        yield Deed(f"findings:{slug}:{month}", Sort.FINDING, day, sentence, address, slug, len(found))


def decisions(ground: Ground) -> Iterator[Deed]:
    """What was decided about candidates, and when those that rest are looked at again."""
    rows = ground.session.execute(
        select(Decision, Candidate)
        .join(Candidate, Candidate.id == Decision.candidate_id)
        .where(Candidate.roadmap_id.in_(list(ground.by_id)), Decision.state.in_(DECIDED))
        .order_by(Decision.at, Decision.id)
    )
    last: dict[UUID, tuple[Decision, Candidate]] = {}
    for decision, candidate in rows:
        slug, address = candidate.roadmap.area.slug, f"/candidates/{candidate.id}"
        last[candidate.id] = decision, candidate
        sentence = _DECIDED[decision.state](candidate.title, decision.decided_by)
        yield Deed(f"decision:{decision.id}", Sort.DECISION, decision.decided_on, sentence, address, slug)
    for decision, candidate in last.values():
        if decision.look_again_on and decision.look_again_on > ground.today and candidate.state == decision.state:
            again = say("“%(title)s”, which rests, is looked at again.", title=candidate.title)
            slug, key = candidate.roadmap.area.slug, f"look-again:{decision.id}"
            yield Deed(key, Sort.DECISION, decision.look_again_on, again, f"/candidates/{candidate.id}", slug)


def weighings(ground: Ground) -> Iterator[Deed]:
    """The rounds in which candidates were weighed, or are: told on the day they closed, or on the last day."""
    opened = select(WeighingRound).where(
        WeighingRound.roadmap_id.in_(list(ground.by_id)),
        WeighingRound.opened_at.is_not(None),
        WeighingRound.cancelled_at.is_(None),
    )
    for one in ground.session.scalars(opened).unique():
        sentence = say("Candidates can be weighed: “%(title)s”.", title=one.title)
        if one.closed_at is not None:
            sentence = say_number(
                "One candidate was weighed: “%(title)s”.",
                "%(num)s candidates were weighed: “%(title)s”.",
                len(one.entries),
                title=one.title,
            )
        day, slug = day_of(one.closed_at) if one.closed_at else one.closes_on, one.roadmap.area.slug
        yield Deed(f"weighing:{one.id}", Sort.WEIGHING, day, sentence, f"/weighings/{one.id}", slug)


def recommendations(ground: Ground) -> Iterator[Deed]:
    """What was recommended to those who fund."""
    made = select(Recommendation).where(Recommendation.roadmap_id.in_(list(ground.by_id)))
    for one in ground.session.scalars(made.options(defer(Recommendation.content))).unique():
        sentence = say("A recommendation was made to %(whom)s: “%(title)s”.", whom=one.addressee, title=one.title)
        slug, address = one.roadmap.area.slug, f"/recommendations/{one.id}"
        yield Deed(f"recommendation:{one.id}", Sort.RECOMMENDATION, day_of(one.made_at), sentence, address, slug)


def calls(ground: Ground) -> Iterator[Deed]:
    """Calls that name an area here; with the county, those for all areas too. Told when they open, and when they close."""
    for call in ground.session.scalars(select(Call).where(Call.withdrawn_at.is_(None))):
        slugs = [ground.slug_of(area.id) for area in call.areas if area.id in ground.by_area]
        if not slugs and (call.areas or not ground.is_county):
            continue
        for slug in slugs or [""]:
            address, values = f"/calls/{call.id}", {"title": call.title, "fund": call.name}
            if call.opens_on:
                sentence = say("Call from %(fund)s: one can apply to “%(title)s”.", **values)
                yield Deed(f"call-opens:{call.id}:{slug}", Sort.CALL, call.opens_on, sentence, address, slug)
            if call.closes_on:
                sentence = say("Call from %(fund)s: the last day to apply to “%(title)s”.", **values)
                yield Deed(f"call-closes:{call.id}:{slug}", Sort.CALL, call.closes_on, sentence, address, slug)


def sheets(ground: Ground) -> Iterator[Deed]:
    """The assessments of applications that are finished and that the reader may read."""
    finished = (
        select(Assessment)
        .where(Assessment.roadmap_id.in_(list(ground.by_id)), Assessment.finished_at.is_not(None))
        .options(defer(Assessment.gathered))
    )
    for one in ground.session.scalars(finished).unique():
        if one.finished_at is None or not calls_policy.may_read_assessment(ground.actor, one):
            continue
        slug = one.roadmap.area.slug
        sentence = say("An application was assessed against the roadmap: “%(title)s”.", title=one.title)
        yield Deed(f"sheet:{one.id}", Sort.SHEET, day_of(one.finished_at), sentence, f"/assessments/{one.id}", slug)
