"""Pulses as everyone reads them, and what those who hold one do with it."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from roadmaps.accounts.queries import organisations_by_helix
from roadmaps.areas.doors import area_at
from roadmaps.areas.models import Area
from roadmaps.consultation.forms import InvitationForm, others_in
from roadmaps.consultation.rules.preparing import Asked
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.sentences import N_, say
from roadmaps.pulse import policy
from roadmaps.pulse.forms import MoreTimeForm, PulseForm, start_of
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.pages import held_at, index_page, pulse_page
from roadmaps.pulse.queries import asked_in, find_asked
from roadmaps.pulse.rules import holding, preparing
from roadmaps.pulse.rules.preparing import ANOTHER_LOOK, ONLY_HOLDERS
from roadmaps.pulse.telling import addressees_of
from roadmaps.pulse.views.blueprint import pages
from roadmaps.roadmap.doors import uuid_in
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.work import change, reading


@pages.get("/areas/<slug>/pulse")
@open_to_all
def index(slug: str) -> ResponseReturnValue:
    """What was answered over time in an area."""
    return index_page(area_at(slug))


@pages.get("/county/pulse")
@open_to_all
def county() -> ResponseReturnValue:
    """What was answered over time about the whole county."""
    return index_page(None)


@pages.get("/pulses/<uuid:pulse_id>")
@decided_by("pulse.policy.may_read")
def show(pulse_id: UUID) -> ResponseReturnValue:
    """What is asked, of whom, and what came of it."""
    return pulse_page(pulse_id)


@pages.route("/areas/<slug>/pulse/new", methods=["GET", "POST"])
@signed_in
def new(slug: str) -> ResponseReturnValue:
    """Begin one about an area. Nobody is told before it opens."""
    return _begin(slug)


@pages.route("/county/pulse/new", methods=["GET", "POST"])
@signed_in
def new_county() -> ResponseReturnValue:
    """Begin one about the whole county."""
    return _begin(None)


@pages.route("/pulses/<uuid:pulse_id>/facts", methods=["GET", "POST"])
@signed_in
def facts(pulse_id: UUID) -> ResponseReturnValue:
    """Tell it otherwise, before it opens."""
    pulse = held_at(pulse_id)

    def act(form: PulseForm) -> None:
        with change() as session:
            preparing.change(session, held_at(pulse_id, session), form.facts(), actor=the_actor())

    return _facts_page(pulse.area, act, pulse)


@pages.route("/pulses/<uuid:pulse_id>/asked", methods=["GET", "POST"])
@signed_in
def asked(pulse_id: UUID) -> ResponseReturnValue:
    """Those who are asked, where their letters go, and the form that asks more."""
    pulse = held_at(pulse_id)
    there = reading().scalars(asked_in(pulse_id)).all()
    known = {one.organisation_id for one in there}
    offered = [
        (str(one.id), one.name, helix.label)
        for helix, those in organisations_by_helix(reading())
        for one in those
        if one.id not in known
    ]
    return fill_in(
        InvitationForm,
        "pulse/asked.html",
        partial(_ask, pulse_id),
        back=url_for("pulse.asked", pulse_id=pulse_id),
        choices={"organisations": offered},
        pulse=pulse,
        asked=there,
        addressees=addressees_of(reading(), there, now()),
        may_change=policy.may_change(actor(), pulse),
    )


@pages.post("/pulse-asked/<uuid:asked_id>/removal")
@signed_in
def take_out(asked_id: UUID) -> ResponseReturnValue:
    """Ask somebody no more, before it opens."""
    with change() as session:
        one = find_asked(session, asked_id)
        pulse_id = held_at(one.pulse_id, session).id
        preparing.take_out(session, one, actor=the_actor())
    return redirect(url_for("pulse.asked", pulse_id=pulse_id), 303)


@pages.post("/pulses/<uuid:pulse_id>/opening")
@signed_in
def confirm(pulse_id: UUID) -> ResponseReturnValue:
    """Let it open: at once, or by itself on its first day."""
    try:
        with change() as session:
            holding.confirm(session, held_at(pulse_id, session), actor=the_actor(), at=now())
    except Invalid as refusal:
        return pulse_page(pulse_id, refusal), 422
    is_open = held_at(pulse_id).is_open
    flash(_("It is open, and the letters are on their way.") if is_open else _("It opens by itself."), "good")
    return _back(pulse_id)


@pages.post("/pulses/<uuid:pulse_id>/reminder")
@signed_in
def remind(pulse_id: UUID) -> ResponseReturnValue:
    """Remind those who have not answered."""
    with change() as session:
        letters = holding.remind(session, held_at(pulse_id, session), actor=the_actor(), at=now())
    flash(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", letters), "good")
    return _back(pulse_id)


@pages.route("/pulses/<uuid:pulse_id>/extension", methods=["GET", "POST"])
@signed_in
def extension(pulse_id: UUID) -> ResponseReturnValue:
    """Give more time."""
    pulse = held_at(pulse_id)

    def act(form: MoreTimeForm) -> None:
        with change() as session:
            here = held_at(pulse_id, session)
            holding.extend(session, here, form.closes_on, actor=the_actor(), at=now())
        flash(_("There is more time now."), "good")

    back = url_for("pulse.show", pulse_id=pulse_id)
    return fill_in(MoreTimeForm, "pulse/extension.html", act, back=back, pulse=pulse)


@pages.post("/pulses/<uuid:pulse_id>/closing")
@signed_in
def close(pulse_id: UUID) -> ResponseReturnValue:
    """Take no more answers, and show the result."""
    with change() as session:
        holding.close(session, held_at(pulse_id, session), actor=the_actor(), at=now())
    flash(_("The pulse is closed, and everyone can read the result."), "good")
    return _back(pulse_id)


@pages.post("/pulses/<uuid:pulse_id>/dropping")
@signed_in
def drop(pulse_id: UUID) -> ResponseReturnValue:
    """Let it be, before it has opened."""
    with change() as session:
        pulse = held_at(pulse_id, session)
        holding.drop(session, pulse, actor=the_actor(), at=now())
        place = _address(pulse.area)
    flash(_("The pulse is dropped. Nobody had been told of it."), "good")
    return redirect(place, 303)


def _begin(slug: str | None) -> ResponseReturnValue:
    def act(form: PulseForm) -> ResponseReturnValue:
        with change() as session:
            here = area_at(slug, session) if slug else None
            made = preparing.prepare(session, here, form.facts(), actor=the_actor(), at=now())
        return redirect(url_for("pulse.asked", pulse_id=made.id), 303)

    return _facts_page(area_at(slug) if slug else None, act, None)


def _facts_page(area: Area | None, act: Any, pulse: Pulse | None) -> ResponseReturnValue:
    if not policy.may_hold(the_actor(), area):
        raise NotAllowed(ONLY_HOLDERS)
    back = url_for("pulse.show", pulse_id=pulse.id) if pulse else _address(area)
    start = start_of(pulse, locale()) if request.method == "GET" else None
    heading = N_("Change what is asked") if pulse else N_("Prepare a pulse")
    return fill_in(
        PulseForm, "pulse/facts.html", act, back=back, start=start, area=area, pulse=pulse, heading=heading, cancel=back
    )


def _ask(pulse_id: UUID, form: InvitationForm) -> None:
    """Ask those who were chosen or written; the form tells when that is nobody new."""
    chosen = [Asked("", key) for key in map(uuid_in, form.organisations) if key]
    wanted = [*chosen, *others_in(form.others)]
    if not wanted:
        told = say("Choose an organisation, or write a name and an address below.")
        raise Invalid(ANOTHER_LOOK, {"organisations": told})
    with change() as session:
        new = preparing.ask(session, held_at(pulse_id, session), wanted, actor=the_actor(), at=now())
    if not new:
        raise Invalid(ANOTHER_LOOK, {"others": say("They are all asked already.")})
    flash(ngettext("%(num)d organisation is asked now.", "%(num)d organisations are asked now.", len(new)), "good")


def _address(area: Area | None) -> str:
    return url_for("pulse.index", slug=area.slug) if area else url_for("pulse.county")


def _back(pulse_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("pulse.show", pulse_id=pulse_id), 303)
