"""The pages of this room as one reader sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.accounts.queries import person_names
from roadmaps.discovery.models import Candidate
from roadmaps.discovery.policy import may_decide
from roadmaps.discovery.queries import candidates_of
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.work import reading
from roadmaps.weighing import policy
from roadmaps.weighing.addressees import addressees_of
from roadmaps.weighing.models import Weigher, WeighingRound, WeighingTurn
from roadmaps.weighing.queries import (
    criteria_of,
    criteria_sets_of,
    dots_in,
    find_round,
    how_far,
    people_in,
    recommendations_of,
    result_in,
    rounds_of,
    turns_of,
    weigher_for,
    weighers_of,
)
from roadmaps.weighing.reckoning import Result, Trial, tipping, trials_of
from roadmaps.weighing.spread import SHAPES, UNKNOWN, strip_of, ticks
from roadmaps.weighing.told import away_in_words, left_out_name, number_in_words, trial_in_words
from roadmaps.weighing.words import Kind


@dataclass(frozen=True)
class Far:
    """How many of the candidates an organisation has weighed."""

    weigher: Weigher
    count: int
    is_ready: bool


def held_at(round_id: UUID, session: Session | None = None) -> WeighingRound:
    """The round at this address, for those who hold it."""
    weighing = find_round(session or reading(), round_id, actor())
    if not policy.may_hold(actor(), weighing.roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    return weighing


def index_page(slug: str) -> str:
    """The criteria, the rounds and the recommendations of an area."""
    roadmap = roadmap_at(slug)
    sets = reading().scalars(criteria_sets_of(roadmap.id)).all()
    return render_template(
        "weighing/index.html",
        area=roadmap.area,
        roadmap=roadmap,
        sets=sets,
        setters=person_names(reading(), {one.set_by_id for one in sets}),
        rounds=reading().scalars(rounds_of(roadmap, actor())).unique().all(),
        recommendations=reading().scalars(recommendations_of(roadmap.id)).unique().all(),
        candidates=len(reading().scalars(candidates_of(roadmap, CandidateState.CONSIDERED)).unique().all()),
        may_hold=policy.may_hold(actor(), roadmap),
        today=today(),
    )


def round_page(round_id: UUID, refusal: Sentence | None = None) -> str:
    """What is weighed, by whom, until when; for those who hold it also what there is to do."""
    weighing = find_round(reading(), round_id, actor())
    person, weighers = actor(), weighers_of(reading(), round_id)
    may = {name: getattr(policy, f"may_{name}")(person, weighing) for name in ("change", "steer", "cancel")}
    reached = addressees_of(reading(), weighers, today()) if may["change"] or may["steer"] else {}
    return render_template(
        "weighing/show.html",
        round=weighing,
        **_of_area(weighing),
        criteria=criteria_of(reading(), weighing),
        far=_far(weighing, weighers),
        people=people_in(reading(), weighing),
        letters=sum(map(len, reached.values())),
        unreached=[one.organisation.name for one in weighers if reached and not reached[one.id]],
        may=may,
        may_weigh=_may_weigh(weighing),
        turns=_turns(weighing),
        refusal=refusal,
        today=today(),
    )


def result_page(round_id: UUID) -> str:
    """What came of it, with how sure it is."""
    weighing = find_round(reading(), round_id, actor())
    if not policy.may_see_result(actor(), weighing):
        raise NotAllowed(
            say("Nobody sees the result before it is closed, those who lead the area as little as others.")
        )
    candidates = {one.candidate_id: one.candidate for one in weighing.entries}
    return render_template(
        "weighing/dots.html" if weighing.kind is Kind.DOTS else "weighing/result.html",
        round=weighing,
        **_of_area(weighing),
        titles={one.candidate_id: one.title for one in weighing.entries},
        candidates=candidates,
        may_decide=any(may_decide(actor(), one) for one in candidates.values()),
        **(_dotted(weighing) if weighing.kind is Kind.DOTS else _pointed(weighing)),
        helices=list(Helix),
        number=lambda value: number_in_words(value, locale()),
        away=lambda value: away_in_words(value, locale()),
    )


def open_candidates(roadmap: Any) -> list[tuple[str, str]]:
    """Those that can be weighed, as choices: what is considered or rests."""
    wanted = candidates_of(roadmap, CandidateState.CONSIDERED, CandidateState.RESTING)
    return [(str(one.id), f"{one.number}. {one.title}") for one in reading().scalars(wanted).unique()]


def chosen_candidates(session: Session, ids: Sequence[UUID | None], roadmap: Any) -> list[Candidate]:
    """The candidates that were ticked, in the order of their numbers."""
    return [one for one in session.scalars(candidates_of(roadmap)).unique() if one.id in ids]


def _of_area(weighing: WeighingRound) -> dict[str, Any]:
    return {"area": weighing.roadmap.area, "roadmap": weighing.roadmap}


def _dotted(weighing: WeighingRound) -> dict[str, Any]:
    return {"dots": dots_in(reading(), weighing)}


def _pointed(weighing: WeighingRound) -> dict[str, Any]:
    result = result_in(reading(), weighing)
    criteria = criteria_of(reading(), weighing)
    return {
        "result": result,
        "criteria": criteria.criteria if criteria else [],
        "strips": {one.candidate_id: strip_of(one) for one in result.standings},
        "ticks": ticks(),
        "shapes": SHAPES,
        "unknown_shape": UNKNOWN,
        "trials": _trials(result),
        "tipping": tipping(result),
        "views": _views(result),
    }


def _trials(result: Result) -> list[tuple[Sentence, Trial]]:
    names = {one.id: one.name for one in result.criteria}
    return [
        (
            trial_in_words(
                one.variant,
                one.left_out if isinstance(one.left_out, Helix) else None,
                left_out_name(one.left_out, names),
            ),
            one,
        )
        for one in trials_of(result)
    ]


def _views(result: Result) -> Mapping[UUID, Mapping[UUID, Any]]:
    """What each organisation gave each candidate, by both."""
    found: dict[UUID, dict[UUID, Any]] = {}
    for standing in result.standings:
        for score in standing.scores:
            found.setdefault(score.sheet.weigher_id, {})[standing.candidate_id] = score
    return found


def _far(weighing: WeighingRound, weighers: Sequence[Weigher]) -> list[Far]:
    counts, whole = how_far(reading(), weighing.id), len(weighing.entries)
    return [Far(one, counts.get(one.id, 0), counts.get(one.id, 0) >= whole) for one in weighers]


def _may_weigh(weighing: WeighingRound) -> bool:
    person = actor()
    if person is None or person.acting_for_id is None or weighing.closes_on < today():
        return False
    mine = weigher_for(reading(), weighing, person.acting_for_id)
    is_invited = mine is not None and mine.is_invited
    return policy.may_weigh_for(person, weighing, person.acting_for_id, is_invited=is_invited)


def _turns(weighing: WeighingRound) -> list[tuple[WeighingTurn, str]]:
    """What has happened, with who did it where the reader may know."""
    turns = reading().scalars(turns_of(weighing)).all()
    names = person_names(reading(), {one.person_id for one in turns if one.person_id}) if actor() else {}
    return [(one, names.get(one.person_id, "") if one.person_id else "") for one in turns]
