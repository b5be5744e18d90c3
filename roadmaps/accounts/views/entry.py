"""Getting in and out: sign-in, sign-out and a new password by mail."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from roadmaps.accounts import rules
from roadmaps.accounts.cookie import close_browser, this_browser, waiting_browser
from roadmaps.accounts.entering import go_on, let_in, way_out_of
from roadmaps.accounts.forms import AskForResetForm, LetterResetForm, SignInForm
from roadmaps.accounts.models import LetterSort, PasswordReset, Person, SignIn, Way
from roadmaps.accounts.proving import prove_now
from roadmaps.accounts.queries import find_open_reset
from roadmaps.accounts.second_ways import ways_in
from roadmaps.accounts.views.blueprint import pages
from roadmaps.accounts.ways_in import had, removable
from roadmaps.foundation.clock import now
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor
from roadmaps.web.limits import keep_pace, network_address
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
    if request.method == "GET" and waiting_browser() is not None:
        return redirect(url_for("accounts.second_step", next=back))

    def act(form: SignInForm) -> Response:
        keep_pace("sign-in")
        proof = prove_now(form.email, form.password)
        with change() as session:
            token = let_in(session, rules.person_of(session, proof), way=Way.PASSWORD)
        return go_on(token, back)

    return fill_in(SignInForm, "accounts/sign_in.html", act, back=back, next=back)


@pages.get("/sign-in/second-step")
@open_to_all
def second_step() -> ResponseReturnValue:
    """What is still to be shown by somebody whose sign-in waits; the rooms of each way hang theirs here."""
    back = safe_path(request.args.get("next", ""), "/")
    waiting = waiting_browser()
    if waiting is None:
        return redirect(back)
    person = reading().get_one(Person, waiting.person_id)
    return render_template("accounts/second_step.html", person=person, next=back)


@pages.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """Sign out; pressing it twice, or in an old window, is no failure. A sign-in that waits for a second step ends too."""
    browser, who, waiting = this_browser(), actor(), waiting_browser()
    onwards = None
    if browser and who:
        with change() as session:
            sign_in = session.get_one(SignIn, browser.sign_in_id)
            onwards = way_out_of(sign_in)
            rules.end_sign_in(session, sign_in, at=now(), actor=who)
    elif waiting is not None:
        with change() as session:
            rules.end_waiting(session, session.get_one(SignIn, waiting.id), at=now())
    close_browser()
    flash(_("You are signed out."), "good")
    answer = redirect(onwards or "/")
    # What somebody else could page back to. Words that were not saved yet stay, for the same person.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@pages.route("/reset", methods=["GET", "POST"])
@open_to_all
def ask_for_reset() -> ResponseReturnValue:
    """Ask for a link to choose a new password."""

    def act(form: AskForResetForm) -> None:
        keep_pace("letter")
        with change() as session:
            rules.ask_for_letter(session, LetterSort.RESET, email=form.email, address=network_address(), at=now())

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

    def act(form: LetterResetForm) -> None:
        with change() as session:
            mine, removes = session.get_one(PasswordReset, found.id), form.remove_other_ways
            rules.reset_password(
                session, mine, password=form.password, ways=ways_in(), removes_other_ways=removes, at=now()
            )
        close_browser()
        flash(_("The new password is kept. Sign in with it."), "good")
        _tell_of_other_ways(found.person_id)

    theirs, going = (ask(reading(), ways_in(), found.person_id) for ask in (had, removable))
    # One's own page is where ways in are looked through and removed.
    back = url_for("accounts.sign_in", next=url_for("accounts.me") if theirs else None)
    return fill_in(
        LetterResetForm,
        "accounts/reset.html",
        act,
        back=back,
        ways=theirs,
        kept=[one for one in theirs if one not in going],
    )


def _tell_of_other_ways(person_id: UUID) -> None:
    if left := had(reading(), ways_in(), person_id):
        told = ", ".join(_(way.label) for way in left)
        flash(
            _("You can still show who you are by: %(ways)s. Remove on your page what is not yours.", ways=told), "info"
        )
