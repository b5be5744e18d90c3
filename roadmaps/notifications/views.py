"""The doors of mail: the outbox for coordinators, and everyone's own choice."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.notifications import rules
from roadmaps.notifications.linking import with_links
from roadmaps.notifications.models import MailKind, MailState, OutgoingMail, Rhythm
from roadmaps.notifications.queries import choice_of, find_letter, letters
from roadmaps.web.identity import the_actor
from roadmaps.web.numbers import page_asked
from roadmaps.web.permissions import coordinators_only, freshly_proved, signed_in
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import change, reading

pages = Blueprint("notifications", __name__)
pages.after_request(keep_no_copy)
PAGE = 50
AT_ONCE = (MailKind.ANSWERS, MailKind.MENTIONS, MailKind.ASSIGNMENTS)


@pages.get("/administration/mail")
@coordinators_only
def outbox() -> ResponseReturnValue:
    """The letters, newest first, and what has become of each."""
    state = next((one for one in MailState if one == request.args.get("state")), None)
    page = page_asked()
    found = reading().scalars(letters(state).offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    return render_template(
        "notifications/outbox.html",
        mails=found[:PAGE],
        state=state,
        states=list(MailState),
        page=page,
        has_older=len(found) > PAGE,
        has_server=has_mail_server(),
    )


@pages.get("/administration/mail/<uuid:mail_id>")
@coordinators_only
def letter(mail_id: UUID) -> ResponseReturnValue:
    """One letter. What opens something for its receiver is not shown here."""
    mail = find_letter(reading(), mail_id)
    return _shown(mail, mail.text if mail.text and not mail.has_secret else None)


@pages.post("/administration/mail/<uuid:mail_id>/opening")
@coordinators_only
@freshly_proved
def open_letter(mail_id: UUID) -> ResponseReturnValue:
    """Look at a letter that opens something, where no server brings it to its receiver. The journal has who did."""
    with change() as session:
        mail = find_letter(session, mail_id)
        text = rules.open_letter(session, mail, leaves_by_mail=has_mail_server(), actor=the_actor(), at=now())
    return _shown(find_letter(reading(), mail_id), text)


def _shown(mail: OutgoingMail, text: str | None) -> ResponseReturnValue:
    shown = with_links(text) if text is not None else None
    return render_template("notifications/letter.html", mail=mail, text=shown, has_server=has_mail_server(), at=now())


@pages.post("/administration/mail/<uuid:mail_id>/attempt")
@coordinators_only
def attempt(mail_id: UUID) -> ResponseReturnValue:
    """Try again at once."""
    with change() as session:
        rules.try_again(session, find_letter(session, mail_id), actor=the_actor(), at=now())
    flash(_("The letter will be tried again in a moment."), "good")
    return redirect(url_for("notifications.letter", mail_id=mail_id), 303)


@pages.get("/me/mail")
@signed_in
def choice() -> ResponseReturnValue:
    """What one gets by mail."""
    chosen = choice_of(reading(), the_actor().person_id)
    return render_template(
        "notifications/choice.html", chosen=chosen, kinds=AT_ONCE, rhythms=list(Rhythm), language=the_actor().language
    )


@pages.post("/me/mail")
@signed_in
def choose() -> ResponseReturnValue:
    """Choose it."""
    with change() as session:
        rules.choose_mail(session, _choice_in(request.form), actor=the_actor(), at=now())
    flash(_("Your choice is kept."), "good")
    return redirect(url_for("notifications.choice"), 303)


def _choice_in(form: Mapping[str, str]) -> rules.Choice:
    rhythm = next((one for one in Rhythm if one == form.get("digest")), Rhythm.WEEKLY)
    wanted = {f"wants_{kind.value}": f"wants_{kind.value}" in form for kind in AT_ONCE}
    return rules.Choice(**wanted, digest=rhythm, language=form.get("language", the_actor().language))


def has_mail_server() -> bool:
    """Whether letters leave this site at all."""
    return bool(current_app.extensions["settings"].mail_url)
