"""Signing in by a link in a letter. Opening the link changes nothing, as mail programs open it too: a press does."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from roadmaps.accounts import rules
from roadmaps.accounts.browser_secrets import begin_letter, browser_secret, end_letter
from roadmaps.accounts.cookie import this_browser
from roadmaps.accounts.entering import go_on, let_in
from roadmaps.accounts.forms import AskForLetterForm
from roadmaps.accounts.models import LetterSort, Person, SignIn, SignInLink, Way
from roadmaps.accounts.views.blueprint import pages
from roadmaps.foundation.clock import now
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, signed_out
from roadmaps.web.limits import keep_pace, network_address
from roadmaps.web.permissions import open_to_all
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.route("/sign-in/letter", methods=["GET", "POST"])
@open_to_all
def ask_for_letter() -> ResponseReturnValue:
    """Ask for a link to sign in with."""
    back = safe_path(request.values.get("next", ""), "/")
    if actor():
        return redirect(back)

    def act(form: AskForLetterForm) -> None:
        keep_pace("letter")
        secret = begin_letter(back)
        with change() as session:
            rules.ask_for_letter(
                session, LetterSort.SIGN_IN, email=form.email, address=network_address(), browser=secret, at=now()
            )

    asked = url_for("accounts.letter_asked")
    return fill_in(AskForLetterForm, "accounts/ask_for_letter.html", act, back=asked, next=back)


@pages.get("/sign-in/letter/asked")
@open_to_all
def letter_asked() -> ResponseReturnValue:
    """What happens next, in the same words whether there is such an account or not."""
    return render_template("accounts/letter_asked.html")


@pages.get("/sign-in/letter/<token>")
@open_to_all
def sign_in_link(token: str) -> ResponseReturnValue:
    """What the link in a letter shows: a button in the browser that asked for it, and what to do in any other."""
    link = rules.find_sign_in_link(reading(), token, at=now())
    if not rules.is_of_browser(link, browser_secret()):
        return render_template("accounts/letter_elsewhere.html"), 403
    person = reading().get_one(Person, link.person_id)
    return render_template(
        "accounts/letter_link.html", token=token, person=person, is_proof=link.sign_in_id is not None
    )


@pages.post("/sign-in/letter/<token>")
@open_to_all
def use_sign_in_link(token: str) -> ResponseReturnValue:
    """Sign in by the link, or show by it once more who one is."""
    with change() as session:
        link = rules.find_sign_in_link(session, token, at=now())
        person = rules.use_sign_in_link(session, link, browser=browser_secret(), at=now())
        if link.sign_in_id is None:
            fresh = let_in(session, person, way=Way.LETTER)
        else:
            fresh = rules.show_again(
                session, _this_sign_in(link, session.get(SignIn, link.sign_in_id)), is_strong=False, at=now()
            )
    return _lead_on(fresh)


def _this_sign_in(link: SignInLink, sign_in: SignIn | None) -> SignIn:
    browser = this_browser()
    if browser is None or sign_in is None or browser.sign_in_id != link.sign_in_id:
        raise signed_out()
    return sign_in


def _lead_on(fresh: str) -> Response:
    return go_on(fresh, end_letter())
