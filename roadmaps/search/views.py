"""The one door of this room: asking, and what was found."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from roadmaps.search.answers import answer_of
from roadmaps.search.filters import Asked
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading

pages = Blueprint("search", __name__)


@pages.get("/search")
@decided_by("search.policy.visible_to")
def show() -> ResponseReturnValue:
    """What was found among what one may read."""
    return render_template("search/show.html", **answer_of(reading(), Asked.of(request.args), actor()))
