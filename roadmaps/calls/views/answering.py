"""Answering a call for an organisation, and letting those know whose activities fit."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.calls import policy
from roadmaps.calls.forms import InterestForm, NoticeForm
from roadmaps.calls.matching import Fit
from roadmaps.calls.models import Call, CallInterest
from roadmaps.calls.queries import interest_of
from roadmaps.calls.rules import interests, telling
from roadmaps.calls.rules.interests import Said
from roadmaps.calls.views.blueprint import address_of, call_at, frame_of, pages
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.doors import uuid_in
from roadmaps.web.filling import fill_in
from roadmaps.web.forms import Choice
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale, translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading

WANTED = "wanted"


@pages.route("/calls/<uuid:call_id>/interest", methods=["GET", "POST"])
@signed_in
def interest(call_id: UUID) -> ResponseReturnValue:
    """Say what an organisation wants with the call, or say it in other words."""
    call = call_at(call_id)
    if not policy.may_say_interest(actor(), call, today()):
        raise NotAllowed(say("Only those who act for an organisation say what it wants, as long as one can apply."))

    def act(form: InterestForm) -> None:
        with change() as session:
            interests.say_interest(
                session, call_at(call_id, session), form.organisation, _said(form), actor=the_actor(), at=now()
            )
        flash(_("It stands on the page of the call. You can take it back whenever you want."), "good")

    choices = {"organisation": _organisations(the_actor()), "activity": _activities(call)}
    standing = interest_of(reading(), call, _organisation_asked(the_actor()))
    start = _start(standing, the_actor())
    context = {"call": call, "standing": standing, **frame_of(call.areas)}
    return fill_in(
        InterestForm, "calls/interest.html", act, back=address_of(call, WANTED), start=start, choices=choices, **context
    )


@pages.post("/calls/<uuid:call_id>/interests/<uuid:interest_id>/withdrawal")
@signed_in
def take_back(call_id: UUID, interest_id: UUID) -> ResponseReturnValue:
    """Say that an organisation does not want it any more."""
    with change() as session:
        call = call_at(call_id, session)
        interests.take_back(session, _interest_in(session, call, interest_id), actor=the_actor(), at=now())
    flash(_("It is taken back, and the contact is forgotten."), "good")
    return redirect(address_of(call, WANTED), 303)


@pages.route("/calls/<uuid:call_id>/notice", methods=["GET", "POST"])
@signed_in
def tell(call_id: UUID) -> ResponseReturnValue:
    """Let those know whose activities fit: who they are, and then the letters."""
    call = call_at(call_id)
    if not policy.may_tell(actor(), call, today()):
        raise NotAllowed(say("Those who write the call let others know of it, as long as one can apply."))
    waiting = telling.waiting(reading(), call, the_actor())
    if not waiting and request.method == "GET":
        return render_template("calls/tell.html", call=call, form=None, **frame_of(call.areas))

    def act(form: NoticeForm) -> None:
        with change() as session:
            telling.tell(session, call_at(call_id, session), form.activities, actor=the_actor(), at=now())
        flash(_("They are told by mail: whoever leads these activities, takes part in them or follows them."), "good")

    start = {"activities": [str(one.activity.id) for one in waiting if one.is_sure]}
    choices = {"activities": _offered(waiting)}
    context = {"call": call, **frame_of(call.areas)}
    return fill_in(NoticeForm, "calls/tell.html", act, back=address_of(call), start=start, choices=choices, **context)


def _offered(fits: Sequence[Fit]) -> list[Choice]:
    """The activities in groups: those that fit, and those of which something must be said first."""
    sure, open_ = translate(say("Fit the call")), translate(say("May fit: something must be said first"))
    ordered = sorted(fits, key=lambda one: not one.is_sure)
    return [
        (
            str(one.activity.id),
            f"{one.activity.title} ({one.activity.area.name_in(locale())})",
            sure if one.is_sure else open_,
        )
        for one in ordered
    ]


def _said(form: InterestForm) -> Said:
    return Said(
        wish=form.wish,
        activity_id=form.activity,
        words=form.words,
        contact_name=form.contact_name,
        contact_email=form.contact_email,
        is_contact_shown=form.is_contact_shown,
    )


def _organisations(person: Actor) -> list[Choice]:
    return [(str(key), name) for key, name in person.organisations]


def _organisation_asked(person: Actor) -> UUID:
    """The organisation that the address names, or the one that the person acts for now."""
    asked = uuid_in(request.args.get("organisation"))
    own = dict(person.organisations)
    return asked if asked in own else person.acting_for_id or next(iter(own))


def _start(standing: CallInterest | None, person: Actor) -> dict[str, object]:
    """What it has said before; or whoever asks as the contact, not shown."""
    if standing is None:
        me = reading().get_one(Person, person.person_id)
        own = {"organisation": str(_organisation_asked(person)), "activity": request.args.get("activity", "")}
        return {**own, "contact_name": me.name, "contact_email": me.email}
    return {
        "organisation": str(standing.organisation_id),
        "wish": standing.wish.value,
        "activity": str(standing.activity_id or ""),
        "words": standing.words,
        "contact_name": standing.contact_name,
        "contact_email": standing.contact_email,
        "is_contact_shown": standing.is_contact_shown,
    }


def _activities(call: Call) -> list[Choice]:
    """The activities that fit, and whatever the organisation has named before."""
    fits = telling.fits_for(reading(), call, actor())
    return [
        (str(one.activity.id), f"{one.activity.title} ({one.activity.area.name_in(locale())})")
        for one in fits.all_that_fit
    ]


def _interest_in(session: Session, call: Call, interest_id: UUID) -> CallInterest:
    found = session.get(CallInterest, interest_id)
    if found is None or found.call_id != call.id:
        raise NotFound
    return found
