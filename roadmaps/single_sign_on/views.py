"""The doors of this room: to a provider and back, one's own accounts there, and what coordinators see of it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.cookie import this_browser
from roadmaps.foundation.clock import now, today
from roadmaps.single_sign_on import arriving, leaving, queries, rules
from roadmaps.single_sign_on.errand import Purpose
from roadmaps.single_sign_on.failures import NotLetIn
from roadmaps.single_sign_on.going import answer_address, send, sign_out_address, signed_out_address
from roadmaps.single_sign_on.trusted import trusted
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import coordinators_only, freshly_proved, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import change, reading

pages = Blueprint("single_sign_on", __name__)
pages.after_request(keep_no_copy)


@pages.get("/sign-in/with/<provider_key>")
@open_to_all
def enter(provider_key: str) -> ResponseReturnValue:
    """Go to the provider, to come back signed in."""
    back = safe_path(request.args.get("next", ""), "/")
    return redirect(back, 303) if actor() else _sent(provider_key, Purpose.ENTER, back)


@pages.get("/sign-in/with/<provider_key>/answer")
@open_to_all
def answer(provider_key: str) -> ResponseReturnValue:
    """Where the provider sends people back to, with an answer that only the browser that asked can use, once."""
    trusted().known(provider_key)
    keep_pace("provider")
    return arriving.arrive(provider_key)


@pages.post("/sign-in/with/<provider_key>/sign-out")
@open_to_all
def hear_sign_out(provider_key: str) -> ResponseReturnValue:
    """Where a provider tells that somebody signed out there (OpenID Connect Back-Channel Logout)."""
    trusted().known(provider_key)
    keep_pace("provider sign-out")
    try:
        leaving.hear(provider_key, request.form.get("logout_token", ""))
    except NotLetIn as failure:
        arriving.note(provider_key, failure)
        return {"error": "invalid_request"}, 400
    return "", 200


@pages.get("/signed-out")
@open_to_all
def signed_out() -> ResponseReturnValue:
    """What has ended, here and there, and what has not; whoever has signed in again meanwhile is led on."""
    if actor():
        return redirect("/", 303)
    behind = leaving.left_behind(request.args.get("of", ""))
    there = leaving.left_there(request.args.get("state", ""))
    return render_template("single_sign_on/signed_out.html", behind=behind, there=there)


@pages.get("/me/proof/with/<provider_key>")
@signed_in
def show_again(provider_key: str) -> ResponseReturnValue:
    """Go to the provider, to show once more who one is."""
    return _sent(provider_key, Purpose.SHOW_AGAIN, safe_path(request.args.get("next", ""), url_for("accounts.me")))


@pages.get("/me/accounts-elsewhere/with/<provider_key>")
@signed_in
@freshly_proved
def begin_tie(provider_key: str) -> ResponseReturnValue:
    """Go to the provider, to tie the account there to oneself."""
    return _sent(provider_key, Purpose.TIE, url_for("accounts.me"))


@pages.get("/me/accounts-elsewhere/new")
@signed_in
def confirm_tie() -> ResponseReturnValue:
    """Ask whether this is the account to tie; until then nothing is tied."""
    found = arriving.account_to_tie()
    if found is None:
        return redirect(url_for("accounts.me"), 303)
    provider, _subject, label = found
    return render_template("single_sign_on/tie.html", provider=provider, label=label)


@pages.post("/me/accounts-elsewhere/new")
@signed_in
@freshly_proved
def tie() -> ResponseReturnValue:
    """Tie it."""
    found = arriving.account_to_tie()
    if found is not None:
        try:
            arriving.tie(found[0], found[1])
        except NotLetIn as failure:
            return arriving.refuse(found[0], failure)
    return redirect(url_for("accounts.me"), 303)


@pages.post("/me/accounts-elsewhere/<uuid:account_id>/untying")
@signed_in
@freshly_proved
def untie(account_id: UUID) -> ResponseReturnValue:
    """Untie it; whoever is signed in with it elsewhere is signed out."""
    browser = this_browser()
    with change() as session:
        account = queries.find_account(session, account_id, viewer=the_actor())
        rules.untie(session, account, at=now(), on=today(), actor=the_actor())
        rules.end_sign_ins_by(session, account.id, except_id=browser.sign_in_id if browser else None, at=now())
    flash(_("The account is untied: it opens no door here any more."), "good")
    return redirect(url_for("accounts.me"), 303)


@pages.get("/administration/providers")
@coordinators_only
def providers() -> ResponseReturnValue:
    """Which providers the site trusts, with what, and what their groups give here."""
    slugs = {role.area for one in trusted() for role in one.roles if role.area}
    return render_template(
        "single_sign_on/providers.html",
        providers=list(trusted()),
        counts=queries.tied_counts(reading()),
        areas=queries.areas_called(reading(), slugs),
        answer_address=answer_address,
        sign_out_address=sign_out_address,
        signed_out_address=signed_out_address(),
    )


def _sent(key: str, purpose: Purpose, back: str) -> ResponseReturnValue:
    provider = trusted().known(key).provider
    keep_pace("provider")
    try:
        return send(key, purpose, back)
    except NotLetIn as failure:
        return arriving.refuse(provider, failure)
