"""Gathering what a recommendation says from the records: the rounds, the candidates, and who told of what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.discovery.cards import CandidateCard, candidate_cards
from roadmaps.discovery.models import Finding
from roadmaps.discovery.queries import candidates_of
from roadmaps.discovery.words import CandidateState, Standing
from roadmaps.foundation.clock import day_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing.models import WeighingRound
from roadmaps.weighing.queries import criteria_of, dots_in, result_in
from roadmaps.weighing.reckoning import Five, Result, Trial, tipping, trials_of
from roadmaps.weighing.recommended import (
    Became,
    Chosen,
    Counted,
    Decided,
    Judged,
    Placed,
    Recommended,
    Round,
    Told,
    Tried,
    Values,
    View,
)
from roadmaps.weighing.words import Kind


def gather(
    session: Session,
    roadmap: Roadmap,
    rounds: Iterable[WeighingRound],
    *,
    purpose: str,
    process: str,
    change: str,
    at: datetime,
) -> Recommended:
    """Everything as it stands now, with the results of these rounds."""
    cards = candidate_cards(session, session.scalars(candidates_of(roadmap)).all())
    told = _told(session, roadmap, cards, at)
    return Recommended(
        purpose=purpose.strip(),
        process=process.strip(),
        change=change.strip(),
        area=roadmap.area.name,
        revision=roadmap.history.current,
        told=sum(one.told for one in told),
        told_by_helix=told,
        rounds=[_round(session, one) for one in sorted(rounds, key=lambda one: one.number)],
        candidates=[_chosen(one) for one in cards],
    )


def _told(session: Session, roadmap: Roadmap, cards: Iterable[CandidateCard], at: datetime) -> list[Told]:
    """What had come in by then and was not set aside, by the part of society that told it."""
    state_of: dict[UUID, set[CandidateState]] = defaultdict(set)
    for card in cards:
        for one in card.findings:
            state_of[one.finding.id].add(card.candidate.state)
    counted = (Finding.roadmap_id == roadmap.id, Finding.standing != Standing.SET_ASIDE, Finding.came_at <= at)
    findings = [(key, helix) for key, helix in session.execute(select(Finding.id, Finding.helix).where(*counted))]
    return [
        Told(
            helix=helix,
            told=sum(whose == helix for _key, whose in findings),
            joined=sum(key in state_of for key, whose in findings if whose == helix),
            prioritised=sum(
                CandidateState.PRIORITISED in state_of.get(key, ()) for key, whose in findings if whose == helix
            ),
        )
        for helix in (*Helix, None)
        if any(whose == helix for _key, whose in findings)
    ]


def _round(session: Session, weighing: WeighingRound) -> Round:
    titles = {one.candidate_id: one.title for one in weighing.entries}
    in_room = weighing.kind is Kind.DOTS
    result, dots = result_in(session, weighing), dots_in(session, weighing) if in_room else None
    chosen = criteria_of(session, weighing)
    helix_of = {one.weigher_id: one.helix for one in result.sheets}
    opened, closed = weighing.opened_at, weighing.closed_at
    assert opened is not None
    assert closed is not None  # only closed rounds have a result
    return Round(
        id=weighing.id,
        kind=weighing.kind,
        title=weighing.title,
        purpose=weighing.purpose,
        opened_on=day_of(opened),
        closed_on=day_of(closed),
        criteria=[
            Judged(name=one.name, explanation=one.explanation, weight=one.weight)
            for one in (chosen.criteria if chosen else ())
        ],
        weighers=[(name, helix_of[key]) for key, name in result.weighers.items()],
        standings=[] if in_room else _placed(result, titles),
        trials=[] if in_room else [_tried(one, result, titles) for one in trials_of(result)],
        tipping=[] if in_room else tipping(result),
        dots=weighing.dots,
        people=dots.people if dots else 0,
        people_by_helix=dict(dots.people_by_helix) if dots else {},
        counted=[
            Counted(title=titles[one.candidate_id], place=one.place, dots=one.dots, people=one.people, most=one.most)
            for one in (dots.standings if dots else ())
        ],
    )


def _placed(result: Result, titles: Mapping[UUID, str]) -> list[Placed]:
    return [
        Placed(
            title=titles[standing.candidate_id],
            place=standing.place,
            values=_values(standing.whole),
            by_helix={helix: five.median for helix, five in standing.by_helix.items()},
            views=[
                View(
                    name=one.sheet.name,
                    helix=one.sheet.helix,
                    value=round(one.value, 3),
                    away=one.away,
                    motive=one.sheet.motive,
                    has_interest=one.sheet.has_interest,
                )
                for one in standing.scores
            ],
        )
        for standing in result.standings
    ]


def _values(five: Five | None) -> Values | None:
    if five is None:
        return None
    return Values(
        count=five.count,
        least=five.least,
        lower=five.lower,
        median=five.median,
        upper=five.upper,
        most=five.most,
        mean=five.mean,
    )


def _tried(trial: Trial, result: Result, titles: Mapping[UUID, str]) -> Tried:
    names = {one.id: one.name for one in result.criteria}
    is_helix = isinstance(trial.left_out, Helix)
    return Tried(
        variant=trial.variant,
        left_out=names.get(trial.left_out, "") if isinstance(trial.left_out, UUID) else "",
        helix=trial.left_out if is_helix and isinstance(trial.left_out, Helix) else None,
        moved=[titles[one.candidate_id] for one in result.standings if one.candidate_id in trial.moved],
    )


def _chosen(card: CandidateCard) -> Chosen:
    one, decision = card.candidate, card.decision
    return Chosen(
        id=one.id,
        number=one.number,
        title=one.title,
        what=one.what,
        why=one.why,
        for_whom=one.for_whom,
        sub_area=card.sub_area,
        state=one.state,
        decision=Decided(
            reasons=decision.reasons,
            on=decision.decided_on,
            by=decision.decided_by,
            registry_number=decision.registry_number,
            look_again_on=decision.look_again_on,
        )
        if decision and one.state.is_decided
        else None,
        became=[
            Became(kind=made.kind, title=made.title, block_id=made.block_id, revision=made.revision_number)
            for made in card.outcomes
            if not made.is_removed
        ],
        told_by=_names(card.organisations),
    )


def _names(organisations: Sequence[str]) -> list[str]:
    return sorted(organisations, key=str.casefold)
