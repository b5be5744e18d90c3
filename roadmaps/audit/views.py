"""The doors of the journal: for coordinators that of everything, for those who lead an area the lines about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.areas.queries import find_area
from roadmaps.audit import policy, rules
from roadmaps.audit.describing import ENTRANCES, Told, describe, details_of
from roadmaps.audit.filters import AuditFilter
from roadmaps.audit.queries import find_line, lines
from roadmaps.audit.table import as_csv
from roadmaps.audit.words import ROOMS
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.foundation.tables.leading import MIMETYPE
from roadmaps.journal.chain import canonical
from roadmaps.journal.models import Outcome
from roadmaps.journal.queries import head, is_whole
from roadmaps.web.downloads import as_download
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only, freshly_proved, signed_in
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import change, reading

pages = Blueprint("audit", __name__)
pages.after_request(keep_no_copy)
PAGE = 50
MOST_IN_A_TABLE = 20_000
AT_ONCE = 500
# No database counts so far; an address may say anything.
BEYOND = 2**62


@pages.get("/administration/audit")
@coordinators_only
def index() -> ResponseReturnValue:
    """The journal of everything, newest first."""
    return _index(None)


@pages.get("/administration/audit/lines/<int:number>")
@coordinators_only
def line(number: int) -> ResponseReturnValue:
    """One line with all that it says."""
    return _line(None, number)


@pages.post("/administration/audit/table")
@coordinators_only
@freshly_proved
def fetch() -> ResponseReturnValue:
    """The lines that fit, as a table."""
    return _fetch(None)


@pages.get("/areas/<slug>/audit")
@signed_in
def area(slug: str) -> ResponseReturnValue:
    """The lines that are about an area, for those who lead it."""
    found = _led_area(slug)
    return _index(found) if found.slug == slug else redirect(url_for("audit.area", slug=found.slug), 301)


@pages.get("/areas/<slug>/audit/lines/<int:number>")
@signed_in
def area_line(slug: str, number: int) -> ResponseReturnValue:
    """One line about an area."""
    return _line(_led_area(slug), number)


@pages.post("/areas/<slug>/audit/table")
@signed_in
@freshly_proved
def fetch_area(slug: str) -> ResponseReturnValue:
    """The lines about an area that fit, as a table."""
    return _fetch(_led_area(slug))


@dataclass(frozen=True)
class Ways:
    """Where the links of a journal lead: of everything, or of one area."""

    area: Area | None

    def index(self, **values: object) -> str:
        """To its lines."""
        return url_for("audit.area", slug=self.area.slug, **values) if self.area else url_for("audit.index", **values)  # type: ignore[arg-type]

    def line(self, number: int) -> str:
        """To one of them."""
        if self.area:
            return url_for("audit.area_line", slug=self.area.slug, number=number)
        return url_for("audit.line", number=number)

    def table(self) -> str:
        """To where they are fetched."""
        return url_for("audit.fetch_area", slug=self.area.slug) if self.area else url_for("audit.fetch")


def _index(area: Area | None) -> str:
    _note_reading(area)
    wanted = AuditFilter.asked(request.args)
    before = request.args.get("before", type=int)
    query = lines(reading(), wanted, area)
    if before and before < BEYOND:
        query = query.where(query.selected_columns.number < before)
    found = reading().scalars(query.limit(PAGE + 1)).all()
    return render_template(
        "audit/index.html",
        area=area,
        ways=Ways(area),
        lines=describe(reading(), found[:PAGE], **_as_seen_by(area)),
        wanted=wanted,
        before=before,
        older=found[PAGE - 1].number if len(found) > PAGE else None,
        head=head(reading()),
        rooms=sorted((gettext(label), name) for name, label in ROOMS.items()),
        entrances=ENTRANCES,
        outcomes=list(Outcome),
    )


def _line(area: Area | None, number: int) -> str:
    _note_reading(area)
    found = find_line(reading(), min(number, BEYOND), area)
    told = describe(reading(), [found], **_as_seen_by(area))[0]
    what = {} if told.is_of_others_too else details_of(found)
    return render_template(
        "audit/line.html",
        area=area,
        ways=Ways(area),
        told=told,
        what=what,
        is_whole=is_whole(reading(), found),
        text=canonical(what) if what else "",
    )


def _fetch(area: Area | None) -> ResponseReturnValue:
    wanted = AuditFilter.asked(request.form)
    query = lines(reading(), wanted, area).limit(MOST_IN_A_TABLE)
    numbers = reading().scalars(query.with_only_columns(query.selected_columns.number)).all()
    with change() as session:
        rules.note_fetching(session, area, len(numbers), actor=the_actor(), at=now())
    told = _all_told(reading(), wanted, area)
    return as_download(as_csv(told, gettext), f"journal-{today():%Y-%m-%d}.csv", MIMETYPE)


def _all_told(session: Session, wanted: AuditFilter, area: Area | None) -> Iterator[Told]:
    query, last, count = lines(session, wanted, area), None, 0
    while count < MOST_IN_A_TABLE:
        page = query if last is None else query.where(query.selected_columns.number < last)
        found = session.scalars(page.limit(AT_ONCE)).all()
        if not found:
            return
        yield from describe(session, found, **_as_seen_by(area))
        last, count = found[-1].number, count + len(found)
        session.expunge_all()


def _as_seen_by(area: Area | None) -> dict[str, Any]:
    return {"with_addresses": area is None, "for_area_id": area.id if area else None}


def _led_area(slug: str) -> Area:
    area = find_area(reading(), slug, viewer=the_actor())
    if not policy.may_read_audit_of(the_actor(), area):
        raise NotAllowed(say("Only coordinators, and in their own area those who lead it, can read this."))
    return area


def _note_reading(area: Area | None) -> None:
    """The first look of a day leaves a line."""
    if not rules.has_read_today(reading(), area.id if area else None, actor=the_actor(), at=now()):
        with change() as session:
            rules.note_reading(session, area, actor=the_actor(), at=now())
