"""During and after a meeting: who was there, the notes, and what was decided."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.meetings import policy
from roadmaps.meetings.doors import held_at, meeting_at
from roadmaps.meetings.models import Meeting, MeetingDecision
from roadmaps.meetings.pages import frame_of, meeting_page, names_to_complete
from roadmaps.meetings.queries import newest_note, participants_of
from roadmaps.meetings.rules import attending, writing
from roadmaps.meetings.rules.inviting import organisation_called
from roadmaps.meetings.rules.writing import NotesMovedOn
from roadmaps.meetings.typed import ROWS, day_in, others_in
from roadmaps.meetings.views.blueprint import pages
from roadmaps.roadmap.doors import number_in, uuid_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading


@pages.route("/meetings/<uuid:meeting_id>/attendance", methods=["GET", "POST"])
@signed_in
def attendance(meeting_id: UUID) -> ResponseReturnValue:
    """Who was there, of those in the list and besides."""
    if request.method != "POST":
        return _attendance_page(held_at(meeting_id))
    try:
        others = others_in(request.form)
        there, ticked = _ids("there"), _ids("ticked")
        shown = {key: key in ticked for key in _ids("listed")} or None
        with change() as session:
            meeting = held_at(meeting_id, session)
            attending.tell_attendance(session, meeting, there, others, shown=shown, actor=the_actor(), at=now())
    except Invalid as refusal:
        return _attendance_page(held_at(meeting_id), refusal), 422
    flash(_("It is kept who was there."), "good")
    again = request.form.get("then") == "again"
    return redirect(url_for("meetings.attendance" if again else "meetings.show", meeting_id=meeting_id), 303)


@pages.route("/meetings/<uuid:meeting_id>/notes", methods=["GET", "POST"])
@signed_in
def notes(meeting_id: UUID) -> ResponseReturnValue:
    """The notes, for writing."""
    if request.method != "POST":
        return _notes_page(_written_at(meeting_id))
    text, based_on = request.form.get("text", "").replace("\r\n", "\n"), number_in(request.form.get("based_on"))
    try:
        with change() as session:
            meeting = meeting_at(meeting_id, session)
            writing.write_notes(session, meeting, text, based_on=based_on, actor=the_actor(), at=now())
    except NotesMovedOn as conflict:
        return _notes_page(_written_at(meeting_id), text=text, conflict=conflict), 409
    except Invalid as refusal:
        return _notes_page(_written_at(meeting_id), text=text, refusal=refusal), 422
    flash(_("The notes are kept."), "good")
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="notes"), 303)


@pages.post("/meetings/<uuid:meeting_id>/decisions")
@signed_in
def decide(meeting_id: UUID) -> ResponseReturnValue:
    """Keep what was decided."""
    form = request.form
    try:
        due_on = day_in(form.get("due_on", ""), "due_on")
        with change() as session:
            meeting = held_at(meeting_id, session)
            organisation = organisation_called(session, form.get("organisation", ""))
            key = organisation.id if organisation else None
            words = form.get("decision", "")
            writing.decide(session, meeting, words, organisation_id=key, due_on=due_on, actor=the_actor(), at=now())
    except Invalid as refusal:
        return meeting_page(meeting_at(meeting_id), refusal=refusal, typed=form), 422
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="decisions"), 303)


@pages.post("/meetings/<uuid:meeting_id>/decisions/<uuid:decision_id>/ending")
@signed_in
def end_decision(meeting_id: UUID, decision_id: UUID) -> ResponseReturnValue:
    """Let it hold no more, and say why."""
    try:
        with change() as session:
            meeting, decision = held_at(meeting_id, session), session.get(MeetingDecision, decision_id)
            if decision is None or decision.meeting_id != meeting.id:
                raise NotFound
            reason = request.form.get("reason", "")
            writing.end_decision(session, meeting, decision, reason=reason, actor=the_actor(), at=now())
    except Invalid as refusal:
        return meeting_page(meeting_at(meeting_id), refusal=refusal), 422
    return redirect(url_for("meetings.show", meeting_id=meeting_id, _anchor="decisions"), 303)


def _ids(name: str) -> set[UUID]:
    return {key for key in map(uuid_in, request.form.getlist(name)) if key}


def _attendance_page(meeting: Meeting, refusal: Invalid | None = None) -> str:
    if not meeting.has_begun(now()):
        raise NotAllowed(say("The meeting has not begun yet."))
    people = list(reading().scalars(participants_of(meeting)).unique())
    return render_template(
        "meetings/attendance.html",
        **frame_of(meeting),
        people=people,
        there=request.form.getlist("there") if refusal else None,
        rows=range(ROWS),
        organisations=names_to_complete(),
        typed=request.form,
        refusal=refusal,
    )


def _notes_page(
    meeting: Meeting,
    *,
    text: str | None = None,
    refusal: Invalid | None = None,
    conflict: NotesMovedOn | None = None,
) -> str:
    note = newest_note(reading(), meeting)
    newest = note.number if note else 0
    return render_template(
        "meetings/notes.html",
        **frame_of(meeting),
        text=text if text is not None else note.text if note else "",
        # What is saved after a conflict has been put together from both; after a fault it has not.
        based_on=number_in(request.form.get("based_on")) if refusal else newest,
        refusal=refusal,
        conflict=conflict,
    )


def _written_at(meeting_id: UUID) -> Meeting:
    """The meeting, for those who may write at it."""
    meeting = meeting_at(meeting_id)
    if not policy.may_write(the_actor(), meeting):
        raise NotAllowed(say("Only those who hold the meeting, and editors of the area, write down what is said."))
    return meeting
