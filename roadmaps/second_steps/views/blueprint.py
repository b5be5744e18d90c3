"""The blueprint that the doors of this room hang on, and what several of them need."""

from typing import cast

from flask import Blueprint, current_app
from sqlalchemy.orm import Session

from roadmaps.accounts.cookie import this_browser
from roadmaps.accounts.models import SignIn
from roadmaps.foundation.sealing import Seal
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import reading

pages = Blueprint("second_steps", __name__)
pages.after_request(keep_no_copy)


def seal() -> Seal:
    """What seals the secrets of this site."""
    return cast(Seal, current_app.extensions["second_step_seal"])


def my_sign_in(session: Session | None = None) -> SignIn:
    """The sign-in of this browser, in a door that only people who are signed in come through."""
    browser = this_browser()
    assert browser is not None
    return (session or reading()).get_one(SignIn, browser.sign_in_id)
