"""The people, and what coordinators decide about them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from roadmaps.accounts import policy, queries, rules
from roadmaps.accounts.models import Person
from roadmaps.accounts.views.blueprint import pages
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import coordinators_only, decided_by, freshly_proved, signed_in
from roadmaps.web.work import change, reading

STATES = ("active", "coordinators", "deactivated", "all")


@dataclass(frozen=True)
class Asked:
    """What the list of people was asked for."""

    words: str
    organisation: UUID | None
    state: str

    @classmethod
    def of_request(cls) -> "Asked":
        """From the address; what cannot be understood is left aside."""
        state = request.args.get("state", "")
        return cls(
            words=request.args.get("words", "")[:100],
            organisation=request.args.get("organisation", type=UUID),
            state=state if state in STATES else STATES[0],
        )


@pages.get("/administration")
@coordinators_only
def administration() -> ResponseReturnValue:
    """Where a coordinator begins."""
    return render_template(
        "accounts/administration.html",
        people=queries.count(reading(), queries.active_persons()),
        organisations=queries.count(reading(), queries.organisations()),
        invitations=queries.count(reading(), queries.unsettled_invitations()),
        coordinators=reading().scalars(queries.active_coordinators()).all(),
        proposals=reading().scalars(queries.waiting_proposals()).all(),
    )


@pages.get("/people")
@decided_by("coordinators and those who lead an area")
@signed_in
def people() -> ResponseReturnValue:
    """The people here, found by name, organisation and state."""
    if not policy.may_list_people(actor()):
        raise NotAllowed(say("Coordinators and those who lead an area see the list of people."))
    asked = Asked.of_request()
    query = queries.people_matching(
        words=asked.words,
        organisation_id=asked.organisation,
        state=asked.state,
        on=today(),
        by_email=policy.may_administer(actor()),
    )
    found = reading().scalars(query).all()
    memberships = reading().scalars(queries.memberships_of([person.id for person in found], today())).all()
    return render_template(
        "accounts/people.html",
        people=found,
        memberships=memberships,
        organisations=reading().scalars(queries.organisations()).all(),
        asked=asked,
        states=STATES,
    )


@pages.get("/people/<uuid:person_id>")
@decided_by("the person, coordinators and those who lead an area")
@signed_in
def person(person_id: UUID) -> ResponseReturnValue:
    """One person."""
    found = queries.find_person(reading(), person_id, viewer=actor())
    memberships = reading().scalars(queries.all_memberships_of(found.id)).all()
    browsers = queries.count(reading(), queries.running_sign_ins_of(found.id, now()))
    return render_template(
        "accounts/person.html", person=found, memberships=memberships, today=today(), browsers=browsers
    )


@pages.post("/people/<uuid:person_id>/deactivation")
@coordinators_only
@freshly_proved
def deactivate(person_id: UUID) -> ResponseReturnValue:
    """Shut a person out."""
    return _decide(
        person_id, rules.deactivate, _("The account is deactivated, and the person is signed out everywhere.")
    )


@pages.post("/people/<uuid:person_id>/reactivation")
@coordinators_only
@freshly_proved
def reactivate(person_id: UUID) -> ResponseReturnValue:
    """Let a person in again."""
    return _decide(person_id, rules.reactivate, _("The person can sign in again."))


@pages.post("/people/<uuid:person_id>/appointment")
@coordinators_only
@freshly_proved
def appoint_coordinator(person_id: UUID) -> ResponseReturnValue:
    """Make a person coordinator."""
    return _decide(person_id, rules.appoint_coordinator, _("The person is now coordinator."))


@pages.post("/people/<uuid:person_id>/dismissal")
@coordinators_only
@freshly_proved
def dismiss_coordinator(person_id: UUID) -> ResponseReturnValue:
    """Let a coordinator be one no longer."""
    return _decide(person_id, rules.dismiss_coordinator, _("The person is no longer coordinator."))


@pages.post("/people/<uuid:person_id>/sign-ins/end")
@coordinators_only
@freshly_proved
def end_sign_ins(person_id: UUID) -> ResponseReturnValue:
    """Sign a person out everywhere."""
    return _decide(person_id, rules.end_sign_ins_of, _("The person is signed out everywhere, and can sign in again."))


def _decide(person_id: UUID, rule: Callable[..., None], done: str) -> ResponseReturnValue:
    with change() as session:
        rule(session, _find(session, person_id), at=now(), actor=the_actor())
    flash(done, "good")
    return redirect(url_for("accounts.person", person_id=person_id))


def _find(session: Session, person_id: UUID) -> Person:
    return queries.find_person(session, person_id, viewer=the_actor())
