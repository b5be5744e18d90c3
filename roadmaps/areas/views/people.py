"""The people of an area: who holds which role, and how roles are given, changed, ended and handed over."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from roadmaps.accounts import queries as accounts
from roadmaps.accounts.inviters import inviter_of
from roadmaps.accounts.letters import show_letter
from roadmaps.accounts.models import Organisation
from roadmaps.areas import policy, queries, rules
from roadmaps.areas.doors import area_at, led_area_at
from roadmaps.areas.forms import AreaInviteForm, DatesForm, HandOverForm, LeadersInviteForm, RoleForm
from roadmaps.areas.models import Area, Role
from roadmaps.areas.serving import posts_of
from roadmaps.areas.views.blueprint import pages
from roadmaps.foundation.clock import now, today
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import coordinators_only, decided_by, freshly_proved, proof_first, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import change, reading

LEADERS = "coordinators and those who lead the area"


@pages.get("/areas/<slug>/people")
@decided_by(LEADERS)
@signed_in
def people(slug: str) -> ResponseReturnValue:
    """Everyone with a role in the area, now, soon and before, and those invited."""
    area = led_area_at(slug)
    past = reading().scalars(queries.past_grants_in(area.id, today())).all()
    page = render_template(
        "areas/people.html",
        area=area,
        posts=posts_of(
            reading(), reading().scalars(queries.grants_in(area.id, today(), with_deactivated=True)).all(), today()
        ),
        past=past,
        invitations=reading().scalars(accounts.unsettled_invitations(area_id=area.id)).all(),
        at=now(),
        inviter_of=lambda one: inviter_of(reading(), one),
        today=today(),
        may_end=lambda grant: policy.may_end(actor(), grant),
        may_give=lambda grant: policy.may_grant(actor(), area, grant.role, grant.person),
    )
    return keep_no_copy(make_response(page))


@pages.route("/areas/<slug>/people/new", methods=["GET", "POST"])
@decided_by(LEADERS)
@signed_in
def grant(slug: str) -> ResponseReturnValue:
    """Give a person a role in the area."""
    area = led_area_at(slug)

    def act(form: RoleForm) -> Response | None:
        if form.role in policy.LEADING and (asked := proof_first()):
            return asked
        with change() as session:
            person = accounts.find_person(session, form.person_id, viewer=the_actor())
            rules.grant_role(
                session,
                area_at(slug, session),
                person,
                form.role,
                from_on=form.from_on or today(),
                until_on=form.until_on,
                at=now(),
                actor=the_actor(),
            )
        flash(_("%(name)s has the role from the day you chose.", name=person.name), "good")
        return None

    choices = {"person_id": _people_but_me(), "role": _roles(area)}
    return fill_in(RoleForm, "areas/role_form.html", act, back=_people_of(slug), choices=choices, area=area)


@pages.route("/areas/<slug>/people/invitation", methods=["GET", "POST"])
@decided_by(LEADERS)
@signed_in
def invite(slug: str) -> ResponseReturnValue:
    """Invite someone to the area by e-mail."""
    area = led_area_at(slug)

    form_here = AreaInviteForm if the_actor().is_coordinator else LeadersInviteForm

    def act(form: AreaInviteForm) -> ResponseReturnValue:
        if form.role in policy.LEADING and (asked := proof_first()):
            return asked
        facts = form.model_dump(include={"email", "name", "language"})
        with change() as session:
            joined = session.get(Organisation, form.organisation_id) if form.organisation_id else None
            here = area_at(slug, session)
            letter = rules.invite_to_area(
                session, here, form.role, organisation=joined, **facts, at=now(), actor=the_actor()
            )
        return show_letter(letter)

    start = {"language": "sv", "role": Role.ACTOR}
    offered = reading().scalars(accounts.organisations()).all()
    choices = {"organisation_id": [(str(one.id), one.name) for one in offered], "role": _roles(area)}
    return fill_in(form_here, "areas/invite.html", act, back="/", start=start, choices=choices, area=area)


@pages.route("/areas/<slug>/people/<uuid:grant_id>/days", methods=["GET", "POST"])
@decided_by(LEADERS)
@signed_in
def change_dates(slug: str, grant_id: UUID) -> ResponseReturnValue:
    """Change the days on which a role is held."""
    area = led_area_at(slug)
    held = queries.find_grant(reading(), area, grant_id)

    def act(form: DatesForm) -> Response | None:
        if held.role in policy.LEADING and (asked := proof_first()):
            return asked
        with change() as session:
            mine = queries.find_grant(session, area, grant_id)
            rules.change_dates(session, mine, from_on=form.from_on, until_on=form.until_on, at=now(), actor=the_actor())
        flash(_("The days are changed."), "good")
        return None

    start = {"from_on": held.from_on, "until_on": held.until_on}
    return fill_in(DatesForm, "areas/days_form.html", act, back=_people_of(slug), start=start, area=area, grant=held)


@pages.post("/areas/<slug>/people/<uuid:grant_id>/end")
@signed_in
def end(slug: str, grant_id: UUID) -> ResponseReturnValue:
    """End a role; one's own is for everyone to lay down."""
    if queries.find_grant(reading(), area_at(slug), grant_id).role in policy.LEADING and (asked := proof_first()):
        return asked
    with change() as session:
        held = queries.find_grant(session, area_at(slug, session), grant_id)
        rules.end_role(session, held, at=now(), on=today(), actor=the_actor())
    flash(_("The role is ended."), "good")
    return redirect(safe_path(request.form.get("next", ""), url_for("areas.show", slug=slug)))


@pages.route("/areas/<slug>/handover", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def hand_over(slug: str) -> ResponseReturnValue:
    """Hand an area over from one process leader to another."""
    area = area_at(slug)

    def act(form: HandOverForm) -> None:
        with change() as session:
            old = accounts.find_person(session, form.from_person_id, viewer=the_actor())
            new = accounts.find_person(session, form.to_person_id, viewer=the_actor())
            rules.hand_over(
                session,
                area_at(slug, session),
                old,
                new,
                from_on=form.from_on or today(),
                today=today(),
                at=now(),
                actor=the_actor(),
            )
        flash(_("The area is handed over to %(name)s.", name=new.name), "good")

    grants = reading().scalars(queries.grants_in(area.id, today(), with_deactivated=True)).all()
    leaders = [(str(one.person_id), one.person.name) for one in grants if one.role == Role.PROCESS_LEADER]
    choices = {"from_person_id": leaders, "to_person_id": _people_but_me()}
    start = {"from_person_id": leaders[0][0]} if len(leaders) == 1 else {}
    return fill_in(
        HandOverForm, "areas/hand_over.html", act, back=_people_of(slug), start=start, choices=choices, area=area
    )


def _people_of(slug: str) -> str:
    return url_for("areas.people", slug=slug)


def _people_but_me() -> list[tuple[str, str]]:
    every = reading().scalars(accounts.active_persons())
    return [(str(person.id), person.name) for person in every if person.id != the_actor().person_id]


def _roles(area: Area) -> list[tuple[str, str]]:
    return [(role.value, role.label) for role in Role if policy.may_give(actor(), area, role)]
