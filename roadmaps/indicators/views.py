"""The doors to indicators and their readings."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.indicators import answers, rules
from roadmaps.indicators.doors import correctable_at, recordable_at
from roadmaps.indicators.forms import CorrectionForm, ReadingForm, TakingBackForm
from roadmaps.indicators.queries import find_reading
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.work import change

pages = Blueprint("indicators", __name__)


@pages.get("/areas/<slug>/indicators")
@decided_by("roadmap.policy.may_read")
def index(slug: str) -> ResponseReturnValue:
    """The indicators of one roadmap."""
    return answers.list_page(slug)


@pages.get("/county/indicators")
@open_to_all
def county() -> ResponseReturnValue:
    """The indicators of every roadmap that the reader may see."""
    return answers.list_page(None)


@pages.get("/areas/<slug>/indicators/due")
@decided_by("roadmap.policy.may_read")
def due(slug: str) -> ResponseReturnValue:
    """The readings of one roadmap that are to be made."""
    return answers.due_page(slug)


@pages.get("/county/indicators/due")
@open_to_all
def county_due() -> ResponseReturnValue:
    """The readings of the whole county that are to be made."""
    return answers.due_page(None)


@pages.get("/me/readings")
@signed_in
def mine() -> ResponseReturnValue:
    """The readings that the reader's organisations are to make."""
    return answers.my_due_page()


@pages.get("/indicators/<uuid:indicator_id>")
@decided_by("indicators.policy.may_read")
def show(indicator_id: UUID) -> ResponseReturnValue:
    """One indicator: how it stands, why, and every reading."""
    return answers.indicator_page(indicator_id)


@pages.route("/indicators/<uuid:indicator_id>/readings/new", methods=["GET", "POST"])
@signed_in
def record(indicator_id: UUID) -> ResponseReturnValue:
    """Record a reading."""
    roadmap, indicator = recordable_at(indicator_id)

    def act(form: ReadingForm) -> None:
        with change() as session:
            mine, _indicator = recordable_at(indicator_id, session)
            rules.record_reading(session, mine, form.as_reading(indicator_id), actor=the_actor(), at=now())
        flash(_("The reading is in its place."), "good")

    back = url_for("indicators.show", indicator_id=indicator_id)
    context = answers.of_record_form(roadmap, indicator)
    return fill_in(ReadingForm, "indicators/record.html", act, back=back, **context)


@pages.route("/readings/<uuid:reading_id>/correction", methods=["GET", "POST"])
@signed_in
def correct(reading_id: UUID) -> ResponseReturnValue:
    """Let a newer reading stand instead of this one."""
    roadmap, indicator, reading = correctable_at(reading_id)

    def act(form: CorrectionForm) -> None:
        with change() as session:
            *_place, earlier = find_reading(session, reading_id, the_actor())
            rules.correct_reading(session, earlier, **form.model_dump(), actor=the_actor(), at=now())
        flash(_("The reading is corrected. What stood there before stays to be seen."), "good")

    context = answers.of_correction(roadmap, indicator, reading)
    back = url_for("indicators.show", indicator_id=indicator.id)
    return fill_in(CorrectionForm, "indicators/correct.html", act, back=back, **context)


@pages.route("/readings/<uuid:reading_id>/withdrawal", methods=["GET", "POST"])
@signed_in
def take_back(reading_id: UUID) -> ResponseReturnValue:
    """Say that there is no such reading after all."""
    roadmap, indicator, reading = correctable_at(reading_id)

    def act(form: TakingBackForm) -> None:
        with change() as session:
            *_place, earlier = find_reading(session, reading_id, the_actor())
            rules.correct_reading(session, earlier, None, reason=form.reason, actor=the_actor(), at=now())
        flash(_("The reading is taken back. It stays to be seen among what was recorded."), "good")

    context = answers.of_correction(roadmap, indicator, reading)
    back = url_for("indicators.show", indicator_id=indicator.id)
    return fill_in(TakingBackForm, "indicators/take_back.html", act, back=back, **context)
