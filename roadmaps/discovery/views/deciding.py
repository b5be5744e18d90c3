"""Writing down what was decided about a candidate, and what it became."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.discovery import policy, rules
from roadmaps.discovery.doors import ONLY_LEADERS, candidate_at, led_candidate
from roadmaps.discovery.forms import DecisionForm, TyingForm
from roadmaps.discovery.models import Candidate
from roadmaps.discovery.queries import decisions_on, outcomes_of
from roadmaps.discovery.rules.deciding import KINDS
from roadmaps.discovery.views.blueprint import pages
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed
from roadmaps.revisions.states import current
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.filling import fill_in
from roadmaps.web.forms import Choice
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading


@pages.route("/candidates/<uuid:candidate_id>/decision", methods=["GET", "POST"])
@signed_in
def decide(candidate_id: UUID) -> ResponseReturnValue:
    """Write down a decision, also to take it up again."""
    candidate = led_candidate(candidate_id)

    def act(form: DecisionForm) -> None:
        with change() as session:
            here = led_candidate(candidate_id, session)
            rules.decide(session, here, actor=the_actor(), at=now(), **form.model_dump())
        flash(_("The decision is written down, and those who told of it are told."), "good")

    back = url_for("discovery.candidate", candidate_id=candidate_id)
    decisions = reading().scalars(decisions_on([candidate_id])).all()
    return fill_in(
        DecisionForm,
        "discovery/decide.html",
        act,
        back=back,
        start={"decided_on": today(), "state": request.args.get("state", ""), "version": len(decisions)},
        choices={"state": _states(candidate)},
        candidate=candidate,
        decisions=decisions,
        roadmap=candidate.roadmap,
        area=candidate.roadmap.area,
        cancel=back,
    )


@pages.route("/candidates/<uuid:candidate_id>/outcomes", methods=["GET", "POST"])
@signed_in
def tie(candidate_id: UUID) -> ResponseReturnValue:
    """Say which goal or activity it became."""
    candidate = candidate_at(candidate_id)
    if not policy.may_tie(actor(), candidate):
        raise NotAllowed(ONLY_LEADERS)

    def act(form: TyingForm) -> None:
        with change() as session:
            rules.tie(session, candidate_at(candidate_id, session), form.block, actor=the_actor(), at=now())

    back = url_for("discovery.candidate", candidate_id=candidate_id)
    facts: dict[str, Any] = {
        "heading": _("Tie to a goal or an activity"),
        "label": _("Tie"),
        "about": candidate.title,
        "cancel": back,
    }
    return fill_in(
        TyingForm,
        "discovery/step.html",
        act,
        back=back,
        choices={"block": _goals_and_activities(candidate)},
        roadmap=candidate.roadmap,
        area=candidate.roadmap.area,
        **facts,
    )


@pages.post("/candidates/<uuid:candidate_id>/outcomes/<uuid:outcome_id>/removal")
@signed_in
def untie(candidate_id: UUID, outcome_id: UUID) -> ResponseReturnValue:
    """Say that it did not become this after all."""
    with change() as session:
        rules.untie(session, candidate_at(candidate_id, session), outcome_id, actor=the_actor(), at=now())
    return redirect(url_for("discovery.candidate", candidate_id=candidate_id), 303)


def _states(candidate: Candidate) -> list[Choice]:
    """What can be decided, with what it means."""
    others = [one for one in CandidateState if one is not candidate.state]
    return [(one.value, f"{_(one.label)}. {_(one.meaning)}") for one in others]


def _goals_and_activities(candidate: Candidate) -> list[Choice]:
    tied = {one.block_id for one in outcomes_of(reading(), [candidate.id]).get(candidate.id, ())}
    state = current(reading(), candidate.roadmap.history)
    return [
        (str(one.id), f"{_(ROADMAP[one.kind].label)}: {one.content['title']}")
        for one in state.in_reading_order()
        if one.kind in KINDS and one.id not in tied
    ]
