"""Beginning a request, looking at its things one by one, and choosing which words are taken out."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import now, today
from roadmaps.public_records import rules
from roadmaps.public_records.forms import MaskForm, RequestForm, ThingForm
from roadmaps.public_records.masking import personal_in
from roadmaps.public_records.models import RecordsMask
from roadmaps.public_records.queries import find_mask
from roadmaps.public_records.views.blueprint import (
    Desk,
    handled_roadmap_at,
    open_desk_at,
    pages,
    request_at,
)
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

MOST_FOUND = 200


@pages.route("/areas/<slug>/public-records/new", methods=["GET", "POST"])
@signed_in
def begin(slug: str) -> ResponseReturnValue:
    """Begin to prepare what is asked for."""
    roadmap = handled_roadmap_at(slug)

    def act(form: RequestForm) -> ResponseReturnValue:
        with change() as session:
            here = handled_roadmap_at(slug, session)
            number = rules.begin(session, here, **form.model_dump(), actor=the_actor(), at=now()).number
        return redirect(url_for("public_records.show", slug=slug, number=number), 303)

    start = {"last_on": today().isoformat(), "language": locale()}
    back = url_for("public_records.index", slug=slug)
    return fill_in(
        RequestForm, "public_records/begin.html", act, back=back, start=start, roadmap=roadmap, area=roadmap.area
    )


@pages.route("/areas/<slug>/public-records/<int:number>/things/<key>", methods=["GET", "POST"])
@signed_in
def thing(slug: str, number: int, key: str) -> ResponseReturnValue:
    """One thing: read it, and choose whether it is given out."""
    desk = open_desk_at(slug, number)
    laid = desk.laid(key)
    if request.method == "GET" and not laid.thing.is_open:
        with change() as session:
            rules.note_reading(session, request_at(slug, number, session), laid.thing, actor=the_actor())

    def act(form: ThingForm) -> None:
        with change() as session:
            mine = open_desk_at(slug, number, session)
            rules.choose(
                session,
                mine.request,
                [mine.laid(key).thing],
                is_given_out=form.answer == "given_out",
                ground=form.ground,
                actor=the_actor(),
                at=now(),
            )

    choice = desk.laying.choices.get(key)
    start = {"answer": "given_out" if choice.is_given_out else "withheld", "ground": choice.ground} if choice else {}
    own = [one for one in desk.laying.masks if one.key == key]
    facts: dict[str, Any] = {"records": desk.request, "area": desk.request.roadmap.area, "laid": laid, "own_masks": own}
    return fill_in(ThingForm, "public_records/thing.html", act, back=_next(desk, key), start=start, **facts)


@pages.post("/areas/<slug>/public-records/<int:number>/given-out")
@signed_in
def give_out(slug: str, number: int) -> ResponseReturnValue:
    """Give out several things at once; what lies in files or was hidden is looked at one by one."""
    keys = set(request.form.getlist("key"))
    with change() as session:
        desk = open_desk_at(slug, number, session)
        things = [one for one in desk.things if one.key in keys and not one.needs_reading]
        rules.choose(session, desk.request, things, is_given_out=True, actor=the_actor(), at=now())
    count = len(things)
    flash(ngettext("%(num)d thing is given out.", "%(num)d things are given out.", count), "good")
    return redirect(_back(slug, number), 303)


@pages.route("/areas/<slug>/public-records/<int:number>/masks", methods=["GET", "POST"])
@signed_in
def masks(slug: str, number: int) -> ResponseReturnValue:
    """Words that are taken out wherever they stand."""
    desk = open_desk_at(slug, number)
    names = reading().scalars(select(Person.name)).all()
    known = {one.passage.casefold() for one in desk.laying.masks if not one.key}
    texts = [text for one in desk.things for text in (one.title, *(told for _label, told in (*one.facts, *one.texts)))]
    found = [one for one in personal_in(texts, names) if one[0].casefold() not in known][:MOST_FOUND]
    here = url_for("public_records.masks", slug=slug, number=number)
    facts = {"found": found, "masks": [one for one in desk.laying.masks if not one.key]}
    return _mask(desk, "", here, "public_records/masks.html", **facts)


@pages.route("/areas/<slug>/public-records/<int:number>/things/<key>/masks", methods=["GET", "POST"])
@signed_in
def thing_masks(slug: str, number: int, key: str) -> ResponseReturnValue:
    """Words that are taken out of one thing."""
    desk = open_desk_at(slug, number)
    back = url_for("public_records.thing", slug=slug, number=number, key=key)
    return _mask(desk, key, back, "public_records/thing_masks.html", laid=desk.laid(key), found=[])


@pages.post("/areas/<slug>/public-records/<int:number>/masks/<uuid:mask_id>/removal")
@signed_in
def unmask(slug: str, number: int, mask_id: UUID) -> ResponseReturnValue:
    """Let words stand after all."""
    with change() as session:
        found = request_at(slug, number, session)
        mask: RecordsMask = find_mask(session, found, mask_id)
        rules.unmask(session, found, mask, actor=the_actor())
    flash(_("The words stand again."), "good")
    return redirect(safe_path(request.form.get("back", ""), _back(slug, number)), 303)


def _mask(desk: Desk, key: str, back: str, template: str, **facts: Any) -> ResponseReturnValue:
    slug, number = desk.request.roadmap.area.slug, desk.request.number

    def act(form: MaskForm) -> None:
        passages = [*form.passages.splitlines(), *request.form.getlist("found")]
        with change() as session:
            mine = open_desk_at(slug, number, session)
            rules.mask(
                session,
                mine.request,
                passages,
                ground=form.ground,
                things=mine.things,
                key=key,
                actor=the_actor(),
                at=now(),
            )
        flash(_("The words are taken out."), "good")

    about: dict[str, Any] = {
        "records": desk.request,
        "area": desk.request.roadmap.area,
        "ticked": request.form.getlist("found"),
    }
    return fill_in(MaskForm, template, act, back=back, **about, **facts)


def _next(desk: Desk, key: str) -> str:
    """Where to go on: at the next thing that has to be looked at, or with the request."""
    slug, number = desk.request.roadmap.area.slug, desk.request.number
    after = [one.thing.key for one in desk.laying.laid if one.needs_look and one.thing.key != key]
    here = next((one.number for one in desk.laying.laid if one.thing.key == key), 0)
    later = [one.thing.key for one in desk.laying.laid if one.needs_look and one.number > here]
    if later or after:
        return url_for("public_records.thing", slug=slug, number=number, key=(later or after)[0])
    return _back(slug, number)


def _back(slug: str, number: int) -> str:
    return url_for("public_records.show", slug=slug, number=number)
