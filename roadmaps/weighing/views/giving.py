"""The sheet of an organisation: signed in, or by the link in a letter; each door has an address for either.

A page of a link only shows, however often it is opened or fetched by a mail program.
"""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import person_names
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.roadmap.doors import number_in
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import change, reading
from roadmaps.weighing.models import WeighingCriterion, WeighingEntry
from roadmaps.weighing.queries import criteria_of, given_by
from roadmaps.weighing.rules import giving
from roadmaps.weighing.rules.giving import Given, Overtaken
from roadmaps.weighing.seats import Seat, seat_at, take_seat
from roadmaps.weighing.typing_in import points_in
from roadmaps.weighing.views.blueprint import pages

SEATED = decided_by("weighing.policy.may_weigh_for")


@pages.get("/weighings/<uuid:round_id>/sheet")
@pages.get("/weigh/<token>")
@SEATED
def sheet(round_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """The candidates, and what the organisation has given each so far."""
    seat = seat_at(round_id, token)
    return render_template("weighing/sheet.html", **_context(seat))


@pages.get("/weighings/<uuid:round_id>/sheet/<uuid:entry_id>")
@pages.get("/weigh/<token>/<uuid:entry_id>")
@SEATED
def weigh(entry_id: UUID, round_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """The form in which one candidate gets its points."""
    seat = seat_at(round_id, token)
    return _form(seat, seat.entry(entry_id))


@pages.post("/weighings/<uuid:round_id>/sheet/<uuid:entry_id>")
@pages.post("/weigh/<token>/<uuid:entry_id>")
@SEATED
def give(entry_id: UUID, round_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Save the points, and go on to the next candidate that waits."""
    seat = seat_at(round_id, token)
    given = points_in(request.form, [one.id for one in _criteria(seat)])
    version = number_in(request.form.get("version"))
    try:
        with change() as session:
            here, weigher = take_seat(session, round_id, token)
            facts: dict[str, Any] = {"version": version, "actor": here.person, "at": now()}
            giving.give(session, weigher, here.entry(entry_id), given, **facts)
    except Invalid as refusal:
        return _form(seat_at(round_id, token), seat.entry(entry_id), given, refusal), 422
    except Overtaken:
        return _form(seat_at(round_id, token), seat.entry(entry_id), given, is_overtaken=True), 409
    return _go_on(seat_at(round_id, token), entry_id)


def _go_on(seat: Seat, entry_id: UUID) -> ResponseReturnValue:
    """The next that has no points yet, after this one or from the beginning; the sheet when all have."""
    assert seat.weigher is not None  # it has just given something
    given, entries = given_by(reading(), seat.weigher.id), seat.round.entries
    at = next(place for place, one in enumerate(entries) if one.id == entry_id)
    waiting = next((one for one in [*entries[at + 1 :], *entries[:at]] if one.id not in given), None)
    if waiting is not None:
        flash(_("Saved. Here is the next candidate."), "good")
        return redirect(url_for("weighing.weigh", **seat.where, entry_id=waiting.id), 303)
    flash(_("Saved. You have weighed all candidates, and can change your points until it closes."), "good")
    return redirect(url_for("weighing.sheet", **seat.where), 303)


def _form(
    seat: Seat,
    entry: WeighingEntry,
    typed: Given | None = None,
    refusal: Invalid | None = None,
    *,
    is_overtaken: bool = False,
) -> str:
    context = _context(seat)
    stands = context["given"].get(entry.id)
    kept = Given(stands.given, stands.motive, stands.has_interest) if stands else Given({})
    theirs = person_names(reading(), [stands.written_by_id]) if stands and is_overtaken else {}
    return render_template(
        "weighing/weigh.html",
        **context,
        entry=entry,
        typed=typed or kept,
        stands=stands,
        colleague=next(iter(theirs.values()), "") if is_overtaken else "",
        refusal=refusal,
        position=next(place for place, one in enumerate(seat.round.entries, 1) if one.id == entry.id),
    )


def _context(seat: Seat) -> dict[str, Any]:
    return {
        "seat": seat,
        "round": seat.round,
        "area": seat.round.roadmap.area,
        "roadmap": seat.round.roadmap,
        "criteria": _criteria(seat),
        "given": given_by(reading(), seat.weigher.id) if seat.weigher else {},
    }


def _criteria(seat: Seat) -> list[WeighingCriterion]:
    found = criteria_of(reading(), seat.round)
    return found.criteria if found else []
