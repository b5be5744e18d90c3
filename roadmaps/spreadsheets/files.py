"""The files that the doors of this room hand out."""

from datetime import UTC, datetime

from flask import Response, current_app, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from roadmaps.foundation.errors import NotFound
from roadmaps.plan.rows import Plan
from roadmaps.revisions.models import Revision
from roadmaps.spreadsheets import delimited, workbook
from roadmaps.spreadsheets.columns import SHOWN_FIRST
from roadmaps.spreadsheets.gathering import sheets_of
from roadmaps.spreadsheets.languages import in_both_languages
from roadmaps.spreadsheets.workbook import About
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.work import reading

_BEFORE_ANY = datetime(2020, 1, 1, tzinfo=UTC)


def workbook_of(plan: Plan) -> Response:
    """Every sheet in one file."""
    sheets = sheets_of(reading(), plan, viewer=actor(), translate=in_both_languages()[0])
    return _answer(workbook.as_workbook(sheets, _about(plan)), workbook.MIMETYPE, f"{_name(plan)}.xlsx")


def sheet_of(plan: Plan, key: str) -> Response:
    """One sheet as CSV.

    :raises NotFound: when there is no such sheet
    """
    if key not in SHOWN_FIRST:
        raise NotFound
    [sheet] = sheets_of(reading(), plan, viewer=actor(), translate=in_both_languages()[0], keys=[key])
    return _answer(delimited.as_csv(sheet), delimited.MIMETYPE, f"{_name(plan)}-{key.replace('_', '-')}.csv")


def _about(plan: Plan) -> About:
    if plan.area is None:
        title, lines = (
            _("The roadmaps of the whole county"),
            [_("This file is to be read. Files that can be sent back are fetched from the page of one roadmap.")],
        )
        path = url_for("spreadsheets.county")
    else:
        title = _("Roadmap: %(area)s", area=plan.area.name_in(locale()))
        path = url_for("spreadsheets.show", slug=plan.area.slug)
        lines = [
            _("Version %(number)s of the roadmap.", number=plan.areas[0].state.number),
            _(
                "Change what you like in the sheets, add rows at the end with an empty id, and send the file back. You first see what it would do."
            ),
            _(
                "Leave the two grey columns, the hidden first row and the headings as they are: by them the rows are known again."
            ),
            _("Rows that you take out of the file are not removed from the roadmap. Remove them on its page."),
            _(
                "Several values in one cell are parted by semicolons. A date may be a year, quarter, month or day: 2026, 2026-Q3, 2026-09, 2026-09-30."
            ),
            _("The sheet of readings is read by the page for readings from a file, and not with the rest."),
        ]
    return About(
        _("About the file"),
        title,
        [*lines, str(current_app.config["BASE_URL"]).rstrip("/") + path],
        locale(),
        _newest(plan),
    )


def _newest(plan: Plan) -> datetime:
    """When the plan was last changed."""
    histories = [one.roadmap.history_id for one in plan.areas]
    newest = reading().scalar(select(func.max(Revision.written_at)).where(Revision.history_id.in_(histories)))
    return newest or _BEFORE_ANY


def _name(plan: Plan) -> str:
    return f"fardplan-{plan.area.slug}-{plan.areas[0].state.number}" if plan.area else "fardplan-county"


def _answer(data: bytes, mimetype: str, name: str) -> Response:
    answer = Response(data, content_type=mimetype)
    answer.content_language = locale()
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
