"""The door for those who do not want to wait for the next round of fetching."""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from roadmaps.foundation.clock import now
from roadmaps.indicators.doors import recordable_at
from roadmaps.indicators.kolada.client import Kolada
from roadmaps.indicators.kolada.fetching import Errand, fetch_one
from roadmaps.indicators.kolada.rules import check_fetchable
from roadmaps.indicators.kolada.words import words_for
from roadmaps.web.identity import the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import close_reading, units

pages = Blueprint("kolada", __name__)
# A person waits for it, and a thread of the server with them.
SECONDS = 10.0


@pages.post("/indicators/<uuid:indicator_id>/fetches")
@signed_in
def fetch(indicator_id: UUID) -> ResponseReturnValue:
    """Fetch the readings of one indicator from Kolada now."""
    roadmap, indicator = recordable_at(indicator_id)
    check_fetchable(indicator)
    close_reading()
    source = Kolada(current_app.extensions["settings"].kolada_url, seconds=SECONDS)
    fetched = fetch_one(units(), roadmap, indicator, Errand(source, words_for, now(), asked_by=the_actor().person_id))
    flash(translate(fetched.sentence), "danger" if fetched.failed else "good")
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)
