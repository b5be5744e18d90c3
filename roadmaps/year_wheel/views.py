"""The doors of this room: the wheel, what leaders write in it, the next year, and the file for calendars."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from roadmaps.areas.doors import area_at
from roadmaps.areas.models import Area
from roadmaps.calendars.files import PUBLIC, calendar_file
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.sentences import N_
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import LANGUAGES, locale
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.work import change, reading
from roadmaps.year_wheel import policy
from roadmaps.year_wheel.calendar_entries import as_entries
from roadmaps.year_wheel.forms import FIRST_YEAR, LAST_YEAR, ChangeForm, EntryForm, start_of, wanted_in
from roadmaps.year_wheel.gathering import lines_of
from roadmaps.year_wheel.pages import in_place, proposal_page, proposals_at, wheel_address, wheel_page
from roadmaps.year_wheel.proposing import proposals_for
from roadmaps.year_wheel.rules import making, writing
from roadmaps.year_wheel.rules.writing import ONLY_HOLDERS, find_entry

pages = Blueprint("year_wheel", __name__)


@pages.get("/areas/<slug>/year")
@open_to_all
def show(slug: str) -> ResponseReturnValue:
    """The year of an area, as far as the reader may see what stands in it."""
    return wheel_page(area_at(slug))


@pages.get("/county/year")
@open_to_all
def county() -> ResponseReturnValue:
    """The year of the whole county."""
    return wheel_page(None)


@pages.route("/areas/<slug>/year/entries/new", methods=["GET", "POST"])
@pages.route("/county/year/entries/new", methods=["GET", "POST"])
@signed_in
def new(slug: str | None = None) -> ResponseReturnValue:
    """Write a day in the wheel."""
    area = area_at(slug) if slug else None
    if not policy.may_write(the_actor(), area):
        raise NotAllowed(ONLY_HOLDERS)

    def act(form: EntryForm) -> ResponseReturnValue:
        with change() as session:
            here = area_at(slug, session) if slug else None
            writing.write(session, here, form.facts(), actor=the_actor(), at=now())
        flash(_("It stands in the wheel now."), "good")
        return redirect(wheel_address(area, form.on_day.year), 303)

    heading, back = N_("Write a day in the wheel"), wheel_address(area, today().year)
    facts: dict[str, Any] = {"area": area, "heading": heading, "back_to": back}
    return fill_in(EntryForm, "year_wheel/entry_form.html", act, back=back, start={"sort": "deadline"}, **facts)


@pages.get("/year-entries/<uuid:wheel_entry_id>")
@decided_by("year_wheel.policy.may_read")
def entry(wheel_entry_id: UUID) -> ResponseReturnValue:
    """One day that leaders have written in the wheel."""
    found = find_entry(reading(), wheel_entry_id, actor())
    may_change = policy.may_change(actor(), found)
    return in_place(found.area, "year_wheel/entry.html", entry=found, may_change=may_change)


@pages.route("/year-entries/<uuid:wheel_entry_id>/facts", methods=["GET", "POST"])
@signed_in
def facts(wheel_entry_id: UUID) -> ResponseReturnValue:
    """Tell it otherwise."""
    found = find_entry(reading(), wheel_entry_id, actor())
    if not policy.may_change(the_actor(), found):
        raise NotAllowed(ONLY_HOLDERS)

    def act(form: ChangeForm) -> None:
        with change() as session:
            here = find_entry(session, wheel_entry_id, actor())
            writing.change(session, here, form.facts(), version=form.version, actor=the_actor(), at=now())

    back = url_for("year_wheel.entry", wheel_entry_id=wheel_entry_id)
    told: dict[str, Any] = {"area": found.area, "heading": N_("Change the day"), "back_to": back}
    return fill_in(ChangeForm, "year_wheel/entry_form.html", act, back=back, start=start_of(found), **told)


@pages.post("/year-entries/<uuid:wheel_entry_id>/removal")
@signed_in
def remove(wheel_entry_id: UUID) -> ResponseReturnValue:
    """Take it out of the wheel."""
    with change() as session:
        found = find_entry(session, wheel_entry_id, actor())
        writing.remove(session, found, actor=the_actor(), at=now())
        back = wheel_address(found.area, found.on_day.year)
    flash(_("It stands in the wheel no more."), "good")
    return redirect(back, 303)


@pages.get("/areas/<slug>/year/<int:year>/proposal")
@pages.get("/county/year/<int:year>/proposal")
@signed_in
def proposal(year: int, slug: str | None = None) -> ResponseReturnValue:
    """What the year before proposes for this one."""
    return proposal_page(_place(slug, year), year)


@pages.post("/areas/<slug>/year/<int:year>/proposal")
@pages.post("/county/year/<int:year>/proposal")
@signed_in
def make(year: int, slug: str | None = None) -> ResponseReturnValue:
    """Make what is ticked, all of it or nothing."""
    area = _place(slug, year)
    proposals_at(area, year)
    try:
        with change() as session:
            here = area_at(slug, session) if slug else None
            viewer = the_actor()
            offered = proposals_for(session, year, area=here, viewer=viewer, on=today(), language=locale())
            wanted = wanted_in(request.form)
            made = making.make_year(session, year, offered, wanted, area=here, actor=viewer, at=now())
    except Invalid as refusal:
        return proposal_page(_place(slug, year), year, refusal), 422
    told = ngettext(
        "%(num)d line is made. Nobody has been told.", "%(num)d lines are made. Nobody has been told.", made
    )
    flash(told, "good")
    return redirect(wheel_address(area, year), 303)


@pages.get("/areas/<slug>/year.ics")
@open_to_all
def area_file(slug: str) -> ResponseReturnValue:
    """The dates of an area's wheel that everybody may see, for calendars."""
    return _file(area_at(slug))


@pages.get("/county/year.ics")
@open_to_all
def county_file() -> ResponseReturnValue:
    """The dates of the county's wheel that everybody may see."""
    return _file(None)


def _file(area: Area | None) -> ResponseReturnValue:
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    first, last = date(today().year - 1, 1, 1), date(today().year + 1, 12, 31)
    lines = lines_of(reading(), first, last, area=area, viewer=None, on=today())
    answer = calendar_file(area, as_entries(lines, language), language)
    answer.headers["Cache-Control"] = PUBLIC
    return answer


def _place(slug: str | None, year: int) -> Area | None:
    if not FIRST_YEAR < year <= LAST_YEAR:
        raise NotFound
    return area_at(slug) if slug else None
