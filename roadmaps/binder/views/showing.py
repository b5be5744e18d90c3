"""The binder to read: its seven criteria, and the page of each."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from roadmaps.binder import policy
from roadmaps.binder.criteria import REGULATION, Criterion
from roadmaps.binder.pages import binder_of, organisations_behind
from roadmaps.binder.queries import editions_of
from roadmaps.binder.views.blueprint import Place, criterion_called, pages, place_at
from roadmaps.foundation.clock import now
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading


@pages.get("/areas/<slug>/binder")
@pages.get("/county/binder")
@decided_by("roadmap.policy.may_read")
def show(slug: str | None = None) -> ResponseReturnValue:
    """How the seven criteria stand, and the editions that were handed over."""
    place = place_at(slug)
    editions = reading().scalars(editions_of(place.area.id if place.area else None)).unique()
    return render_template(
        "binder/show.html",
        binder=binder_of(reading(), place.area, place.roadmaps, actor=actor(), at=now()),
        editions=[one for one in editions if policy.may_read_edition(actor(), one)],
        regulation=REGULATION,
        **context_of(place, slug),
    )


@pages.get("/areas/<slug>/binder/<criterion_name>")
@pages.get("/county/binder/<criterion_name>")
@decided_by("roadmap.policy.may_read")
def criterion(criterion_name: str, slug: str | None = None) -> ResponseReturnValue:
    """One criterion: what is asked, how it was judged, what shows it, and what is missing."""
    place, here = place_at(slug), criterion_called(criterion_name)
    page = binder_of(reading(), place.area, place.roadmaps, actor=actor(), at=now())[here]
    return render_template(
        "binder/criterion.html",
        page=page,
        criteria=list(Criterion),
        organisations=organisations_behind(reading(), [page]),
        **context_of(place, slug),
    )


def context_of(place: Place, slug: str | None) -> dict[str, Any]:
    """What all pages of the binder are given."""
    return {
        "area": place.area,
        "roadmap": place.roadmap,
        "slug": slug,
        "may_write": policy.may_write(actor(), place.area),
        "area_names": {} if place.area else {one.area.slug: one.area.name_in(locale()) for one in place.roadmaps},
    }
