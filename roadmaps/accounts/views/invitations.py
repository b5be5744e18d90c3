"""Inviting people, and taking up an invitation."""

from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from roadmaps.accounts import policy, queries, rules
from roadmaps.accounts.actors import Actor
from roadmaps.accounts.entering import go_on, let_in
from roadmaps.accounts.forms import AcceptForm, CoordinatorsInviteForm
from roadmaps.accounts.inviters import held_inviter_of, inviter_of
from roadmaps.accounts.letters import is_shown, show_letter, take_token
from roadmaps.accounts.models import Invitation, Organisation, Person, Way
from roadmaps.accounts.views.blueprint import pages
from roadmaps.foundation.clock import now, today
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import coordinators_only, decided_by, freshly_proved, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.get("/invitations/<token>")
@open_to_all
def invitation(token: str) -> ResponseReturnValue:
    """What the link in a letter shows; looking changes nothing, as mail programs look too."""
    found = queries.find_open_invitation(reading(), token, now())
    inviter = rules.require_inviter(found, inviter_of(reading(), found))
    invited = reading().scalar(queries.person_with_email(found.email))
    if invited is None:
        return _accept_as_new(token, found, inviter)
    return render_template(
        "accounts/accept_as_oneself.html",
        invitation=found,
        invited=invited,
        token=token,
        is_proposal=_is_proposal(found, inviter),
    )


@pages.post("/invitations/<token>")
@open_to_all
def accept(token: str) -> ResponseReturnValue:
    """Become a person here."""
    found = queries.find_open_invitation(reading(), token, now())
    return _accept_as_new(token, found, rules.require_inviter(found, inviter_of(reading(), found)))


@pages.post("/invitations/<token>/acceptance")
@signed_in
def accept_as_oneself(token: str) -> ResponseReturnValue:
    """Take up an invitation as the person who is signed in."""
    with change() as session:
        found = queries.find_open_invitation(session, token, now())
        person = session.get_one(Person, the_actor().person_id)
        inviter = held_inviter_of(session, found)
        rules.accept_as_oneself(session, found, person, at=now(), on=today(), actor=the_actor(), inviter=inviter)
    flash(_("Welcome! You have accepted the invitation."), "good")
    return redirect(url_for("accounts.me"))


@pages.get("/administration/invitations")
@coordinators_only
def invitations() -> ResponseReturnValue:
    """The invitations that wait for an answer."""
    found = reading().scalars(queries.unsettled_invitations()).all()
    return render_template(
        "accounts/invitations.html", invitations=found, at=now(), inviter_of=lambda one: inviter_of(reading(), one)
    )


@pages.route("/administration/invitations/new", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def invite() -> ResponseReturnValue:
    """Invite someone without an area, perhaps as coordinator."""

    def act(form: CoordinatorsInviteForm) -> ResponseReturnValue:
        facts = form.model_dump(exclude={"organisation_id"})
        with change() as session:
            joined = session.get(Organisation, form.organisation_id) if form.organisation_id else None
            return show_letter(rules.invite(session, organisation=joined, **facts, at=now(), actor=the_actor()))

    offered = reading().scalars(queries.organisations()).all()
    choices = {"organisation_id": [(str(one.id), one.name) for one in offered]}
    return fill_in(
        CoordinatorsInviteForm, "accounts/invite.html", act, back="/", start={"language": "sv"}, choices=choices
    )


@pages.get("/invitations/<uuid:invitation_id>/letter")
@decided_by("coordinators, and those who lead the invitation's area")
@signed_in
def letter(invitation_id: UUID) -> ResponseReturnValue:
    """The link of an invitation, shown to the inviter once."""
    found = queries.find_invitation(reading(), invitation_id, viewer=actor())
    token = take_token(invitation_id)
    link = current_app.config["BASE_URL"] + url_for("accounts.invitation", token=token) if token else None
    inviter = inviter_of(reading(), found)
    is_proposal = inviter is not None and _is_proposal(found, inviter)
    return render_template(
        "accounts/letter.html", invitation=found, link=link, is_shown=is_shown(), is_proposal=is_proposal
    )


@pages.post("/invitations/<uuid:invitation_id>/sending")
@decided_by("coordinators, and those who lead the invitation's area")
@signed_in
@freshly_proved
def resend(invitation_id: UUID) -> ResponseReturnValue:
    """Send a new link, and show it."""
    with change() as session:
        found = queries.find_invitation(session, invitation_id, viewer=actor())
        made = rules.resend(session, found, at=now(), actor=the_actor())
    return show_letter(made)


@pages.post("/invitations/<uuid:invitation_id>/withdrawal")
@decided_by("coordinators, and those who lead the invitation's area")
@signed_in
def withdraw(invitation_id: UUID) -> ResponseReturnValue:
    """Stop the link of an invitation."""
    with change() as session:
        found = queries.find_invitation(session, invitation_id, viewer=actor())
        rules.withdraw(session, found, at=now(), actor=the_actor())
    flash(_("The invitation is withdrawn: its link no longer works."), "good")
    return redirect(safe_path(request.form.get("next", ""), url_for("accounts.invitations")))


def _is_proposal(found: Invitation, inviter: Actor) -> bool:
    """Whether coordinators are to be asked if the person acts for the organisation that the invitation names."""
    return found.organisation_id is not None and not policy.may_invite_for(inviter, found.organisation_id)


def _accept_as_new(token: str, found: Invitation, inviter: Actor) -> ResponseReturnValue:
    def act(form: AcceptForm) -> Response:
        with change() as session:
            mine = queries.find_open_invitation(session, token, now())
            held = held_inviter_of(session, mine)
            person = rules.accept_as_new_person(session, mine, **form.model_dump(), at=now(), on=today(), inviter=held)
            fresh = let_in(session, person, way=Way.INVITATION)
        # Going on begins the browser's session anew, so what is to be said comes after it.
        answer = go_on(fresh, url_for("accounts.me"))
        flash(_("Welcome! You are signed in."), "good")
        return answer

    start = {"name": found.name, "language": found.language}
    back, is_proposal = url_for("accounts.me"), _is_proposal(found, inviter)
    return fill_in(
        AcceptForm, "accounts/accept.html", act, back=back, start=start, invitation=found, is_proposal=is_proposal
    )
