"""The list of reports, beginning one, reading it, and finishing it."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.doors import area_at
from roadmaps.areas.models import Area
from roadmaps.areas.queries import running_areas
from roadmaps.follow_up import policy, rules
from roadmaps.follow_up.forms import BeginForm
from roadmaps.follow_up.history import history_of
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import area_names, draft_as_of, last_finished, taken_out_of, titles_of
from roadmaps.follow_up.rules import Ends
from roadmaps.follow_up.views.blueprint import address_of, pages, report_at
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import N_, say
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.queries import snapshots_of
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale, translate
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.saving import based_on
from roadmaps.web.work import change, reading


@pages.get("/follow-ups")
@decided_by("follow_up.policy.may_read")
def index() -> ResponseReturnValue:
    """Every report that the reader may see, and where to begin one."""
    reports = reading().scalars(policy.visible_to(actor())).all()
    areas = [one for one in reading().scalars(running_areas()) if policy.may_begin(actor(), one)]
    return render_template(
        "follow_up/index.html",
        reports=reports,
        titles=titles_of(reading(), reports),
        areas=areas,
        may_begin_all=policy.may_begin(actor(), None),
    )


@pages.route("/follow-ups/new", methods=["GET", "POST"])
@signed_in
def new() -> ResponseReturnValue:
    """Begin a report on the area that the address names, or on all."""
    area = area_at(request.args["area"]) if request.args.get("area") else None
    if not policy.may_begin(actor(), area):
        raise NotAllowed(say("Only those who lead the area can begin a report on it."))

    versions = _versions(area)
    return fill_in(
        BeginForm,
        "follow_up/new.html",
        lambda form: _begin(area.slug if area else None, form),
        back=url_for("follow_up.index"),
        start={**_usual_days(area), "language": locale()},
        choices={"from_version": versions, "until_version": versions},
        area=area,
    )


@pages.get("/follow-ups/<uuid:report_id>")
@decided_by("follow_up.policy.may_read")
def show(report_id: UUID) -> ResponseReturnValue:
    """A report to read, and a draft to work on."""
    report = report_at(report_id)
    draft = draft_as_of(reading(), report, actor())
    may = {name: getattr(policy, f"may_{name}")(actor(), report) for name in ("write", "finish", "read_history")}
    return render_template(
        "follow_up/show.html", report=report, draft=draft, may=may, names=_names(report), formats=PAPER_FORMATS
    )


@pages.get("/follow-ups/<uuid:report_id>/history")
@decided_by("follow_up.policy.may_read_history")
def history(report_id: UUID) -> ResponseReturnValue:
    """Who has written what, the newest first."""
    report = report_at(report_id)
    if not policy.may_read_history(actor(), report):
        raise NotFound
    draft, days = draft_as_of(reading(), report, actor()), history_of(reading(), report, the_actor())
    taken_out = taken_out_of(reading(), report) if policy.may_write(actor(), report) else []
    return render_template("follow_up/history.html", report=report, draft=draft, days=days, taken_out=taken_out)


@pages.post("/follow-ups/<uuid:report_id>/gathering")
@signed_in
def gather(report_id: UUID) -> ResponseReturnValue:
    """Take in what the records say by now."""
    with change() as session:
        report = report_at(report_id, session)
        made = rules.gather_again(session, report, words=words_in(report.language), actor=the_actor(), at=now())
        told = _("The draft tells what the records say now.") if made else _("The records say nothing new.")
    flash(told, "good")
    return redirect(url_for("follow_up.show", report_id=report_id), 303)


@pages.post("/follow-ups/<uuid:report_id>/completion")
@signed_in
def finish(report_id: UUID) -> ResponseReturnValue:
    """Let everybody read it, and nobody change it."""
    with change() as session:
        rules.finish(session, report_at(report_id, session), based_on=based_on(), actor=the_actor(), at=now())
    flash(_("The report is finished. Everybody may read it now."), "good")
    return redirect(url_for("follow_up.show", report_id=report_id), 303)


def _names(report: FollowUp) -> dict[str, str]:
    """What the areas are called, for a report on several."""
    return {} if report.area_id else area_names(reading(), locale())


def _begin(slug: str | None, form: BeginForm) -> ResponseReturnValue:
    with change() as session:
        area = area_at(slug, session) if slug else None
        versions = [session.get(Snapshot, one) if one else None for one in (form.from_version, form.until_version)]
        words = words_in(form.language)
        name = area.name_in(form.language) if area else words.say(N_("the strength areas"))
        ends = Ends(form.from_on, form.until_on, *versions)
        made = rules.begin(session, area, ends, words=words, name=name, actor=the_actor(), at=now())
        address = address_of(made)
    flash(_("The draft is here: choose what belongs in the report, and write what you make of it."), "good")
    return redirect(address, 303)


def _usual_days(area: Area | None) -> dict[str, str]:
    """From where the last report ended, or else the year before this one."""
    last = last_finished(reading(), area)
    year = last.until_on.year + 1 if last else today().year - 1
    begins = date(year, 1, 1)
    return {"from_on": begins.isoformat(), "until_on": begins.replace(month=12, day=31).isoformat()}


def _versions(area: Area | None) -> list[tuple[str, str]]:
    roadmap = roadmap_of(reading(), area.id) if area else None
    snapshots = reading().scalars(snapshots_of(roadmap, actor())) if roadmap else ()
    return [(str(one.id), f"{translate(one.sort.label)} {one.number}: {one.title}") for one in snapshots]
