"""The door of the first run. It is there only until there is a coordinator."""

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from roadmaps.accounts.entering import go_on, let_in
from roadmaps.accounts.models import Way
from roadmaps.first_run import rules
from roadmaps.first_run.forms import SetupForm
from roadmaps.first_run.queries import waits_for_coordinator
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound
from roadmaps.web.filling import fill_in
from roadmaps.web.language import locale
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import open_to_all
from roadmaps.web.work import change, reading

PACE = "setup"
pages = Blueprint("first_run", __name__)


@pages.route("/setup", methods=["GET", "POST"])
@open_to_all
def set_up() -> ResponseReturnValue:
    """Become the first coordinator, with the code from the console."""
    if not waits_for_coordinator(reading()):
        raise NotFound
    return fill_in(SetupForm, "first_run/set_up.html", _set_up, back="/", start={"language": locale()})


def _set_up(form: SetupForm) -> Response:
    keep_pace(PACE)
    with change() as session:
        person = rules.set_up(session, **form.model_dump(), at=now())
        token = let_in(session, person, way=Way.PASSWORD)
    answer = go_on(token, url_for("accounts.administration"))
    # Not before: whatever a browser held is gone when somebody signs in there.
    flash(_("The site is yours to fill. Create the first strength area, and invite those who will lead it."), "good")
    return answer
