"""Making candidates and wording them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from roadmaps.discovery import rules
from roadmaps.discovery.cards import finding_cards
from roadmaps.discovery.doors import led_candidate, led_roadmap_at, named_findings, worded_candidate
from roadmaps.discovery.forms import CandidateForm, JoiningForm
from roadmaps.discovery.models import Candidate, CandidateFinding, Finding
from roadmaps.discovery.queries import find_finding, findings_of
from roadmaps.discovery.rules.candidates import Wording
from roadmaps.discovery.views.blueprint import pages
from roadmaps.discovery.words import Standing
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.revisions.states import current
from roadmaps.roadmap.doors import number_in, uuid_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.filling import fill_in
from roadmaps.web.forms import Choice
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading


@pages.route("/areas/<slug>/discovery/candidates/new", methods=["GET", "POST"])
@signed_in
def begin(slug: str) -> ResponseReturnValue:
    """Make a candidate of the findings that the address names."""
    roadmap = led_roadmap_at(slug)
    findings = named_findings(reading(), roadmap, request.args)
    if into := uuid_in(request.args.get("into")):
        return redirect(url_for("discovery.join", candidate_id=into, finding=[one.id for one in findings]), 303)
    if not findings:
        flash(_("Choose what the candidate is to be made of."), "warning")
        return redirect(url_for("discovery.inbox", slug=slug), 303)

    def act(form: CandidateForm) -> ResponseReturnValue:
        with change() as session:
            here = led_roadmap_at(slug, session)
            chosen = named_findings(session, here, request.args)
            candidate_id = rules.begin(session, here, chosen, _wording(form), actor=the_actor(), at=now()).id
        return redirect(url_for("discovery.candidate", candidate_id=candidate_id), 303)

    back = url_for("discovery.inbox", slug=slug)
    facts: dict[str, Any] = {
        "roadmap": roadmap,
        "area": roadmap.area,
        "cards": finding_cards(reading(), findings),
        "cancel": back,
    }
    choices = {"sub_area": _sub_areas(roadmap)}
    start = {**_start_of(findings), "version": 0}
    return fill_in(CandidateForm, "discovery/begin.html", act, back=back, start=start, choices=choices, **facts)


@pages.route("/candidates/<uuid:candidate_id>/wording", methods=["GET", "POST"])
@signed_in
def word(candidate_id: UUID) -> ResponseReturnValue:
    """Let it read otherwise."""
    candidate = worded_candidate(candidate_id)

    def act(form: CandidateForm) -> None:
        with change() as session:
            here = led_candidate(candidate_id, session)
            rules.word(session, here, _wording(form), version=form.version, actor=the_actor(), at=now())

    start = {name: getattr(candidate, name) for name in ("title", "what", "why", "for_whom", "version")}
    has_moved_on = request.method == "POST" and number_in(request.form.get("version")) != candidate.version
    return fill_in(
        CandidateForm,
        "discovery/step.html",
        act,
        start={**start, "sub_area": candidate.sub_area_id},
        choices={"sub_area": _sub_areas(candidate.roadmap)},
        theirs=candidate if has_moved_on else None,
        **_about(candidate, _("Word it otherwise"), _("Save")),
    )


@pages.route("/candidates/<uuid:candidate_id>/findings", methods=["GET", "POST"])
@signed_in
def join(candidate_id: UUID) -> ResponseReturnValue:
    """Let more be part of it."""
    candidate = worded_candidate(candidate_id)

    def act(form: JoiningForm) -> None:
        with change() as session:
            here = led_candidate(candidate_id, session)
            more = [find_finding(session, one, actor()) for one in form.findings]
            rules.join(session, here, more, actor=the_actor(), at=now())

    choices = {"findings": _not_in(candidate)}
    facts = _about(candidate, _("Add what else belongs to it"), _("Add to the candidate"))
    start = {"findings": request.args.getlist("finding")}
    return fill_in(JoiningForm, "discovery/step.html", act, start=start, choices=choices, **facts)


@pages.post("/candidates/<uuid:candidate_id>/findings/<uuid:finding_id>/removal")
@signed_in
def take_out(candidate_id: UUID, finding_id: UUID) -> ResponseReturnValue:
    """Let a finding be part of it no more."""
    try:
        with change() as session:
            candidate = led_candidate(candidate_id, session)
            finding = find_finding(session, finding_id, actor())
            rules.take_out(session, candidate, finding, actor=the_actor(), at=now())
    except Invalid as refusal:
        flash(translate(refusal.sentence), "warning")
    return redirect(url_for("discovery.candidate", candidate_id=candidate_id), 303)


def _start_of(findings: Sequence[Finding]) -> dict[str, str]:
    """A candidate of one thing begins with its words; of several, with what each of them says."""
    if len(findings) == 1:
        [only] = findings
        return {"title": only.title, "what": only.words or only.title, "for_whom": only.for_whom}
    whom = dict.fromkeys(one.for_whom for one in findings if one.for_whom)
    return {"what": "\n".join(f"– {one.title}" for one in findings), "for_whom": "\n".join(whom)}


def _wording(form: CandidateForm) -> Wording:
    return Wording(form.title, form.what, form.why, form.for_whom, form.sub_area)


def _sub_areas(roadmap: Roadmap) -> list[Choice]:
    state = current(reading(), roadmap.history)
    return [(str(one.id), str(one.content["title"])) for one in state.in_reading_order() if one.kind == "sub_area"]


def _not_in(candidate: Candidate) -> list[Choice]:
    """What has come in and is not part of this one, newest first."""
    inside = select(CandidateFinding.finding_id).where(
        CandidateFinding.candidate_id == candidate.id, CandidateFinding.left_at.is_(None)
    )
    found = findings_of(candidate.roadmap, None).where(
        Finding.standing != Standing.SET_ASIDE, Finding.id.not_in(inside)
    )
    return [(str(one.id), f"{_(one.sort.label)}: {one.title}") for one in reading().scalars(found)]


def _about(candidate: Candidate, heading: str, label: str) -> dict[str, Any]:
    back = url_for("discovery.candidate", candidate_id=candidate.id)
    told = {"heading": heading, "label": label, "about": candidate.title, "cancel": back, "back": back}
    return {"roadmap": candidate.roadmap, "area": candidate.roadmap.area, **told}
