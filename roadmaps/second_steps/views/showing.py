"""Showing a code: the second step of a sign-in, or once more who one is."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from roadmaps.accounts.entering import go_on
from roadmaps.accounts.models import SignIn
from roadmaps.accounts.second_ways import the_waiting, while_waiting
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.second_steps import rules
from roadmaps.second_steps.forms import CodeForm
from roadmaps.second_steps.views.blueprint import my_sign_in, pages, seal
from roadmaps.web.filling import fill_in
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change


@pages.route("/sign-in/second-step/code", methods=["GET", "POST"])
@open_to_all
@while_waiting
def show() -> ResponseReturnValue:
    """Show a code, and come in."""
    return _take_code(the_waiting(), safe_path(request.values.get("next", ""), "/"))


@pages.route("/me/proof/code", methods=["GET", "POST"])
@signed_in
def show_again() -> ResponseReturnValue:
    """Show a code, and go on."""
    return _take_code(my_sign_in(), safe_path(request.values.get("next", ""), url_for("accounts.me")))


def _take_code(sign_in: SignIn, onward: str) -> ResponseReturnValue:
    def act(form: CodeForm) -> Response:
        keep_pace("second", account=str(sign_in.person_id))
        token = code_shown(sign_in, form.code)
        return go_on(token, onward)

    return fill_in(CodeForm, "second_steps/code.html", act, back=onward, next=onward)


def code_shown(sign_in: SignIn, typed: str) -> str:
    """The new token of a browser that has shown a right code.

    :raises Invalid: for a wrong one, which is kept as such first
    """
    with change() as session:
        token = rules.show_code(session, sign_in, typed, seal=seal(), at=now())
    if token is None:
        wrong = say("The code is wrong, or has been used before. Wait until the app shows the next one.")
        raise Invalid(wrong, {"code": wrong})
    return token
