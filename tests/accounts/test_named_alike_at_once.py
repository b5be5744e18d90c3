"""Two organisations that get the same name at the same moment: who comes second is told, as if a minute had passed."""

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from roadmaps.accounts.models import Organisation
from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from tests.browsing import page_of
from tests.factories.accounts import a_person, a_sign_in, an_organisation

NAME = "Jamtli"
# Seconds in which the second has come as far as it can before the first is kept.
A_WHILE = 0.5


def signed_in(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return client


def two_organisations(app: Flask) -> tuple[UUID, UUID, str]:
    """And the token of a coordinator who is signed in."""
    with app.app_context(), app.extensions["units_of_work"].change() as session:
        maja = a_person(session, "Maja Sundin", is_coordinator=True)
        _, token = a_sign_in(session, maja, at=now())
        return an_organisation(session, "Torsta").id, an_organisation(session, "Peak").id, token


def test_who_names_second_is_told_and_keeps_what_was_typed(fresh_database: Database, tmp_path: Path) -> None:
    settings = Settings(database_url=fresh_database.url, secret_key="k" * 40, data_dir=tmp_path, is_testing=True)
    app = create_app(settings, fresh_database)
    app.config["WTF_CSRF_ENABLED"] = False
    first, second, token = two_organisations(app)
    # As in earnest, where a page that came second is asked once more.
    app.testing = False
    client = signed_in(app, token)
    typed = {"name": NAME, "helix": "business", "short_name": "Fjället", "homepage": ""}

    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), app.extensions["units_of_work"].change() as session:
            session.get_one(Organisation, first).name = NAME
            session.flush()
            answer: Future[TestResponse] = pool.submit(client.post, f"/organisations/{second}/edit", data=typed)
            with suppress(NotYet):
                answer.result(A_WHILE)
        told = answer.result()

    assert told.status_code == 422
    page = page_of(told)
    assert "Det finns redan en organisation med det namnet." in page.body.text()
    assert page.css_first("[name=short_name]").attributes["value"] == "Fjället"
