"""A browser for the tests of doors: the test client of Flask, in the transaction of the test."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import now
from tests.factories.accounts import a_sign_in
from tests.witnessed import writing_seen


class Browser(FlaskClient):
    """Sees what the test's own session has made, and lets that session see what each request has changed.

    Whatever a request does leaves its line in the journal: this holds in every test of a door.
    """

    application: Flask
    session: Session

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request."""
        self.session.flush()
        with writing_seen(self.application.extensions["units_of_work"].database.engine) as written:
            response = super().open(*args, **kwargs)
        assert written.lines or not written.acts, f"{args} wrote in {written.acts} and left no line in the journal"
        self.session.expire_all()
        return response

    def sign_in(self, person: Person) -> "Browser":
        """Sit here as the person, as after the page for signing in."""
        _, token = a_sign_in(self.session, person, at=now())
        with self.session_transaction() as cookie:
            cookie.clear()
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return self

    def page(self, address: str, **kwargs: Any) -> LexborHTMLParser:
        """The page at the address, which must be there."""
        response = self.get(address, **kwargs)
        assert response.status_code == 200, f"{address} answered {response.status}"
        return page_of(response)


def page_of(response: TestResponse) -> LexborHTMLParser:
    """The answer as a tree to look things up in."""
    return LexborHTMLParser(response.get_data(as_text=True))
