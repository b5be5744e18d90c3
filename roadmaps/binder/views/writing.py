"""Judging a criterion, and putting in evidence that lies elsewhere."""

import logging
from typing import Any
from uuid import UUID

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.binder import rules
from roadmaps.binder.criteria import Criterion
from roadmaps.binder.forms import ExhibitForm, JudgementForm, TakingOutForm
from roadmaps.binder.queries import find_exhibit
from roadmaps.binder.views.blueprint import criterion_called, pages, written_place_at
from roadmaps.binder.views.showing import context_of
from roadmaps.files.doors import looked_through, store
from roadmaps.files.intake import MOST_BYTES, TakenIn, take_in
from roadmaps.files.rules import check_allowed, keep
from roadmaps.files.stores import StoreFailed
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading

log = logging.getLogger(__name__)


@pages.route("/areas/<slug>/binder/<criterion_name>/judgements/new", methods=["GET", "POST"])
@pages.route("/county/binder/<criterion_name>/judgements/new", methods=["GET", "POST"])
@signed_in
def judge(criterion_name: str, slug: str | None = None) -> ResponseReturnValue:
    """Judge how far a criterion is fulfilled."""
    place, here = written_place_at(slug), criterion_called(criterion_name)

    def act(form: JudgementForm) -> None:
        with change() as session:
            area = written_place_at(slug, session).area
            rules.judge(session, area, here, form.judged, words=form.words, actor=the_actor(), at=now())
        flash(_("Judged. What was judged before stays to be read."), "good")

    facts = {"criterion": here, **context_of(place, slug)}
    return fill_in(JudgementForm, "binder/judge.html", act, back=_address(slug, here), **facts)


@pages.route("/areas/<slug>/binder/<criterion_name>/exhibits/new", methods=["GET", "POST"])
@pages.route("/county/binder/<criterion_name>/exhibits/new", methods=["GET", "POST"])
@signed_in
def put_in(criterion_name: str, slug: str | None = None) -> ResponseReturnValue:
    """Put in evidence: a link, a file or a number in the registry."""
    place, here = written_place_at(slug), criterion_called(criterion_name)

    def act(form: ExhibitForm) -> None:
        taken = _taken(place.roadmap, form.title) if place.roadmap else None
        with change() as session:
            mine = written_place_at(slug, session)
            by: dict[str, Any] = {"actor": the_actor(), "at": now()}
            file = keep(session, mine.roadmap, taken, store=store(), **by) if taken and mine.roadmap else None
            rules.put_in(session, mine.area, here, **form.model_dump(), file=file, **by)
        flash(_("It is in the binder."), "good")

    start = {"dated_on": today().isoformat()}
    facts = {"criterion": here, "most": MOST_BYTES // 1_000_000, **context_of(place, slug)}
    return fill_in(ExhibitForm, "binder/put_in.html", act, back=_address(slug, here), start=start, **facts)


@pages.route("/areas/<slug>/binder/exhibits/<uuid:exhibit_id>/removal", methods=["GET", "POST"])
@pages.route("/county/binder/exhibits/<uuid:exhibit_id>/removal", methods=["GET", "POST"])
@signed_in
def take_out(exhibit_id: UUID, slug: str | None = None) -> ResponseReturnValue:
    """Take out evidence."""
    place = written_place_at(slug)
    area_id = place.area.id if place.area else None
    exhibit = find_exhibit(reading(), area_id, exhibit_id)

    def act(form: TakingOutForm) -> None:
        with change() as session:
            area, mine = written_place_at(slug, session).area, find_exhibit(session, area_id, exhibit_id)
            rules.take_out(session, area, mine, reason=form.reason, actor=the_actor(), at=now())
        flash(_("It does not count any more. That it was there stays to be read."), "good")

    facts = {"exhibit": exhibit, "criterion": exhibit.criterion, **context_of(place, slug)}
    return fill_in(TakingOutForm, "binder/take_out.html", act, back=_address(slug, exhibit.criterion), **facts)


def _taken(roadmap: Roadmap, title: str) -> TakenIn | None:
    """The file that was sent, if one was, in its place before the change begins: nobody else waits for it.

    :raises Invalid: when it cannot be kept
    """
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    check_allowed(reading(), roadmap, actor=the_actor(), at=now())
    name, data = sent.filename, sent.read(MOST_BYTES + 1)
    sent.close()
    taken = looked_through(take_in(name, data, title))
    try:
        store().put(taken.sha256, taken.content)
    except StoreFailed:
        log.exception("a file could not be kept")
        raise Invalid(say("The file could not be kept just now. Try again in a while.")) from None
    return taken


def _address(slug: str | None, here: Criterion) -> str:
    return url_for("binder.criterion", slug=slug, criterion_name=here.value)
