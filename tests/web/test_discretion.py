"""What the site keeps to itself: in its logs, in its error pages, and in what it says of the programs that it is made of."""

import logging
import re

import gunicorn
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from roadmaps.accounts.models import PasswordReset
from roadmaps.accounts.rules.resets import make_link
from roadmaps.app import create_app
from tests.factories.accounts import PASSWORD, a_person

INSIDE = ("Traceback", "ZeroDivision", "sqlalchemy", "roadmaps/", ".py", "werkzeug", "Werkzeug", "select ", "SELECT ")


@pytest.mark.in_earnest
@pytest.mark.parametrize(
    "address",
    [
        "/trial/failures/bug",
        "/trial/failures/busy",
        "/nowhere",
        "/areas/nowhere",
        "/threads/00000000-0000-0000-0000-000000000000",
    ],
)
def test_error_pages_tell_no_internals(client, address):
    page = client.get(address)

    assert page.status_code in {404, 500, 503}
    for word in INSIDE:
        assert word not in page.text, f"{word} stands on the page of {address}"


def test_debugging_is_off_whatever_the_environment_says(settings, shared_database, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")

    app = create_app(settings, shared_database)

    assert app.debug is False
    assert app.config["PROPAGATE_EXCEPTIONS"] in {None, False}


def test_no_answer_tells_which_programs_of_which_versions_it_comes_from(client):
    headers = client.get("/about").headers

    assert not {"Server", "X-Powered-By", "Via"} & set(headers.keys())
    assert not re.search(r"\d", gunicorn.SERVER)


def test_passwords_and_links_stand_in_no_log(client, session, at, caplog):
    caplog.set_level(logging.DEBUG)
    person = a_person(session, "Karin Åslund")
    token = make_link(session, person, at=at)

    client.post("/sign-in", data={"email": person.email, "password": "fel lösenord som ingen har"})
    client.post("/sign-in", data={"email": person.email, "password": PASSWORD})
    client.get(f"/reset/{token}")
    client.post(f"/reset/{token}", data={"password": "ett-nytt-långt-lösenord-för-fjällen", "again": "x"})

    assert session.scalars(select(PasswordReset)).first() is not None
    logged = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)
    for secret in ("fel lösenord", PASSWORD, "ett-nytt-långt", token):
        assert secret not in logged


def test_what_people_write_is_in_no_message_of_the_database(session):
    with pytest.raises(DBAPIError) as failure:
        session.execute(text("SELECT :words FROM no_such_table"), {"words": "karin@example.org"})

    assert "karin" not in str(failure.value)


def test_no_address_of_ours_is_told_to_other_sites(client):
    assert client.get("/sign-in").headers["Referrer-Policy"] == "same-origin"
    assert client.get("/reset/anything").headers["Referrer-Policy"] == "same-origin"
