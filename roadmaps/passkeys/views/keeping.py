"""One's own passkeys: adding, renaming and removing them; and adding the first one while a sign-in waits for it."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from roadmaps.accounts.browser_names import browser_name
from roadmaps.accounts.entering import go_on, terms_for
from roadmaps.accounts.models import Person, SignIn
from roadmaps.accounts.rules import show_again
from roadmaps.accounts.second_ways import still_here, the_beginner, ways_of, while_waiting
from roadmaps.foundation.clock import now
from roadmaps.passkeys import rules
from roadmaps.passkeys.ceremonies import options_for_new
from roadmaps.passkeys.challenges import Act, new_challenge, take_challenge
from roadmaps.passkeys.forms import NameForm, NewPasskeyForm
from roadmaps.passkeys.queries import find_passkey, passkeys_of
from roadmaps.passkeys.views.blueprint import my_sign_in, pages, this_site
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import freshly_proved, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@dataclass(frozen=True)
class Place:
    """Where somebody adds a passkey: the addresses of its doors, and where they lead on to."""

    form: str
    challenge: str
    back: str
    onward: str


@pages.route("/me/passkeys/new", methods=["GET", "POST"])
@signed_in
@freshly_proved
def add() -> ResponseReturnValue:
    """Add a passkey."""
    back = url_for("accounts.me", _anchor="passkeys")
    return _add(my_sign_in(), Place(url_for("passkeys.add"), url_for("passkeys.ask_new"), back, back))


@pages.post("/me/passkeys/challenge")
@signed_in
@freshly_proved
def ask_new() -> ResponseReturnValue:
    """What to ask the browser that is to make a key."""
    return _ask_new(my_sign_in())


@pages.route("/sign-in/second-step/passkey/new", methods=["GET", "POST"])
@open_to_all
@while_waiting
def add_at_the_door() -> ResponseReturnValue:
    """Add a first passkey because the site asks for a second step."""
    onward = safe_path(request.values.get("next", ""), "/")
    form = url_for("passkeys.add_at_the_door", next=onward)
    back = url_for("accounts.second_step", next=onward)
    return _add(the_beginner(), Place(form, url_for("passkeys.ask_new_at_the_door"), back, onward))


@pages.post("/sign-in/second-step/passkey/new/challenge")
@open_to_all
@while_waiting
def ask_new_at_the_door() -> ResponseReturnValue:
    """What to ask the browser that is to make a key while a sign-in waits for it."""
    return _ask_new(the_beginner())


@pages.route("/me/passkeys/<uuid:passkey_id>/name", methods=["GET", "POST"])
@signed_in
def rename(passkey_id: UUID) -> ResponseReturnValue:
    """Call a passkey something else."""
    passkey = find_passkey(reading(), passkey_id, viewer=the_actor())

    def act(form: NameForm) -> None:
        with change() as session:
            mine = find_passkey(session, passkey_id, viewer=the_actor())
            rules.rename(session, mine, form.name, at=now(), actor=the_actor())

    back = url_for("accounts.me", _anchor="passkeys")
    return fill_in(NameForm, "passkeys/name.html", act, back=back, start={"name": passkey.name}, passkey=passkey)


@pages.post("/me/passkeys/<uuid:passkey_id>/removal")
@signed_in
@freshly_proved
def remove(passkey_id: UUID) -> ResponseReturnValue:
    """Let a passkey open nothing any more."""
    is_needed = _is_last_second_step()
    with change() as session:
        passkey = find_passkey(session, passkey_id, viewer=the_actor())
        rules.remove(session, passkey, is_needed=is_needed, at=now(), actor=the_actor())
    flash(_("The passkey no longer opens anything here. Remove it from your device as well."), "good")
    return redirect(url_for("accounts.me", _anchor="passkeys"), 303)


def _ask_new(sign_in: SignIn) -> ResponseReturnValue:
    person = reading().get_one(Person, sign_in.person_id)
    options = options_for_new(
        this_site(),
        challenge=new_challenge(Act.ADDING, person.id),
        person_id=person.id,
        email=person.email,
        name=person.name,
        has=reading().scalars(passkeys_of(person.id)).all(),
    )
    return jsonify(options)


def _add(sign_in: SignIn, place: Place) -> ResponseReturnValue:
    def act(form: NewPasskeyForm) -> Response:
        challenge = take_challenge(Act.ADDING, sign_in.person_id)
        with change() as session:
            here = still_here(session, sign_in)
            rules.add(
                session, here, name=form.name, answer=form.answer, site=this_site(), challenge=challenge, at=now()
            )
            token = show_again(session, here, is_strong=True, at=now())
        flash(_("The passkey is kept. Next time you can sign in with it alone."), "good")
        return go_on(token, place.onward)

    start = {"name": browser_name(sign_in.user_agent)}
    return fill_in(NewPasskeyForm, "passkeys/new.html", act, back="", start=start, place=place)


def _is_last_second_step() -> bool:
    person = reading().get_one(Person, the_actor().person_id)
    is_only_one = len(reading().scalars(passkeys_of(person.id)).all()) == 1 and len(ways_of(reading(), person.id)) == 1
    return is_only_one and terms_for(reading(), person).needs_second_step
