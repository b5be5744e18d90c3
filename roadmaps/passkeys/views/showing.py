"""Showing a passkey: to sign in, as the second step of a sign-in, or once more who one is."""

from uuid import UUID

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.accounts.entering import go_on, let_in
from roadmaps.accounts.models import SignIn, Way
from roadmaps.accounts.rules import show_again
from roadmaps.accounts.second_ways import the_waiting, while_waiting
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.passkeys import rules
from roadmaps.passkeys.ceremonies import options_for_showing, read_claim
from roadmaps.passkeys.challenges import Act, new_challenge, take_challenge
from roadmaps.passkeys.queries import passkeys_of
from roadmaps.passkeys.views.blueprint import answer_sent, my_sign_in, pages, this_site
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.post("/sign-in/passkey/challenge")
@open_to_all
def ask() -> ResponseReturnValue:
    """What to ask the browser for whoever wants to sign in; it tells nobody whose keys are known here."""
    keep_pace("passkey")
    return jsonify(options_for_showing(this_site(), challenge=new_challenge(Act.SIGN_IN)))


@pages.post("/sign-in/passkey")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Sign in with a passkey, which says itself whose it is."""
    keep_pace("passkey")
    claim, challenge = read_claim(answer_sent()), take_challenge(Act.SIGN_IN)
    with change() as session:
        person = rules.show(session, claim, site=this_site(), challenge=challenge, person_id=None, at=now())
        token = let_in(session, person, way=Way.PASSKEY, is_strong=True) if person else None
    if token is None:
        raise Invalid(_opens_nothing())
    return go_on(token, safe_path(request.form.get("next", ""), "/"))


@pages.post("/sign-in/second-step/passkey/challenge")
@open_to_all
@while_waiting
def ask_at_the_door() -> ResponseReturnValue:
    """What to ask the browser for a sign-in that waits for its second step."""
    return _ask(Act.SECOND_STEP, the_waiting().person_id)


@pages.post("/sign-in/second-step/passkey")
@open_to_all
@while_waiting
def second_step() -> ResponseReturnValue:
    """Show a passkey as the second step, and come in."""
    return _show(Act.SECOND_STEP, the_waiting(), safe_path(request.form.get("next", ""), "/"))


@pages.post("/me/proof/passkey/challenge")
@signed_in
def ask_again() -> ResponseReturnValue:
    """What to ask the browser for somebody who is to show again who they are."""
    return _ask(Act.PROOF, my_sign_in().person_id)


@pages.post("/me/proof/passkey")
@signed_in
def prove_again() -> ResponseReturnValue:
    """Show with a passkey who one is, and go on."""
    return _show(Act.PROOF, my_sign_in(), safe_path(request.form.get("next", ""), url_for("accounts.me")))


def _ask(act: Act, person_id: UUID) -> ResponseReturnValue:
    keys = reading().scalars(passkeys_of(person_id)).all()
    return jsonify(options_for_showing(this_site(), challenge=new_challenge(act, person_id), keys=keys))


def _show(act: Act, sign_in: SignIn, onward: str) -> ResponseReturnValue:
    keep_pace("passkey")
    claim, challenge = read_claim(answer_sent()), take_challenge(act, sign_in.person_id)
    with change() as session:
        shown = rules.show(session, claim, site=this_site(), challenge=challenge, person_id=sign_in.person_id, at=now())
        token = show_again(session, sign_in, is_strong=True, at=now()) if shown else None
    if token is None:
        raise Invalid(_opens_nothing())
    return go_on(token, onward)


def _opens_nothing() -> Sentence:
    return say("This passkey does not open anything here. Take another one, or another way.")
