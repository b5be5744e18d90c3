"""The package of somebody's data as an answer: gathered, noted and given out, and kept nowhere."""

from collections.abc import Sequence

from flask import Response, make_response, render_template

from roadmaps.foundation.clock import now, today
from roadmaps.privacy.gathering import Subject, gathered
from roadmaps.privacy.package import ToRead, package
from roadmaps.privacy.queries import facts_now
from roadmaps.privacy.rules import note_taken_home
from roadmaps.web.downloads import POLICY
from roadmaps.web.identity import the_actor
from roadmaps.web.work import change, reading


def as_package(subject: Subject) -> Response:
    """The ZIP of everything about a person, or at an address."""
    parts = gathered(reading(), subject)
    content = package(reading(), parts, at=now(), write=lambda to_read: _page(to_read, subject))
    with change() as session:
        note_taken_home(session, subject, rows=sum(len(one.rows) for one in parts), at=now(), actor=the_actor())
    answer = make_response(content)
    answer.content_type = "application/zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="fardplan-my-data-{today()}.zip"'
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _page(to_read: Sequence[ToRead], subject: Subject) -> str:
    return render_template("privacy/package.html", parts=to_read, subject=subject, at=now(), facts=facts_now(reading()))
