"""What this room hangs in lower pages: what one's organisation is asked, what is open, and results beside candidates."""

from typing import Any

from flask import render_template
from sqlalchemy import select

from roadmaps.areas.models import Area
from roadmaps.discovery.models import Candidate
from roadmaps.foundation.clock import today
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading
from roadmaps.weighing import policy
from roadmaps.weighing.models import WeighingRound
from roadmaps.weighing.queries import (
    dots_in,
    open_rounds,
    recommendations_of,
    result_in,
    rounds_of,
    rounds_with,
    waiting_for,
)
from roadmaps.weighing.reckoning import Standing
from roadmaps.weighing.told import number_in_words
from roadmaps.weighing.words import Kind


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", on_area, order=-8)
    slots.hang("accounts.me", mine, order=-4)
    slots.hang("discovery.candidate", beside_candidate)
    slots.hang("discovery.decision", beside_candidate)
    slots.hang("discovery.index", on_discovery)


def on_area(*, area: Area, **_context: Any) -> str:
    """On an area's page: what is weighed now."""
    roadmap = roadmap_of(reading(), area.id)
    if roadmap is None or not roadmap_policy.may_read(actor(), roadmap):
        return ""
    found = reading().scalars(open_rounds(roadmap.id)).unique().all()
    return render_template("weighing/_area.html", rounds=found, today=today()) if found else ""


def mine(**_context: Any) -> str:
    """On one's own page: what one's organisations were asked to weigh and have not weighed."""
    person = actor()
    found = waiting_for(reading(), [key for key, _name in person.organisations]) if person else []
    return render_template("weighing/_mine.html", waiting=found, today=today()) if found else ""


def beside_candidate(*, candidate: Candidate, **_context: Any) -> str:
    """On a candidate's page, and where it is decided about: how it came out wherever it was weighed."""
    rounds = rounds_with(reading(), [candidate.id]).get(candidate.id, [])
    if not rounds:
        return ""
    told = [(one, _standing(one, candidate)) for one in rounds]
    return render_template(
        "weighing/_candidate.html", told=told, number=lambda value: number_in_words(value, locale()), today=today()
    )


def on_discovery(*, roadmap: Roadmap, **_context: Any) -> str:
    """On the page of discovery: the rounds, and what was recommended last."""
    rounds = reading().scalars(rounds_of(roadmap, actor()).limit(3)).unique().all()
    last = reading().scalars(recommendations_of(roadmap.id).limit(1)).unique().first()
    may_hold = policy.may_hold(actor(), roadmap)
    if not (rounds or last or may_hold):
        return ""
    return render_template(
        "weighing/_discovery.html",
        rounds=rounds,
        last=last,
        roadmap=roadmap,
        may_hold=may_hold,
        has_candidates=_has_candidates(roadmap),
        today=today(),
    )


def _has_candidates(roadmap: Roadmap) -> bool:
    return (
        reading().scalars(select(Candidate.id).where(Candidate.roadmap_id == roadmap.id).limit(1)).first() is not None
    )


def _standing(weighing: WeighingRound, candidate: Candidate) -> Standing | Any:
    """How the candidate came out; None while nothing is told."""
    if not policy.may_see_result(actor(), weighing):
        return None
    if weighing.kind is Kind.DOTS:
        return next(one for one in dots_in(reading(), weighing).standings if one.candidate_id == candidate.id)
    return next(one for one in result_in(reading(), weighing).standings if one.candidate_id == candidate.id)
