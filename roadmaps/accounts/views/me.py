"""One's own page: who one is here, for whom one acts, and where one is signed in."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts import queries, rules
from roadmaps.accounts.cookie import this_browser
from roadmaps.accounts.forms import (
    ActingForForm,
    FirstPasswordOfProgramsForm,
    PasswordForm,
    PasswordOfProgramsForm,
    ProfileForm,
    ResetForm,
)
from roadmaps.accounts.models import Person, ProposedMembership, SignIn
from roadmaps.accounts.networks import network_of
from roadmaps.accounts.proving import prove_now
from roadmaps.accounts.second_ways import ways_in
from roadmaps.accounts.views.blueprint import pages
from roadmaps.accounts.ways_in import WayIn, for_programs
from roadmaps.foundation.clock import now, today
from roadmaps.web.filling import fill_in
from roadmaps.web.forms import read_form
from roadmaps.web.identity import the_actor
from roadmaps.web.limits import network_address
from roadmaps.web.permissions import freshly_proved, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.get("/me")
@signed_in
def me() -> ResponseReturnValue:
    """One's own page."""
    person = reading().get_one(Person, the_actor().person_id)
    browser = this_browser()
    return render_template(
        "accounts/me.html",
        person=person,
        memberships=reading().scalars(queries.memberships_of([person.id], today())).all(),
        sign_ins=reading().scalars(queries.running_sign_ins_of(person.id, now())).all(),
        here_id=browser.sign_in_id if browser else None,
        here=network_of(network_address()),
        proposals=reading().scalars(queries.waiting_proposals().where(ProposedMembership.person_id == person.id)).all(),
        asked_email=reading().scalar(rules.asked_email_of(person.id, now())),
    )


@pages.route("/me/profile", methods=["GET", "POST"])
@signed_in
def profile() -> ResponseReturnValue:
    """Change one's name and language."""
    person = reading().get_one(Person, the_actor().person_id)

    def act(form: ProfileForm) -> None:
        with change() as session:
            mine = session.get_one(Person, person.id)
            rules.change_profile(session, mine, name=form.name, language=form.language, actor=the_actor())
        flash(_("Your name and language are kept."), "good")

    start = {"name": person.name, "language": person.language}
    return fill_in(ProfileForm, "accounts/profile.html", act, back=url_for("accounts.me"), start=start)


@pages.route("/me/password", methods=["GET", "POST"])
@signed_in
@freshly_proved
def password() -> ResponseReturnValue:
    """Change one's password, or choose a first one."""
    person = reading().get_one(Person, the_actor().person_id)
    browser = this_browser()
    programs = for_programs(reading(), ways_in(), person.id)

    def act(form: PasswordForm | ResetForm) -> None:
        proof = _proof_in(form, person)
        with change() as session:
            mine = session.get_one(Person, person.id)
            rules.change_password(
                session,
                mine,
                proof=proof,
                password=form.password,
                keep_id=browser.sign_in_id if browser else None,
                ways=_ended_by(form, programs),
                at=now(),
                actor=the_actor(),
            )
        flash(_("Your new password is kept. Other browsers have been signed out."), "good")

    model, back = _password_form(person, bool(programs)), url_for("accounts.me")
    return fill_in(model, "accounts/password.html", act, back=back, person=person)


@pages.post("/me/organisation")
@signed_in
def acting_for() -> ResponseReturnValue:
    """Choose for which organisation one acts in this browser."""
    chosen, browser = read_form(ActingForForm, request.form).value, this_browser()
    if chosen and browser:
        with change() as session:
            sign_in = session.get_one(SignIn, browser.sign_in_id)
            rules.choose_organisation(session, sign_in, chosen.organisation_id, actor=the_actor())
        flash(_("From now on you act for the organisation that you chose."), "good")
    return redirect(safe_path(request.form.get("next", ""), url_for("accounts.me")))


@pages.post("/me/sign-ins/<uuid:sign_in_id>/end")
@signed_in
@freshly_proved
def end_sign_in(sign_in_id: UUID) -> ResponseReturnValue:
    """Sign one of one's browsers out."""
    with change() as session:
        sign_in = queries.find_sign_in_of(session, sign_in_id, viewer=the_actor())
        rules.end_sign_in(session, sign_in, at=now(), actor=the_actor())
    flash(_("That browser is signed out."), "good")
    return redirect(url_for("accounts.me"))


@pages.post("/me/sign-ins/others/end")
@signed_in
@freshly_proved
def end_other_sign_ins() -> ResponseReturnValue:
    """Sign out every browser but this one."""
    browser = this_browser()
    with change() as session:
        here_id = browser.sign_in_id if browser else None
        rules.end_all_sign_ins(session, the_actor().person_id, except_id=here_id, at=now())
        has_programs = bool(for_programs(session, ways_in(), the_actor().person_id))
    flash(_("All other browsers are signed out."), "good")
    if has_programs:
        flash(
            _("Your access tokens still let programs in. If somebody else has been at your account, end them too."),
            "warning",
        )
    return redirect(url_for("accounts.me"))


def _proof_in(form: PasswordForm | ResetForm, person: Person) -> rules.Proof | None:
    if not isinstance(form, PasswordForm):
        return None
    return prove_now(person.email, form.old_password, field="old_password")


def _ended_by(form: PasswordForm | ResetForm, programs: Sequence[WayIn]) -> Sequence[WayIn]:
    wants_it = isinstance(form, PasswordOfProgramsForm | FirstPasswordOfProgramsForm) and form.end_programs
    return programs if wants_it else ()


def _password_form(person: Person, has_programs: bool) -> type[PasswordForm | ResetForm]:
    if person.password_hash is None:
        return FirstPasswordOfProgramsForm if has_programs else ResetForm
    return PasswordOfProgramsForm if has_programs else PasswordForm
