"""The page behind the link in a letter: the meeting, one's answer, and afterwards what became of what was said."""

from typing import Any

from flask import g, render_template, request

from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.meetings.pages import blocks_of, tally_of
from roadmaps.meetings.queries import agenda_of, decisions_of, find_link, inputs_of, is_readable, newest_note
from roadmaps.meetings.timetable import timed
from roadmaps.meetings.words import State
from roadmaps.web.identity import actor
from roadmaps.web.work import reading


def letter_page(token: str, refusal: Invalid | None = None) -> str:
    """The page; it only shows, however often it is opened or fetched by a mail program.

    :raises Refusal: see `queries.find_link`
    """
    session = reading()
    participant = find_link(session, token, now()).participant
    meeting, person = participant.meeting, session.get(Person, participant.person_id) if participant.person_id else None
    if person is not None:
        g.forced_language = person.language
    said = list(session.scalars(inputs_of(meeting)).unique())
    state = meeting.state_at(now())
    facts: dict[str, Any] = {
        "agenda": list(timed(meeting, session.scalars(agenda_of(meeting)))),
        "inputs": said,
        "tally": tally_of(said),
        "blocks": blocks_of(said),
        "decisions": session.scalars(decisions_of(meeting)).unique().all(),
        "note": newest_note(session, meeting),
        "is_ahead": state in {State.PLANNED, State.INVITED},
        "is_readable": is_readable(session, meeting, actor()),
    }
    return render_template(
        "meetings/by_letter.html",
        meeting=meeting,
        participant=participant,
        token=token,
        state=state,
        wished=request.args.get("answer", ""),
        refusal=refusal,
        **facts,
    )
