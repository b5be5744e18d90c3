"""Writing calls: adding, changing, taking back, and letting them count again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.calls import policy
from roadmaps.calls.forms import CallForm, WithdrawalForm
from roadmaps.calls.models import Call
from roadmaps.calls.rules import keeping
from roadmaps.calls.views.blueprint import (
    address_of,
    area_choices,
    call_at,
    frame_of,
    led_areas,
    pages,
    written_call_at,
)
from roadmaps.calls.wording import changed_in_words
from roadmaps.calls.words import Currency
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.web.filling import ShownForm, fill_in
from roadmaps.web.forms import typed_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.saving import based_on
from roadmaps.web.work import change


@pages.route("/calls/new", methods=["GET", "POST"])
@signed_in
def new() -> ResponseReturnValue:
    """Add a call; the address may name the area that it is for."""
    if not policy.may_add_calls(actor()):
        raise NotAllowed(say("Calls are added by coordinators and those who lead an area."))
    asked = _areas_asked()

    def act(form: CallForm) -> Response:
        with change() as session:
            call = keeping.add_call(session, form.facts, _areas(session, form), actor=the_actor(), at=now())
        flash(_("The call is there. Below are the activities that fit."), "good")
        return redirect(address_of(call), 303)  # type: ignore[return-value]

    return fill_in(
        CallForm,
        "calls/form.html",
        act,
        back=url_for("calls.county"),
        start={"areas": [str(one.id) for one in asked], "currency": Currency.SEK.value},
        choices={"areas": area_choices()},
        call=None,
        based_on=0,
        **frame_of(asked),
    )


@pages.route("/calls/<uuid:call_id>/edit", methods=["GET", "POST"])
@signed_in
def edit(call_id: UUID) -> ResponseReturnValue:
    """Change what a call says."""
    call = written_call_at(call_id)

    def act(form: CallForm) -> None:
        with change() as session:
            mine, areas = call_at(call_id, session), _areas(session, form)
            keeping.edit_call(session, mine, form.facts, areas, based_on=based_on(), actor=the_actor(), at=now())
        flash(_("Saved."), "good")

    choices = {"areas": area_choices(*call.areas)}
    context: dict[str, Any] = {"call": call, **frame_of(call.areas)}
    try:
        return fill_in(
            CallForm,
            "calls/form.html",
            act,
            back=address_of(call),
            start=_start(call),
            choices=choices,
            based_on=based_on() if request.method == "POST" else call.version,
            **context,
        )
    except keeping.MovedOn as moved:
        form = ShownForm(CallForm, typed_in(CallForm, request.form), {}, _told(moved), choices)
        return render_template("calls/form.html", form=form, based_on=moved.number, **context), 409


@pages.route("/calls/<uuid:call_id>/withdrawal", methods=["GET", "POST"])
@signed_in
def withdraw(call_id: UUID) -> ResponseReturnValue:
    """Take a call back, saying why."""
    call = written_call_at(call_id)

    def act(form: WithdrawalForm) -> None:
        with change() as session:
            keeping.withdraw_call(session, call_at(call_id, session), words=form.words, actor=the_actor(), at=now())
        flash(_("The call is taken back. It stays to be read."), "good")

    context: dict[str, Any] = {"call": call, **frame_of(call.areas)}
    return fill_in(WithdrawalForm, "calls/withdraw.html", act, back=address_of(call), **context)


@pages.post("/calls/<uuid:call_id>/return")
@signed_in
def bring_back(call_id: UUID) -> ResponseReturnValue:
    """Let a call count again."""
    return _settled(call_id, keeping.return_call, _("The call counts again."))


def _start(call: Call) -> dict[str, Any]:
    return {**keeping.said_by(call), keeping.AREAS: [str(area.id) for area in call.areas]}


def _areas_asked() -> list[Area]:
    """The area that the address names; or else, for somebody who may not write for all areas, those that they lead."""
    led = led_areas()
    named = [one for one in led if one.slug == request.args.get("area")]
    return named or ([] if the_actor().is_coordinator else led)


def _settled(call_id: UUID, act: Callable[..., None], said: str) -> ResponseReturnValue:
    try:
        with change() as session:
            act(session, call_at(call_id, session), actor=the_actor(), at=now())
        flash(said, "good")
    except Invalid as refusal:
        flash(translate(refusal.sentence), "warning")
    return redirect(url_for("calls.show", call_id=call_id), 303)


def _areas(session: Session, form: CallForm) -> list[Area]:
    return list(session.scalars(select(Area).where(Area.id.in_(form.areas)).order_by(Area.position)))


def _told(moved: keeping.MovedOn) -> Sentence:
    return say(
        "Somebody else has changed the same meanwhile: %(changes)s. What you wrote stands below; saving it puts it in the place of theirs.",
        changes=changed_in_words(moved.theirs),
    )
