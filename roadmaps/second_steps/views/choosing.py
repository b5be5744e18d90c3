"""For coordinators: whom the site asks for a second step, who has one, and helping those who have lost theirs."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import find_person, person_names
from roadmaps.accounts.second_ways import second_ways, ways_of
from roadmaps.foundation.clock import now, today
from roadmaps.second_steps import queries, rules
from roadmaps.second_steps.forms import ChoiceForm
from roadmaps.second_steps.views.blueprint import pages
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only, freshly_proved
from roadmaps.web.work import change, reading


@pages.route("/administration/second-step", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def choose() -> ResponseReturnValue:
    """Say whom the site asks for a second step, and see who has one."""

    def act(form: ChoiceForm) -> None:
        has_one = bool(ways_of(reading(), the_actor().person_id))
        with change() as session:
            rules.choose(
                session,
                asks_coordinators=form.asks_coordinators,
                asks_leaders=form.asks_leaders,
                has_one=has_one,
                on=today(),
                at=now(),
                actor=the_actor(),
            )
        flash(_("It holds from now on."), "good")

    back = url_for("second_steps.choose")
    return fill_in(ChoiceForm, "second_steps/choice.html", act, back=back, start=_in_force(), **_how_it_stands())


@pages.post("/people/<uuid:person_id>/second-step/reset")
@coordinators_only
@freshly_proved
def reset(person_id: UUID) -> ResponseReturnValue:
    """Take the second steps from somebody who has lost them."""
    with change() as session:
        person = find_person(session, person_id, viewer=the_actor())
        rules.reset(session, person, forget=[way.forget for way in second_ways()], at=now(), actor=the_actor())
    flash(_("The person is signed out everywhere, and sets up a new second step where the site asks for one."), "good")
    return redirect(url_for("accounts.person", person_id=person_id), 303)


def _in_force() -> dict[str, bool]:
    choice = queries.choice_in_force(reading())
    if choice is None:
        return {}
    return {"asks_coordinators": choice.asks_coordinators, "asks_leaders": choice.asks_leaders}


def _how_it_stands() -> dict[str, Any]:
    """Who is asked and what each of them has, and what has been chosen over time by whom."""
    chosen = reading().scalars(queries.choices()).all()
    return {
        "people": [(one, ways_of(reading(), one.id)) for one in queries.people_asked(reading(), today())],
        "chosen": chosen,
        "names": person_names(reading(), {one.chosen_by_id for one in chosen}),
    }
