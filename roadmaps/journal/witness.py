"""What sees every unit of work as the last before it is kept, and every answer that refuses an act."""

import logging
from dataclasses import replace

from flask import Flask, Response, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from roadmaps.foundation.changed_rows import ChangedRows
from roadmaps.foundation.circumstances import Circumstances, Entrance
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import Event
from roadmaps.journal.models import Outcome
from roadmaps.journal.quiet import is_quiet
from roadmaps.journal.rules import Known, write_line, write_refusal
from roadmaps.journal.telling import what_was_done
from roadmaps.web.circumstances import circumstances
from roadmaps.web.work import change

log = logging.getLogger(__name__)

ONLY_LOOKING = {"GET", "HEAD", "OPTIONS"}
# A form that is from elsewhere, no permission, nothing that one may see, too often.
REFUSALS = {400, 403, 404, 429}
FAILURE = 500


def write_down(session: Session, events: list[Event], rows: ChangedRows) -> None:
    """Write the line of this unit of work, unless nothing has been done that is worth one."""
    changed = list(rows)
    if not is_quiet(events, changed):
        write_line(session, Known(_with_person(circumstances(), events), what_was_done(events, changed)), at=now())


def write_refused(response: Response) -> Response:
    """Write that an act was refused or failed, in a unit of work of its own. The answer goes out whatever comes of it."""
    status = response.status_code
    if request.method in ONLY_LOOKING or request.endpoint is None or (status not in REFUSALS and status < FAILURE):
        return response
    outcome = Outcome.FAILED if status >= FAILURE else Outcome.REFUSED
    try:
        with change() as session:
            write_refusal(session, circumstances(), outcome, status, at=now())
    except SQLAlchemyError:
        log.exception("That %s was refused could not be written down", request.endpoint)
    return response


def _with_person(told: Circumstances, events: list[Event]) -> Circumstances:
    """In a live session one thread keeps what several have sent; whoever alone has done something is named all the same."""
    if told.entrance is not Entrance.LIVE:
        return told
    people = {person for event in events if (person := getattr(event, "person_id", None))}
    return replace(told, person_id=people.pop()) if len(people) == 1 else told


def register(app: Flask) -> None:
    """See everything from now on."""
    app.extensions["units_of_work"].let_witness(write_down)
    app.after_request(write_refused)
