"""The doors of a handover: the page that gathers everything, naming a successor, passing on, and taking over."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_persons, person_names
from roadmaps.areas import policy, rules
from roadmaps.areas.doors import area_at, led_area_at
from roadmaps.areas.models import Area
from roadmaps.areas.queries import succession_in
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound
from roadmaps.handover.forms import NoteForm, SuccessorForm
from roadmaps.handover.gathering import gather
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import freshly_proved, signed_in
from roadmaps.web.work import change, reading

pages = Blueprint("handover", __name__)


@pages.get("/areas/<slug>/handing-over")
@signed_in
def page(slug: str) -> ResponseReturnValue:
    """What is led, waits, is promised and lies ahead; and the press that takes it over, before which it is told in numbers."""
    area = _area_for_handover(slug)
    roadmap = roadmap_of(reading(), area.id)
    if roadmap is None:
        raise NotFound
    found, leads = gather(reading(), roadmap, now()), policy.leads(actor(), area.id)
    if not leads:
        found = found.in_numbers()
    successor_id = found.successor.person_id if found.successor else None
    return render_template(
        "handover/page.html",
        area=area,
        found=found,
        names=person_names(reading(), {note.person_id for note in found.notes}),
        may_name=policy.may_name_successor(actor(), area),
        may_take_over=policy.may_take_over(actor(), area, successor_id=successor_id, is_vacant=found.is_vacant),
        may_pass_on=leads,
    )


@pages.post("/areas/<slug>/handing-over")
@signed_in
@freshly_proved
def take_over(slug: str) -> ResponseReturnValue:
    """Become process leader of the area, in one act."""
    with change() as session:
        rules.take_over(session, area_at(slug, session), actor=the_actor(), on=today(), at=now())
    flash(_("You are the process leader of the area now. Everything in it stays where it is."), "good")
    return redirect(url_for("handover.page", slug=slug), 303)


@pages.route("/areas/<slug>/handing-over/successor", methods=["GET", "POST"])
@signed_in
@freshly_proved
def name(slug: str) -> ResponseReturnValue:
    """Say who is to take over."""
    area = led_area_at(slug)
    if not policy.may_name_successor(actor(), area):
        raise NotFound

    def act(form: SuccessorForm) -> None:
        with change() as session:
            person = session.get(Person, form.person_id)
            if person is None:
                raise NotFound
            rules.name_successor(session, area_at(slug, session), person, actor=the_actor(), at=now())
        flash(_("%(name)s is told, and takes over with one press.", name=person.name), "good")

    people = [(str(one.id), one.name) for one in reading().scalars(active_persons()) if one.id != the_actor().person_id]
    back = url_for("handover.page", slug=slug)
    choices = {"person_id": people}
    return fill_in(SuccessorForm, "handover/successor.html", act, back=back, choices=choices, area=area, leave=back)


@pages.post("/areas/<slug>/handing-over/successor/removal")
@signed_in
def take_back(slug: str) -> ResponseReturnValue:
    """Let nobody be named any more."""
    with change() as session:
        rules.take_back_naming(session, area_at(slug, session), actor=the_actor(), at=now())
    flash(_("Nobody is named to take over any more."), "good")
    return redirect(url_for("handover.page", slug=slug), 303)


@pages.route("/areas/<slug>/handing-over/note", methods=["GET", "POST"])
@signed_in
def pass_on(slug: str) -> ResponseReturnValue:
    """Write down what the next one needs to know."""
    area = led_area_at(slug)

    def act(form: NoteForm) -> None:
        with change() as session:
            rules.pass_on(session, area_at(slug, session), form.words, actor=the_actor(), at=now())
        flash(_("Kept. Whoever takes over reads it."), "good")

    back = url_for("handover.page", slug=slug)
    return fill_in(NoteForm, "handover/note.html", act, back=back, area=area, leave=back)


def _area_for_handover(slug: str) -> Area:
    """The area, for those who lead it and whoever is to take it over; for others there is no such page."""
    area = area_at(slug)
    named = reading().scalar(succession_in(area.id, today()))
    if not policy.may_see_handover(actor(), area, named.person_id if named else None):
        raise NotFound
    return area
