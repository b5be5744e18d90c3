"""What this room hangs in the pages of others: in their heads what machines look for, in the foot and for coordinators the way here."""

from typing import Any

from flask import render_template, request
from sqlalchemy import select

from roadmaps.areas.models import Area
from roadmaps.open_data import linked
from roadmaps.open_data.queries import terms_now, version_at
from roadmaps.open_data.views import addresses
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading

# Where portals and search engines begin.
_LEADING_TO_CATALOGUE = frozenset({"site.home", "open_data.show", "snapshots.show"})


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("layout.head", head, order=50)
    slots.hang("layout.footer", foot, order=50)
    slots.hang("accounts.administration.cards", card, order=95)


def head(**_context: Any) -> str:
    """Nothing on pages that are nobody's but their reader's: what machines look for is asked without an account."""
    if actor() is not None:
        return ""
    told = _told()
    if told is None and request.endpoint not in _LEADING_TO_CATALOGUE:
        return ""
    leads_on = request.endpoint in _LEADING_TO_CATALOGUE and terms_now(reading()) is not None
    return render_template("open_data/_head.html", told=told, leads_on=leads_on)


def foot(**_context: Any) -> str:
    """The way to the page of open data."""
    return render_template("open_data/_foot.html")


def card(**_context: Any) -> str:
    """Whether a licence has been chosen."""
    return render_template("open_data/_card.html", terms=terms_now(reading()))


def _told() -> dict[str, Any] | None:
    """What the page at hand is, in the words of schema.org; None for pages of other sorts, or not for everybody."""
    slug = str((request.view_args or {}).get("slug", ""))
    if request.endpoint == "snapshots.show":
        one, is_newest = version_at(reading(), slug, int((request.view_args or {})["number"]))
        at = addresses()
        return linked.of_version(one, terms_now(reading()), at, is_newest=is_newest, language=locale()) if one else None
    if request.endpoint == "roadmap.show":
        query = select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.slug == slug)
        roadmap = reading().scalar(query.where(Roadmap.is_working_public))
        if roadmap is not None:
            years = roadmap.period_from, roadmap.period_to
            return linked.of_roadmap(slug, roadmap.area.name_in(locale()), years, terms_now(reading()), addresses())
    return None
