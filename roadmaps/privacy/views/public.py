"""The page for everybody: what is kept about people, and why."""

from flask import render_template
from flask.typing import ResponseReturnValue

from roadmaps.privacy.queries import facts_now
from roadmaps.privacy.telling import told
from roadmaps.privacy.views.blueprint import pages
from roadmaps.web.permissions import open_to_all
from roadmaps.web.work import reading


@pages.get("/privacy")
@open_to_all
def show() -> ResponseReturnValue:
    """Who answers, what is kept, on which ground and for how long, and what one can ask for."""
    return render_template("privacy/show.html", facts=facts_now(reading()), told=told(reading()))
