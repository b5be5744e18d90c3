"""The doors that end letters, for whoever holds the signed link of one: of a kind, or of a thread."""

from typing import cast
from uuid import UUID

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from roadmaps.areas.actors import load_actor
from roadmaps.discussion.models import Thread
from roadmaps.following.models import SubjectSort
from roadmaps.following.rules import leave as leave_subject
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound
from roadmaps.notifications import rules
from roadmaps.notifications.outbox import Outbox
from roadmaps.notifications.stopping import StopLinks
from roadmaps.notifications.views import pages
from roadmaps.web.permissions import open_to_all
from roadmaps.web.work import change


@pages.get("/mail/stop/<token>")
@open_to_all
def consider_stop(token: str) -> ResponseReturnValue:
    """Ask before ending the letters of one kind: programs that look into mail follow links."""
    _person_id, kind = stop_links().read(token)
    return render_template("notifications/stop.html", token=token, kind=kind, is_done=False)


@pages.post("/mail/stop/<token>")
@open_to_all
def stop(token: str) -> ResponseReturnValue:
    """End them, without signing in. The signed link is the proof, so that no token of a form is asked for."""
    person_id, kind = stop_links().read(token)
    with change() as session:
        rules.stop(session, person_id, kind, at=now())
    return render_template("notifications/stop.html", token=token, kind=kind, is_done=True)


@pages.get("/mail/leave/<token>")
@open_to_all
def consider_leaving(token: str) -> ResponseReturnValue:
    """Ask before leaving a thread. Which one it is, is told only to who may read it."""
    stop_links().read_thread(token)
    return render_template("notifications/leave.html", token=token, is_done=False)


@pages.post("/mail/leave/<token>")
@open_to_all
def leave(token: str) -> ResponseReturnValue:
    """Leave it, without signing in."""
    person_id, thread_id = stop_links().read_thread(token)
    with change() as session:
        _leave(session, person_id, thread_id)
    return render_template("notifications/leave.html", token=token, is_done=True)


def stop_links() -> StopLinks:
    """The maker of links that end letters."""
    return cast(Outbox, current_app.extensions["outbox"]).stop_links


def _leave(session: Session, person_id: UUID, thread_id: UUID) -> None:
    person = load_actor(session, person_id, on=today())
    if person is None or session.get(Thread, thread_id) is None:
        raise NotFound
    leave_subject(session, SubjectSort.THREAD, thread_id, actor=person, at=now())
