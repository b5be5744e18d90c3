"""Telling of a need, an idea or a strength, and following what becomes of it without an account."""

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.consultation.forms import address_in
from roadmaps.discovery import policy, rules
from roadmaps.discovery.cards import candidate_cards, finding_cards
from roadmaps.discovery.doors import open_roadmap_at
from roadmaps.discovery.forms import FindingForm, OpenFindingForm
from roadmaps.discovery.queries import decisions_on, find_link
from roadmaps.discovery.views.blueprint import pages
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import decided_by, open_to_all
from roadmaps.web.work import change, reading

PACE = "tell"


@pages.route("/areas/<slug>/discovery/new", methods=["GET", "POST"])
@decided_by("discovery.policy.may_tell")
def tell(slug: str) -> ResponseReturnValue:
    """Tell of something; no account is asked for."""
    roadmap = open_roadmap_at(slug)
    if request.method == "GET" and not policy.may_tell(actor(), roadmap):
        raise NotFound
    may_read = policy.may_read(actor(), roadmap)
    back = url_for("discovery.index", slug=slug) if may_read else url_for("areas.show", slug=slug)
    facts: dict[str, Any] = {"roadmap": roadmap, "area": roadmap.area, "leads_back": back, "may_read": may_read}
    form = FindingForm if actor() else OpenFindingForm
    start = {"sort": request.args.get("sort", "")}
    return fill_in(form, "discovery/tell.html", partial(_tell, slug), back=back, start=start, **facts)


@pages.get("/findings/follow/<token>")
@open_to_all
def follow(token: str) -> ResponseReturnValue:
    """What has become of what somebody told without an account; whoever has the link may read it."""
    link = find_link(reading(), token)
    [card] = finding_cards(reading(), [link.finding])
    # Only what everybody may read of the candidate, also where the rest of the roadmap is not public.
    return render_template(
        "discovery/follow.html",
        token=token,
        link=link,
        card=card,
        area=link.finding.roadmap.area,
        candidates=candidate_cards(reading(), card.candidates),
        decisions=reading().scalars(decisions_on([one.id for one in card.candidates])).all(),
        may_read=policy.may_read(actor(), link.finding.roadmap),
    )


@pages.post("/findings/follow/<token>/address")
@open_to_all
def confirm_address(token: str) -> ResponseReturnValue:
    """Let letters come to the address at which the link was received."""
    with change() as session:
        rules.confirm_address(session, find_link(session, token), at=now())
    flash(_("You will be told when something has been decided about it."), "good")
    return redirect(url_for("discovery.follow", token=token), 303)


@pages.post("/findings/follow/<token>/address/removal")
@open_to_all
def forget_address(token: str) -> ResponseReturnValue:
    """Let no more letters come, and keep the address no longer."""
    with change() as session:
        rules.forget_address(session, find_link(session, token))
    flash(_("The address has been taken away. No more letters come."), "good")
    return redirect(url_for("discovery.follow", token=token), 303)


def _tell(slug: str, form: FindingForm) -> ResponseReturnValue:
    told = told_in(form)
    if actor() is None:
        keep_pace(PACE)
    with change() as session:
        finding, token = rules.tell(session, open_roadmap_at(slug, session), told, actor=actor(), at=now())
        finding_id = finding.id
    flash(_("Thank you. Here you can follow what becomes of it."), "good")
    if token:
        return redirect(url_for("discovery.follow", token=token), 303)
    return redirect(url_for("discovery.finding", finding_id=finding_id), 303)


def told_in(form: FindingForm) -> rules.Told:
    """What a form tells, as the rules take it.

    :raises Invalid: when an address is none
    """
    return rules.Told(
        sort=form.sort,
        title=form.title,
        words=form.words,
        for_whom=form.for_whom,
        municipality=form.municipality or "",
        voice=getattr(form, "voice", ""),
        helix=form.helix if isinstance(form, OpenFindingForm) else None,
        email=address_in(form.email) if isinstance(form, OpenFindingForm) else "",
        language=locale(),
    )
