"""Setting an app up: on one's own page, or while a first sign-in waits for it."""

import io
from dataclasses import dataclass

import segno
from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from roadmaps.accounts.cookie import open_browser
from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.second_ways import still_here, the_beginner, while_waiting
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound
from roadmaps.second_steps import rules
from roadmaps.second_steps.forms import AppForm
from roadmaps.second_steps.numbers import address_for_apps, in_groups, on_paper
from roadmaps.second_steps.rules.apps import offered_to
from roadmaps.second_steps.views.blueprint import my_sign_in, pages, seal
from roadmaps.web.filling import fill_in
from roadmaps.web.permissions import freshly_proved, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

SITE = "Färdplan"


@dataclass(frozen=True)
class Place:
    """Where somebody sets an app up: the addresses of its doors, and where they lead on to."""

    form: str
    picture: str
    back: str
    onward: str


def _on_my_page() -> Place:
    back = url_for("second_steps.mine")
    return Place(url_for("second_steps.set_up"), url_for("second_steps.picture"), back, back)


def _at_the_door() -> Place:
    onward = safe_path(request.values.get("next", ""), "/")
    form = url_for("second_steps.set_up_at_the_door", next=onward)
    back = url_for("accounts.second_step", next=onward)
    return Place(form, url_for("second_steps.picture_at_the_door"), back, onward)


@pages.post("/me/second-step/offer")
@signed_in
@freshly_proved
def offer() -> ResponseReturnValue:
    """Begin to set an app up, or another one than before."""
    return _offer(my_sign_in(), _on_my_page())


@pages.post("/sign-in/second-step/offer")
@open_to_all
@while_waiting
def offer_at_the_door() -> ResponseReturnValue:
    """Begin to set an app up because the site asks for it."""
    return _offer(the_beginner(), _at_the_door())


@pages.route("/me/second-step/app", methods=["GET", "POST"])
@signed_in
@freshly_proved
def set_up() -> ResponseReturnValue:
    """Show the app the secret, and take its first code."""
    return _set_up(my_sign_in(), _on_my_page())


@pages.route("/sign-in/second-step/app", methods=["GET", "POST"])
@open_to_all
@while_waiting
def set_up_at_the_door() -> ResponseReturnValue:
    """The same while a sign-in waits for it."""
    return _set_up(the_beginner(), _at_the_door())


@pages.get("/me/second-step/app.svg")
@signed_in
@freshly_proved
def picture() -> ResponseReturnValue:
    """The secret as a square for the phone's camera."""
    return _picture(my_sign_in())


@pages.get("/sign-in/second-step/app.svg")
@open_to_all
@while_waiting
def picture_at_the_door() -> ResponseReturnValue:
    """The same while a sign-in waits for it."""
    return _picture(the_beginner())


def _offer(sign_in: SignIn, place: Place) -> ResponseReturnValue:
    with change() as session:
        rules.offer_app(session, still_here(session, sign_in), seal=seal(), at=now())
    return redirect(place.form, 303)


def _set_up(sign_in: SignIn, place: Place) -> ResponseReturnValue:
    secret = offered_to(reading(), sign_in, seal=seal(), at=now())
    if secret is None:
        return redirect(place.back, 303)
    person = reading().get_one(Person, sign_in.person_id)

    def act(form: AppForm) -> AnyResponse:
        with change() as session:
            here = still_here(session, sign_in)
            token, codes = rules.take_app(session, here, form.code, seal=seal(), at=now())
        open_browser(token)
        return codes_shown(codes, place.onward)

    link = address_for_apps(secret, person=person.email, site=SITE)
    return fill_in(AppForm, "second_steps/app.html", act, back="", secret=in_groups(secret), place=place, link=link)


def _picture(sign_in: SignIn) -> Response:
    secret = offered_to(reading(), sign_in, seal=seal(), at=now())
    if secret is None:
        raise NotFound
    person = reading().get_one(Person, sign_in.person_id)
    drawn = io.BytesIO()
    square = segno.make_qr(address_for_apps(secret, person=person.email, site=SITE), error="m")
    square.save(drawn, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
    answer = make_response(drawn.getvalue())
    answer.content_type = "image/svg+xml"
    return answer


def codes_shown(codes: list[str], onward: str) -> Response:
    """The page with the recovery codes. They stand nowhere else, so it is the answer itself and no address."""
    written = [on_paper(code) for code in codes]
    return make_response(render_template("second_steps/codes.html", codes=written, onward=onward))
