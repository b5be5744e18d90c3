"""The pages of the year wheel as one reader sees them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from flask import current_app, render_template, request, url_for

from roadmaps.areas.models import Area
from roadmaps.areas.queries import running_areas
from roadmaps.calendars.models import Scope
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale, translate
from roadmaps.web.work import reading
from roadmaps.year_wheel import policy
from roadmaps.year_wheel.forms import Look, look_in, wanted_in
from roadmaps.year_wheel.gathering import areas_in, lines_of
from roadmaps.year_wheel.lines import Line, by_month
from roadmaps.year_wheel.proposing import Proposal, proposals_for, yearly_entries
from roadmaps.year_wheel.rules.writing import ONLY_HOLDERS
from roadmaps.year_wheel.wheel import HEIGHT, WIDTH, draw
from roadmaps.year_wheel.words import Sort


def wheel_page(area: Area | None) -> str:
    """The wheel of a year with its list: of an area, or with None of the whole county."""
    look, areas = look_in(request.args, today()), _areas(area)
    shown = area or next((one for one in areas if one.slug == look.area), None)
    lines = _lines(look, shown)
    return in_place(
        area,
        "year_wheel/show.html",
        look=look,
        lines=lines,
        months=list(by_month(lines)),
        wheel=draw(lines, look.year, today=today()),
        size=(WIDTH, HEIGHT),
        areas=areas,
        areas_shown=areas_in(lines),
        sorts=list(Sort),
        shown_sorts=[one for one in Sort if any(line.sort is one for line in lines)],
        may_write=policy.may_write(actor(), area),
        **_calendar(area),
    )


def proposal_page(area: Area | None, year: int, refusal: Invalid | None = None) -> str:
    """What the year before proposes for a year, with what was ticked and changed."""
    proposals = proposals_at(area, year)
    is_sent = request.method == "POST"
    wanted = wanted_in(request.form) if is_sent else {}
    errors = {name: translate(said) for name, said in refusal.fields.items()} if refusal else {}
    return in_place(
        area,
        "year_wheel/proposal.html",
        year=year,
        proposals=proposals,
        ticked={one.key for one in proposals if one.is_ticked} if not is_sent else set(wanted),
        typed=request.form,
        yearly=yearly_entries(reading(), area),
        errors=errors or ({"": translate(refusal.sentence)} if refusal else {}),
        back=wheel_address(area, year),
    )


def proposals_at(area: Area | None, year: int) -> list[Proposal]:
    """What is proposed, to those who may make it.

    :raises NotAllowed: when the reader may not
    """
    if not policy.may_write(actor(), area):
        raise NotAllowed(ONLY_HOLDERS)
    return proposals_for(reading(), year, area=area, viewer=the_actor(), on=today(), language=locale())


def in_place(area: Area | None, template: str, **facts: Any) -> str:
    """A page about an area's year, or (None) the county's."""
    roadmap = roadmap_of(reading(), area.id) if area else None
    return render_template(
        template, area=area, roadmap=roadmap, today=today(), month_name=month_name, day_of=day_of, **facts
    )


def wheel_address(area: Area | None, year: int) -> str:
    """Where the wheel of a year is."""
    return url_for("year_wheel.show", slug=area.slug, year=year) if area else url_for("year_wheel.county", year=year)


def month_name(number: int) -> str:
    """Such as "mars"."""
    return str(format_date(date(2026, number, 1), "LLLL", locale=locale()))


def day_of(day: date) -> str:
    """Such as "tors 12 mars"; the year is known."""
    return str(format_date(day, "EEE d MMM", locale=locale()))


def _lines(look: Look, area: Area | None) -> list[Line]:
    first, last = date(look.year, 1, 1), date(look.year, 12, 31)
    return lines_of(reading(), first, last, area=area, viewer=actor(), on=today(), sorts=look.sorts)


def _areas(area: Area | None) -> Sequence[Area]:
    """Those that the county's wheel can be narrowed to."""
    return () if area else reading().scalars(running_areas()).all()


def _calendar(area: Area | None) -> dict[str, str]:
    """The public address as programs subscribe to it, and as it is copied; and whose dates a private link would show."""
    if area:
        path = url_for("year_wheel.area_file", slug=area.slug, language=locale())
    else:
        path = url_for("year_wheel.county_file", language=locale())
    address = str(current_app.config["BASE_URL"]).rstrip("/") + path
    private = (f"{Scope.AREA}:{area.id}" if area else Scope.ALL.value) if actor() else ""
    return {"subscribing": f"webcal:{address.partition(':')[2]}", "address": address, "private": private}
