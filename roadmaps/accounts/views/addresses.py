"""Changing one's own e-mail address: asked for here, kept by a link to the new one, stopped by a link to the old one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts import rules
from roadmaps.accounts.forms import EmailForm
from roadmaps.accounts.models import Person
from roadmaps.accounts.views.blueprint import pages
from roadmaps.foundation.clock import now
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.limits import keep_pace, network_address
from roadmaps.web.permissions import freshly_proved, open_to_all, signed_in
from roadmaps.web.work import change, reading


@pages.route("/me/email", methods=["GET", "POST"])
@signed_in
@freshly_proved
def email() -> ResponseReturnValue:
    """Ask for another e-mail address."""
    person = reading().get_one(Person, the_actor().person_id)

    def act(form: EmailForm) -> None:
        keep_pace("letter")
        with change() as session:
            mine = session.get_one(Person, person.id)
            asked = rules.ask_for_new_email(
                session, mine, email=form.email, address=network_address(), at=now(), actor=the_actor()
            )
        if asked is not None:
            flash(
                _("A letter with a link is on its way to the new address. Until you have opened it, the old one holds.")
            )

    return fill_in(EmailForm, "accounts/email.html", act, back=url_for("accounts.me"), person=person)


@pages.post("/me/email/removal")
@signed_in
def take_back_email() -> ResponseReturnValue:
    """Want no other address any more."""
    with change() as session:
        person = session.get_one(Person, the_actor().person_id)
        rules.take_back_asked_email(session, person, at=now(), actor=the_actor())
    flash(_("The address stays as it is."), "good")
    return redirect(url_for("accounts.me"), 303)


@pages.get("/email/<token>")
@signed_in
def asked_email(token: str) -> ResponseReturnValue:
    """What the link to the new address shows; looking changes nothing, as mail programs look too."""
    found = rules.find_asked_email(reading(), token, at=now(), actor=the_actor())
    return render_template("accounts/keep_email.html", change=found, token=token)


@pages.post("/email/<token>")
@signed_in
def keep_email(token: str) -> ResponseReturnValue:
    """Keep the new address."""
    with change() as session:
        found = rules.find_asked_email(session, token, at=now(), actor=the_actor())
        rules.keep_new_email(session, found, at=now(), actor=the_actor())
    flash(_("Your new e-mail address is kept. Sign in with it from now on."), "good")
    return redirect(url_for("accounts.me"), 303)


@pages.get("/email/stop/<token>")
@open_to_all
def stoppable_email(token: str) -> ResponseReturnValue:
    """What the link to the old address shows."""
    found = rules.find_stoppable_email(reading(), token, at=now())
    return render_template("accounts/stop_email.html", change=found, token=token)


@pages.post("/email/stop/<token>")
@open_to_all
def stop_email(token: str) -> ResponseReturnValue:
    """Stop the change, and shut out whoever asked for it."""
    with change() as session:
        rules.stop_new_email(session, rules.find_stoppable_email(session, token, at=now()), at=now())
    flash(_("The change is stopped, and every browser is signed out. Now choose a new password."), "good")
    return redirect(url_for("accounts.ask_for_reset"), 303)
