"""What has been: history, single revisions, comparisons, a block's own history, and taking up an earlier state."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.doors import area_id_at
from roadmaps.foundation.clock import LOCAL, now
from roadmaps.foundation.errors import NotFound
from roadmaps.freshness.marks_now import WhileSiteStays
from roadmaps.freshness.pages import kept, kept_for_area
from roadmaps.revisions.queries import find_block, find_revision
from roadmaps.revisions.states import current, number_at, written_at
from roadmaps.roadmap import policy, rules
from roadmaps.roadmap.authorship import authorship_in, authorship_of
from roadmaps.roadmap.doors import led_roadmap_at, number_in, roadmap_around, roadmap_at, uuid_in
from roadmaps.roadmap.drawn_history import drawn
from roadmaps.roadmap.history import (
    HistoryFilter,
    Writers,
    comparison,
    names_in,
    page_of_history,
    page_of_steps,
    steps_of_block,
    tell,
    writers,
)
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.views.blueprint import pages
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading

# Who has written in a roadmap is told by all of its revisions; it changes with any of them, and with any name.
_WRITERS: WhileSiteStays[Writers] = WhileSiteStays()


@pages.get("/areas/<slug>/roadmap/history")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def history(slug: str) -> ResponseReturnValue:
    """Every revision, newest first, by day."""
    roadmap, wanted, viewer = roadmap_at(slug), _filter(), actor()
    of = roadmap.history_id, roadmap.history.current, viewer is not None
    known = _WRITERS.of(
        of, viewer.person_id if viewer else None, lambda: writers(reading(), roadmap, with_people=viewer is not None)
    )
    page = page_of_history(reading(), roadmap, wanted, known)
    return render_template("roadmap/history.html", roadmap=roadmap, content=drawn(roadmap, page, wanted, known))


@pages.get("/areas/<slug>/roadmap/revisions/<int:number>")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def revision(slug: str, number: int) -> ResponseReturnValue:
    """What one revision changed."""
    roadmap = roadmap_at(slug)
    told = tell(reading(), [find_revision(reading(), roadmap.history, number)])[0]
    found, names = comparison(reading(), roadmap, number - 1, number, viewer=actor())
    return render_template(
        "roadmap/revision.html",
        roadmap=roadmap,
        told=told,
        comparison=found,
        names=names,
        authorship=authorship_in(reading(), told, (*found.changed, *found.added), with_names=actor() is not None),
        may_undo=policy.may_edit(actor(), roadmap, standing_locks(reading(), roadmap).whole),
        may_restore=policy.may_moderate(actor(), roadmap) and number < roadmap.history.current,
    )


@pages.get("/areas/<slug>/roadmap/compare")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def compare(slug: str) -> ResponseReturnValue:
    """What lies between any two points of the roadmap."""
    roadmap = roadmap_at(slug)
    old = _point(roadmap, "from", max(roadmap.history.current - 1, 0))
    new = _point(roadmap, "to", roadmap.history.current)
    found, names = comparison(reading(), roadmap, min(old, new), max(old, new), viewer=actor())
    return render_template(
        "roadmap/compare.html",
        roadmap=roadmap,
        comparison=found,
        names=names,
        sides=_sides(roadmap, min(old, new), max(old, new)),
    )


@pages.get("/blocks/<uuid:block_id>/history")
@decided_by("roadmap.policy.may_read")
@kept
def block_history(block_id: UUID) -> ResponseReturnValue:
    """One block's versions, and who wrote its words."""
    roadmap = roadmap_around(block_id)
    block = find_block(reading(), roadmap.history, block_id)
    steps = steps_of_block(reading(), block)
    lock = standing_locks(reading(), roadmap).on(block_id)
    before = number_in(request.args.get("before")) or None
    return render_template(
        "roadmap/block_history.html",
        roadmap=roadmap,
        block=steps[0].state,
        kind=ROADMAP[block.kind],
        page=page_of_steps(steps, before=before),
        names=names_in(reading(), current(reading(), roadmap.history), viewer=actor()),
        authorship=authorship_of(ROADMAP[block.kind], steps) if before is None else [],
        may_restore=policy.may_edit(actor(), roadmap, lock),
    )


@pages.get("/areas/<slug>/roadmap/restoration")
@signed_in
def consider_restoration(slug: str) -> ResponseReturnValue:
    """What would change if the roadmap took up an earlier state."""
    roadmap = led_roadmap_at(slug)
    number = _point(roadmap, "number", roadmap.history.current)
    found, names = comparison(reading(), roadmap, roadmap.history.current, number, viewer=actor())
    return render_template("roadmap/restoration.html", roadmap=roadmap, number=number, comparison=found, names=names)


@pages.post("/areas/<slug>/roadmap/restoration")
@signed_in
def restore_roadmap(slug: str) -> ResponseReturnValue:
    """Take up an earlier state, as a new revision."""
    with change() as session:
        roadmap = led_roadmap_at(slug, session)
        number = number_in(request.form.get("number"))
        summary = request.form.get("summary", "")
        rules.restore_roadmap(session, roadmap, number, actor=the_actor(), at=now(), summary=summary)
    flash(_("The roadmap says again what it said then. Nothing between has been lost."), "good")
    return redirect(url_for("roadmap.show", slug=slug), 303)


def _filter() -> HistoryFilter:
    asked = request.args
    kind = asked.get("kind") or None
    return HistoryFilter(
        person=uuid_in(asked.get("person")) if actor() else None,
        organisation=uuid_in(asked.get("organisation")),
        kind=kind if kind in ROADMAP else None,
        block=uuid_in(asked.get("block")),
        before=number_in(asked.get("before")) or None,
    )


def _point(roadmap: Roadmap, name: str, default: int) -> int:
    """A revision by its number, or the newest one by the end of a day."""
    asked = request.args.get(name, "").strip()
    if not asked:
        return default
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        return int(asked)
    try:
        end_of_day = datetime.combine(date.fromisoformat(asked) + timedelta(days=1), time.min, LOCAL)
    except (ValueError, OverflowError):
        raise NotFound from None
    return number_at(reading(), roadmap.history, end_of_day)


def _sides(roadmap: Roadmap, *numbers: int) -> list[dict[str, object]]:
    """When each was written; None for what was there before the first revision."""
    moments = written_at(reading(), roadmap.history, numbers)
    return [{"number": number, "written_at": moments.get(number)} for number in numbers]
