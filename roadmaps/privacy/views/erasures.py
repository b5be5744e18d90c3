"""Taking somebody's data away: beginning, looking into it, deciding on names in texts, proposing, confirming, stopping."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import find_person, person_names
from roadmaps.foundation.clock import now, today
from roadmaps.privacy import rules
from roadmaps.privacy.forms import EraseAddressForm, EraseForm, OtherWordsForm, StopForm
from roadmaps.privacy.models import Erasure, Treatment
from roadmaps.privacy.pages import looked_into
from roadmaps.privacy.queries import erasures, find_erasure
from roadmaps.privacy.views.blueprint import pages
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only, freshly_proved
from roadmaps.web.work import change, reading, units

SHOWN = 50


@pages.get("/administration/privacy/erasures")
@coordinators_only
def all_erasures() -> ResponseReturnValue:
    """Those under way, and those that are over."""
    found = reading().scalars(erasures().limit(SHOWN)).all()
    names = person_names(reading(), {one.person_id for one in found if one.person_id})
    return render_template("privacy/erasures.html", found=found, names=names)


@pages.route("/people/<uuid:person_id>/erasure", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def begin(person_id: UUID) -> ResponseReturnValue:
    """Begin with a person who has asked for it in another way, or has left long ago."""
    person = find_person(reading(), person_id, viewer=the_actor())

    def act(form: EraseForm) -> Response:
        with change() as session:
            of = session.get_one(Person, person_id)
            erasure = rules.begin(session, of, reason=form.reason, at=now(), actor=the_actor())
        return _to(erasure.id)

    return fill_in(EraseForm, "privacy/begin.html", act, back=url_for("privacy.all_erasures"), person=person)


@pages.route("/administration/privacy/erasures/of-address", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def begin_by_address() -> ResponseReturnValue:
    """Begin with somebody who has no account."""

    def act(form: EraseAddressForm) -> Response:
        with change() as session:
            erasure = rules.begin_by_address(session, form.email, reason=form.reason, at=now(), actor=the_actor())
        return _to(erasure.id)

    return fill_in(EraseAddressForm, "privacy/begin.html", act, back=url_for("privacy.all_erasures"), person=None)


@pages.get("/administration/privacy/erasures/<uuid:erasure_id>")
@coordinators_only
def erasure(erasure_id: UUID) -> ResponseReturnValue:
    """What it would do, what is to be thought of, and where the name stands in texts."""
    found = find_erasure(reading(), erasure_id, viewer=the_actor())
    return render_template(
        "privacy/erasure.html", **looked_into(reading(), found, actor=the_actor(), at=now(), on=today())
    )


@pages.route("/administration/privacy/erasures/<uuid:erasure_id>/words", methods=["GET", "POST"])
@coordinators_only
def look_for(erasure_id: UUID) -> ResponseReturnValue:
    """By what else the person may be called in texts."""
    found = find_erasure(reading(), erasure_id, viewer=the_actor())

    def act(form: OtherWordsForm) -> None:
        with change() as session:
            rules.look_for(session, _found(session, erasure_id), form.words.splitlines(), at=now(), actor=the_actor())

    back = url_for("privacy.erasure", erasure_id=erasure_id)
    start = {"words": "\n".join(found.other_words)}
    return fill_in(OtherWordsForm, "privacy/words.html", act, back=back, start=start, erasure_id=erasure_id)


@pages.post("/administration/privacy/erasures/<uuid:erasure_id>/places")
@coordinators_only
def decide_places(erasure_id: UUID) -> ResponseReturnValue:
    """Say what is to be done where the name stands in texts."""
    known = {one.value: one for one in Treatment}
    chosen = {place: known[value] for place, value in request.form.items() if value in known and "/" in place}
    with change() as session:
        of = _found(session, erasure_id)
        rules.decide_places(
            session, of, chosen, rest=known.get(request.form.get("rest", "")), at=now(), actor=the_actor()
        )
    flash(_("That is kept. Nothing is changed until the erasure is confirmed."), "good")
    return _to(erasure_id)


@pages.post("/administration/privacy/erasures/<uuid:erasure_id>/proposal")
@coordinators_only
@freshly_proved
def propose(erasure_id: UUID) -> ResponseReturnValue:
    """Let another coordinator confirm it."""
    with change() as session:
        rules.propose(session, _found(session, erasure_id), at=now(), actor=the_actor())
    flash(_("It is proposed. Another coordinator can confirm it now."), "good")
    return _to(erasure_id)


@pages.post("/administration/privacy/erasures/<uuid:erasure_id>/confirmation")
@coordinators_only
@freshly_proved
def confirm(erasure_id: UUID) -> ResponseReturnValue:
    """Do it."""
    with change() as session:
        rules.confirm(session, _found(session, erasure_id), on=today(), at=now(), actor=the_actor())
    units().database.overwrite_what_was_deleted()
    flash(_("It is done."), "good")
    return _to(erasure_id)


@pages.route("/administration/privacy/erasures/<uuid:erasure_id>/stop", methods=["GET", "POST"])
@coordinators_only
def stop(erasure_id: UUID) -> ResponseReturnValue:
    """Let it not be done."""
    find_erasure(reading(), erasure_id, viewer=the_actor())

    def act(form: StopForm) -> None:
        with change() as session:
            rules.stop(session, _found(session, erasure_id), reason=form.reason, at=now(), actor=the_actor())

    back = url_for("privacy.erasure", erasure_id=erasure_id)
    return fill_in(StopForm, "privacy/stop.html", act, back=back, erasure_id=erasure_id)


def _found(session: Session, erasure_id: UUID) -> Erasure:
    return find_erasure(session, erasure_id, viewer=the_actor())


def _to(erasure_id: UUID) -> Response:
    return redirect(url_for("privacy.erasure", erasure_id=erasure_id), 303)
