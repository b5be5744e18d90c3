"""A small site with doors made for trying out the floor that all doors stand on."""

from collections.abc import Iterator

import pytest
from flask import Blueprint, Flask, flash, redirect, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only, decided_by, open_to_all, signed_in
from tests.browsing import Browser
from tests.databases import JoiningDatabase

pages = Blueprint("trial", __name__, url_prefix="/trial")
REFUSALS = {
    "not-allowed": NotAllowed(say("This roadmap is locked.")),
    "not-found": NotFound(),
    "invalid": Invalid(say("A goal needs a title.")),
    "conflict": Conflict(say("Karin has changed this meanwhile.")),
}


@pages.route("/open", methods=["GET", "POST"])
@open_to_all
def open_door() -> ResponseReturnValue:
    return "come in"


@pages.route("/signed-in", methods=["GET", "POST"])
@signed_in
def signed_in_door() -> ResponseReturnValue:
    return f"welcome {the_actor().name}"


@pages.get("/coordinators")
@coordinators_only
def coordinators_door() -> ResponseReturnValue:
    return "keys"


@pages.get("/decided")
@decided_by("may_read_roadmap")
def decided_door() -> ResponseReturnValue:
    return "look"


@pages.route("/refusals/<name>", methods=["GET", "POST"])
@open_to_all
def refusing_door(name: str) -> ResponseReturnValue:
    raise REFUSALS[name]


@pages.route("/failures/<name>", methods=["GET", "POST"])
@open_to_all
def failing_door(name: str) -> ResponseReturnValue:
    raise {"bug": ZeroDivisionError(), "busy": OperationalError("", {}, Exception("database is locked"))}[name]


@pages.get("/file")
@open_to_all
def file_door() -> ResponseReturnValue:
    return send_file(__file__)


@pages.post("/flash")
@open_to_all
def flashing_door() -> ResponseReturnValue:
    flash(request.form["said"])
    return redirect("/about", 303)


@pytest.fixture(scope="module")
def small_site(settings: Settings, shared_database: JoiningDatabase) -> Flask:
    """The whole application with the doors above besides."""
    app = create_app(settings, shared_database)
    app.register_blueprint(pages)
    app.test_client_class = Browser
    return app


@pytest.fixture
def client(small_site: Flask, session: Session, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A browser at the small site. Marked ``in_earnest``, it sees failures as visitors do."""
    small_site.config["WTF_CSRF_ENABLED"] = request.node.get_closest_marker("csrf") is not None
    small_site.testing = request.node.get_closest_marker("in_earnest") is None
    browser = small_site.test_client()
    browser.session = session
    yield browser
    small_site.testing = True
