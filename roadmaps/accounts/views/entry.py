"""Getting in and out: sign-in, sign-out and a new password by mail."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts import rules
from roadmaps.accounts.cookie import close_browser, open_browser, this_browser
from roadmaps.accounts.forms import AskForResetForm, ResetForm, SignInForm
from roadmaps.accounts.models import PasswordReset, SignIn
from roadmaps.accounts.proving import network_address, prove_now, user_agent
from roadmaps.accounts.queries import find_open_reset
from roadmaps.accounts.views.blueprint import pages
from roadmaps.foundation.clock import now
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor
from roadmaps.web.permissions import open_to_all
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password."""
    back = safe_path(request.values.get("next", ""), "/")
    if actor():
        return redirect(back)

    def act(form: SignInForm) -> None:
        proof = prove_now(form.email, form.password)
        with change() as session:
            token = rules.enter(session, proof, user_agent=user_agent(), at=now())
        open_browser(token)

    return fill_in(SignInForm, "accounts/sign_in.html", act, back=back, next=back)


@pages.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """Sign out; pressing it twice, or in an old window, is no failure."""
    browser, who = this_browser(), actor()
    if browser and who:
        with change() as session:
            rules.end_sign_in(session, session.get_one(SignIn, browser.sign_in_id), at=now(), actor=who)
    close_browser()
    flash(_("You are signed out."), "good")
    return redirect("/")


@pages.route("/reset", methods=["GET", "POST"])
@open_to_all
def ask_for_reset() -> ResponseReturnValue:
    """Ask for a link to choose a new password."""

    def act(form: AskForResetForm) -> None:
        with change() as session:
            rules.ask_for_reset(session, email=form.email, address=network_address(), at=now())

    return fill_in(AskForResetForm, "accounts/ask_for_reset.html", act, back=url_for("accounts.reset_asked"))


@pages.get("/reset/asked")
@open_to_all
def reset_asked() -> ResponseReturnValue:
    """What happens next, in the same words whether there is such an account or not."""
    return render_template("accounts/reset_asked.html")


@pages.route("/reset/<token>", methods=["GET", "POST"])
@open_to_all
def reset(token: str) -> ResponseReturnValue:
    """Choose a new password by the link in a letter."""
    found = find_open_reset(reading(), token, now())

    def act(form: ResetForm) -> None:
        with change() as session:
            rules.reset_password(session, session.get_one(PasswordReset, found.id), password=form.password, at=now())
        close_browser()
        flash(_("The new password is kept. Sign in with it."), "good")

    return fill_in(ResetForm, "accounts/reset.html", act, back=url_for("accounts.sign_in"))
