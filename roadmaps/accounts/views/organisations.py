"""The organisations and who acts for them."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts import policy, queries, rules
from roadmaps.accounts.forms import MemberForm, OrganisationForm
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.views.blueprint import pages
from roadmaps.foundation.clock import now, today
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import coordinators_only, open_to_all
from roadmaps.web.work import change, reading


@pages.get("/organisations")
@open_to_all
def organisations() -> ResponseReturnValue:
    """The organisations that take part, by their part of society."""
    archived = []
    if policy.may_manage_organisations(actor()):
        every = queries.organisations(with_archived=True)
        archived = [one for one in reading().scalars(every) if one.is_archived]
    parts = queries.organisations_by_helix(reading())
    return render_template("accounts/organisations.html", parts=parts, archived=archived)


@pages.get("/organisations/<uuid:organisation_id>")
@open_to_all
def organisation(organisation_id: UUID) -> ResponseReturnValue:
    """One organisation."""
    return _show(queries.find_organisation(reading(), organisation_id))


@pages.get("/organisations/<slug>")
@open_to_all
def organisation_by_slug(slug: str) -> ResponseReturnValue:
    """One organisation, at the address that people can read."""
    return _show(queries.find_organisation_by_slug(reading(), slug))


@pages.route("/administration/organisations/new", methods=["GET", "POST"])
@coordinators_only
def add_organisation() -> ResponseReturnValue:
    """Add an organisation."""

    def act(form: OrganisationForm) -> ResponseReturnValue:
        with change() as session:
            added = rules.add_organisation(session, **form.model_dump(), at=now(), actor=the_actor())
        flash(_("%(name)s is added.", name=added.name), "good")
        return _to(added.id)

    return fill_in(OrganisationForm, "accounts/organisation_form.html", act, back="/", organisation=None)


@pages.route("/organisations/<uuid:organisation_id>/edit", methods=["GET", "POST"])
@coordinators_only
def change_organisation(organisation_id: UUID) -> ResponseReturnValue:
    """Change what is told about an organisation."""
    found = queries.find_organisation(reading(), organisation_id)

    def act(form: OrganisationForm) -> ResponseReturnValue:
        with change() as session:
            changed = queries.find_organisation(session, organisation_id)
            rules.change_organisation(session, changed, **form.model_dump(), actor=the_actor())
        flash(_("The changes are kept."), "good")
        return _to(organisation_id)

    start = {name: getattr(found, name) for name in OrganisationForm.model_fields}
    return fill_in(OrganisationForm, "accounts/organisation_form.html", act, back="/", start=start, organisation=found)


@pages.post("/organisations/<uuid:organisation_id>/archiving")
@coordinators_only
def archive_organisation(organisation_id: UUID) -> ResponseReturnValue:
    """Offer an organisation no longer."""
    with change() as session:
        found = queries.find_organisation(session, organisation_id)
        rules.archive_organisation(session, found, at=now(), actor=the_actor())
    flash(_("The organisation is archived. Its name stays on what it has done."), "good")
    return _to(organisation_id)


@pages.post("/organisations/<uuid:organisation_id>/reopening")
@coordinators_only
def reopen_organisation(organisation_id: UUID) -> ResponseReturnValue:
    """Offer an archived organisation again."""
    with change() as session:
        found = queries.find_organisation(session, organisation_id)
        rules.reopen_organisation(session, found, at=now(), actor=the_actor())
    flash(_("The organisation is back."), "good")
    return _to(organisation_id)


@pages.route("/organisations/<uuid:organisation_id>/members/new", methods=["GET", "POST"])
@coordinators_only
def add_member(organisation_id: UUID) -> ResponseReturnValue:
    """Let a person act for an organisation."""
    found = queries.find_organisation(reading(), organisation_id)

    def act(form: MemberForm) -> ResponseReturnValue:
        with change() as session:
            joined = queries.find_organisation(session, organisation_id)
            person = queries.find_person(session, form.person_id, viewer=the_actor())
            facts = form.model_dump(include={"function", "until_on"})
            from_on = form.from_on or today()
            rules.add_member(session, joined, person, **facts, from_on=from_on, actor=the_actor())
        flash(_("%(name)s now acts for the organisation.", name=person.name), "good")
        return _to(organisation_id)

    choices = {"person_id": [(str(one.id), one.name) for one in reading().scalars(queries.active_persons())]}
    return fill_in(MemberForm, "accounts/member_form.html", act, back="/", choices=choices, organisation=found)


@pages.post("/organisations/<uuid:organisation_id>/members/<uuid:membership_id>/end")
@coordinators_only
def remove_member(organisation_id: UUID, membership_id: UUID) -> ResponseReturnValue:
    """Let a person act for an organisation no longer."""
    with change() as session:
        membership = queries.find_membership(session, organisation_id, membership_id)
        rules.remove_member(session, membership, at=now(), on=today(), actor=the_actor())
    flash(_("The person no longer acts for the organisation."), "good")
    return _to(organisation_id)


@pages.post("/organisations/<uuid:organisation_id>/proposals/<uuid:proposal_id>/confirmation")
@coordinators_only
def confirm_member(organisation_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """Let a person act for an organisation, as somebody who leads an area has proposed."""
    with change() as session:
        proposal = queries.find_proposal(session, organisation_id, proposal_id)
        rules.confirm_member(session, proposal, on=today(), at=now(), actor=the_actor())
        name = proposal.person.name
    flash(_("%(name)s now acts for the organisation.", name=name), "good")
    return _to(organisation_id)


@pages.post("/organisations/<uuid:organisation_id>/proposals/<uuid:proposal_id>/declining")
@coordinators_only
def decline_member(organisation_id: UUID, proposal_id: UUID) -> ResponseReturnValue:
    """Let a person who was proposed not act for an organisation."""
    with change() as session:
        proposal = queries.find_proposal(session, organisation_id, proposal_id)
        rules.decline_member(session, proposal, at=now(), actor=the_actor())
        name = proposal.person.name
    flash(_("%(name)s does not act for the organisation. The role in the area stays.", name=name), "good")
    return _to(organisation_id)


def _show(found: Organisation) -> ResponseReturnValue:
    may_see = policy.may_see_names(actor())
    members = reading().scalars(queries.members_of(found.id, today())).all() if may_see else None
    decides = policy.may_manage_organisations(actor())
    proposals = reading().scalars(queries.waiting_proposals(found.id)).all() if decides else []
    return render_template("accounts/organisation.html", organisation=found, members=members, proposals=proposals)


def _to(organisation_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("accounts.organisation", organisation_id=organisation_id))
