"""One's own data: all of it to take home, and what one can ask for."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import now
from roadmaps.privacy import rules
from roadmaps.privacy.answers import as_package
from roadmaps.privacy.forms import AskForm, EraseForm
from roadmaps.privacy.gathering import Subject
from roadmaps.privacy.queries import open_erasure_of, requests_of
from roadmaps.privacy.views.blueprint import pages
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import freshly_proved, signed_in
from roadmaps.web.work import change, reading

# Each tells every coordinator by letter.
PACE = "ask about own data"


@pages.get("/me/data")
@signed_in
def mine() -> ResponseReturnValue:
    """What one can do with what is kept about oneself, and what one has asked."""
    person_id = the_actor().person_id
    return render_template(
        "privacy/mine.html",
        asked=reading().scalars(requests_of(person_id)).all(),
        erasure=open_erasure_of(reading(), person_id),
    )


@pages.post("/me/data/package")
@signed_in
@freshly_proved
def take_home() -> Response:
    """Everything that is kept about oneself, made now and kept nowhere."""
    return as_package(Subject.of(reading().get_one(Person, the_actor().person_id)))


@pages.route("/me/data/request", methods=["GET", "POST"])
@signed_in
def ask() -> ResponseReturnValue:
    """Ask for something that one cannot change oneself."""

    def act(form: AskForm) -> None:
        keep_pace(PACE, account=str(the_actor().person_id))
        with change() as session:
            rules.ask(session, form.wish, form.words, at=now(), actor=the_actor())
        flash(_("It is sent. You get an answer by letter within a month."), "good")

    return fill_in(AskForm, "privacy/ask.html", act, back=url_for("privacy.mine"))


@pages.route("/me/data/erasure", methods=["GET", "POST"])
@signed_in
@freshly_proved
def ask_for_erasure() -> ResponseReturnValue:
    """Ask for one's own data to be taken away."""

    def act(form: EraseForm) -> None:
        with change() as session:
            person = session.get_one(Person, the_actor().person_id)
            rules.begin(session, person, reason=form.reason, at=now(), actor=the_actor())
        flash(_("It is sent. Until it is done you can take it back here."), "good")

    return fill_in(EraseForm, "privacy/ask_for_erasure.html", act, back=url_for("privacy.mine"))


@pages.post("/me/data/erasure/stop")
@signed_in
def take_back() -> ResponseReturnValue:
    """Take back that one asked for it."""
    with change() as session:
        erasure = open_erasure_of(session, the_actor().person_id)
        if erasure is not None:
            rules.stop(session, erasure, reason="", at=now(), actor=the_actor())
    return redirect(url_for("privacy.mine"), 303)
