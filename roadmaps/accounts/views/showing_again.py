"""Showing once more who one is, and going on with what was sent before that."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from roadmaps.accounts import rules
from roadmaps.accounts.browser_secrets import begin_letter
from roadmaps.accounts.cookie import this_browser
from roadmaps.accounts.entering import go_on
from roadmaps.accounts.forms import ShowAgainForm
from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.proving import prove_now
from roadmaps.accounts.proving_again import GOOD_FOR, needs_second_step
from roadmaps.accounts.views.blueprint import pages
from roadmaps.foundation.clock import now
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.limits import keep_pace, network_address
from roadmaps.web.permissions import freshly_proved, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.route("/me/proof", methods=["GET", "POST"])
@signed_in
def show_again() -> ResponseReturnValue:
    """Show with the password who one is, and go on; other rooms hang their ways beside it."""
    person = reading().get_one(Person, the_actor().person_id)
    back = _back()

    def act(form: ShowAgainForm) -> Response:
        prove_now(person.email, form.password, field="password")
        browser = this_browser()
        assert browser is not None
        sign_in = reading().get_one(SignIn, browser.sign_in_id)
        with change() as session:
            token = rules.show_again(session, sign_in, is_strong=False, at=now())
        return go_on(token, back)

    facts: dict[str, Any] = {"minutes": int(GOOD_FOR.total_seconds() // 60), "needs_second_step": needs_second_step()}
    return fill_in(ShowAgainForm, "accounts/show_again.html", act, back=back, person=person, next=back, **facts)


@pages.post("/me/proof/letter")
@signed_in
def ask_for_proof_link() -> ResponseReturnValue:
    """Show it by a link in a letter to oneself."""
    keep_pace("letter")
    secret, browser = begin_letter(_back()), this_browser()
    assert browser is not None
    with change() as session:
        rules.ask_for_proof_link(
            session,
            session.get_one(Person, the_actor().person_id),
            session.get_one(SignIn, browser.sign_in_id),
            browser=secret,
            address=network_address(),
            at=now(),
            actor=the_actor(),
        )
    return redirect(url_for("accounts.letter_asked"), 303)


@pages.get("/me/proof/forms/<token>")
@signed_in
@freshly_proved
def go_on_with(token: str) -> ResponseReturnValue:
    """What was sent before one showed who one is, to be sent on with one press."""
    form = rules.find_form(reading(), token, at=now(), actor=the_actor())
    return render_template("accounts/go_on.html", form=form)


def _back() -> str:
    return safe_path(request.values.get("next", ""), url_for("accounts.me"))
