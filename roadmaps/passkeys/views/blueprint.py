"""The blueprint that the doors of this room hang on, and what several of them need."""

from flask import Blueprint, current_app, request

from roadmaps.accounts.cookie import this_browser
from roadmaps.accounts.models import SignIn
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.passkeys.forms import ShownPasskeyForm
from roadmaps.passkeys.site import Site, site_at
from roadmaps.web.forms import read_form
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import reading

pages = Blueprint("passkeys", __name__)
pages.after_request(keep_no_copy)


def this_site() -> Site:
    """The site that keys are made for."""
    return site_at(current_app.config["BASE_URL"])


def my_sign_in() -> SignIn:
    """The sign-in of this browser, in a door that only people who are signed in come through."""
    browser = this_browser()
    assert browser is not None
    return reading().get_one(SignIn, browser.sign_in_id)


def answer_sent() -> str:
    """What the browser has sent for a key.

    :raises Invalid: when it sent nothing, or too much
    """
    sent = read_form(ShownPasskeyForm, request.form).value
    if sent is None:
        raise Invalid(say("The passkey did not answer as it should. Try once more, or take another way."))
    return sent.answer
