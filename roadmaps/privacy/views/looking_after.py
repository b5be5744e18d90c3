"""How long data is kept, what is due, and who answers for the site."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from roadmaps.accounts.queries import person_names
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.privacy import rules
from roadmaps.privacy.forms import FactsForm, PeriodForm
from roadmaps.privacy.pages import classes, left_long_ago
from roadmaps.privacy.periods import PERIODS, Period, days_kept
from roadmaps.privacy.queries import facts_now, weedings
from roadmaps.privacy.views.blueprint import pages
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only, freshly_proved
from roadmaps.web.work import change, reading, units

SHOWN = 50


@pages.get("/administration/privacy/retention")
@coordinators_only
def retention() -> ResponseReturnValue:
    """Every class of data, what is due of it, who left long ago, and what was thrown away."""
    gone = reading().scalars(weedings().limit(SHOWN)).all()
    return render_template(
        "privacy/retention.html",
        classes=classes(reading(), now()),
        left=left_long_ago(reading(), now()),
        gone=gone,
        periods={period.key.value: period for period in PERIODS.values()},
        names=person_names(reading(), {one.person_id for one in gone if one.person_id}),
    )


@pages.route("/administration/privacy/retention/<period_name>", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def period(period_name: str) -> ResponseReturnValue:
    """Keep a class for another time."""
    found = _period(period_name)

    def act(form: PeriodForm) -> None:
        with change() as session:
            rules.choose_days(session, found, form.days, reason=form.reason, at=now(), actor=the_actor())

    start = {"days": days_kept(reading())[found.key]}
    back = url_for("privacy.retention")
    return fill_in(PeriodForm, "privacy/period.html", act, back=back, start=start, period=found)


@pages.post("/administration/privacy/retention/<period_name>/approval")
@coordinators_only
@freshly_proved
def approve(period_name: str) -> ResponseReturnValue:
    """Throw away what the list showed as past its time."""
    with change() as session:
        count = rules.approve(session, _period(period_name), _moment(), at=now(), actor=the_actor())
    units().database.overwrite_what_was_deleted()
    flash(ngettext("%(num)d row is gone.", "%(num)d rows are gone.", count), "good")
    return redirect(url_for("privacy.retention"), 303)


@pages.route("/administration/privacy/facts", methods=["GET", "POST"])
@coordinators_only
def facts() -> ResponseReturnValue:
    """Tell who answers for the site."""
    told = facts_now(reading())

    def act(form: FactsForm) -> None:
        with change() as session:
            rules.set_facts(session, **form.model_dump(), at=now(), actor=the_actor())

    start = {name: getattr(told, name) for name in FactsForm.model_fields} if told else {}
    return fill_in(FactsForm, "privacy/facts.html", act, back=url_for("privacy.overview"), start=start)


def _period(key: str) -> Period:
    found = next((one for one in PERIODS.values() if one.key.value == key and not one.is_fixed), None)
    if found is None:
        raise NotFound
    return found


def _moment() -> datetime:
    try:
        moment = datetime.fromisoformat(request.form.get("before", ""))
    except ValueError:
        raise Invalid(say("Look at the list again.")) from None
    if moment.tzinfo is None:
        raise Invalid(say("Look at the list again."))
    return moment
