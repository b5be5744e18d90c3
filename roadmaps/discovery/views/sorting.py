"""What those who lead an area do with what has come in, and bringing in what was said elsewhere."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import organisations_by_helix
from roadmaps.areas.doors import area_at
from roadmaps.discovery import policy, rules
from roadmaps.discovery.doors import led_finding, led_roadmap_at, named_findings
from roadmaps.discovery.forms import LONGEST_WORDS, PassingOnForm, SettingAsideForm, TakenInForm
from roadmaps.discovery.pages import inbox_page
from roadmaps.discovery.taking_in import said_elsewhere
from roadmaps.discovery.views.blueprint import pages
from roadmaps.discovery.views.telling import told_in
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.filling import fill_in
from roadmaps.web.forms import Choice
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale, translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.get("/areas/<slug>/discovery/inbox")
@signed_in
def inbox(slug: str) -> ResponseReturnValue:
    """What has come in to an area and waits for somebody."""
    return inbox_page(slug)


@pages.post("/findings/<uuid:finding_id>/showing")
@signed_in
def show_finding(finding_id: UUID) -> ResponseReturnValue:
    """Let everyone read it."""
    with change() as session:
        finding = led_finding(finding_id, session)
        rules.show(session, finding, actor=the_actor(), at=now())
    flash(_("It can be read by all now."), "good")
    back = url_for("discovery.finding", finding_id=finding_id)
    return redirect(safe_path(request.form.get("back", ""), back), 303)


@pages.route("/findings/<uuid:finding_id>/setting-aside", methods=["GET", "POST"])
@signed_in
def set_aside(finding_id: UUID) -> ResponseReturnValue:
    """Do not show it, and say why."""

    def act(form: SettingAsideForm) -> None:
        with change() as session:
            finding = led_finding(finding_id, session)
            rules.set_aside(session, finding, reason=form.reason, actor=the_actor(), at=now())
        flash(_("It is set aside."), "good")

    return _step(finding_id, SettingAsideForm, act, heading=_("Set aside"), label=_("Set aside"))


@pages.post("/areas/<slug>/discovery/setting-aside")
@signed_in
def set_several_aside(slug: str) -> ResponseReturnValue:
    """The same for several, as after a flood: with one reason for all of them."""
    reason = request.form.get("reason", "")[:LONGEST_WORDS]
    try:
        with change() as session:
            chosen = named_findings(session, led_roadmap_at(slug, session), request.form)
            for one in chosen:
                rules.set_aside(session, one, reason=reason, actor=the_actor(), at=now())
    except Invalid as refusal:
        flash(translate(refusal.sentence), "warning")
    else:
        flash(*((_("It is set aside."), "good") if chosen else (_("Choose what is to be set aside."), "warning")))
    return redirect(url_for("discovery.inbox", slug=slug), 303)


@pages.route("/findings/<uuid:finding_id>/passing-on", methods=["GET", "POST"])
@signed_in
def pass_on(finding_id: UUID) -> ResponseReturnValue:
    """Hand it over to another area."""

    def act(form: PassingOnForm) -> None:
        with change() as session:
            finding = led_finding(finding_id, session)
            roadmap = roadmap_of(session, area_at(form.area, session).id)
            if roadmap is None:
                raise NotFound
            rules.pass_on(session, finding, roadmap, actor=the_actor(), at=now())
        flash(_("It has been passed on."), "good")

    here = led_finding(finding_id).roadmap
    facts = {"heading": _("Pass on to another area"), "label": _("Pass on"), "choices": {"area": _areas(here)}}
    return _step(finding_id, PassingOnForm, act, **facts)


@pages.route("/areas/<slug>/discovery/taking-in", methods=["GET", "POST"])
@signed_in
def take_in(slug: str) -> ResponseReturnValue:
    """Bring in what was said at a meeting, written in a thread, or told by mouth."""
    roadmap = led_roadmap_at(slug)
    elsewhere = said_elsewhere(reading(), roadmap, request.args)
    return fill_in(
        TakenInForm,
        "discovery/take_in.html",
        partial(_take_in, slug),
        back=url_for("discovery.inbox", slug=slug),
        start={**elsewhere.start, "sort": "idea"},
        choices={"organisation": _organisations()},
        roadmap=roadmap,
        area=roadmap.area,
        elsewhere=elsewhere,
    )


def _take_in(slug: str, form: TakenInForm) -> ResponseReturnValue:
    with change() as session:
        roadmap = led_roadmap_at(slug, session)
        elsewhere = said_elsewhere(session, roadmap, request.args)
        finding = rules.take_in(
            session,
            roadmap,
            told_in(form),
            organisation_id=form.organisation,
            comment=elsewhere.comment,
            said=elsewhere.said,
            note=_("It has been taken into discovery: %(title)s", title=form.title),
            actor=the_actor(),
            at=now(),
        )
        finding_id = finding.id
    flash(_("It has been taken in."), "good")
    return redirect(url_for("discovery.finding", finding_id=finding_id), 303)


def _step(finding_id: UUID, form: Any, act: Any, **facts: Any) -> ResponseReturnValue:
    """A page with one form about a finding; afterwards one is back at what has come in."""
    finding = led_finding(finding_id)
    back = url_for("discovery.inbox", slug=finding.roadmap.area.slug)
    told = {"roadmap": finding.roadmap, "area": finding.roadmap.area, "about": finding.title, "cancel": back, **facts}
    return fill_in(form, "discovery/step.html", act, back=back, **told)


def _areas(here: Roadmap) -> list[Choice]:
    others = reading().scalars(visible_to(actor()).where(Roadmap.id != here.id)).unique()
    return [(one.area.slug, one.area.name_in(locale())) for one in others if policy.may_tell(actor(), one)]


def _organisations() -> list[Choice]:
    return [(str(one.id), one.name, helix.label) for helix, some in organisations_by_helix(reading()) for one in some]
