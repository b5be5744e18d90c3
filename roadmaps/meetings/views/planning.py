"""Meetings in a list, one of them, and planning: facts, agenda, calling it off."""

from uuid import UUID

from flask import Response, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as Answer

from roadmaps.areas.doors import area_at
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.meetings import policy
from roadmaps.meetings.agenda_form import agenda_page, wanted_in
from roadmaps.meetings.calendar_entry import entry_file
from roadmaps.meetings.doors import address_of, held_at, list_of, meeting_at, readable_roadmap
from roadmaps.meetings.forms import CancellationForm, MeetingForm, start_of, start_of_next
from roadmaps.meetings.pages import frame_of, list_page, meeting_page
from roadmaps.meetings.rules import plan_meeting, planning
from roadmaps.meetings.rules.planning import ONLY_HOLDERS
from roadmaps.meetings.views.blueprint import READ, pages
from roadmaps.roadmap.doors import number_in, uuid_in
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import open_to_all, signed_in
from roadmaps.web.work import change


@pages.get("/areas/<slug>/meetings")
@open_to_all
def index(slug: str) -> ResponseReturnValue:
    """The meetings of an area that the reader may read about."""
    return list_page(area_at(slug), max(1, number_in(request.args.get("page"))))


@pages.get("/county/meetings")
@open_to_all
def county() -> ResponseReturnValue:
    """The meetings of all areas, and those for the whole county."""
    return list_page(None, max(1, number_in(request.args.get("page"))))


@pages.route("/areas/<slug>/meetings/new", methods=["GET", "POST"])
@pages.route("/county/meetings/new", methods=["GET", "POST"])
@signed_in
def new(slug: str | None = None) -> ResponseReturnValue:
    """The form for planning one; `?like=` begins with what an earlier one was."""
    area = area_at(slug) if slug else None
    if not policy.may_plan(the_actor(), area):
        raise NotAllowed(ONLY_HOLDERS)
    like = uuid_in(request.args.get("like"))

    def act(form: MeetingForm) -> Answer:
        with change() as session:
            here = area_at(slug, session) if slug else None
            meeting = plan_meeting(session, form.facts, area=here, actor=the_actor(), at=now())
            where = url_for("meetings.agenda", meeting_id=meeting.id)
        flash(_("The meeting is planned. Nobody has been told yet. Choose what it is to take up."), "good")
        return redirect(where, 303)

    start = start_of_next(meeting_at(like)) if like else None
    return fill_in(
        MeetingForm,
        "meetings/facts.html",
        act,
        back=list_of(area),
        start=start,
        area=area,
        roadmap=readable_roadmap(area),
        meeting=None,
    )


@pages.get("/meetings/<uuid:meeting_id>")
@READ
def show(meeting_id: UUID) -> ResponseReturnValue:
    """One meeting: why, when, where, what was said and what became of it."""
    return meeting_page(meeting_at(meeting_id))


@pages.get("/meetings/<uuid:meeting_id>/entry.ics")
@READ
def entry(meeting_id: UUID) -> ResponseReturnValue:
    """The meeting for one's own calendar."""
    meeting = meeting_at(meeting_id)
    address = f"{current_app.config['BASE_URL'].rstrip('/')}{address_of(meeting)}"
    may_come = policy.may_sign_up(actor(), meeting)
    file = entry_file(meeting, [meeting.purpose], address=address, at=now(), has_link=may_come)
    answer = Response(file, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


@pages.route("/meetings/<uuid:meeting_id>/facts", methods=["GET", "POST"])
@signed_in
def facts(meeting_id: UUID) -> ResponseReturnValue:
    """Why, when and where: changed."""
    meeting = held_at(meeting_id)

    def act(form: MeetingForm) -> None:
        with change() as session:
            here = held_at(meeting_id, session)
            letters = planning.change(session, here, form.facts, actor=the_actor(), at=now())
        _tell_letters(letters)

    return fill_in(
        MeetingForm, "meetings/facts.html", act, back=address_of(meeting), start=start_of(meeting), **frame_of(meeting)
    )


@pages.route("/meetings/<uuid:meeting_id>/agenda", methods=["GET", "POST"])
@signed_in
def agenda(meeting_id: UUID) -> ResponseReturnValue:
    """What it takes up: proposed from what waits, chosen and put in order."""
    if request.method != "POST":
        return agenda_page(held_at(meeting_id))
    try:
        with change() as session:
            meeting = held_at(meeting_id, session)
            wanted = wanted_in(session, meeting, request.form, actor=the_actor())
            planning.put_agenda(session, meeting, wanted, actor=the_actor())
    except Invalid as refusal:
        return agenda_page(held_at(meeting_id), refusal), 422
    flash(_("The agenda is kept."), "good")
    again = request.form.get("then") == "again"
    return redirect(url_for("meetings.agenda" if again else "meetings.show", meeting_id=meeting_id), 303)


@pages.route("/meetings/<uuid:meeting_id>/cancellation", methods=["GET", "POST"])
@signed_in
def cancellation(meeting_id: UUID) -> ResponseReturnValue:
    """Call it off."""
    meeting = held_at(meeting_id)

    def act(form: CancellationForm) -> None:
        with change() as session:
            here = held_at(meeting_id, session)
            letters = planning.cancel(session, here, reason=form.reason, actor=the_actor(), at=now())
        flash(_("The meeting is cancelled."), "good")
        _tell_letters(letters)

    return fill_in(CancellationForm, "meetings/cancellation.html", act, back=address_of(meeting), **frame_of(meeting))


def _tell_letters(letters: int) -> None:
    if letters:
        flash(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", letters), "good")
