"""Criteria and rounds: what everyone reads of them, and what those who hold them do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from roadmaps.accounts.queries import organisations_by_helix
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.foundation.sentences import N_, say
from roadmaps.roadmap.doors import led_roadmap_at, uuid_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading
from roadmaps.weighing import policy
from roadmaps.weighing.addressees import addressees_of
from roadmaps.weighing.forms import CancellationForm, ExtensionForm, InvitationForm, RoomForm, RoundForm
from roadmaps.weighing.models import Weigher, WeighingRound
from roadmaps.weighing.pages import chosen_candidates, held_at, index_page, open_candidates, round_page
from roadmaps.weighing.queries import criteria_now, weighers_of
from roadmaps.weighing.rules import criteria as criteria_rules
from roadmaps.weighing.rules import holding, preparing
from roadmaps.weighing.rules.criteria import ANOTHER_LOOK, MOST, Wanted
from roadmaps.weighing.rules.preparing import Facts
from roadmaps.weighing.typing_in import criteria_in
from roadmaps.weighing.views.blueprint import pages
from roadmaps.weighing.words import Kind

Filled = RoundForm | RoomForm
FORMS: dict[Kind, type[Filled]] = {Kind.CRITERIA: RoundForm, Kind.DOTS: RoomForm}


@pages.get("/areas/<slug>/weighing")
@decided_by("weighing.policy.may_read")
def index(slug: str) -> ResponseReturnValue:
    """The criteria, the rounds and the recommendations of an area."""
    return index_page(slug)


@pages.route("/areas/<slug>/weighing/criteria", methods=["GET", "POST"])
@signed_in
def criteria(slug: str) -> ResponseReturnValue:
    """Set what candidates are judged by."""
    roadmap = led_roadmap_at(slug)
    before = criteria_now(reading(), roadmap.id)
    if request.method != "POST":
        rows = [Wanted(one.name, one.explanation, one.weight) for one in before.criteria] if before else _usual()
        return _criteria_page(roadmap, rows, is_first=before is None)
    wanted, reason = criteria_in(request.form), request.form.get("reason", "")
    try:
        with change() as session:
            here = led_roadmap_at(slug, session)
            criteria_rules.set_criteria(session, here, wanted, reason=reason, actor=the_actor(), at=now())
    except Invalid as refusal:
        return _criteria_page(roadmap, wanted, is_first=before is None, reason=reason, refusal=refusal), 422
    flash(_("The criteria are set. Rounds that have opened keep those that they opened with."), "good")
    return redirect(url_for("weighing.index", slug=slug), 303)


@pages.route("/areas/<slug>/weighing/new/<kind>", methods=["GET", "POST"])
@signed_in
def new(slug: str, kind: str) -> ResponseReturnValue:
    """Prepare a round. Nobody is told before it is opened."""
    if kind not in set(Kind):
        raise NotFound

    def act(form: Filled) -> ResponseReturnValue:
        with change() as session:
            here = led_roadmap_at(slug, session)
            chosen = chosen_candidates(session, [uuid_in(one) for one in form.candidates], here)
            made = preparing.prepare(session, here, Kind(kind), _facts(form), chosen, actor=the_actor(), at=now())
            door = "weighing.weighers" if made.kind is Kind.CRITERIA else "weighing.show"
            address = url_for(door, round_id=made.id)
        return redirect(address, 303)

    return _facts_page(led_roadmap_at(slug), Kind(kind), act)


@pages.get("/weighings/<uuid:round_id>")
@decided_by("weighing.policy.may_read")
def show(round_id: UUID) -> ResponseReturnValue:
    """What is weighed, by whom and until when."""
    return round_page(round_id)


@pages.route("/weighings/<uuid:round_id>/facts", methods=["GET", "POST"])
@signed_in
def facts(round_id: UUID) -> ResponseReturnValue:
    """Tell it otherwise, before it opens."""
    weighing = held_at(round_id)

    def act(form: Filled) -> ResponseReturnValue:
        with change() as session:
            here = held_at(round_id, session)
            chosen = chosen_candidates(session, [uuid_in(one) for one in form.candidates], here.roadmap)
            preparing.change(session, here, _facts(form), chosen, actor=the_actor())
        return redirect(url_for("weighing.show", round_id=round_id), 303)

    return _facts_page(weighing.roadmap, weighing.kind, act, weighing)


@pages.route("/weighings/<uuid:round_id>/weighers", methods=["GET", "POST"])
@signed_in
def weighers(round_id: UUID) -> ResponseReturnValue:
    """Those who are asked by name, and the form that asks more."""
    weighing = held_at(round_id)
    if weighing.kind is not Kind.CRITERIA:
        raise NotFound
    asked = weighers_of(reading(), round_id)
    known = {one.organisation_id for one in asked if one.is_invited}
    offered = [
        (str(one.id), one.name, helix.label)
        for helix, those in organisations_by_helix(reading())
        for one in those
        if one.id not in known
    ]
    return fill_in(
        InvitationForm,
        "weighing/weighers.html",
        lambda form: _invite(round_id, form),
        back=url_for("weighing.weighers", round_id=round_id),
        choices={"organisations": offered},
        round=weighing,
        area=weighing.roadmap.area,
        roadmap=weighing.roadmap,
        asked=asked,
        people=addressees_of(reading(), asked, today()),
        may_change=policy.may_change(the_actor(), weighing),
    )


@pages.post("/weighings/<uuid:round_id>/weighers/<uuid:weigher_id>/removal")
@signed_in
def take_out(round_id: UUID, weigher_id: UUID) -> ResponseReturnValue:
    """Ask an organisation no more, before it opens."""
    with change() as session:
        held_at(round_id, session)
        weigher = session.get(Weigher, weigher_id)
        if weigher is None or weigher.round_id != round_id:
            raise NotFound
        preparing.take_out(session, weigher, actor=the_actor())
    return redirect(url_for("weighing.weighers", round_id=round_id), 303)


@pages.post("/weighings/<uuid:round_id>/opening")
@signed_in
def confirm(round_id: UUID) -> ResponseReturnValue:
    """Let it open: at once, or by itself on its first day."""
    try:
        with change() as session:
            holding.confirm(session, held_at(round_id, session), actor=the_actor(), at=now())
    except Invalid as refusal:
        return round_page(round_id, refusal.sentence), 422
    weighing = held_at(round_id)
    if weighing.is_open and weighing.kind is Kind.DOTS:
        return redirect(url_for("weighing.screen", round_id=round_id), 303)
    flash(_("It is open, and the letters are on their way.") if weighing.is_open else _("It opens by itself."), "good")
    return redirect(url_for("weighing.show", round_id=round_id), 303)


@pages.post("/weighings/<uuid:round_id>/reminder")
@signed_in
def remind(round_id: UUID) -> ResponseReturnValue:
    """Remind those who have not weighed everything."""
    with change() as session:
        letters = holding.remind(session, held_at(round_id, session), actor=the_actor(), at=now())
    flash(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", letters), "good")
    return redirect(url_for("weighing.show", round_id=round_id), 303)


@pages.post("/weighings/<uuid:round_id>/closing")
@signed_in
def close(round_id: UUID) -> ResponseReturnValue:
    """Take nothing more, and let the result be read."""
    with change() as session:
        holding.close(session, held_at(round_id, session), actor=the_actor(), at=now())
    flash(_("It is closed. Everyone can read the result."), "good")
    return redirect(url_for("weighing.result", round_id=round_id), 303)


@pages.route("/weighings/<uuid:round_id>/extension", methods=["GET", "POST"])
@signed_in
def extension(round_id: UUID) -> ResponseReturnValue:
    """Give more time."""

    def act(form: ExtensionForm) -> None:
        with change() as session:
            here = held_at(round_id, session)
            holding.extend(session, here, form.closes_on, reason=form.reason, actor=the_actor(), at=now())
        flash(_("There is more time now, and those who are not ready get a letter."), "good")

    return _step(round_id, ExtensionForm, act, N_("Give more time"))


@pages.route("/weighings/<uuid:round_id>/cancellation", methods=["GET", "POST"])
@signed_in
def cancellation(round_id: UUID) -> ResponseReturnValue:
    """End it without a result."""

    def act(form: CancellationForm) -> None:
        with change() as session:
            holding.cancel(session, held_at(round_id, session), reason=form.reason, actor=the_actor(), at=now())
        flash(_("It is cancelled."), "good")

    return _step(round_id, CancellationForm, act, N_("Cancel the round"))


def _invite(round_id: UUID, form: InvitationForm) -> None:
    chosen = [key for key in map(uuid_in, form.organisations) if key]
    if not chosen:
        raise Invalid(ANOTHER_LOOK, {"organisations": say("Choose an organisation.")})
    with change() as session:
        new_ones = preparing.invite(session, held_at(round_id, session), chosen, actor=the_actor(), at=now())
    told = ngettext("%(num)d organisation is asked now.", "%(num)d organisations are asked now.", len(new_ones))
    flash(told, "good")


def _step(round_id: UUID, form: Any, act: Callable[[Any], None], heading: str) -> ResponseReturnValue:
    """A page with one form about a round; afterwards one is back at it."""
    weighing, back = held_at(round_id), url_for("weighing.show", round_id=round_id)
    about: dict[str, Any] = {"round": weighing, "area": weighing.roadmap.area, "roadmap": weighing.roadmap}
    return fill_in(form, "weighing/step.html", act, back=back, heading=heading, cancel=back, **about)


def _facts_page(
    roadmap: Roadmap, kind: Kind, act: Callable[[Any], ResponseReturnValue], weighing: WeighingRound | None = None
) -> ResponseReturnValue:
    back = (
        url_for("weighing.show", round_id=weighing.id)
        if weighing
        else url_for("weighing.index", slug=roadmap.area.slug)
    )
    candidates = open_candidates(roadmap)
    return fill_in(
        FORMS[kind],
        "weighing/facts.html",
        act,
        back=back,
        start=_start(weighing, [key for key, _name in candidates]),
        choices={"candidates": candidates},
        area=roadmap.area,
        roadmap=roadmap,
        round=weighing,
        kind=kind,
        cancel=back,
        has_criteria=criteria_now(reading(), roadmap.id) is not None,
        has_candidates=len(candidates) > 1,
    )


def _start(weighing: WeighingRound | None, candidates: list[str]) -> dict[str, Any]:
    if weighing is None:
        days = {"opens_on": today(), "on": today(), "closes_on": ""}
        return {**days, "is_open_call": True, "shows_live": True, "dots": 3, "candidates": candidates}
    names = ("title", "purpose", "opens_on", "closes_on", "is_open_call", "dots", "shows_live")
    told = {name: getattr(weighing, name) for name in names}
    return {**told, "on": weighing.opens_on, "candidates": [str(one.candidate_id) for one in weighing.entries]}


def _facts(form: Filled) -> Facts:
    if isinstance(form, RoomForm):
        return Facts(form.title, form.on, form.on, form.purpose, dots=form.dots, shows_live=form.shows_live)
    return Facts(form.title, form.opens_on, form.closes_on, form.purpose, form.is_open_call)


def _criteria_page(
    roadmap: Roadmap, rows: list[Wanted], *, is_first: bool, reason: str = "", refusal: Invalid | None = None
) -> str:
    empty = [Wanted("")] * (MOST - len(rows))
    told = {"rows": [*rows, *empty], "reason": reason, "is_first": is_first, "refusal": refusal}
    return render_template("weighing/criteria.html", area=roadmap.area, roadmap=roadmap, **told)


def _usual() -> list[Wanted]:
    """What is often asked, to begin from; every word can be changed."""
    return [
        Wanted(
            _("Builds on a strength"), _("Does it build on what the county is good at, or has more of than others?"), 3
        ),
        Wanted(_("Makes a difference"), _("For whom does it make a difference, and in which parts of the county?"), 3),
        Wanted(_("Has actors behind it"), _("Is there somebody who wants to lead it, and others who take part?"), 2),
        Wanted(_("Can be done"), _("Can it be done with the people, the money and the time that can be found?"), 2),
    ]
