"""The doors to access tokens: one's own, and those of service accounts."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from roadmaps.access_tokens import rules
from roadmaps.access_tokens.forms import ServiceAccountForm, TokenForm
from roadmaps.access_tokens.queries import find_service_account, find_token, service_accounts, tokens_of
from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import find_organisation, find_person, organisations
from roadmaps.foundation.clock import now, today
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import coordinators_only, freshly_proved, signed_in
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import change, reading

pages = Blueprint("access_tokens", __name__)
pages.after_request(keep_no_copy)
GOOD_FOR_DAYS = 90


@pages.get("/me/access-tokens")
@signed_in
def mine() -> ResponseReturnValue:
    """One's own tokens."""
    found = reading().scalars(tokens_of(the_actor().person_id)).all()
    return render_template("access_tokens/mine.html", tokens=found, at=now())


@pages.route("/me/access-tokens/new", methods=["GET", "POST"])
@signed_in
@freshly_proved
def make() -> ResponseReturnValue:
    """Make a token for oneself."""
    return _make(the_actor().person_id, url_for("access_tokens.mine"))


@pages.post("/me/access-tokens/<uuid:token_id>/end")
@signed_in
def end(token_id: UUID) -> ResponseReturnValue:
    """End one of one's own tokens, or one of a service account."""
    with change() as session:
        token = find_token(session, token_id, viewer=the_actor())
        rules.end_token(session, token, actor=the_actor(), at=now())
        is_own = token.person_id == the_actor().person_id
    flash(_("The access token lets nobody in any more."), "good")
    return redirect(url_for("access_tokens.mine" if is_own else "access_tokens.programs"), 303)


@pages.post("/me/access-tokens/end")
@signed_in
def end_mine() -> ResponseReturnValue:
    """End all of one's own tokens."""
    with change() as session:
        rules.end_tokens_of(session, session.get_one(Person, the_actor().person_id), actor=the_actor(), at=now())
    flash(_("No access token of yours lets anybody in any more."), "good")
    return redirect(url_for("access_tokens.mine"), 303)


@pages.post("/people/<uuid:person_id>/access-tokens/end")
@coordinators_only
@freshly_proved
def end_theirs(person_id: UUID) -> ResponseReturnValue:
    """End all tokens of somebody, whatever they are for."""
    with change() as session:
        person = find_person(session, person_id, viewer=the_actor())
        rules.end_tokens_of(session, person, actor=the_actor(), at=now())
    flash(_("No access token of this person lets a program in any more."), "good")
    return redirect(url_for("accounts.person", person_id=person_id), 303)


@pages.get("/administration/service-accounts")
@coordinators_only
def programs() -> ResponseReturnValue:
    """The programs that have accounts."""
    return render_template("access_tokens/programs.html", programs=service_accounts(reading(), now()))


@pages.route("/administration/service-accounts/new", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def make_account() -> ResponseReturnValue:
    """Let a program of an organisation have an account."""

    def act(form: ServiceAccountForm) -> None:
        facts = {"name": form.name, "purpose": form.purpose, "mark": _("service account"), "language": locale()}
        with change() as session:
            organisation = find_organisation(session, form.organisation)
            rules.make_service_account(session, organisation, **facts, actor=the_actor(), on=today(), at=now())
        flash(_("The service account is there. Give it a role where it is to write, and make a token for it."), "good")

    choices = {"organisation": [(str(one.id), one.name) for one in reading().scalars(organisations())]}
    back = url_for("access_tokens.programs")
    return fill_in(ServiceAccountForm, "access_tokens/new_account.html", act, back=back, choices=choices)


@pages.route("/administration/service-accounts/<uuid:account_id>/tokens/new", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def make_for_account(account_id: UUID) -> ResponseReturnValue:
    """Make a token for a service account."""
    account = find_service_account(reading(), account_id, viewer=the_actor())
    return _make(account.person_id, url_for("access_tokens.programs"), whose=account.person.name)


@pages.post("/administration/service-accounts/<uuid:account_id>/closing")
@coordinators_only
def close(account_id: UUID) -> ResponseReturnValue:
    """Shut a program out."""
    with change() as session:
        account = find_service_account(session, account_id, viewer=the_actor())
        rules.close(session, account, actor=the_actor(), at=now())
    flash(_("The service account is closed, and its access tokens let nobody in any more."), "good")
    return redirect(url_for("access_tokens.programs"), 303)


def _make(person_id: UUID, back: str, *, whose: str = "") -> ResponseReturnValue:
    def act(form: TokenForm) -> Response:
        with change() as session:
            person = session.get_one(Person, person_id)
            word = rules.make_token(session, person, **dict(form), actor=the_actor(), at=now())
        return make_response(render_template("access_tokens/shown.html", word=word, name=form.name, back=back))

    start = {"last_on": (today() + timedelta(days=GOOD_FOR_DAYS)).isoformat()}
    return fill_in(TokenForm, "access_tokens/new.html", act, back=back, start=start, whose=whose, back_to=back)
