"""The form of an agenda: the points that it has, those that are proposed, and lines of one's own."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.meetings.models import AgendaPoint, Meeting
from roadmaps.meetings.pages import frame_of
from roadmaps.meetings.proposing import proposals_for
from roadmaps.meetings.queries import agenda_of
from roadmaps.meetings.rules.planning import ANOTHER_LOOK, Wanted
from roadmaps.web.identity import the_actor
from roadmaps.web.work import reading


def agenda_page(meeting: Meeting, refusal: Invalid | None = None) -> str:
    """The form."""
    points = list(reading().scalars(agenda_of(meeting)))
    taken = {one.about_id for one in points}
    proposals = [one for one in proposals_for(reading(), meeting, the_actor()) if one.about_id not in taken]
    groups = [(subject, list(those)) for subject, those in groupby(proposals, key=lambda one: one.subject)]
    return render_template("meetings/agenda.html", **frame_of(meeting), points=points, groups=groups, refusal=refusal)


def wanted_in(session: Session, meeting: Meeting, form: MultiDict[str, str], *, actor: Actor) -> list[Wanted]:
    """What the form asks for: the points that stay, by the numbers typed at them, then what was chosen, then one's own.

    :raises Invalid: when a time is no number
    """
    points = list(session.scalars(agenda_of(meeting)))
    staying = [one for one in points if f"drop-{one.id}" not in form]
    staying.sort(key=lambda one: _place(form, one))
    wanted = [
        Wanted(form.get(f"title-{one.id}", one.title), _minutes(form, one), one.subject, one.about_id, one.id)
        for one in staying
    ]
    offered = {one.key: one for one in proposals_for(session, meeting, actor)}
    there = {one.about_id for one in staying}
    for key in form.getlist("take"):
        proposal = offered.get(key)
        if proposal is not None and proposal.about_id not in there:
            wanted.append(Wanted(proposal.title, None, proposal.subject, proposal.about_id))
    wanted += [Wanted(line) for line in form.get("own", "").splitlines() if line.strip()]
    return wanted


def _place(form: Mapping[str, Any], point: AgendaPoint) -> tuple[float, int]:
    """Where it is to stand; the one that was given a number is before the one that had it."""
    typed = str(form.get(f"order-{point.id}", "")).strip()
    if not typed.isdigit() or int(typed) == point.position + 1:
        return point.position + 1, 1
    # Moved downward it comes after the one with the number, moved upward before it.
    return int(typed) + (0.5 if int(typed) > point.position + 1 else -0.5), 0


def _minutes(form: Mapping[str, Any], point: AgendaPoint) -> int | None:
    typed = str(form.get(f"minutes-{point.id}", "")).strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
        raise Invalid(ANOTHER_LOOK, {"minutes": say("Give the time in minutes, between 1 and 600.")})
    return int(typed)
